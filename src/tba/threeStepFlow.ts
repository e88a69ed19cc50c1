import { CodedError } from '../codedError.ts';
import { decodePairs, encodePairs, type Pair } from './percentEncoding.ts';
import type { SignatureSteps } from './signatureSteps.ts';
import { signRequest, type SignableRequest } from './signRequest.ts';

/** What stands for the application in each step. */
export interface ConsumerPair {
  readonly consumerKey: string;
  readonly consumerSecret: string;
}

/** A token and its secret: the request token of step one, or the access token of step three. */
export interface TokenPair {
  readonly token: string;
  readonly tokenSecret: string;
}

/** Bytes that nobody can foretell. */
export type RandomBytes = (count: number) => Uint8Array;

/** Where the three steps lead; the first and the last on the RESTlet host, the second on the application host. */
export const flowPaths = {
  requestToken: '/rest/requesttoken',
  authorise: '/app/login/secure/authorizetoken.nl',
  accessToken: '/rest/accesstoken',
} as const;

type Unsigned = Pick<SignableRequest, 'url' | 'realm' | 'nonce' | 'timestamp'>;

/**
 * Signs step one, which asks for a request token. There is no token yet, so the key ends in `&`.
 *
 * @param asked `callback` is where the browser shall end; `role` is preselected for the person when it is given
 * @throws CodedError those of signRequest
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_156338994830.html
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_157652390285.html
 */
export function signRequestTokenStep(
  request: Unsigned,
  consumer: ConsumerPair,
  asked: { readonly callback: string; readonly role?: string | undefined },
): SignatureSteps {
  const params: Pair[] = [{ name: 'oauth_callback', value: asked.callback }];
  if (asked.role !== undefined) {
    params.push({ name: 'role', value: asked.role });
  }
  return signRequest({ ...request, method: 'POST', params }, { ...consumer, token: '', tokenSecret: '' });
}

/**
 * Signs step three, which exchanges the request token for an access token.
 *
 * @throws CodedError those of signRequest
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_156537025868.html
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_157652573296.html
 */
export function signAccessTokenStep(
  request: Unsigned,
  consumer: ConsumerPair,
  requestToken: TokenPair,
  verifier: string,
): SignatureSteps {
  const params = [{ name: 'oauth_verifier', value: verifier }];
  return signRequest({ ...request, method: 'POST', params }, { ...consumer, ...requestToken });
}

/**
 * The address that the browser is sent to in step two.
 *
 * @param page the URL of the consent page, without a query
 * @param state letters and digits, at most 512
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_156536698849.html
 */
export function authorisationAddress(page: string, token: string, state: string): string {
  return `${page}?${encodePairs([
    { name: 'oauth_token', value: token },
    { name: 'state', value: state },
  ])}`;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Letters and digits, each as likely as any other; 32 of them are 190 bits. */
export function randomLetters(count: number, randomBytes: RandomBytes): string {
  // A byte beyond the last whole multiple of 62 would favour the first letters.
  const limit = 256 - (256 % letters.length);
  let text = '';
  while (text.length < count) {
    for (const byte of randomBytes(count - text.length)) {
      text += byte < limit ? letters.charAt(byte % letters.length) : '';
    }
  }
  return text;
}

/**
 * Reads what step one answered. A server that does not confirm the callback has not seen it (RFC 5849 section 2.1).
 *
 * @throws CodedError `sign-in-answer-unreadable`, `sign-in-answer-incomplete` and `sign-in-answer-repeated`
 *   (data: field), `sign-in-callback-unconfirmed`
 */
export function readRequestTokenAnswer(body: string): TokenPair {
  const fields = decodeAnswer(body);
  const pair = readTokenPair(fields);
  if (onlyValue(fields, 'oauth_callback_confirmed') !== 'true') {
    throw new CodedError('sign-in-callback-unconfirmed');
  }
  return pair;
}

/**
 * Reads what step three answered.
 *
 * @throws CodedError `sign-in-answer-unreadable`, `sign-in-answer-incomplete`, `sign-in-answer-repeated` (data: field)
 */
export function readAccessTokenAnswer(body: string): TokenPair {
  return readTokenPair(decodeAnswer(body));
}

function decodeAnswer(body: string): readonly Pair[] {
  try {
    return decodePairs(body.trim());
  } catch {
    // The cause would quote a piece of the answer, which may be of a secret.
    throw new CodedError('sign-in-answer-unreadable');
  }
}

function readTokenPair(fields: readonly Pair[]): TokenPair {
  const token = onlyValue(fields, 'oauth_token');
  const tokenSecret = onlyValue(fields, 'oauth_token_secret');
  // NetSuite's are 64 hexadecimal digits; anything that could be a token is taken, a page of HTML is not.
  if (![token, tokenSecret].every(text => /^[\x21-\x7e]{1,512}$/.test(text))) {
    throw new CodedError('sign-in-answer-unreadable');
  }
  return { token, tokenSecret };
}

function onlyValue(fields: readonly Pair[], name: string): string {
  const [first, ...others] = fields.filter(field => field.name === name);
  if (first === undefined || first.value === '') {
    throw new CodedError('sign-in-answer-incomplete', { field: name });
  }
  if (others.length > 0) {
    throw new CodedError('sign-in-answer-repeated', { field: name });
  }
  return first.value;
}
