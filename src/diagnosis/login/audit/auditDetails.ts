import type { Source } from '../explanation.ts';
import { trailOfFlow, trailOfOAuth2, trailOfTokens } from '../sources.ts';

/** How somebody was logging in: with a token, through the three-step flow, or with OAuth 2.0. */
export type LoginWay = 'token' | 'three-step' | 'oauth2';

/** What a value of the Detail column means for one way of logging in; plain English. */
export interface DetailMeaning {
  readonly way: LoginWay;
  /** Steps of the three-step flow in which it occurs. */
  readonly steps?: readonly (1 | 3)[];
  /** Surfaces that spell it so; absent for all. */
  readonly surfaces?: 'RESTlets' | 'SOAP and REST';
  readonly meaning: string;
  readonly fix: string;
  readonly source: Source;
}

type Said = Pick<DetailMeaning, 'meaning' | 'fix'>;

const token = (said: Said, surfaces?: DetailMeaning['surfaces']): DetailMeaning => ({
  way: 'token',
  ...(surfaces && { surfaces }),
  ...said,
  source: trailOfTokens,
});
const flow = (steps: readonly (1 | 3)[], said: Said): DetailMeaning => ({
  way: 'three-step',
  steps,
  ...said,
  source: trailOfFlow,
});
const oauth2 = (said: Said): DetailMeaning => ({ way: 'oauth2', ...said, source: trailOfOAuth2 });

const signature: Said = {
  meaning: 'The signature is wrong: a parameter of the query, the encoding, a secret, the realm or the host differs.',
  fix: 'Check both secrets first, then realm and host; for a program of your own let the signature doctor look at the call.',
};
const timestamp: Said = {
  meaning: 'The timestamp is more than five minutes from NetSuite’s time, or no whole number of seconds.',
  fix: 'Set the clock by a time server, send at once, and sign each attempt anew.',
};
const nonceUsed: Said = {
  meaning: 'The user has used this pair of nonce and timestamp before.',
  fix: 'Make a new nonce for each attempt.',
};
const nonceShort: Said = {
  meaning: 'The nonce has fewer than six characters.',
  fix: 'Use some twenty random letters and digits.',
};
const version: Said = {
  meaning: 'oauth_version is something other than 1.0.',
  fix: 'Send 1.0, or leave the parameter out.',
};
const algorithm: Said = {
  meaning: 'The signature method is not HMAC-SHA256.',
  fix: 'Sign with HMAC-SHA256; HMAC-SHA1 is refused since 2023.1.',
};
const featureOff: Said = {
  meaning: 'The feature Token-based Authentication is not enabled.',
  fix: 'Enable it under Setup > Company > Enable Features > SuiteCloud > Manage Authentication.',
};
const userOrRole: Said = {
  meaning:
    'User or role cannot be used: one of them is inactive, the user has no access or not this role, hid it in View My Roles, or the role lacks the permission to log in with tokens.',
  fix: 'Check the employee’s access and roles, then the role’s permission Log in using Access Tokens.',
};

/** Every value of Oracle's three tables, in their order and spelling. */
export const auditDetails: Readonly<Record<string, readonly DetailMeaning[]>> = {
  InvalidSignature: [
    token(signature),
    flow([1, 3], signature),
    oauth2({
      meaning: 'The signature of the OAuth 2.0 access token is not valid.',
      fix: 'Get a new access token, from the account that is called.',
    }),
  ],
  InvalidTimestamp: [token(timestamp), flow([1, 3], timestamp)],
  nonce_used: [token(nonceUsed, 'RESTlets')],
  NonceUsed: [token(nonceUsed, 'SOAP and REST'), flow([1, 3], nonceUsed)],
  nonce_rejected: [token(nonceShort, 'RESTlets')],
  NonceRejected: [flow([1, 3], nonceShort)],
  parameter_rejected: [
    token(
      {
        meaning: 'An OAuth parameter is there twice, empty or malformed.',
        fix: 'Send each parameter once, well-formed, and no parameters of the query in the header.',
      },
      'RESTlets',
    ),
  ],
  MissingTokenPassportRequiredFields: [
    token({
      meaning: 'A parameter that is required is absent from the header or the TokenPassport.',
      fix: 'Complete it: realm or account, consumer key, token, nonce, timestamp, signature method and signature.',
    }),
  ],
  VersionRejected: [token(version, 'RESTlets'), flow([1, 3], version)],
  UnknownAlgorithm: [token(algorithm), flow([1, 3], algorithm)],
  consumer_key_unknown: [
    token({
      meaning: 'The account has no integration record with this consumer key.',
      fix: 'Check that it is the right account and the right key; resetting the credentials is the last resort, for it breaks everybody else who uses them.',
    }),
  ],
  consumer_key_refused: [
    token({
      meaning: 'The integration record is blocked.',
      fix: 'Set its State to Enabled under Setup > Integration > Manage Integrations.',
    }),
  ],
  token_rejected: [
    token({
      meaning: 'The token was not found, is inactive, or is of another integration record.',
      fix: 'Look at the token’s page; after a sandbox refresh make a new token.',
    }),
  ],
  permission_denied: [token(userOrRole)],
  temporary_locked: [
    token({
      meaning: 'The user is locked after five failed logins.',
      fix: 'Wait 30 minutes, or have an administrator unlock the user, and mend what failed before.',
    }),
  ],
  FeatureDisabled: [token(featureOff), flow([1, 3], featureOff)],
  UnknownIntegration: [
    flow([1, 3], {
      meaning: 'The consumer key was not found.',
      fix: 'Compare it with the integration record.',
    }),
  ],
  IntegrationBlocked: [
    flow([1, 3], {
      meaning: 'The integration record is blocked; in step 1 this shows only where the account was given.',
      fix: 'Set its State to Enabled.',
    }),
  ],
  AuthorizationFlowRequired: [
    flow([1, 3], {
      meaning: 'TBA: Authorization Flow is not ticked on the integration record.',
      fix: 'Tick it, and enter a Callback URL.',
    }),
  ],
  InvalidCallback: [
    flow([1], {
      meaning: 'The callback that was sent, which the value shows, differs from the integration record’s Callback URL.',
      fix: 'Set the Callback URL to the one shown; http://localhost:* takes any port of this machine.',
    }),
  ],
  MissingRequiredParameter: [
    flow([1, 3], {
      meaning: 'A parameter that is required is absent.',
      fix: 'Send every parameter of the step, in the Authorization header.',
    }),
  ],
  TokenRejected: [
    flow([3], {
      meaning: 'The request token is wrong, or of another application.',
      fix: 'Sign in again from the beginning.',
    }),
    oauth2({
      meaning: 'The OAuth 2.0 access token was refused.',
      fix: 'Get a new access token.',
    }),
  ],
  EntityOrRoleDisabled: [
    flow([3], userOrRole),
    oauth2({
      meaning: 'The user or the role of the access token cannot be used.',
      fix: 'Check the employee’s access and roles, and the role’s permission Log in using OAuth 2.0 Access Tokens.',
    }),
  ],
  InvalidVerifier: [
    flow([3], {
      meaning: 'The verifier does not match the one that step 2 gave.',
      fix: 'Sign in again from the beginning, in one window.',
    }),
  ],
  AccessTokenExpired: [
    oauth2({
      meaning: 'The OAuth 2.0 access token has expired; it lives for 60 minutes.',
      fix: 'Get a new access token before the old one ends.',
    }),
  ],
  InvalidIntegration: [
    oauth2({
      meaning: 'The integration record of the access token cannot be used.',
      fix: 'Look at the State of the integration record, and at its OAuth 2.0 boxes.',
    }),
  ],
};
