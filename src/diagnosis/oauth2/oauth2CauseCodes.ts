/** Every reason for a refused login by OAuth 2.0 that is known here. */
export const oauth2CauseCodes = [
  // Of the assertion; most can be seen in it.
  'algorithm-refused',
  'type-wrong',
  'times-malformed',
  'assertion-expired',
  'assertion-too-long',
  'clock-skew',
  'audience-wrong',
  'request-malformed',
  // Of the certificate and its mapping.
  'certificate-unknown',
  'key-mismatch',
  'certificate-revoked',
  'certificate-expired',
  'mapping-cleared',
  // Of the integration record.
  'client-unknown',
  'integration-blocked',
  'grant-not-allowed',
  'scope-refused',
  // Of user, role and account.
  'role-permission-missing',
  'user-or-role-unusable',
  'feature-off',
  // Of a refresh token, or of the code that the browser brought.
  'refresh-expired',
  'refresh-used',
  'refresh-revoked',
  'code-used-or-expired',
  'verifier-wrong',
  'redirect-differs',
  // Of a call with an access token.
  'access-token-malformed',
  'access-token-expired',
  'access-token-refused',
  'access-token-foreign',
  'scope-insufficient',
  'rest-permission-missing',
  'web-services-only-role',
  'session-sent',
  'surface-takes-none',
] as const;

export type OAuth2CauseCode = (typeof oauth2CauseCodes)[number];
