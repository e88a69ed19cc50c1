import * as vscode from 'vscode';
import type { AccountBook } from '../../accounts/accountBook.ts';
import type { AccountRecord, Credential, Scheme } from '../../accounts/records.ts';
import { tokenLabel } from '../../accounts/labels.ts';
import { CodedError, isCoded } from '../../codedError.ts';
import { parseAccountId } from '../../tba/accountId.ts';
import type { ActiveToken } from '../accounts/activeToken.ts';
import { notAllowed } from '../accounts/allowList.ts';
import { pickCredential } from '../accounts/chooseToken/pickCredential.ts';

/** Whom a request names, and how it logs in: `# @account`, `# @token` and `# @auth`. */
export interface Wanted {
  readonly account?: string;
  readonly token?: string;
  readonly auth?: Scheme;
}

/**
 * Finds the token to sign with. A request that names nothing takes the active token of its folder; one that names an
 * account or token takes the one that matches, and where several do, the active one or the one the person picked for
 * this folder or workspace before, among those that log in the way that is usual for the account. One that says how it logs in takes only what logs in that way, of the active account
 * where it names none. Accounts that the workspace does not allow are not there for any of this.
 *
 * @param resource the file that the request stands in
 * @returns undefined when the person was asked and left
 * @throws CodedError `no-token`, `account-without-token` (data: account, practice), `account-unknown` (data: account),
 *   `token-unknown` (data: token), `auth-without-token` (data: auth), `account-not-allowed` (data: account, folder, unreadable)
 */
export async function chooseCredential(
  wanted: Wanted,
  book: AccountBook,
  active: ActiveToken,
  workspaceState: vscode.Memento,
  resource: vscode.Uri | undefined,
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
  const list = active.allowList(resource);
  const isAllowed = ({ account }: Credential) => list.allows(account);
  const current = active.get(resource);
  const isNamed = wanted.account !== undefined || wanted.token !== undefined;
  if (!isNamed && (wanted.auth === undefined || wanted.auth === current?.token.scheme)) {
    return current ?? chooseActive(refuseNone(all, isAllowed, resource), active, resource);
  }
  const fitting = ofScheme(narrow(all, wanted), wanted, isNamed ? undefined : current);
  const matches = refuseNone(usualOnes(fitting, wanted), isAllowed, resource);
  if (matches.length === 1) {
    return matches[0];
  }
  const picked = pickedBefore(wanted, active, workspaceState, resource);
  const known =
    matches.find(({ token }) => token.id === picked.tokenId) ??
    matches.find(({ token }) => token.id === current?.token.id);
  if (known) {
    return known;
  }
  const chosen = await pickCredential(matches, vscode.l10n.t('Several tokens match. Which one?'));
  if (chosen) {
    await workspaceState.update(picked.key, chosen.token.id);
  }
  return chosen;
}

/** Nothing is active here, so this is the moment to choose what is. */
async function chooseActive(
  allowed: readonly Credential[],
  active: ActiveToken,
  resource: vscode.Uri | undefined,
): Promise<Credential | undefined> {
  const chosen = await pickCredential(
    allowed,
    vscode.l10n.t('Sign requests here with which token? It becomes the active one.'),
  );
  if (chosen) {
    await active.set(chosen.token.id, resource);
  }
  return chosen;
}

function refuseNone(
  found: readonly Credential[],
  isAllowed: (credential: Credential) => boolean,
  resource: vscode.Uri | undefined,
): readonly Credential[] {
  const allowed = found.filter(isAllowed);
  if (allowed.length === 0) {
    throw notAllowed(
      found.map(({ account }) => account),
      resource,
    );
  }
  return allowed;
}

/** What the person picked for the folder, or before it had neighbours for the workspace; and where it is kept. */
function pickedBefore(
  { account, token, auth }: Wanted,
  active: ActiveToken,
  workspaceState: vscode.Memento,
  resource: vscode.Uri | undefined,
): { readonly key: string; readonly tokenId: string | undefined } {
  const named = [account ?? null, token ?? null];
  const scheme = auth === undefined ? [] : [auth];
  const ofWorkspace = `picked ${JSON.stringify([...named, ...scheme])}`;
  const folder = active.folder(resource);
  const key = folder ? `picked ${JSON.stringify([...named, folder.uri.toString(), ...scheme])}` : ofWorkspace;
  return { key, tokenId: workspaceState.get<string>(key) ?? workspaceState.get<string>(ofWorkspace) };
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

/** @param current whose account is meant, where the request names nothing */
function ofScheme(
  found: readonly Credential[],
  { auth }: Wanted,
  current: Credential | undefined,
): readonly Credential[] {
  if (auth === undefined) {
    return found;
  }
  const ofAccount = current ? found.filter(each => each.account.id === current.account.id) : found;
  const fitting = ofAccount.filter(({ token }) => token.scheme === auth);
  if (fitting.length === 0) {
    throw new CodedError('auth-without-token', { auth });
  }
  return fitting;
}

/** Of an account that logs in one way unless told otherwise, those that do; all of them where none does. */
function usualOnes(found: readonly Credential[], { token, auth }: Wanted): readonly Credential[] {
  const usual = found.filter(each => each.account.usualScheme === each.token.scheme);
  return token === undefined && auth === undefined && usual.length > 0 ? usual : found;
}

/** Whether a request means the account: by its name, or its account ID however that is spelled. */
export function isAccount({ name: own, accountId }: AccountRecord, name: string): boolean {
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
