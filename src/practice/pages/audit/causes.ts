import type { LoginAuditEntry } from '../../loginAudit.ts';

/** What a failed check means and what to do, in words for somebody who has to mend a program or an account. */
export interface Cause {
  readonly cause: string;
  readonly fixes: readonly string[];
}

const sendOnce = 'Send the header once: one Authorization header, each oauth_ parameter once, each with a value.';

/** By the ids of the table of checks; causes and fixes after ORA:subsect_156935170194 and ORA:subsect_156934879823. */
export const causes: Readonly<Record<string, Cause>> = {
  'header-present': {
    cause: 'The request carried no Authorization header (for SOAP: no token passport), so there was nothing to check.',
    fixes: [
      'Add the Authorization header: OAuth realm="…", oauth_consumer_key="…" and the rest.',
      'A program that follows a redirect, or a proxy on the way, may have dropped the header.',
    ],
  },
  'header-syntax': {
    cause: 'The Authorization header (or the passport) could not be read.',
    fixes: [
      'Begin with the word OAuth, spelled so, and a space.',
      'Write every parameter as name="value", with double quotes, and put a comma between two.',
      'Percent-encode every value: + / = in the signature become %2B %2F %3D.',
      'Send one Authorization header, and with SOAP one passport and no other way to log in beside it.',
    ],
  },
  'no-session': {
    cause: 'A session cookie (JSESSIONID) came beside the Authorization header. A request logs in by one of them.',
    fixes: [
      'Send no Cookie header with a signed request; in Postman and in HTTP libraries, switch the cookie jar off.',
    ],
  },
  'oauth-only-in-header': {
    cause: 'There is an oauth_ parameter in the query or in the form body. NetSuite takes them in the header only.',
    fixes: ['Move every oauth_ parameter into the Authorization header, and tell the library to sign by header.'],
  },
  'once-each': {
    cause: 'A parameter of the header came more than once.',
    fixes: [sendOnce, 'Look for a library and your own code both adding the same parameter.'],
  },
  'none-empty': {
    cause: 'A parameter of the header has an empty value.',
    fixes: [sendOnce, 'A setting or an environment variable that the value comes from is probably empty.'],
  },
  'only-oauth-in-header': {
    cause: 'The header carries a parameter that does not belong into it.',
    fixes: [
      'Parameters of the query must be signed, but must stay in the query: do not copy them into the header.',
      'Remove what is marked “not expected” below.',
    ],
  },
  'none-missing': {
    cause: 'A parameter that every login needs is missing.',
    fixes: ['Add what is marked “missing” below, and sign again: all of them but realm and the signature are signed.'],
  },
  version: {
    cause: 'oauth_version is there, but it is not 1.0.',
    fixes: ['Send oauth_version="1.0", or leave it out. It is the version of OAuth, not of an API.'],
  },
  'signature-method': {
    cause: 'The signature method is not HMAC-SHA256, the only one that NetSuite takes.',
    fixes: [
      'Set the method to HMAC-SHA256 and sign with it. Many libraries use HMAC-SHA1 unless told otherwise.',
      'A signature with SHA-256 has 44 characters in base64; with 28 it was made by SHA-1.',
    ],
  },
  'timestamp-form': {
    cause: 'The timestamp is not a whole number of seconds.',
    fixes: [
      'Send the seconds since 1 January 1970 (UTC): a positive whole number, today of ten digits.',
      'Milliseconds (13 digits), decimals and dates are not understood.',
    ],
  },
  'timestamp-window': {
    cause: 'The timestamp is more than five minutes away from the clock of the server.',
    fixes: [
      'Set the clock of the machine that signs.',
      'Sign just before sending. Sign each retry and each queued call anew instead of sending the old header.',
    ],
  },
  'nonce-form': {
    cause: 'The nonce is too short, too long, or has characters that are not allowed here.',
    fixes: ['Use 20 to 32 random letters and digits for each request.'],
  },
  release: {
    cause: 'This account plays the time after TBA: every call with a token is refused (assumed).',
    fixes: [
      'Move the integration to OAuth 2.0.',
      'To go on with TBA here, choose an earlier release under Practice controls.',
    ],
  },
  feature: {
    cause: 'The feature Token-based Authentication is not enabled in this account.',
    fixes: [
      'Enable it: Setup > Company > Enable Features > SuiteCloud > Manage Authentication, tick Token-based Authentication, accept the terms, Save.',
    ],
  },
  'consumer-key-known': {
    cause: 'No integration record of this account has the consumer key that was sent.',
    fixes: [
      'Check that key and account belong together: the sandbox and the production account may have different records.',
      'Copy the consumer key again; the confirmation page shows it once. If it is lost, reset the credentials of the record – every other program that uses the record then needs the new pair too.',
    ],
  },
  'application-enabled': {
    cause: 'The integration record of this consumer key is not enabled.',
    fixes: [
      'Set its state to Enabled: Setup > Integration > Manage Integrations. A record that was installed by itself may be waiting for approval.',
    ],
  },
  'application-takes-tba': {
    cause: 'The integration record does not allow this way of logging in.',
    fixes: [
      'Tick Token-Based Authentication on the integration record.',
      'For the three-step flow tick TBA: Authorization Flow as well, and enter the callback URL.',
    ],
  },
  callback: {
    cause: 'The callback URL of the request is not the one of the integration record.',
    fixes: [
      'Make the two the same, to the character. For a program on this machine the record may say http://localhost:* for any port.',
    ],
  },
  'role-form': {
    cause: 'The role that the application asks for is not an internal ID.',
    fixes: [
      'Send the internal ID of the role, a whole number, as Setup > Users/Roles > Manage Roles shows it, or leave it out.',
    ],
  },
  'token-usable': {
    cause: 'The token does not exist here, is inactive or revoked, or belongs to another application.',
    fixes: [
      'Check that consumer key and token were made for each other, in this account.',
      'After a refresh of the sandbox all its tokens are gone: create a new one.',
      'If it is inactive, make it active again under Setup > Users/Roles > Access Tokens; a revoked one needs a successor.',
    ],
  },
  'user-not-locked': {
    cause: 'The user of the token is locked after five failed logins.',
    fixes: [
      'Find and stop what keeps failing, then wait half an hour.',
      'Here an administrator can also unlock the user under Practice controls.',
    ],
  },
  realm: {
    cause: 'The realm is not the ID of this account.',
    fixes: [
      'Send the account ID exactly as Setup > Company > Company Information shows it: upper case, with an underscore (1234567_SB1). Only host names have lower case and a hyphen (1234567-sb1).',
      'Realm is never part of the base string.',
    ],
  },
  signature: {
    cause: 'The signature that was sent is not the one that the server computed from the request.',
    fixes: [
      'Compare your base string with the one below, part by part: method, address, then every parameter.',
      'If the base strings are the same, the secrets differ: consumer secret & token secret, each whole, in that order, without spaces or line ends.',
    ],
  },
  'nonce-new': {
    cause: 'The same nonce came with the same timestamp before.',
    fixes: [
      'Make a new nonce for every request, retries included, and sign it.',
      'A library that seeds its random numbers with the time, or a header that is kept and sent again, does this.',
    ],
  },
  verifier: {
    cause: 'The verifier is not the one that the sign-in page gave to the callback.',
    fixes: [
      'Take oauth_verifier from the callback of step two and send it in step three. It is empty when the person chose Deny.',
      'Step three cannot come before step two.',
    ],
  },
  'user-and-role': {
    cause: 'The token is right, but its user or role may not log in with it.',
    fixes: [
      'Give the role the permission Log in using Access Tokens or User Access Tokens: Setup > Users/Roles > Manage Roles, Permissions, Setup.',
      'Make sure that user and role are active, that the user has the role (Access on the employee), and has not hidden it in View My Roles.',
      'Access Token Management alone does not let a role log in.',
    ],
  },
  'role-for-surface': {
    cause: 'The role may log in, but not to what was called.',
    fixes: [
      'RESTlets: clear Web Services Only Role on the role.',
      'SuiteTalk REST and SOAP: give the role the permission REST Web Services or SOAP Web Services.',
    ],
  },
};

/** OAuth 2.0, by the Detail (ORA:subsect_158324637123): its checks are many, what to do about them is not. */
const oauth2Causes: Readonly<Record<string, Cause>> = {
  AccessTokenExpired: {
    cause: 'The access token has expired: it works for 60 minutes.',
    fixes: [
      'Get a new one at the token endpoint, by an assertion or a refresh token, shortly before the old one ends.',
    ],
  },
  EntityOrRoleDisabled: {
    cause: 'Nothing is wrong with the request, but the user or role may not log in by it.',
    fixes: [
      'Give the role the permission Log in using OAuth 2.0 Access Tokens, and for SuiteTalk REST also REST Web Services.',
      'Make sure that user and role are active, that the user has the role, has not hidden it and is not locked.',
      'RESTlets: clear Web Services Only Role on the role.',
    ],
  },
  InvalidSignature: {
    cause:
      'The assertion was not signed with the private key of an active certificate of this application, or the access token was changed.',
    fixes: [
      'Send the certificate ID as kid: Setup > Integration > Manage Authentication > OAuth 2.0 Client Credentials (M2M) Setup.',
      'Check that the certificate is neither revoked nor expired, and that it was uploaded in this account: a refresh of the sandbox removes it.',
      'Sign with PS256 or ES256 and the key that belongs to the certificate.',
    ],
  },
  InvalidIntegration: {
    cause: 'The integration record is not known, is not enabled, or does not have the box of this grant ticked.',
    fixes: [
      'Send the client ID as iss, and set the state of the record to Enabled.',
      'Tick Client Credentials (Machine to Machine) Grant or Authorization Code Grant on the record.',
    ],
  },
  TokenRejected: {
    cause:
      'The token or the code is not known here, has been used, has expired or was revoked, is not for what was called, or the assertion is for another audience or scope.',
    fixes: [
      'A code works once, within minutes, with the redirect URI and the code_verifier that it was asked for with.',
      'A refresh token of a public client works once: keep the new one that comes with each answer. Using an old one ends all tokens of the same consent, and the person must allow the application again.',
      'Send the token of this account, and only to RESTlets and SuiteTalk REST, within the scopes that it was given for.',
      'In an assertion, aud is the URL of the token endpoint, and every scope is ticked on the integration record.',
    ],
  },
  RefreshTokenExpired: {
    cause: 'The refresh token has expired.',
    fixes: [
      'Let the person allow the application again: a new code gives new tokens.',
      'The tokens of a public client live as long as its integration record says, 1 to 720 hours.',
    ],
  },
  ScopeMismatched: {
    cause: 'A scope is missing, or is not ticked on the integration record.',
    fixes: ['Ask for restlets, rest_webservices or both, and tick each of them on the integration record.'],
  },
  AuthorizationCodeGrantRequired: {
    cause: 'The integration record does not have the box Authorization Code Grant ticked.',
    fixes: ['Tick it: Setup > Integration > Manage Integrations, and enter the redirect URI.'],
  },
  InvalidState: {
    cause: 'The state of the request does not have 22 to 1024 printable ASCII characters, or was used before.',
    fixes: ['Make a new random state for every request, of 22 characters or more.'],
  },
  UnknownIntegration: {
    cause: 'No integration record of this account has the client ID that was sent.',
    fixes: ['Copy the client ID again. Sandbox and production may have different records.'],
  },
  ClientAuthenticationFailed: {
    cause: 'The application did not show that it is the one that its client ID belongs to.',
    fixes: [
      'Send client ID and secret as Authorization: Basic, each form-encoded, with a colon between, in base64.',
      'An application without a secret sends client_id in the body; its record must have the box Public Client ticked.',
    ],
  },
  InvalidRedirectURI: {
    cause:
      'The redirect URI is none of those on the integration record, or another one than the code was asked for with.',
    fixes: ['Send the same redirect URI in both steps, as the record has it, to the character.'],
  },
  IntegrationBlocked: {
    cause: 'The integration record is not enabled.',
    fixes: ['Set its state to Enabled: Setup > Integration > Manage Integrations.'],
  },
  InvalidTimestamp: {
    cause: 'The times in the assertion do not fit: it has expired, comes from the future, or lives too long.',
    fixes: [
      'Set the clock of the machine that signs.',
      'Let exp be less than 60 minutes after iat, both in whole seconds.',
    ],
  },
  UnknownAlgorithm: {
    cause: 'The assertion is signed by an algorithm that NetSuite does not take.',
    fixes: ['Use PS256, PS384, PS512, ES256, ES384 or ES512, with typ JWT in the header. RS256 is refused.'],
  },
  MissingRequiredParameter: {
    cause: 'The request lacks a parameter, has one twice, or one that cannot be read.',
    fixes: [
      'To the token endpoint, send one form (application/x-www-form-urlencoded) in the body, each parameter once.',
      'To the authorization endpoint, send response_type=code, and code_challenge with code_challenge_method=S256.',
    ],
  },
  FeatureDisabled: {
    cause: 'The feature OAuth 2.0 is not enabled in this account.',
    fixes: ['Enable it: Setup > Company > Enable Features > SuiteCloud > Manage Authentication, tick OAuth 2.0, Save.'],
  },
};

/** NLAuth, by the Detail; the checks of its table leave no id. */
const nlAuthCauses: Readonly<Record<string, Cause>> = {
  parameter_rejected: {
    cause: 'The NLAuth header could not be read.',
    fixes: [
      'Write NLAuth nlauth_account=…, nlauth_email=…, nlauth_signature=…, nlauth_role=… with commas between, and percent-encode what is not a letter or digit.',
    ],
  },
  INVALID_LOGIN_CREDENTIALS: {
    cause: 'Account ID, email or password of the NLAuth header is wrong.',
    fixes: [
      'Check the three. The account ID is upper case with an underscore, as Company Information shows it.',
      'Better: get tokens by the three-step flow, which needs no password.',
    ],
  },
  consumer_key_refused: {
    cause: 'The integration record does not issue tokens to NLAuth.',
    fixes: [
      'The record must be enabled, with Token-Based Authentication and TBA: IssueToken Endpoint ticked.',
      'From release 2027.1 only records go on that have issued tokens before.',
    ],
  },
  permission_denied: {
    cause: 'User or role may not do this.',
    fixes: [
      'To issue a token the role needs User Access Tokens: Log in using Access Tokens or Access Token Management alone are not enough.',
      'User and role must be active, and the user must have the role.',
    ],
  },
};

/** For rows that nothing above explains. */
const otherCause: Cause = {
  cause: 'This attempt carried no signature, so there is nothing to compute.',
  fixes: ['Check who logged in, and in which role.'],
};

/** Details that mean the same for NLAuth as for a signature, by the check that finds them there. */
const sharedDetails: Readonly<Record<string, string>> = {
  FeatureDisabled: 'feature',
  temporary_locked: 'user-not-locked',
  consumer_key_unknown: 'consumer-key-known',
};

export function causeOf({ check, detail }: Pick<LoginAuditEntry, 'check' | 'detail'>): Cause {
  if (/^(?:oauth2|bearer|assertion)-/.test(check)) {
    return oauth2Causes[detail] ?? otherCause;
  }
  return causes[check] ?? nlAuthCauses[detail] ?? causes[sharedDetails[detail] ?? ''] ?? otherCause;
}
