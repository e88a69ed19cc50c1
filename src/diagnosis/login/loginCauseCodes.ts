/** Every reason for a failed login, or for what looks like one, that is known here. */
export const loginCauseCodes = [
  // On the way there.
  'no-answer',
  'wrong-host',
  'login-page',
  'proxy-between',
  'gateway-host',
  'concurrency-overload',
  'service-down',
  // Of the one call.
  'clock-skew',
  'timestamp-form',
  'nonce-used',
  'nonce-too-short',
  'parameter-malformed',
  'parameter-missing',
  'version-wrong',
  'signature-method',
  'cookie-sent',
  'realm-wrong',
  'signature-wrong',
  // Of the values.
  'value-incomplete',
  'values-swapped',
  'token-secret-wrong',
  'consumer-secret-wrong',
  // Of the application.
  'application-unknown',
  'application-deleted',
  'application-blocked',
  'application-waiting',
  'application-tba-off',
  // Of the token.
  'other-environment',
  'sandbox-refreshed',
  'token-unknown',
  'token-of-other-application',
  'token-inactive',
  'token-revoked',
  // Of the user and the role.
  'user-locked',
  'role-lost',
  'user-or-role-inactive',
  'permission-missing',
  'two-factor-required',
  'password-login',
  // Of what was called.
  'rest-permission-missing',
  'soap-permission-missing',
  'web-services-only-role',
  'script-not-released',
  'outside-audience',
  'scripting-off',
  'web-services-off',
  // Of the account.
  'feature-off',
  'tba-ended',
  // Of signing in through the three-step flow, and of OAuth 2.0.
  'callback-mismatch',
  'flow-not-allowed',
  'request-token-refused',
  'verifier-wrong',
  'oauth2-login',
] as const;

export type LoginCauseCode = (typeof loginCauseCodes)[number];
