import * as vscode from 'vscode';
import { tokenLabel } from '../../accounts/labels.ts';
import type { Credential } from '../../accounts/records.ts';
import { chooseAuditRow } from '../../diagnosis/login/audit/chooseAuditRow.ts';
import type { LoginEvidence } from '../../diagnosis/login/evidence.ts';
import { readHolder } from '../../exchange/login/readHolder.ts';
import { readLoginAudit, type AuditedCall } from '../../exchange/login/readLoginAudit.ts';
import type { AccountServices } from '../accounts/accountServices.ts';
import { pickCredential } from '../accounts/chooseToken/pickCredential.ts';
import { askingSender } from './askingSender.ts';
import type { ReadAudit } from './loginFailureModel.ts';
import { witnessesOf } from './loginSubject.ts';

/**
 * Reads the failed logins around a call with another token of its account; of several, the person says with which. A
 * token that is asked about without a call is looked for at its last failure. Where the trail says no more than that user
 * or role cannot be used, their records are read too.
 *
 * @returns undefined when the person left
 * @throws CodedError `workspace-untrusted`, `login-audit-unreadable`, and those of Network.send
 */
export async function askAuditTrail(
  credential: Credential,
  { call, token }: LoginEvidence,
  services: AccountServices,
  signal: AbortSignal,
): Promise<ReadAudit | undefined> {
  const [only, ...more] = witnessesOf(credential, services);
  const witness =
    only && more.length > 0
      ? await pickCredential([only, ...more], vscode.l10n.t('Read the Login Audit Trail with which token?'))
      : only;
  const send = witness && (await askingSender(services, witness, signal));
  if (!witness || !send) {
    return undefined;
  }
  const title = vscode.l10n.t('Read the Login Audit Trail');
  const failed: AuditedCall = {
    at: call?.at ?? token.lastFailure ?? Date.now(),
    ...(call?.took !== undefined && { took: call.took }),
    // They need not be called the same at NetSuite; rows of others are left out only where there are some of these.
    application: credential.application.name,
    token: credential.token.name,
  };
  // The account of the book, which may have another base URL by now.
  const account = services.book.credential(witness.token.id)?.account ?? witness.account;
  const rows = await readLoginAudit(account, title, failed, { send, now: Date.now });
  const row = chooseAuditRow(rows, call)?.row;
  return {
    witness: tokenLabel(witness.token),
    rows,
    ...(row?.detail === 'permission_denied' && { holder: await readHolder(account, title, row, send) }),
  };
}
