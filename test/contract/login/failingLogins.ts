// Each way for a login to fail that the practice account can be put into, and what is the reason of it.
import type { LoginCauseCode } from '../../../src/diagnosis/login/loginCauseCodes.ts';
import type { AccountState, Application, Employee, Role } from '../../../src/practice/state/model.ts';
import { refreshSandbox } from '../../../src/practice/state/refresh.ts';
import type { Fixture } from '../practice/practiceFixture.ts';
import { watcher, type Failing } from './loginScene.ts';

export interface FailingLogin extends Failing {
  readonly cause: LoginCauseCode;
  readonly why: string;
  /** The other token fails as well, so that somebody has to copy from the trail's page. */
  readonly pasted?: true;
  /** What the trail says; absent where it gets no failure. */
  readonly detail?: string;
  /** Why nobody can tell from outside; such rows are not asked to be explained without the trail. */
  readonly hidden?: string;
}

const application = (change: Partial<Application>) => (state: AccountState) => ({
  ...state,
  applications: state.applications.map(each => (each.id === 1 ? { ...each, ...change } : each)),
});
const jane = (change: Partial<Employee>) => (state: AccountState) => ({
  ...state,
  employees: state.employees.map(each => (each.id === 42 ? { ...each, ...change } : each)),
});
const clerk = (change: Partial<Role>) => (state: AccountState) => ({
  ...state,
  roles: state.roles.map(each => (each.id === 1001 ? { ...each, ...change } : each)),
});
const tokens = (state: 'inactive' | 'revoked') => (current: AccountState) => ({
  ...current,
  tokens: current.tokens.map(each => (each.id === 1 ? { ...each, state } : each)),
});
const without = (feature: string) => (state: AccountState) => ({
  ...state,
  features: state.features.filter(id => id !== feature),
});
const permissions = (state: AccountState) => state.roles.find(({ id }) => id === 1001)?.permissions ?? {};
const lacking = (key: keyof Role['permissions']) => (state: AccountState) =>
  clerk({ permissions: { ...permissions(state), [key]: 'NONE' } })(state);
const later = (seconds: number) => ({ timestamp: () => String(Math.floor(Date.now() / 1000) + seconds) });
const parameter = (name: string, value: string) => (authorization: string) =>
  authorization.replace(new RegExp(`${name}="[^"]*"`), `${name}="${value}"`);
const missing = (name: string) => (authorization: string) =>
  authorization.replace(new RegExp(`${name}="[^"]*"(?:, ?)?`), '').replace(/, ?$/, '');
const fault = (value: string) => () => ({ headers: [{ name: 'X-Practice-Fault', value }] });
const rest = (practice: Fixture) => ({ url: `${practice.baseUrl}/services/rest/record/v1/customer/101`, headers: [] });
const restlet = (name: string) => (practice: Fixture) => ({
  url: `${practice.baseUrl}/app/site/hosting/restlet.nl?script=customscript_tba_${name}&deploy=customdeploy_tba_${name}`,
});
const refreshed = (state: AccountState, { account }: Fixture) =>
  refreshSandbox({ ...account.world.current(), sandbox: state }).sandbox;
const wrong = 'f'.repeat(64);
const worked = { workedDaysAgo: 2 } as const;
const sameAnswer = 'NetSuite answers the same for every cause, and nothing else that is known differs';

export const failingLogins: readonly FailingLogin[] = [
  // The signature.
  {
    cause: 'token-secret-wrong',
    why: 'a wrong token secret, whole',
    detail: 'InvalidSignature',
    values: () => ({ tokenSecret: wrong }),
  },
  {
    cause: 'token-secret-wrong',
    why: 'a wrong token secret, while another token of the application works',
    detail: 'InvalidSignature',
    values: () => ({ tokenSecret: wrong }),
    others: [{ sameApplication: true, state: 'works' }],
  },
  {
    cause: 'consumer-secret-wrong',
    why: 'the consumer secret from before a reset: all tokens of the application fail',
    detail: 'InvalidSignature',
    values: () => ({ consumerSecret: wrong }),
    workedDaysAgo: 3,
    others: [{ sameApplication: true, state: 'stopped' }],
  },
  {
    cause: 'consumer-secret-wrong',
    why: 'a wrong consumer secret, whole, and nothing else known',
    detail: 'InvalidSignature',
    values: () => ({ consumerSecret: wrong }),
    hidden: sameAnswer,
  },
  {
    cause: 'value-incomplete',
    why: 'the token secret cut off by a digit',
    detail: 'InvalidSignature',
    values: ({ tokenSecret }) => ({ tokenSecret: tokenSecret.slice(0, -1) }),
  },
  {
    cause: 'value-incomplete',
    why: 'the consumer secret with a blank in it',
    detail: 'InvalidSignature',
    values: ({ consumerSecret }) => ({ consumerSecret: `${consumerSecret.slice(0, 30)} ${consumerSecret.slice(30)}` }),
  },
  {
    cause: 'value-incomplete',
    why: 'the consumer key cut off',
    detail: 'consumer_key_unknown',
    values: ({ consumerKey }) => ({ consumerKey: consumerKey.slice(0, 60) }),
  },
  {
    cause: 'value-incomplete',
    why: 'the token ID with a digit too much',
    detail: 'token_rejected',
    values: ({ token }) => ({ token: `${token}0` }),
  },
  {
    cause: 'values-swapped',
    why: 'the token ID entered as token secret too',
    detail: 'InvalidSignature',
    values: ({ token }) => ({ tokenSecret: token }),
  },
  {
    cause: 'values-swapped',
    why: 'the consumer secret as token secret',
    detail: 'InvalidSignature',
    values: ({ consumerSecret }) => ({ tokenSecret: consumerSecret }),
  },
  {
    cause: 'values-swapped',
    why: 'the two secrets the other way round',
    detail: 'InvalidSignature',
    values: ({ consumerSecret, tokenSecret }) => ({ consumerSecret: tokenSecret, tokenSecret: consumerSecret }),
    hidden: 'the values look alike, and are kept nowhere else',
  },
  {
    cause: 'values-swapped',
    why: 'consumer key and token ID the other way round',
    detail: 'consumer_key_unknown',
    values: ({ consumerKey, token }) => ({ consumerKey: token, token: consumerKey }),
    hidden: 'the values look alike, and are kept nowhere else',
  },
  {
    cause: 'realm-wrong',
    why: 'the realm in lower case',
    detail: 'InvalidSignature',
    realm: 'TSTDRV0000001_sb1',
  },
  {
    cause: 'realm-wrong',
    why: 'the realm with the hyphen of the host',
    detail: 'InvalidSignature',
    realm: 'TSTDRV0000001-SB1',
    ...worked,
  },
  {
    cause: 'realm-wrong',
    why: 'the realm of production',
    detail: 'InvalidSignature',
    realm: 'TSTDRV0000001',
    call: rest,
  },
  // The other OAuth parameters.
  {
    cause: 'clock-skew',
    why: 'a clock ten minutes ahead',
    detail: 'InvalidTimestamp',
    source: later(600),
    ...worked,
  },
  {
    cause: 'clock-skew',
    why: 'a clock an hour behind',
    detail: 'InvalidTimestamp',
    source: later(-3600),
    call: rest,
  },
  {
    cause: 'clock-skew',
    why: 'a clock behind, over SOAP',
    detail: 'InvalidTimestamp',
    source: later(-900),
    soap: true,
  },
  {
    cause: 'timestamp-form',
    why: 'milliseconds',
    detail: 'InvalidTimestamp',
    source: { timestamp: () => `${Math.floor(Date.now() / 1000)}000` },
  },
  {
    cause: 'nonce-used',
    why: 'the same nonce and timestamp twice',
    detail: 'nonce_used',
    sentTwice: true,
    source: { nonce: () => 'again-and-again', timestamp: () => String(Math.floor(Date.now() / 10_000) * 10) },
    ...worked,
    hidden: 'only the trail remembers what was sent before',
  },
  {
    cause: 'nonce-too-short',
    why: 'a nonce of five characters',
    detail: 'nonce_rejected',
    source: { nonce: () => 'abcde' },
  },
  {
    cause: 'parameter-malformed',
    why: 'a parameter twice',
    detail: 'parameter_rejected',
    header: authorization => `${authorization}, oauth_version="1.0"`,
  },
  {
    cause: 'parameter-malformed',
    why: 'an empty parameter',
    detail: 'parameter_rejected',
    header: parameter('oauth_version', ''),
  },
  {
    cause: 'parameter-malformed',
    why: 'values without quotes',
    detail: 'parameter_rejected',
    header: authorization => authorization.replaceAll(/(oauth_(?:nonce|timestamp|version))="([^"]*)"/g, '$1=$2'),
  },
  {
    cause: 'parameter-malformed',
    why: 'a parameter of the query in the header',
    detail: 'parameter_rejected',
    header: authorization => `${authorization}, limit="1"`,
    call: rest,
  },
  {
    cause: 'parameter-missing',
    why: 'no nonce',
    detail: 'MissingTokenPassportRequiredFields',
    header: missing('oauth_nonce'),
  },
  {
    cause: 'parameter-missing',
    why: 'no realm',
    detail: 'MissingTokenPassportRequiredFields',
    header: missing('realm'),
  },
  {
    cause: 'version-wrong',
    why: 'oauth_version 2.0',
    detail: 'VersionRejected',
    header: parameter('oauth_version', '2.0'),
  },
  {
    cause: 'signature-method',
    why: 'HMAC-SHA1',
    detail: 'UnknownAlgorithm',
    header: parameter('oauth_signature_method', 'HMAC-SHA1'),
  },
  {
    cause: 'signature-method',
    why: 'PLAINTEXT, REST',
    detail: 'UnknownAlgorithm',
    header: parameter('oauth_signature_method', 'PLAINTEXT'),
    call: rest,
  },
  {
    cause: 'cookie-sent',
    why: 'a session cookie beside the signature',
    detail: 'parameter_rejected',
    cookie: 'JSESSIONID=abc',
    ...worked,
  },
  // The application.
  {
    cause: 'application-unknown',
    why: 'a consumer key of no application',
    detail: 'consumer_key_unknown',
    values: () => ({ consumerKey: wrong }),
    hidden: sameAnswer,
  },
  {
    cause: 'application-deleted',
    why: 'the integration record was deleted',
    detail: 'consumer_key_unknown',
    given: state => ({
      ...state,
      applications: state.applications.filter(({ id }) => id !== 1),
      tokens: state.tokens.filter(({ applicationId }) => applicationId !== 1),
    }),
    ...worked,
    hidden: sameAnswer,
  },
  {
    cause: 'application-blocked',
    why: 'the record was set to Blocked',
    detail: 'consumer_key_refused',
    given: application({ state: 'blocked' }),
    ...worked,
    others: [{ sameApplication: true, state: 'stopped' }],
  },
  {
    cause: 'application-waiting',
    why: 'installed by a first sign-in, and not approved',
    detail: 'consumer_key_refused',
    given: application({ state: 'waiting-for-approval' }),
    createdDaysAgo: 0.01,
  },
  {
    cause: 'application-tba-off',
    why: 'the box Token-Based Authentication was cleared',
    detail: 'consumer_key_refused',
    given: application({ tba: false }),
    ...worked,
    others: [{ sameApplication: true, state: 'stopped' }],
    hidden: sameAnswer,
  },
  // The token.
  {
    cause: 'token-unknown',
    why: 'a token ID that does not exist',
    detail: 'token_rejected',
    values: () => ({ token: wrong }),
    hidden: sameAnswer,
  },
  {
    cause: 'token-inactive',
    why: 'set to Inactive',
    detail: 'token_rejected',
    given: tokens('inactive'),
    ...worked,
    others: [{ sameApplication: true, state: 'works' }],
  },
  {
    cause: 'token-revoked',
    why: 'revoked at NetSuite, which nobody here knows',
    detail: 'token_rejected',
    given: tokens('revoked'),
    ...worked,
    others: [{ sameApplication: true, state: 'works' }],
  },
  {
    cause: 'token-revoked',
    why: 'revoked from the workbench',
    detail: 'token_rejected',
    given: tokens('revoked'),
    ...worked,
    revokedHere: true,
  },
  {
    cause: 'token-of-other-application',
    why: 'a token of another application, which is kept under that one too',
    detail: 'token_rejected',
    values: (_, practice) => {
      const { token, tokenSecret } = watcher(practice);
      return { token, tokenSecret };
    },
  },
  {
    cause: 'other-environment',
    why: 'production’s token for its sandbox',
    detail: 'token_rejected',
    values: () => ({ token: wrong, tokenSecret: wrong.replaceAll('f', 'e') }),
    others: [
      {
        sameApplication: false,
        state: 'works',
        accountId: 'TSTDRV0000001',
        values: { token: wrong, tokenSecret: wrong.replaceAll('f', 'e') },
      },
    ],
  },
  {
    cause: 'sandbox-refreshed',
    why: 'the sandbox was refreshed',
    detail: 'token_rejected',
    given: refreshed,
    pasted: true,
    ...worked,
    others: [
      { sameApplication: true, state: 'stopped' },
      { sameApplication: false, state: 'stopped' },
    ],
  },
  {
    cause: 'sandbox-refreshed',
    why: 'the sandbox was refreshed, and the application had been made in it alone',
    detail: 'consumer_key_unknown',
    values: (_, practice) => watcher(practice),
    given: refreshed,
    pasted: true,
    ...worked,
    others: [
      { sameApplication: true, state: 'stopped' },
      { sameApplication: false, state: 'stopped' },
    ],
  },
  // User and role.
  {
    cause: 'user-locked',
    why: 'locked after five failures',
    detail: 'temporary_locked',
    given: jane({ lockedUntil: Number.MAX_SAFE_INTEGER }),
    ...worked,
    failuresBefore: 5,
  },
  {
    cause: 'user-locked',
    why: 'locked by the failures of another program',
    detail: 'temporary_locked',
    given: jane({ lockedUntil: Number.MAX_SAFE_INTEGER }),
    ...worked,
    hidden: 'the failures were another program’s',
  },
  {
    cause: 'role-lost',
    why: 'the role was taken from the user',
    detail: 'permission_denied',
    given: jane({ roleIds: [1002] }),
    ...worked,
    others: [{ sameApplication: true, state: 'works' }],
  },
  {
    cause: 'role-lost',
    why: 'the user hid the role',
    detail: 'permission_denied',
    given: jane({ hiddenRoleIds: [1001] }),
    ...worked,
    others: [{ sameApplication: true, state: 'works' }],
  },
  {
    cause: 'user-or-role-inactive',
    why: 'the user is inactive',
    detail: 'permission_denied',
    given: jane({ isInactive: true }),
    ...worked,
    others: [{ sameApplication: true, state: 'works' }],
    hidden: 'a token, a role and a user that ceased to work look alike',
  },
  {
    cause: 'user-or-role-inactive',
    why: 'the role is inactive',
    detail: 'permission_denied',
    given: clerk({ isInactive: true }),
    ...worked,
    hidden: 'a token, a role and a user that ceased to work look alike',
  },
  {
    cause: 'permission-missing',
    why: 'the role never had a permission to log in with tokens',
    detail: 'permission_denied',
    given: lacking('ADMI_LOGIN_OAUTH'),
    others: [{ sameApplication: true, state: 'works' }],
  },
  {
    cause: 'permission-missing',
    why: 'the role only manages tokens',
    detail: 'permission_denied',
    given: clerk({ permissions: { ADMI_MANAGE_OAUTH_TOKENS: 'FULL', ADMI_RESTWEBSERVICES: 'FULL' } }),
    others: [{ sameApplication: true, state: 'works' }],
  },
  // What was called.
  {
    cause: 'web-services-only-role',
    why: 'a RESTlet with a role for web services only',
    detail: 'permission_denied',
    given: clerk({ webServicesOnly: true }),
  },
  {
    cause: 'rest-permission-missing',
    why: 'REST with a role that lacks REST Web Services',
    detail: 'permission_denied',
    given: lacking('ADMI_RESTWEBSERVICES'),
    call: rest,
    ...worked,
  },
  {
    cause: 'soap-permission-missing',
    why: 'SOAP with a role that lacks SOAP Web Services',
    detail: 'permission_denied',
    given: lacking('ADMI_WEBSERVICES'),
    soap: true,
  },
  {
    cause: 'web-services-off',
    why: 'REST, the feature being off',
    given: without('RESTWEBSERVICES'),
    pasted: true,
    call: rest,
  },
  { cause: 'web-services-off', why: 'SOAP, the feature being off', given: without('WEBSERVICESEXTERNAL'), soap: true },
  { cause: 'script-not-released', why: 'a deployment in status Testing', call: restlet('draft'), ...worked },
  { cause: 'script-not-released', why: 'a script that does not exist', call: restlet('nothing'), ...worked },
  { cause: 'outside-audience', why: 'a role outside the audience', call: restlet('whoami'), ...worked },
  {
    cause: 'scripting-off',
    why: 'Server SuiteScript is off',
    given: without('SERVERSIDESCRIPTING'),
    ...worked,
  },
  // The account.
  {
    cause: 'feature-off',
    why: 'Token-based Authentication is off',
    detail: 'FeatureDisabled',
    given: without('TBA'),
    pasted: true,
    ...worked,
    others: [
      { sameApplication: true, state: 'stopped' },
      { sameApplication: false, state: 'stopped' },
    ],
  },
  {
    cause: 'feature-off',
    why: 'Token-based Authentication was never switched on',
    detail: 'FeatureDisabled',
    given: without('TBA'),
    pasted: true,
    others: [{ sameApplication: false, state: 'fails' }],
  },
  // On the way.
  { cause: 'wrong-host', why: 'another data centre', call: fault('redirect'), ...worked },
  { cause: 'service-down', why: 'status 503', call: fault('status=503'), ...worked },
  { cause: 'service-down', why: 'a page with status 503', call: fault('html=503'), ...worked },
  { cause: 'concurrency-overload', why: 'too many calls at once, RESTlet', call: fault('throttle'), ...worked },
  {
    cause: 'concurrency-overload',
    why: 'too many calls at once, REST',
    call: practice => ({ ...rest(practice), ...fault('throttle')() }),
    ...worked,
  },
  {
    cause: 'login-page',
    why: 'the address of a page',
    call: practice => ({ url: `${practice.baseUrl}/app/setup/features.nl` }),
    ...worked,
  },
  { cause: 'no-answer', why: 'nobody listens', isDeaf: true, ...worked },
];
