import { CodedError } from '../codedError.ts';

/** What the shape of an account ID says about the account; `unknown` counts as production wherever care is needed. */
export type AccountKind = 'production' | 'sandbox' | 'release-preview' | 'test-drive' | 'unknown';

/** The host names (no scheme) of one account. */
export interface AccountHosts {
  readonly restlets: string;
  readonly suiteTalk: string;
  readonly app: string;
}

/** An account ID in the one form that NetSuite accepts, with everything derived from it. */
export interface AccountId {
  /** Upper case with underscore, e.g. `1234567_SB1`. */
  readonly id: string;
  /** What goes into the header's `realm`: the account ID itself. */
  readonly realm: string;
  readonly kind: AccountKind;
  readonly hosts: AccountHosts;
}

const domain = 'netsuite.com';

/** What was read before, since many calls in a row are of the same few accounts, and each asks several times. */
const known = new Map<string, AccountId>();
const mostKnown = 100;

/**
 * Reads an account ID as people have it: any case, hyphen or underscore, or a NetSuite URL or host that starts with it.
 *
 * @throws CodedError `account-id-empty`, `account-id-characters` (data: character), `account-id-shape`
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_4609939018.html
 */
export function parseAccountId(text: string): AccountId {
  const before = known.get(text);
  if (before) {
    return before;
  }
  const account = readAccountId(text);
  if (known.size === mostKnown) {
    known.clear();
  }
  known.set(text, account);
  return account;
}

function readAccountId(text: string): AccountId {
  const bare = stripHost(text.trim());
  if (bare === '') {
    throw new CodedError('account-id-empty');
  }
  const strange = /[^A-Za-z0-9_-]/u.exec(bare);
  if (strange) {
    throw new CodedError('account-id-characters', { character: strange[0] });
  }
  const id = bare.toUpperCase().replaceAll('-', '_');
  // A host label neither starts nor ends with a hyphen and has at most 63 characters (RFC 1035).
  if (id.startsWith('_') || id.endsWith('_') || id.length > 63) {
    throw new CodedError('account-id-shape', { id: id.slice(0, 80) });
  }
  return { id, realm: id, kind: kindOf(id), hosts: hostsOf(id) };
}

/** `1234567-sb1.app.netsuite.com/app/center` → `1234567-sb1`; anything else comes back as it is. */
function stripHost(text: string): string {
  const match =
    /^(?:https?:\/\/)?([^./:?#\s]+)\.(?:app|restlets\.api|suitetalk\.api)\.netsuite\.com(?:[/:?#].*)?$/is.exec(text);
  return match?.[1] ?? text;
}

function kindOf(id: string): AccountKind {
  if (/_SB\d+$/.test(id)) {
    return 'sandbox';
  }
  if (/_RP\d*$/.test(id)) {
    return 'release-preview';
  }
  if (/^(?:TSTDRV|TD)\d+$/.test(id)) {
    return 'test-drive';
  }
  return /^\d+$/.test(id) ? 'production' : 'unknown';
}

function hostsOf(id: string): AccountHosts {
  const label = id.toLowerCase().replaceAll('_', '-');
  return {
    restlets: `${label}.restlets.api.${domain}`,
    suiteTalk: `${label}.suitetalk.api.${domain}`,
    app: `${label}.app.${domain}`,
  };
}
