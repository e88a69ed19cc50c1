import { CodedError, isCoded } from '../codedError.ts';
import { sameText } from '../sameText.ts';
import { parseAccountId } from './accountId.ts';
import { decodePairs, type Pair } from './percentEncoding.ts';

/** What the browser must bring back from step two for this sign-in. */
export interface ExpectedCallback {
  /** The `oauth_callback` of step one, without a query. */
  readonly url: string;
  readonly state: string;
  /** The request token. */
  readonly token: string;
  /** Normalised, such as `1234567_SB1`. */
  readonly accountId: string;
}

/** What NetSuite said at the end of step two. Role and entity are internal IDs; absent where it gave none. */
export interface CallbackAnswer {
  readonly verifier: string;
  readonly role?: string;
  readonly entity?: string;
}

/** Longer than any address that a browser would be sent to. */
const longest = 16_384;

/**
 * Reads the address that the browser ended on. State comes first: nothing else of an address that has another one is
 * to be believed.
 *
 * @throws CodedError `sign-in-address-other` when it is not this sign-in's address, `sign-in-callback-unreadable`,
 *   `sign-in-callback-incomplete` and `sign-in-callback-repeated` (data: field), `sign-in-wrong-state`,
 *   `sign-in-wrong-token`, `sign-in-denied` when NetSuite gave no verifier, `sign-in-other-account` (data: account,
 *   company)
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_156536698849.html
 */
export function readCallbackAddress(address: string, expected: ExpectedCallback): CallbackAnswer {
  const fields = queryOf(address, expected.url);
  if (!sameText(onlyValue(fields, 'state'), expected.state)) {
    throw new CodedError('sign-in-wrong-state');
  }
  if (!sameText(onlyValue(fields, 'oauth_token'), expected.token)) {
    throw new CodedError('sign-in-wrong-token');
  }
  const verifier = onlyValue(fields, 'oauth_verifier');
  if (verifier === '') {
    throw new CodedError('sign-in-denied', { account: expected.accountId });
  }
  const company = accountIdOf(onlyValue(fields, 'company'));
  if (company !== expected.accountId) {
    throw new CodedError('sign-in-other-account', { account: expected.accountId, company });
  }
  return { verifier, ...internalId(fields, 'role'), ...internalId(fields, 'entity') };
}

function queryOf(address: string, expected: string): readonly Pair[] {
  const url = address.length > longest ? undefined : parse(address);
  if (url?.username !== '' || url.password !== '' || `${url.origin}${url.pathname}` !== expected) {
    throw new CodedError('sign-in-address-other');
  }
  try {
    return decodePairs(url.search.slice(1));
  } catch {
    throw new CodedError('sign-in-callback-unreadable');
  }
}

function parse(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}

function onlyValue(fields: readonly Pair[], name: string): string {
  const [first, ...others] = fields.filter(field => field.name === name);
  if (first === undefined) {
    throw new CodedError('sign-in-callback-incomplete', { field: name });
  }
  if (others.length > 0) {
    throw new CodedError('sign-in-callback-repeated', { field: name });
  }
  return first.value;
}

/** They are only shown: one that is missing or no number keeps nobody from signing in. */
function internalId<Name extends 'role' | 'entity'>(
  fields: readonly Pair[],
  name: Name,
): Partial<Record<Name, string>> {
  const values = fields.filter(field => field.name === name).map(({ value }) => value);
  const [value = ''] = values;
  return values.length === 1 && /^-?\d{1,15}$/.test(value) ? ({ [name]: value } as Partial<Record<Name, string>>) : {};
}

/** The account ID in its one form; empty when the text is none. */
function accountIdOf(company: string): string {
  try {
    return parseAccountId(company).id;
  } catch (error) {
    if (isCoded(error)) {
      return '';
    }
    throw error;
  }
}
