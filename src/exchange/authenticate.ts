import type { Scheme } from '../accounts/records.ts';
import type { JwtParts } from '../oauth2/jwtParts.ts';
import type { NonceSource } from '../tba/nonce.ts';
import type { PassportDraft, PassportSteps } from '../tba/passportSteps.ts';
import { readRequestUrl } from '../tba/requestUrl.ts';
import type { SignatureSteps } from '../tba/signatureSteps.ts';
import { refuseUnsignable, signRequest, type TbaSecrets } from '../tba/signRequest.ts';
import { passportElement, passportSteps } from '../tba/soapPassport.ts';
import type { Header } from './record.ts';
import type { LoginSlot } from './soap/loginSlot.ts';

/** What an authenticator looks at. */
export interface Unauthenticated {
  readonly method: string;
  /** Where it goes. */
  readonly url: string;
  /** What it is signed as (see signedUrl); absent when that is `url` itself. */
  readonly signedUrl?: string | undefined;
  readonly headers: readonly Header[];
  readonly body?: string | undefined;
  /** Where the body takes a login: that of a SOAP message which has none. */
  readonly loginSlot?: LoginSlot | undefined;
  /** Seconds to add to this machine's clock, where the server's is known to differ. */
  readonly skewSeconds?: number | undefined;
}

/** The URL to send, the headers that prove who sends it, and how they came about. */
export interface Authenticated {
  readonly scheme: Scheme;
  readonly url: string;
  readonly headers: readonly Header[];
  /** What to send in place of the body that was given, where the login goes into it. */
  readonly body?: string;
  /** The login in that body. */
  readonly passport?: PassportSteps;
  /** Of what was really signed, where the scheme signs: its URL differs from `url` behind a gateway. */
  readonly steps?: SignatureSteps;
  /** What the access token says of itself, where the scheme carries one and it can be read. */
  readonly accessToken?: JwtParts;
}

/** A call with its signature. */
export interface Signed extends Authenticated {
  readonly steps: SignatureSteps;
}

/** One way of logging in. Called anew for every attempt: a nonce serves once. */
export interface Authenticate {
  (request: Unauthenticated): Authenticated;
  /** Refuses what it would, where that takes less than doing it. */
  readonly refuse?: (request: Unauthenticated) => void;
}

/** Token-based authentication: OAuth 1.0a, HMAC-SHA256. */
export function tbaAuthenticator(
  realm: string,
  secrets: TbaSecrets,
  source: NonceSource,
): ((request: Unauthenticated) => Signed) & Pick<Authenticate, 'refuse'> {
  const authenticate = (request: Unauthenticated): Signed => {
    const now = source.timestamp();
    const { skewSeconds = 0, loginSlot } = request;
    const timestamp = skewSeconds === 0 ? now : String(Number(now) + skewSeconds);
    const signed = { ...signable(request), realm, nonce: source.nonce(), timestamp };
    return {
      ...signedWith(request.url, signRequest(signed, secrets)),
      ...(loginSlot && withPassport(loginSlot, { account: realm, nonce: source.nonce(), timestamp }, secrets)),
    };
  };
  return Object.assign(authenticate, { refuse: (request: Unauthenticated) => refuseUnsignable(signable(request)) });
}

/** That the Authorization header beside a passport does no harm is assumed. */
function withPassport(
  slot: LoginSlot,
  fresh: Pick<PassportDraft, 'account' | 'nonce' | 'timestamp'>,
  secrets: TbaSecrets,
): Required<Pick<Signed, 'body' | 'passport'>> {
  const { consumerKey, token } = secrets;
  const passport = passportSteps({ ...fresh, consumerKey, token }, secrets);
  return { body: slot.fill(passportElement(passport, slot.version)), passport };
}

function signable({ method, url, signedUrl = url, headers, body }: Unauthenticated) {
  const contentType = headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value;
  return { method, url: signedUrl, contentType, body };
}

/**
 * A call with its signature in the header. The URL to send is spelled as the signed one is, since both go through the
 * same reading.
 *
 * @param url where it goes, which may be another host than the signed one
 * @throws CodedError those of readRequestUrl
 */
export function signedWith(url: string, steps: SignatureSteps): Signed {
  return {
    scheme: 'tba',
    url: url === steps.url.given ? steps.url.wire : readRequestUrl(url).wire,
    headers: [{ name: 'Authorization', value: steps.authorization }],
    steps,
  };
}
