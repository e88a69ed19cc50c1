import { SignJWT } from 'jose';
import type { Scope } from './scopes.ts';
import type { SigningKey } from './signingKey.ts';

/** What an assertion claims. */
export interface AssertionClaims {
  /** Also the consumer key of the integration record. */
  readonly clientId: string;
  /** The ID that NetSuite gave the certificate when it was uploaded. */
  readonly certificateId: string;
  readonly scopes: readonly Scope[];
  /** The URL of the token endpoint. */
  readonly audience: string;
  /** Seconds since 1970. */
  readonly issuedAt: number;
}

/** Seconds that an assertion is good for; NetSuite takes less than 60 minutes, and it is used at once. */
const assertionLifetime = 300;

/**
 * A signed JWT that shows who the client is.
 *
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_162790605110.html
 */
export function signAssertion(claims: AssertionClaims, { key, algorithm }: SigningKey): Promise<string> {
  const { clientId, certificateId, scopes, audience, issuedAt } = claims;
  return new SignJWT({ scope: scopes })
    .setProtectedHeader({ typ: 'JWT', alg: algorithm, kid: certificateId })
    .setIssuer(clientId)
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + assertionLifetime)
    .sign(key);
}

/** The form that goes to the token endpoint, encoded. */
export function assertionForm(assertion: string): string {
  return new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  }).toString();
}
