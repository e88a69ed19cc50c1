import { isCoded } from '../codedError.ts';
import { causeTexts } from '../diagnosis/causeTexts.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import { parseAccountId } from '../tba/accountId.ts';
import { systemNonceSource } from '../tba/nonce.ts';
import { signRequest as signSteps } from '../tba/signRequest.ts';
import { signPassport as passportSignature } from '../tba/soapPassport.ts';
import { errorText } from './errorText.ts';
import { explanationOf } from './explain/explainLine.ts';

// What `tba-workbench/tba` exports. Its declarations are made of this file alone, so it names no type of another one.

/** Account ID (any spelling: `1234567-sb1`, `1234567_SB1`) and the four secrets of a token. */
export interface Credentials {
  readonly account: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  /** Empty, with an empty `tokenSecret`, for a call without a token, such as step one of the three-step flow. */
  readonly token: string;
  readonly tokenSecret: string;
}

/** A request as far as its signature is concerned. */
export interface RequestToSign {
  readonly method: string;
  /** Whole, with its query; the fragment is dropped. */
  readonly url: string;
  /** A body of type `application/x-www-form-urlencoded` is signed with the request, any other one is not. */
  readonly contentType?: string | undefined;
  readonly body?: string | undefined;
  /** Further header parameters by name, such as `oauth_callback`, `oauth_verifier` or `role`. */
  readonly params?: Readonly<Record<string, string>> | undefined;
  /** Random when absent. Use each once. */
  readonly nonce?: string | undefined;
  /** Seconds since 1970, digits only; the clock's when absent. */
  readonly timestamp?: string | undefined;
}

/** A request that can be sent. */
export interface SignedRequest {
  /** Send exactly this one: the same pairs in the same order, in the one spelling that was signed. */
  readonly url: string;
  readonly headers: { readonly Authorization: string };
  /** What was signed. It holds no secret. */
  readonly baseString: string;
  /** Base64, not percent-encoded. */
  readonly signature: string;
}

/** The fields of a SuiteTalk SOAP TokenPassport. */
export interface TokenPassport {
  readonly account: string;
  readonly consumerKey: string;
  readonly token: string;
  readonly nonce: string;
  /** Seconds since 1970. */
  readonly timestamp: string;
  /** Base64. */
  readonly signature: string;
  /** The attribute of `signature`. */
  readonly algorithm: 'HMAC-SHA256';
  /** What was signed. It holds no secret. */
  readonly baseString: string;
}

/** What another program sent. */
export interface SentRequest {
  readonly method: string;
  /** As it was sent: whole, with its query. */
  readonly url: string;
  readonly contentType?: string | undefined;
  /** Also the envelope of a SOAP call, whose TokenPassport is looked at where `authorization` is empty. */
  readonly body?: string | undefined;
  /** The value of the Authorization header. */
  readonly authorization?: string | undefined;
  /** Seconds since 1970 when the server got it; without it the timestamp's age is not judged. */
  readonly serverTime?: number | undefined;
}

/** One bug. */
export interface Cause {
  /** Stable, such as `url-fragment-signed`. */
  readonly code: string;
  /** Of what: a parameter's name and the like. Never a secret. */
  readonly detail?: string;
  /** `search`: signing with this bug gives exactly the signature that was sent; `header`: it can be seen by looking. */
  readonly proof: 'search' | 'header' | 'none';
  readonly title: string;
  readonly explanation: string;
  readonly fix: string;
  /** The line to change, by stack (`Node`, `Python`, `C#`, `Java`, `PHP`, `Postman`), where there is something to say. */
  readonly stacks: Readonly<Partial<Record<string, string>>>;
}

/** What there is to say of a call. */
export interface Explanation {
  /** No cause, or such as a server may overlook. */
  readonly valid: boolean;
  /**
   * `right`; `reproduced`: wrong, and the causes give exactly this signature; `not-reproduced`: wrong, and nothing that was
   * tried gives it; `not-judged`: a secret is not known, or there is no signature.
   */
  readonly signature: 'right' | 'reproduced' | 'not-reproduced' | 'not-judged';
  /** Best first. */
  readonly causes: readonly Cause[];
  readonly expected: { readonly baseString: string; readonly signature: string };
  /** What was signed, where it is known for certain. */
  readonly theirs?: { readonly baseString: string };
}

/** An account ID with everything derived from it. */
export interface Account {
  /** Upper case with underscore, `1234567_SB1`; it is the realm as well. */
  readonly id: string;
  readonly kind: 'production' | 'sandbox' | 'release-preview' | 'test-drive' | 'unknown';
  /** Host names without scheme. */
  readonly hosts: { readonly restlets: string; readonly suiteTalk: string; readonly app: string };
}

/** What this package throws: a stable `code` for programs, a message for people, no secret in either. */
export class TbaError extends Error {
  readonly code: string;
  readonly data: Readonly<Record<string, string | number | boolean>>;

  constructor(
    code: string,
    message: string,
    data: Readonly<Record<string, string | number | boolean>>,
    cause: unknown,
  ) {
    super(message, { cause });
    this.name = 'TbaError';
    this.code = code;
    this.data = data;
  }
}

/**
 * Signs a request for NetSuite: OAuth 1.0a with HMAC-SHA256 in the Authorization header. It signs for any host; take care
 * to send it to the account's own.
 *
 * @throws TbaError `url-invalid`, `url-scheme`, `url-userinfo`, `url-oauth-parameter`, `url-http-not-loopback`,
 *   `method-invalid`, `timestamp-invalid`, `nonce-empty`, `consumer-key-empty`, `parameter-name`, `parameter-repeated`,
 *   `form-oauth-parameter`, `form-not-utf8`, `text-not-unicode`, `account-id-…`
 * @see RFC 5849 section 3.4
 */
export function signRequest(request: RequestToSign, credentials: Credentials): SignedRequest {
  const source = systemNonceSource();
  const steps = orTbaError(() =>
    signSteps(
      {
        method: request.method,
        url: request.url,
        contentType: request.contentType,
        body: request.body,
        realm: parseAccountId(credentials.account).realm,
        nonce: request.nonce ?? source.nonce(),
        timestamp: request.timestamp ?? source.timestamp(),
        params: Object.entries(request.params ?? {}).map(([name, value]) => ({ name, value })),
      },
      credentials,
    ),
  );
  return {
    url: steps.url.wire,
    headers: { Authorization: steps.authorization },
    baseString: steps.baseString.text,
    signature: steps.signature,
  };
}

/**
 * Signs a TokenPassport for a SuiteTalk SOAP call.
 *
 * @throws TbaError `account-id-…`, `text-not-unicode`
 */
export function signPassport(
  credentials: Credentials,
  { nonce, timestamp }: { readonly nonce?: string | undefined; readonly timestamp?: string | undefined } = {},
): TokenPassport {
  const source = systemNonceSource();
  const { consumerKey, token } = credentials;
  return orTbaError(() => {
    const account = parseAccountId(credentials.account).id;
    const fields = { account, nonce: nonce ?? source.nonce(), timestamp: timestamp ?? source.timestamp() };
    return { ...fields, consumerKey, token, algorithm: 'HMAC-SHA256', ...passportSignature(fields, credentials) };
  });
}

/**
 * Says whether a call that another program signed is right, and where it is not, which bug makes exactly that signature.
 * Secrets that are not known are given as empty texts; then only the header is judged.
 *
 * @throws TbaError `url-invalid`, `url-scheme`, `url-not-unicode`, `method-invalid`, `text-not-unicode`; the signal's
 *   reason when it is aborted
 */
export async function explainRequest(
  sent: SentRequest,
  credentials: Credentials,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<Explanation> {
  const call = { ...sent, authorization: sent.authorization ?? '', credentials };
  const { valid, signature, causes, expected, theirs } = await diagnose(call, { signal }).catch(rethrow);
  return {
    valid,
    signature,
    causes: causes.map(cause => {
      const { title, fix, stacks } = causeTexts[cause.code];
      return { ...cause, title, explanation: explanationOf(cause), fix, stacks };
    }),
    expected: { baseString: expected.baseString, signature: expected.signature },
    ...(theirs && { theirs: { baseString: theirs.baseString } }),
  };
}

/**
 * Reads an account ID as people have it: any case, hyphen or underscore, or a NetSuite URL or host that starts with it.
 *
 * @throws TbaError `account-id-empty`, `account-id-characters`, `account-id-shape`
 */
export function readAccount(text: string): Account {
  const { id, kind, hosts } = orTbaError(() => parseAccountId(text));
  return { id, kind, hosts };
}

function orTbaError<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    return rethrow(error);
  }
}

function rethrow(error: unknown): never {
  throw isCoded(error) ? new TbaError(error.code, errorText(error), error.data, error) : error;
}
