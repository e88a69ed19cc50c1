import * as vscode from 'vscode';
import { tokenLabel } from '../../accounts/labels.ts';
import type { AccountRecord, Credential } from '../../accounts/records.ts';
import { chooseAuditRow } from '../../diagnosis/login/audit/chooseAuditRow.ts';
import type { LoginEvidence } from '../../diagnosis/login/evidence.ts';
import { readAccountRestlets } from '../../exchange/reads/accountRestlets.ts';
import { deploymentFacts } from '../../exchange/login/deploymentFacts.ts';
import { readHolder } from '../../exchange/login/readHolder.ts';
import { readLoginAudit, type AuditedCall } from '../../exchange/login/readLoginAudit.ts';
import { restletDeployment } from '../../exchange/guards/productionGuard.ts';
import type { AccountServices } from '../accounts/accountServices.ts';
import { pickCredential } from '../accounts/chooseToken/pickCredential.ts';
import { askingSender, type SendCall } from './askingSender.ts';
import type { ReadAudit } from './loginFailureModel.ts';
import { isAboutScript, witnessesOf } from './loginSubject.ts';

/**
 * Reads what tells the cause with another token of the account; of several, the person says with which. That is the failed
 * logins around the call in the Login Audit Trail (around its last failure for a token that is asked about without a
 * call), and user and role where the trail says no more than that they cannot be used; or, where the login was good, the
 * deployment that was called.
 *
 * @param url of the call
 * @returns undefined when the person left
 * @throws CodedError `workspace-untrusted`, `login-audit-unreadable`, `restlets-unreadable`, and those of Network.send
 */
export async function askAuditTrail(
  credential: Credential,
  evidence: LoginEvidence,
  url: string | undefined,
  services: AccountServices,
  signal: AbortSignal,
): Promise<ReadAudit | undefined> {
  const witness = await chooseWitness(witnessesOf(credential, services, evidence));
  const send = witness && (await askingSender(services, witness, signal));
  if (!witness || !send) {
    return undefined;
  }
  // The account of the book, which may have another base URL by now.
  const account = services.book.credential(witness.token.id)?.account ?? witness.account;
  const label = tokenLabel(witness.token);
  const called = isAboutScript(evidence) && url !== undefined ? restletDeployment({ url }, account) : undefined;
  if (called) {
    const restlets = await readAccountRestlets(account, vscode.l10n.t('Look a deployment up'), send);
    return { witness: label, deployment: deploymentFacts(restlets, called) };
  }
  return { witness: label, ...(await readTrail(credential, evidence, account, send)) };
}

async function chooseWitness(witnesses: readonly Credential[]): Promise<Credential | undefined> {
  return witnesses.length > 1 ? pickCredential(witnesses, vscode.l10n.t('Read with which token?')) : witnesses[0];
}

async function readTrail(
  { application, token: { name } }: Credential,
  { call, token }: LoginEvidence,
  account: AccountRecord,
  send: SendCall,
): Promise<Pick<ReadAudit, 'rows' | 'holder'>> {
  const title = vscode.l10n.t('Read the Login Audit Trail');
  const failed: AuditedCall = {
    at: call?.at ?? token.lastFailure ?? Date.now(),
    ...(call?.took !== undefined && { took: call.took }),
    // They need not be called the same at NetSuite; rows of others are left out only where there are some of these.
    application: application.name,
    token: name,
  };
  const rows = await readLoginAudit(account, title, failed, { send, now: Date.now });
  const row = chooseAuditRow(rows, call)?.row;
  return {
    rows,
    ...(row?.detail === 'permission_denied' && { holder: await readHolder(account, title, row, send) }),
  };
}
