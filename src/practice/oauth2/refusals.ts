import { contentTypes } from '../server/answer.ts';
import type { Answer } from '../server/answer.ts';

/** RFC 6749 5.2; unsupported_grant_type is none of NetSuite’s (ORA:subsect_161252460252). */
export type OAuth2Error =
  'invalid_request' | 'invalid_client' | 'invalid_grant' | 'invalid_scope' | 'unauthorized_client';

/** Why a request for a token gets none. */
export interface TokenRefusal {
  readonly ok: false;
  readonly error: OAuth2Error;
  /** The Detail column of the Login Audit Trail, which the caller never learns. */
  readonly detail: OAuth2Detail;
  /** Which of the checks it was, for the page of the attempt. */
  readonly check: string;
}

/**
 * Details of the Login Audit Trail: the first five ORA:subsect_158324637123, the next six ORA:subsect_158711892221 and
 * ORA:subsect_158711928134 (authorization code, refresh token). InvalidRedirectURI and IntegrationBlocked are named by
 * others than Oracle (docs.unified.to). The last are assumed, with the words that calls with a token have for the same
 * thing (ORA:subsect_156935170194).
 */
export type OAuth2Detail =
  | 'AccessTokenExpired'
  | 'EntityOrRoleDisabled'
  | 'InvalidSignature'
  | 'TokenRejected'
  | 'InvalidIntegration'
  | 'ScopeMismatched'
  | 'AuthorizationCodeGrantRequired'
  | 'InvalidState'
  | 'UnknownIntegration'
  | 'ClientAuthenticationFailed'
  | 'RefreshTokenExpired'
  | 'InvalidRedirectURI'
  | 'IntegrationBlocked'
  | 'FeatureDisabled'
  | 'MissingRequiredParameter'
  | 'UnknownAlgorithm'
  | 'InvalidTimestamp';

/**
 * One sentence for each error, whatever the cause. Oracle publishes neither texts nor statuses for them: both are
 * assumed; 401 for a client that is not known, as in RFC 6749 5.2.
 */
const descriptions: Readonly<Record<OAuth2Error, string>> = {
  invalid_request: 'The request is missing a parameter, has one twice, or is otherwise malformed.',
  invalid_client: 'Client authentication failed.',
  invalid_grant: 'The grant is not valid, has expired or was revoked.',
  invalid_scope: 'The scope is not valid.',
  unauthorized_client: 'The client may not use this grant type.',
};

/** Never kept by a cache (RFC 6749 5.1). */
export const noStore = { 'Cache-Control': 'no-store', Pragma: 'no-cache' } as const;

/** @param usedBasic whether the client gave its secret in an Authorization header, which a 401 then asks for */
export function tokenErrorAnswer(error: OAuth2Error, realm: string, usedBasic: boolean): Answer {
  return {
    status: error === 'invalid_client' ? 401 : 400,
    contentType: contentTypes.json,
    body: JSON.stringify({ error, error_description: descriptions[error] }),
    headers: {
      ...noStore,
      ...(error === 'invalid_client' && usedBasic ? { 'WWW-Authenticate': `Basic realm="${realm}"` } : {}),
    },
  };
}

export function refuse(error: OAuth2Error, detail: OAuth2Detail, check: string): TokenRefusal {
  return { ok: false, error, detail, check };
}
