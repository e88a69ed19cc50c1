import { CodedError } from '../codedError.ts';
import { findRecord, withRecord } from './indexLists.ts';
import type { AccountIndex, AccountRecord, ApplicationRecord, Credential } from './records.ts';
import { parseVaultKey, readAbout, vaultKey, type About, type Vault } from './vault.ts';

/** A secret that no record of the index belongs to. `about` is absent in entries of the first version. */
export interface OrphanSecret {
  readonly kind: 'application' | 'token';
  readonly id: string;
  readonly about?: About;
}

export function credentialIn(index: AccountIndex, tokenId: string): Credential | undefined {
  const token = findRecord(index, 'token', tokenId);
  const application = findRecord(index, 'application', token?.application);
  const account = findRecord(index, 'account', application?.account);
  return token && application && account ? { account, application, token } : undefined;
}

/** Whose secret it is, as the index tells. */
export function aboutIn(index: AccountIndex, kind: 'application' | 'token', id: string): About | undefined {
  const token = kind === 'token' ? findRecord(index, 'token', id) : undefined;
  const application = findRecord(index, 'application', token?.application ?? id);
  const account = findRecord(index, 'account', application?.account);
  return application && account ? { account, application, ...(token ? { token } : {}) } : undefined;
}

/** Whose secret an entry says that it holds; an entry that cannot be read is an orphan all the same. */
function aboutOf(stored: string): About | undefined {
  try {
    return readAbout(stored);
  } catch {
    return undefined;
  }
}

/** Whether a record of the index, with what it belongs to, has the secret. */
export function isHome(index: AccountIndex, { kind, id }: Pick<OrphanSecret, 'kind' | 'id'>): boolean {
  return aboutIn(index, kind, id) !== undefined && findRecord(index, kind, id) !== undefined;
}

/**
 * The index with a place for an orphaned secret: below its own account and application, or others that are the same at
 * NetSuite, or new ones. A record that was removed stays so; what comes back is a new one.
 *
 * @param changed the version of the records that are made
 * @throws CodedError `record-gone` when no token is named for a token's secret
 */
export function adoptInto(
  index: AccountIndex,
  orphan: OrphanSecret,
  about: About,
  newId: () => string,
  changed: number,
): AccountIndex {
  if (isHome(index, orphan)) {
    return index;
  }
  const idOf = (id: string) => (index.removed[id] === undefined ? id : newId());
  const ofToken = orphan.kind === 'token';
  const known = ofToken ? applicationFor(index, about) : undefined;
  const account = known
    ? findRecord(index, 'account', known.account)
    : (accountFor(index, about) ?? { ...about.account, id: idOf(about.account.id), changed });
  if (!account || (ofToken && !about.token)) {
    throw new CodedError('record-gone', { kind: orphan.kind });
  }
  const id = ofToken ? idOf(about.application.id) : orphan.id;
  const application = known ?? { ...about.application, id, account: account.id, changed };
  const whole = withRecord(withRecord(index, 'account', account), 'application', application);
  return ofToken && about.token
    ? withRecord(whole, 'token', { ...about.token, id: orphan.id, application: application.id, changed })
    : whole;
}

/** The account that an orphan belonged to, or another that is the same at NetSuite. */
function accountFor(index: AccountIndex, { account }: About): AccountRecord | undefined {
  return (
    findRecord(index, 'account', account.id) ??
    index.accounts.find(({ accountId, baseUrl }) => accountId === account.accountId && baseUrl === account.baseUrl)
  );
}

/** The application that an orphaned token belonged to, or another of its name in the same account. */
function applicationFor(index: AccountIndex, about: About): ApplicationRecord | undefined {
  const account = accountFor(index, about);
  return index.applications.find(
    ({ id, account: home, name }) =>
      isHome(index, { kind: 'application', id }) &&
      (id === about.application.id || (home === account?.id && name === about.application.name)),
  );
}

/** Reads the secrets that no record of the index belongs to, and no others. */
export async function orphansIn(index: AccountIndex, vault: Vault): Promise<readonly OrphanSecret[]> {
  const orphans: OrphanSecret[] = [];
  for (const orphan of orphansAmong(index, await vault.keys())) {
    const stored = await vault.get(vaultKey[orphan.kind](orphan.id));
    const about = stored === undefined ? undefined : aboutOf(stored);
    // An entry that is gone by now is no orphan.
    if (stored !== undefined) {
      orphans.push({ ...orphan, ...(about ? { about } : {}) });
    }
  }
  return orphans;
}

/** The vault keys that no record of the index belongs to, as what they are; no secret is read for it. */
export function orphansAmong(index: AccountIndex, keys: Iterable<string>): Pick<OrphanSecret, 'kind' | 'id'>[] {
  return Array.from(keys)
    .flatMap(key => parseVaultKey(key) ?? [])
    .filter(found => !isHome(index, found));
}
