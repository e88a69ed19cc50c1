import * as vscode from 'vscode';
import type { AccountRecord, ApplicationRecord } from '../../../accounts/records.ts';
import { plainText } from '../../plainText.ts';
import type { AccountNode } from '../accountTree.ts';
import { applicationsWord } from './countWords.ts';

/** What came of it. */
export interface Duplicated {
  readonly account: AccountRecord;
  readonly isNew: boolean;
  readonly added: readonly ApplicationRecord[];
  /** The sandbox has their consumer keys already. */
  readonly there: readonly ApplicationRecord[];
  /** Their consumer keys are not here. */
  readonly withoutSecret: readonly ApplicationRecord[];
}

/** Says what a sandbox shares with production before anything is written (ORA:section_1515141510, ORA:section_1515139626). */
export async function confirmDuplicate(
  source: AccountRecord,
  sandbox: { readonly accountId: string; readonly name: string },
  applications: number,
): Promise<boolean> {
  const goOn = vscode.l10n.t('Duplicate');
  const paragraphs = [
    vscode.l10n.t(
      'A refresh of the sandbox copies production’s integration records into it, with the same consumer key and secret. NetSuite never copies tokens: the sandbox needs its own, made in the sandbox.',
    ),
    vscode.l10n.t(
      'The two accounts share these keys. Resetting the credentials of such a record in the sandbox can break the integration in production.',
    ),
    ...(source.baseUrl === undefined
      ? []
      : [vscode.l10n.t('The base URL of “{0}” is not copied: the sandbox uses NetSuite’s own hosts.', source.name)]),
  ];
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t('Put {0} into “{1}” ({2})?', applicationsWord(applications), sandbox.name, sandbox.accountId),
    { modal: true, detail: paragraphs.join('\n\n') },
    goOn,
  );
  return answer === goOn;
}

/** Says what was done and what was left out, and offers the two ways to a token. Nobody waits for the answer. */
export function tellDuplicated({ account, isNew, added, there, withoutSecret }: Duplicated): void {
  const name = plainText(account.name);
  const names = (records: readonly ApplicationRecord[]) => records.map(record => plainText(record.name)).join(', ');
  const message = [
    isNew
      ? vscode.l10n.t('“{0}” was added with {1}.', name, applicationsWord(added.length))
      : vscode.l10n.t('{1} came into “{0}”.', name, applicationsWord(added.length)),
    there.length > 0 ? vscode.l10n.t('Skipped, their consumer keys are there already: {0}.', names(there)) : '',
    withoutSecret.length > 0
      ? vscode.l10n.t('Skipped, their consumer keys are not available here: {0}.', names(withoutSecret))
      : '',
    added.length > 0 ? vscode.l10n.t('Next it needs a token.') : '',
  ];
  const signIn = vscode.l10n.t('Sign In Through NetSuite');
  const byHand = vscode.l10n.t('Add a Token by Hand');
  const [first] = added;
  const node: AccountNode =
    first && added.length === 1
      ? { kind: 'application', record: first, practice: false }
      : { kind: 'account', record: account };
  void vscode.window
    .showInformationMessage(message.filter(part => part !== '').join(' '), ...(first ? [signIn, byHand] : []))
    .then(answer => {
      if (answer !== undefined) {
        const command = answer === signIn ? 'netsuiteTba.signIn' : 'netsuiteTba.addToken';
        void vscode.commands.executeCommand(command, node);
      }
    });
}
