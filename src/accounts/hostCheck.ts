import { CodedError } from '../codedError.ts';
import { parseAccountId } from '../tba/accountId.ts';
import type { AccountRecord, HostCheck } from './records.ts';

/** The hosts that `/rest/datacenterurls` tells of: origins, or base URLs, without a trailing slash. */
export type NamedHosts = Omit<HostCheck, 'at'>;

type Account = Pick<AccountRecord, 'accountId' | 'baseUrl'>;

/** Where NetSuite is asked about an account that has no base URL of its own. */
const discovery = 'https://rest.netsuite.com';

/** The address that tells an account's hosts to anybody, unsigned (ORA:chapter_157011836591). */
export function dataCenterUrlsAddress({ accountId, baseUrl }: Account): string {
  return `${baseUrl ?? discovery}/rest/datacenterurls?account=${encodeURIComponent(accountId)}`;
}

/**
 * Reads the answer of `/rest/datacenterurls`: JSON with `restDomain`, `webservicesDomain` and `systemDomain` (the names
 * from public clients). It is not signed by anybody, so hosts outside netsuite.com are refused, but for the base URL
 * that was asked.
 *
 * @throws CodedError `data-centers-unreadable`, `data-centers-foreign` (data: host)
 */
export function readDataCenterUrls(text: string, { baseUrl }: Pick<Account, 'baseUrl'>): NamedHosts {
  const answer = parseObject(text);
  const read = (name: string) => readOrigin(answer[name], baseUrl);
  return {
    restlets: read('restDomain'),
    suiteTalk: read('webservicesDomain'),
    app: read('systemDomain'),
  };
}

export type HostName = keyof NamedHosts;

/** What the workbench takes an account's hosts to be, beside what it was told. */
export interface HostComparison {
  /** The hosts that follow from the account ID. */
  readonly derived: NamedHosts;
  /** Those that are neither these nor the base URL; empty when all is as it should be. */
  readonly different: readonly HostName[];
}

/** A base URL hands calls on or stands for NetSuite, so either it or NetSuite's own hosts may be told. */
export function compareHosts({ accountId, baseUrl }: Account, told: NamedHosts): HostComparison {
  const { hosts } = parseAccountId(accountId);
  const derived = {
    restlets: `https://${hosts.restlets}`,
    suiteTalk: `https://${hosts.suiteTalk}`,
    app: `https://${hosts.app}`,
  };
  const names = ['restlets', 'suiteTalk', 'app'] as const;
  return { derived, different: names.filter(name => told[name] !== derived[name] && told[name] !== baseUrl) };
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new CodedError('data-centers-unreadable', {}, { cause });
  }
  if (typeof value !== 'object' || value === null) {
    throw new CodedError('data-centers-unreadable');
  }
  return value as Readonly<Record<string, unknown>>;
}

function readOrigin(value: unknown, baseUrl: string | undefined): string {
  if (typeof value !== 'string' || !URL.canParse(value)) {
    throw new CodedError('data-centers-unreadable');
  }
  const bare = value.replace(/\/+$/, '');
  if (bare === baseUrl) {
    return bare;
  }
  const { protocol, hostname, port, username, password, origin, host } = new URL(value);
  const isNetSuite = hostname === 'netsuite.com' || hostname.endsWith('.netsuite.com');
  if (protocol !== 'https:' || !isNetSuite || port !== '' || username !== '' || password !== '') {
    throw new CodedError('data-centers-foreign', { host: host.slice(0, 100) });
  }
  return origin;
}
