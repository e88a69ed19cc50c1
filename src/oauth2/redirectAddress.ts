import { CodedError } from '../codedError.ts';
import { sameText } from '../sameText.ts';

/** What the browser must bring back for this sign-in. */
export interface ExpectedRedirect {
  readonly redirectUri: string;
  readonly state: string;
  /** Normalised, such as `1234567_SB1`. */
  readonly accountId: string;
}

/** What NetSuite said on its page. Role and entity are internal IDs; absent where it gave none. */
export interface RedirectAnswer {
  readonly code: string;
  readonly role?: string;
  readonly entity?: string;
}

/** Longer than any address that a browser would be sent to. */
const longest = 16_384;

/**
 * Reads the address that the browser ended on. State comes first: nothing else of an address that has another one is to
 * be believed.
 *
 * @throws CodedError `oauth2-redirect-other` when it is not this sign-in's address, `oauth2-redirect-unreadable` (data:
 *   field), `oauth2-wrong-state`, `oauth2-denied` (data: account) when the person said no, `oauth2-not-allowed` (data:
 *   error, description) when NetSuite did, `oauth2-other-account` (data: account, company)
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_158081944642.html
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2
 */
export function readRedirectAddress(address: string, expected: ExpectedRedirect): RedirectAnswer {
  const fields = queryOf(address, expected.redirectUri);
  if (!sameText(onlyValue(fields, 'state'), expected.state)) {
    throw new CodedError('oauth2-wrong-state');
  }
  if (fields.has('error')) {
    throw refusal(fields, expected.accountId);
  }
  const company = onlyValue(fields, 'company');
  if (accountIdOf(company) !== expected.accountId) {
    throw new CodedError('oauth2-other-account', { account: expected.accountId, company: printable(company, 40) });
  }
  const code = onlyValue(fields, 'code');
  if (code === '') {
    throw new CodedError('oauth2-redirect-unreadable', { field: 'code' });
  }
  return { code, ...internalId(fields, 'role'), ...internalId(fields, 'entity') };
}

/** The state of an address that may be anybody's; undefined where there is none. */
export function stateOf(address: string): string | undefined {
  if (address.length > longest || !URL.canParse(address)) {
    return undefined;
  }
  const states = new URL(address).searchParams.getAll('state');
  return states.length === 1 && states[0] !== '' ? states[0] : undefined;
}

function queryOf(address: string, redirectUri: string): URLSearchParams {
  if (address.length > longest || !URL.canParse(address)) {
    throw new CodedError('oauth2-redirect-other');
  }
  const [url, wanted] = [new URL(address), new URL(redirectUri)];
  // The origin of an address with a scheme of its own is "null", whoever it belongs to.
  const parts = ['protocol', 'username', 'password', 'host', 'pathname'] as const;
  if (parts.some(part => url[part] !== wanted[part])) {
    throw new CodedError('oauth2-redirect-other');
  }
  return url.searchParams;
}

function refusal(fields: URLSearchParams, account: string): CodedError {
  const error = printable(onlyValue(fields, 'error'), 100);
  return error === 'access_denied'
    ? new CodedError('oauth2-denied', { account })
    : new CodedError('oauth2-not-allowed', {
        error,
        description: printable(fields.get('error_description') ?? '', 500),
      });
}

function onlyValue(fields: URLSearchParams, field: string): string {
  const [value, ...others] = fields.getAll(field);
  if (value === undefined || others.length > 0) {
    throw new CodedError('oauth2-redirect-unreadable', { field });
  }
  return value;
}

/** They are only shown: one that is missing or no number keeps nobody from signing in. */
function internalId<Name extends 'role' | 'entity'>(
  fields: URLSearchParams,
  name: Name,
): Partial<Record<Name, string>> {
  const values = fields.getAll(name);
  const [value = ''] = values;
  return values.length === 1 && /^-?\d{1,15}$/.test(value) ? ({ [name]: value } as Partial<Record<Name, string>>) : {};
}

/** In the one form, as `1234567_SB1`. */
function accountIdOf(company: string): string {
  return company.trim().toUpperCase().replaceAll('-', '_');
}

/** What others wrote, for a message. */
function printable(text: string, length: number): string {
  return text.replace(/\p{Cc}+/gu, ' ').slice(0, length);
}
