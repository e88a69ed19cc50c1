import type { NonceSource } from '../tba/nonce.ts';
import type { SignatureSteps } from '../tba/signatureSteps.ts';
import { signRequest, type TbaSecrets } from '../tba/signRequest.ts';
import type { Header } from './record.ts';

/** What an authenticator looks at. */
export interface Unauthenticated {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly Header[];
  readonly body?: string | undefined;
}

/** The URL to send, the headers that prove who sends it, and how they came about. */
export interface Authenticated {
  readonly url: string;
  readonly headers: readonly Header[];
  readonly steps: SignatureSteps;
}

/** One way of logging in. Called anew for every attempt: a nonce serves once. */
export type Authenticate = (request: Unauthenticated) => Authenticated;

/** Token-based authentication: OAuth 1.0a, HMAC-SHA256. */
export function tbaAuthenticator(realm: string, secrets: TbaSecrets, source: NonceSource): Authenticate {
  return ({ method, url, headers, body }) => {
    const steps = signRequest(
      {
        method,
        url,
        contentType: headers.find(header => header.name.toLowerCase() === 'content-type')?.value,
        body,
        realm,
        nonce: source.nonce(),
        timestamp: source.timestamp(),
      },
      secrets,
    );
    return { url: steps.url.wire, headers: [{ name: 'Authorization', value: steps.authorization }], steps };
  };
}
