import { CodedError } from '../codedError.ts';
import { netSuiteHosts, type AccountRecord } from '../accounts/records.ts';
import { parseAccountId, type AccountHosts } from '../tba/accountId.ts';

/** An account as far as it says where calls go and what they are signed as. */
export type Destination = Pick<AccountRecord, 'accountId' | 'baseUrl' | 'signedAs'>;

/** Where an account's two kinds of API live: origins, or one base URL for both, without a trailing slash. */
export interface Origins {
  readonly restlets: string;
  readonly suiteTalk: string;
}

/** The origins that relative targets of an account go to. */
export function originsOf(account: Pick<Destination, 'accountId' | 'baseUrl'>): Origins {
  const base = account.baseUrl;
  return base === undefined ? netSuiteOrigins(account.accountId) : { restlets: base, suiteTalk: base };
}

/**
 * The one place that says where a signature may go: hosts derived from the account ID, over https, or the base URL
 * stored with the account. An address on the account's own hosts is led to the base URL when there is one.
 *
 * @param url an absolute URL
 * @returns the URL to send to; signedUrl says what it is signed as
 * @throws CodedError `host-of-another-account` (data: host, account), `url-invalid`
 */
export function routeToAccount(url: string, account: Pick<Destination, 'accountId' | 'baseUrl'>): string {
  return route(parseUrl(url), account) ?? url;
}

/** @returns the URL to send to, where that is another one */
function route(target: URL, account: Pick<Destination, 'accountId' | 'baseUrl'>): string | undefined {
  const { hosts } = parseAccountId(account.accountId);
  const { baseUrl } = account;
  const own = target.protocol === 'https:' && target.port === '' && isHostOf(target.hostname, hosts);
  if (baseUrl === undefined) {
    if (!own) {
      throw refuse(target, account);
    }
    return undefined;
  }
  if (own) {
    return baseUrl + target.pathname + target.search;
  }
  const { origin, prefix } = readBase(baseUrl);
  if (target.origin !== origin || (prefix !== '' && !`${target.pathname}/`.startsWith(`${prefix}/`))) {
    throw refuse(target, account);
  }
  return undefined;
}

/**
 * What a call is signed as: the URL it goes to, unless the account says that its base URL hands calls on. Then path and
 * query are the same, and NetSuite's own host, or the other base URL, stands in place of the base URL.
 *
 * @param url the URL that the call goes to
 * @throws CodedError as routeToAccount does
 */
export function signedUrl(url: string, account: Destination): string {
  const { accountId, baseUrl, signedAs } = account;
  if (baseUrl === undefined || signedAs === undefined) {
    return url;
  }
  const path = pathAtNetSuite(url, account);
  const { search, hash } = parseUrl(routeToAccount(url, account));
  const { restlets, suiteTalk } = netSuiteOrigins(accountId);
  const handedOnTo =
    signedAs === netSuiteHosts ? (isSuiteTalkPath(path) ? suiteTalk : restlets) : signedAs.replace(/\/+$/, '');
  return handedOnTo + path + search + hash;
}

/**
 * The path of a call as NetSuite gets it, normalised as it goes on the wire: without what the base URL puts before it.
 *
 * @throws CodedError as routeToAccount does
 */
export function pathAtNetSuite(url: string, account: Pick<Destination, 'accountId' | 'baseUrl'>): string {
  const target = parseUrl(url);
  const led = route(target, account);
  const { pathname } = led === undefined ? target : parseUrl(led);
  const prefix = account.baseUrl === undefined ? '' : readBase(account.baseUrl).prefix;
  return pathname.slice(prefix.length) || '/';
}

/**
 * The address of a page of an account, for a browser. A base URL stands in for the pages too, as the practice account's
 * does; a gateway that hands calls on to NetSuite's own hosts has no pages, so that NetSuite's are opened.
 *
 * @param path of the page, with a leading slash
 * @throws CodedError those of parseAccountId
 */
export function pageUrl(account: Destination & Pick<AccountRecord, 'hostCheck'>, path: string): string {
  const { accountId, baseUrl, signedAs, hostCheck } = account;
  const { hosts } = parseAccountId(accountId);
  if (baseUrl !== undefined && signedAs !== netSuiteHosts) {
    return baseUrl + path;
  }
  // What NetSuite named is surer than what follows from the account ID.
  return (hostCheck?.app ?? `https://${hosts.app}`) + path;
}

/** Whether a call is SuiteTalk's (REST or SOAP web services), which has limits and a host of its own. */
export function isSuiteTalkPath(path: string): boolean {
  return path.startsWith('/services/');
}

function netSuiteOrigins(accountId: string): Origins {
  const { hosts } = parseAccountId(accountId);
  return { restlets: `https://${hosts.restlets}`, suiteTalk: `https://${hosts.suiteTalk}` };
}

/** A base URL; `prefix` is its path without a trailing slash. */
function readBase(url: string): { readonly origin: string; readonly prefix: string } {
  const { origin, pathname } = parseUrl(url);
  return { origin, prefix: pathname.replace(/\/$/, '') };
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
