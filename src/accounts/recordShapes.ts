import { isShowableTime } from '../showableTime.ts';
import type { AccountRecord, ApplicationRecord, BookRecord, TokenRecord } from './records.ts';
import { isObject } from '../isObject.ts';

/** Of an account; those with a question mark may be absent. */
const accountTexts = ['accountId', 'baseUrl?', 'signedAs?'];

const times = ['changed', 'addedAt', 'createdAt', 'lastSuccess', 'revokedAt'];

/** What is drawn, sent or told apart by has to be what it is taken for, or a list of accounts could break every window. */
export function isAccountRecord(value: unknown): value is AccountRecord {
  return isRecord(value, accountTexts);
}

export function isApplicationRecord(value: unknown): value is ApplicationRecord {
  return isRecord(value, ['account']);
}

export function isTokenRecord(value: unknown): value is TokenRecord {
  return isRecord(value, ['application']);
}

function isRecord(record: unknown, texts: readonly string[]): record is BookRecord {
  if (!isObject(record)) {
    return false;
  }
  const { identity, lastFailure, hostCheck, scheme, oauth2 } = record;
  return (
    ['id', 'name', 'note?', ...texts].every(field => isText(record, field)) &&
    times.every(field => record[field] === undefined || isShowableTime(record[field])) &&
    (identity === undefined ||
      (isObject(identity) && ['company?', 'role?', 'entity?'].every(field => isText(identity, field)))) &&
    (lastFailure === undefined || isFailure(lastFailure)) &&
    (hostCheck === undefined || isHostCheck(hostCheck)) &&
    // An application of OAuth 2.0 has no login of its own.
    (oauth2 === undefined ? scheme !== 'oauth2' || record['application'] === undefined : isLogin(oauth2))
  );
}

function isFailure(failure: unknown): boolean {
  return (
    isObject(failure) && isText(failure, 'code') && Number.isFinite(failure['status']) && isShowableTime(failure['at'])
  );
}

function isHostCheck(check: unknown): boolean {
  return (
    isObject(check) &&
    ['restlets', 'suiteTalk', 'app'].every(field => isText(check, field)) &&
    isShowableTime(check['at'])
  );
}

function isLogin(login: unknown): boolean {
  if (!isObject(login)) {
    return false;
  }
  const { grant, scopes, certificate, refreshUntil } = login;
  return (
    (grant === 'client-credentials' || grant === 'authorization-code') &&
    Array.isArray(scopes) &&
    scopes.every(scope => typeof scope === 'string') &&
    (refreshUntil === undefined || isShowableTime(refreshUntil)) &&
    (certificate === undefined ||
      (isObject(certificate) && isText(certificate, 'id') && isShowableTime(certificate['expiresAt'])))
  );
}

function isText(record: Readonly<Record<string, unknown>>, field: string): boolean {
  const value = record[field.replace('?', '')];
  return typeof value === 'string' || (value === undefined && field.endsWith('?'));
}
