import { CodedError } from '../codedError.ts';
import { isShowableTime } from '../showableTime.ts';
import { emptyIndex, type AccountIndex, type TokenRecord, type Verification } from './records.ts';
import { isAccountRecord, isApplicationRecord, isTokenRecord } from './recordShapes.ts';
import { isObject } from '../isObject.ts';

/**
 * Reads an index from storage; one of the first version is taken over.
 *
 * @throws CodedError `index-newer` (data: version) when a newer version of the extension wrote it,
 *   `index-unreadable` when it has another shape; in both cases what is stored must stay as it is
 */
export function readIndex(stored: unknown): AccountIndex {
  if (stored === undefined) {
    return emptyIndex;
  }
  if (!isObject(stored)) {
    throw new CodedError('index-unreadable');
  }
  const { version } = stored;
  if (typeof version === 'number' && version > emptyIndex.version) {
    throw new CodedError('index-newer', { version });
  }
  if (version !== 1 && version !== 2) {
    throw new CodedError('index-unreadable');
  }
  const { removed = {} } = stored;
  const takeOver = version === 1 ? withLogins : <T>(record: T) => record;
  const accounts = listOf(stored['accounts'], isAccountRecord, withChanged);
  const applications = listOf(stored['applications'], isApplicationRecord, withChanged);
  const tokens = listOf(stored['tokens'], isTokenRecord, record => withChanged(takeOver(record)));
  if (!accounts || !applications || !tokens || !isObject(removed) || !Object.values(removed).every(isShowableTime)) {
    throw new CodedError('index-unreadable');
  }
  return { version: 2, accounts, applications, tokens, removed: removed as AccountIndex['removed'] };
}

/** @returns undefined where it is no list, or one of them is not what it is taken for */
function listOf<T>(
  value: unknown,
  isRecord: (record: unknown) => record is T,
  takeOver: (record: object) => object,
): readonly T[] | undefined {
  const list = Array.isArray(value) ? value.map((each: unknown) => (isObject(each) ? takeOver(each) : each)) : [null];
  return list.every(isRecord) ? list : undefined;
}

/** The first version counted no changes; without a number, the next change would have none either. */
function withChanged<T extends object>(record: T): T {
  return 'changed' in record ? record : { ...record, changed: 0 };
}

/** The first version kept the last answer only, whatever it was. */
function withLogins(token: object): object {
  const { verification, ...record } = token as TokenRecord & { readonly verification?: Verification };
  if (verification?.outcome === 'accepted') {
    return { ...record, lastSuccess: verification.at, identity: verification.identity };
  }
  if (verification) {
    const { at, status, code } = verification;
    return { ...record, lastFailure: { at, status, code } };
  }
  return record;
}
