import * as vscode from 'vscode';
import type { AccountRecord } from '../../accounts/records.ts';
import { readRecordFields, readRecordTypes as readTypes } from '../../exchange/reads/accountRecordTypes.ts';
import type { AccountServices } from '../accounts/accountServices.ts';
import { plainText } from '../plainText.ts';
import { readFromAccount } from './readFromAccount.ts';
import type { RecordTypeCache } from './recordTypeCache.ts';

/**
 * Reads an account's metadata catalogue for completion: its record types, and the fields of one of them where that is asked
 * for. Types that were read before are not read again on the way to fields.
 *
 * @throws CodedError those of readFromAccount, readRecordTypes and readRecordFields
 */
export async function readRecordTypes(
  services: AccountServices & { readonly recordTypes: RecordTypeCache },
  account: AccountRecord | undefined,
  type: string | undefined,
): Promise<void> {
  const { recordTypes } = services;
  const read = await readFromAccount(services, account, {
    question: vscode.l10n.t('Read the record types with which token?'),
    progress: name => vscode.l10n.t('Reading the record types of {0}…', name),
    work: async (from, send) => {
      const title = vscode.l10n.t('Metadata catalogue of the account');
      const known = type === undefined ? undefined : recordTypes.get(from.accountId)?.types;
      const types = known ?? (await readTypes(from, title, send));
      return { types, fields: type === undefined ? undefined : await readRecordFields(from, type, title, send) };
    },
  });
  if (!read) {
    return;
  }
  const { credential, value } = read;
  const { accountId, name } = credential.account;
  const fields = type !== undefined && value.fields ? { type, fields: value.fields } : undefined;
  await recordTypes.put(accountId, value.types, fields, Date.now());
  void vscode.window.showInformationMessage(
    fields
      ? vscode.l10n.t('Read from {0}: the {1} fields of {2}.', plainText(name), fields.fields.length, fields.type)
      : vscode.l10n.t('Read from {0}: {1} record types.', plainText(name), value.types.length),
  );
}
