import { CodedError } from '../codedError.ts';
import type { AccountIndex, Credential, RecordKind, RecordKinds } from './records.ts';

const lists = { account: 'accounts', application: 'applications', token: 'tokens' } as const;

export const recordKinds = ['account', 'application', 'token'] as const satisfies readonly RecordKind[];

export function listOf<K extends RecordKind>(index: AccountIndex, kind: K): readonly RecordKinds[K][] {
  return index[lists[kind]] as readonly RecordKinds[RecordKind][] as readonly RecordKinds[K][];
}

export function findRecord<K extends RecordKind>(
  index: AccountIndex,
  kind: K,
  id: string | undefined,
): RecordKinds[K] | undefined {
  return listOf(index, kind).find(record => record.id === id);
}

/** The index with a record in it, in place of the one with its ID or at the end. */
export function withRecord<K extends RecordKind>(index: AccountIndex, kind: K, record: RecordKinds[K]): AccountIndex {
  const list = listOf(index, kind);
  const isKnown = list.some(({ id }) => id === record.id);
  return {
    ...index,
    [lists[kind]]: isKnown ? list.map(known => (known.id === record.id ? record : known)) : [...list, record],
  };
}

/** The index without some records, and with a mark of when each was removed, for windows that still have it. */
export function withoutRecords(index: AccountIndex, ids: ReadonlySet<string>, at: number): AccountIndex {
  return {
    version: index.version,
    accounts: index.accounts.filter(({ id }) => !ids.has(id)),
    applications: index.applications.filter(({ id }) => !ids.has(id)),
    tokens: index.tokens.filter(({ id }) => !ids.has(id)),
    removed: { ...index.removed, ...Object.fromEntries([...ids].map(id => [id, at])) },
  };
}

/** A record and everything below it, by kind. Empty when it is not there. */
export function withAllBelow(index: AccountIndex, id: string): Readonly<Record<RecordKind, readonly string[]>> {
  const accounts = index.accounts.filter(record => record.id === id).map(record => record.id);
  const applications = index.applications
    .filter(record => record.id === id || accounts.includes(record.account))
    .map(record => record.id);
  const tokens = index.tokens
    .filter(record => record.id === id || applications.includes(record.application))
    .map(record => record.id);
  return { account: accounts, application: applications, token: tokens };
}

/** A record that is new is kept too; one that was removed is not. @throws CodedError `record-gone` (data: kind) */
export function requireKept(index: AccountIndex, kind: RecordKind, id: string): void {
  if (index.removed[id] !== undefined) {
    throw new CodedError('record-gone', { kind });
  }
}

/** The index with a token and what it belongs to; what another window has changed of these meanwhile stays. */
export function withWhole(index: AccountIndex, { account, application, token }: Credential): AccountIndex {
  requireKept(index, 'account', account.id);
  requireKept(index, 'application', application.id);
  return withRecord(
    withRecord(
      withRecord(index, 'account', findRecord(index, 'account', account.id) ?? account),
      'application',
      findRecord(index, 'application', application.id) ?? application,
    ),
    'token',
    token,
  );
}
