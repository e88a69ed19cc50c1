import * as vscode from 'vscode';
import type { AccountBook } from '../../accounts/accountBook.ts';
import type { AccountRecord, Credential } from '../../accounts/records.ts';
import { tokenLabel } from '../../accounts/labels.ts';
import { CodedError, isCoded } from '../../codedError.ts';
import { parseAccountId } from '../../tba/accountId.ts';
import { pickCredential } from '../accounts/accountCommands.ts';
import type { ActiveToken } from '../accounts/activeToken.ts';

/** Whom a request names: `# @account` and `# @token`. */
export interface Wanted {
  readonly account?: string;
  readonly token?: string;
}

/**
 * Finds the token to sign with. A request that names nothing takes the active token; one that names an account or
 * token takes the one that matches, and where several do, the active one or the one the person picked for this
 * workspace before.
 *
 * @returns undefined when the person was asked and left
 * @throws CodedError `no-token`, `account-without-token` (data: account, practice), `account-unknown` (data: account),
 *   `token-unknown` (data: token)
 */
export async function chooseCredential(
  wanted: Wanted,
  book: AccountBook,
  active: ActiveToken,
  workspaceState: vscode.Memento,
): Promise<Credential | undefined> {
  const all = book.credentials();
  const isMeant = (record: AccountRecord) => wanted.account === undefined || isAccount(record, wanted.account);
  const meant = book.index().accounts.find(isMeant);
  if (meant && !all.some(({ account }) => isMeant(account))) {
    throw new CodedError('account-without-token', { account: meant.name, practice: meant.practice ?? false });
  }
  if (all.length === 0) {
    throw new CodedError('no-token');
  }
  const current = active.get();
  if (wanted.account === undefined && wanted.token === undefined) {
    return current ?? pickCredential(all, vscode.l10n.t('Sign this request with which token?'));
  }
  const matches = narrow(all, wanted);
  if (matches.length === 1) {
    return matches[0];
  }
  const key = `picked ${JSON.stringify([wanted.account ?? null, wanted.token ?? null])}`;
  const picked = workspaceState.get<string>(key);
  const known =
    matches.find(({ token }) => token.id === picked) ?? matches.find(({ token }) => token.id === current?.token.id);
  if (known) {
    return known;
  }
  const chosen = await pickCredential(matches, vscode.l10n.t('Several tokens match. Which one?'));
  if (chosen) {
    await workspaceState.update(key, chosen.token.id);
  }
  return chosen;
}

function narrow(all: readonly Credential[], wanted: Wanted): readonly Credential[] {
  const { account: accountName, token: tokenName } = wanted;
  const ofAccount = accountName === undefined ? all : all.filter(({ account }) => isAccount(account, accountName));
  if (accountName !== undefined && ofAccount.length === 0) {
    throw new CodedError('account-unknown', { account: accountName });
  }
  const ofToken = tokenName === undefined ? ofAccount : ofAccount.filter(credential => isToken(credential, tokenName));
  if (tokenName !== undefined && ofToken.length === 0) {
    throw new CodedError('token-unknown', { token: tokenName });
  }
  return ofToken;
}

function isAccount({ name: own, accountId }: AccountRecord, name: string): boolean {
  return own === name || accountId === normalised(name);
}

function normalised(name: string): string | undefined {
  try {
    return parseAccountId(name).id;
  } catch (error) {
    if (isCoded(error)) {
      return undefined;
    }
    throw error;
  }
}

function isToken({ application, token }: Credential, name: string): boolean {
  return [token.name, tokenLabel(token), application.name, token.identity?.role].includes(name);
}
