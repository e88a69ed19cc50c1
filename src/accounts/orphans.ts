import { findRecord, withRecord } from './indexLists.ts';
import type { AccountIndex, AccountRecord, ApplicationRecord, Credential, RecordKind, RecordKinds } from './records.ts';
import { readAbout, type About } from './vault.ts';

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
export function aboutOf(stored: string): About | undefined {
  try {
    return readAbout(stored);
  } catch {
    return undefined;
  }
}

/** The index with an adopted secret's record in it, and the ID that the record has got. */
export interface Adoption {
  readonly id: string;
  readonly index: AccountIndex;
}

/**
 * Finds a place for an orphaned secret: below its own account and application, or others that are the same at NetSuite,
 * or new ones. A record that was removed stays so; what comes back is a new one.
 *
 * @param changed the version of the records that are made
 */
export function adoptInto(
  index: AccountIndex,
  orphan: OrphanSecret,
  about: About,
  newId: () => string,
  changed: number,
): Adoption {
  const idOf = (id: string) => (index.removed[id] === undefined ? id : newId());
  const id = idOf(orphan.id);
  const account = accountFor(index, about) ?? { ...about.account, id: idOf(about.account.id), changed };
  const own = orphan.kind === 'application' ? undefined : applicationFor(index, account, about);
  const application = own ?? {
    ...about.application,
    id: orphan.kind === 'application' ? id : idOf(about.application.id),
    account: account.id,
    changed,
  };
  const put = <K extends RecordKind>(into: AccountIndex, kind: K, record: RecordKinds[K]) =>
    findRecord(into, kind, record.id) ? into : withRecord(into, kind, record);
  const withParents = put(put(index, 'account', account), 'application', application);
  return orphan.kind === 'token' && about.token
    ? { id, index: put(withParents, 'token', { ...about.token, id, application: application.id, changed }) }
    : { id, index: withParents };
}

/** The account that an orphan belonged to, or another that is the same at NetSuite. */
function accountFor(index: AccountIndex, { account }: About): AccountRecord | undefined {
  return (
    findRecord(index, 'account', account.id) ??
    index.accounts.find(({ accountId, baseUrl }) => accountId === account.accountId && baseUrl === account.baseUrl)
  );
}

function applicationFor(
  index: AccountIndex,
  account: AccountRecord,
  { application }: About,
): ApplicationRecord | undefined {
  return (
    findRecord(index, 'application', application.id) ??
    index.applications.find(known => known.account === account.id && known.name === application.name)
  );
}
