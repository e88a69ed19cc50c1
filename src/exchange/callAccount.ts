import { CodedError } from '../codedError.ts';
import type { AccountRecord } from '../accounts/records.ts';
import { parseAccountId, type AccountHosts } from '../tba/accountId.ts';

/** Where an account's two kinds of API live: origins, or one base URL for both, without a trailing slash. */
export interface Origins {
  readonly restlets: string;
  readonly suiteTalk: string;
}

/** The origins that relative targets of an account go to. */
export function originsOf(account: Pick<AccountRecord, 'accountId' | 'baseUrl'>): Origins {
  const { hosts } = parseAccountId(account.accountId);
  const base = account.baseUrl;
  return base === undefined
    ? { restlets: `https://${hosts.restlets}`, suiteTalk: `https://${hosts.suiteTalk}` }
    : { restlets: base, suiteTalk: base };
}

/**
 * The one place that says where a signature may go: hosts derived from the account ID, over https, or the base URL
 * stored with the account. An address on the account's own hosts is led to the base URL when there is one.
 *
 * @param url an absolute URL
 * @returns the URL to sign and send
 * @throws CodedError `host-of-another-account` (data: host, account), `url-invalid`
 */
export function routeToAccount(url: string, account: Pick<AccountRecord, 'accountId' | 'baseUrl'>): string {
  const target = parseUrl(url);
  const { hosts } = parseAccountId(account.accountId);
  const own = target.protocol === 'https:' && target.port === '' && isHostOf(target.hostname, hosts);
  if (account.baseUrl === undefined) {
    if (!own) {
      throw refuse(target, account);
    }
    return url;
  }
  if (own) {
    return account.baseUrl + target.pathname + target.search;
  }
  const base = parseUrl(account.baseUrl);
  const prefix = base.pathname.replace(/\/$/, '');
  if (target.origin !== base.origin || (prefix !== '' && !`${target.pathname}/`.startsWith(`${prefix}/`))) {
    throw refuse(target, account);
  }
  return url;
}

function isHostOf(hostname: string, hosts: AccountHosts): boolean {
  return hostname === hosts.restlets || hostname === hosts.suiteTalk || hostname === hosts.app;
}

function refuse(target: URL, account: Pick<AccountRecord, 'accountId'>): CodedError {
  return new CodedError('host-of-another-account', { host: target.host, account: account.accountId });
}

function parseUrl(url: string): URL {
  try {
    return new URL(url);
  } catch (cause) {
    throw new CodedError('url-invalid', {}, { cause });
  }
}
