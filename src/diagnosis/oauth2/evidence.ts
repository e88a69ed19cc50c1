import type { JwtParts } from '../../oauth2/jwtParts.ts';
import type { Surface } from '../login/evidence.ts';

/** What was asked for, and with what: an access token, or something that one opens. */
export type Asked = 'assertion' | 'refresh-token' | 'authorization-code' | 'call';

/**
 * Everything that may be known about a login by OAuth 2.0 that was refused; no secret and no signature among it. What is not
 * known is absent. Times are seconds since 1970.
 */
export interface OAuth2Evidence {
  readonly asked: Asked;
  /** When it was sent, by the clock of whoever sent it. */
  readonly sentAt?: number;
  /** When it was answered, by the server's Date. */
  readonly serverTime?: number;
  readonly answer?: OAuth2Answer;
  /** Of the assertion that was sent, or of the access token. */
  readonly jwt?: JwtParts & { readonly isPlainBase64?: boolean };
  /** URLs that the assertion may name as its audience: where it was sent, and what that is signed as. */
  readonly endpoints?: readonly string[];
  /** Of a call. */
  readonly surface?: Surface;
  /** What a call carried besides the token. */
  readonly hasCookie?: boolean;
  readonly known?: OAuth2Known;
  /** The Detail column of the row that it left in the Login Audit Trail. */
  readonly detail?: string;
}

/** What came back. */
export interface OAuth2Answer {
  readonly status: number;
  /** RFC 6749 5.2 of the token endpoint, RFC 6750 3.1 of a call. */
  readonly error?: string;
  readonly description?: string;
  /** NetSuite's own code in the body, such as INVALID_LOGIN. */
  readonly code?: string;
}

/** What is kept here of whoever logs in. */
export interface OAuth2Known {
  /** Normalised. */
  readonly accountId?: string;
  readonly isSandbox?: boolean;
  readonly grant?: 'client-credentials' | 'authorization-code';
  readonly clientId?: string;
  readonly certificateId?: string;
  readonly certificateUntil?: number;
  /** Whether the private key belongs to the certificate, where both are here. */
  readonly isKeyOfCertificate?: boolean;
  readonly refreshUntil?: number;
  readonly lastSuccess?: number;
  /** When another credential of the account last logged in, where it works. */
  readonly siblingSuccess?: number;
}
