import { canUseRole, hasPermission, mayLogInWithToken } from '../access/rules.ts';
import type { AccessToken, AccountState, Application, Employee, RequestToken, Role } from '../state/model.ts';
import { callbackMatches } from './callback.ts';
import { headerNames } from './headerNames.ts';
import type { NonceMemory } from './nonceMemory.ts';
import type { Parameter } from './parameters.ts';

/**
 * What is asked to let somebody in: a RESTlet, SuiteTalk REST, SuiteTalk SOAP, an endpoint about tokens themselves
 * (tokeninfo, revoketoken), or the first and third step of the three-step flow.
 */
export type Surface = 'restlet' | 'rest' | 'soap' | 'token-endpoint' | 'request-token' | 'access-token';

/** All that a client learns: that the login failed (401), or that the request made no sense (400). */
export type ClientAnswer = 'INVALID_LOGIN_ATTEMPT' | 'INVALID_REQUEST';

/** Everything the checks look at; nothing in it is trusted yet. */
export interface LoginFacts {
  readonly surface: Surface;
  /** How many Authorization headers, or passports, the request carries. */
  readonly headerCount: number;
  readonly headerIsSound: boolean;
  /** Whether a session cookie came beside the Authorization header; a passport with one is not sound to begin with. */
  readonly hasSession: boolean;
  /** Header parameters, `realm` included, in the order sent; the fields of a passport under the same names. */
  readonly parameters: readonly Parameter[];
  /** Parameters of the query and of a form body. */
  readonly otherParameters: readonly Parameter[];
  /** The first value of a header parameter. */
  readonly value: (name: string) => string | undefined;
  readonly state: AccountState;
  /** Unix seconds. */
  readonly now: number;
  readonly application: Application | undefined;
  readonly token: AccessToken | undefined;
  /** Of the three-step flow. */
  readonly requestToken: RequestToken | undefined;
  /** Whom the token belongs to. */
  readonly employee: Employee | undefined;
  readonly role: Role | undefined;
  readonly nonces: NonceMemory;
  /** Whose nonces must differ: the employee's id, or 0 while nobody is known. */
  readonly nonceOwner: number;
  readonly signatureIsValid: () => boolean;
}

/** One row of the table: what makes a request fail, and what the two sides are told about it. */
export interface AuthenticationCheck {
  readonly id: string;
  /** The Detail column of the Login Audit Trail. */
  readonly detail: (facts: LoginFacts) => string;
  readonly answer: ClientAnswer;
  /** Where the rule comes from; `assumed` where no source says it. */
  readonly source: string;
  readonly fails: (facts: LoginFacts) => boolean;
}

/** Five minutes either way, in seconds. */
export const timestampTolerance = 300;

/** How long a request token of the three-step flow lives, in milliseconds (assumed: Oracle gives no figure). */
export const requestTokenLifetime = 60 * 60 * 1000;

function isFlow({ surface }: LoginFacts): boolean {
  return surface === 'request-token' || surface === 'access-token';
}

/** The spellings of one cause: for RESTlets, for SuiteTalk (ORA:subsect_156935170194), and in the flow (subsect_156934879823). */
function spelled(restlet: string, suiteTalk: string, flow: string): AuthenticationCheck['detail'] {
  return facts => (isFlow(facts) ? flow : facts.surface === 'rest' || facts.surface === 'soap' ? suiteTalk : restlet);
}

function same(detail: string): AuthenticationCheck['detail'] {
  return () => detail;
}

/** For SuiteTalk and the flow Oracle lists no value of its own here: assumed. */
const malformed = spelled('parameter_rejected', 'parameter_rejected', 'MissingRequiredParameter');
const missing = spelled(
  'MissingTokenPassportRequiredFields',
  'MissingTokenPassportRequiredFields',
  'MissingRequiredParameter',
);

/**
 * The checks in the order they are made; the first that fails decides. Oracle documents the causes but not their order:
 * the order is assumed, from what can be read (syntax) over what can be looked up to what must be computed, and at the
 * end as in RFC 5849 3.2 (signature before nonce), rights last. That a missing, repeated or malformed parameter is a 400
 * is taken from ORA:subsect_158521885412, which says so of OAuth 2.0 calls to the same endpoints.
 */
export const authenticationChecks: readonly AuthenticationCheck[] = [
  {
    id: 'header-present',
    detail: missing,
    answer: 'INVALID_LOGIN_ATTEMPT',
    source: 'status ORA:section_4634920277 (401: no valid login for the call), detail assumed',
    fails: facts => facts.headerCount === 0,
  },
  {
    id: 'header-syntax',
    detail: malformed,
    answer: 'INVALID_REQUEST',
    source: 'ORA:section_4634920277, ORA:subsect_156935170194, GH:NetSweet/netsuite#557; several headers assumed',
    fails: facts => facts.headerCount > 1 || !facts.headerIsSound,
  },
  {
    id: 'no-session',
    detail: malformed,
    answer: 'INVALID_LOGIN_ATTEMPT',
    source: 'ORA:section_N2971402 (header or session cookies, never both); that it is refused, and how, assumed',
    fails: facts => facts.hasSession,
  },
  {
    id: 'oauth-only-in-header',
    detail: malformed,
    answer: 'INVALID_REQUEST',
    source: 'assumed (Oracle documents the header only; RFC 5849 3.1 forbids a parameter in two places)',
    fails: facts => facts.otherParameters.some(({ name }) => name.startsWith('oauth_')),
  },
  {
    id: 'once-each',
    detail: malformed,
    answer: 'INVALID_REQUEST',
    source: 'ORA:subsect_156935170194, RFC 5849 3.2',
    fails: facts => new Set(facts.parameters.map(({ name }) => name)).size < facts.parameters.length,
  },
  {
    id: 'none-empty',
    detail: malformed,
    answer: 'INVALID_REQUEST',
    source: 'ORA:subsect_156935170194',
    fails: facts => facts.parameters.some(({ value }) => value === ''),
  },
  {
    id: 'only-oauth-in-header',
    detail: malformed,
    answer: 'INVALID_LOGIN_ATTEMPT',
    source: 'status GH:timbal-ai/timbal#80; detail, and that it holds for unknown oauth_ names too, assumed',
    fails: ({ surface, parameters }) =>
      parameters.some(
        ({ name }) => !headerNames[surface].required.includes(name) && !headerNames[surface].optional.includes(name),
      ),
  },
  {
    id: 'none-missing',
    detail: missing,
    answer: 'INVALID_REQUEST',
    source: 'ORA:subsect_156935170194, ORA:subsect_156934879823; realm among them assumed',
    fails: facts => headerNames[facts.surface].required.some(name => facts.value(name) === undefined),
  },
  {
    id: 'version',
    detail: same('VersionRejected'),
    answer: 'INVALID_REQUEST',
    source: 'ORA:section_156338994830 (optional, else 1.0), ORA:section_4634920277',
    fails: facts => (facts.value('oauth_version') ?? '1.0') !== '1.0',
  },
  {
    id: 'signature-method',
    detail: same('UnknownAlgorithm'),
    answer: 'INVALID_REQUEST',
    source: 'ORA:section_1534941088, ORA:subsect_156934879823, GH:suiteplus/nscabinet#31',
    fails: facts => facts.value('oauth_signature_method') !== 'HMAC-SHA256',
  },
  {
    id: 'timestamp-form',
    detail: same('InvalidTimestamp'),
    answer: 'INVALID_REQUEST',
    source: 'ORA:subsect_156935170194, RFC 5849 3.3 (a positive integer); leading zeros refused, assumed',
    fails: facts => !/^[1-9][0-9]{0,14}$/.test(facts.value('oauth_timestamp') ?? ''),
  },
  {
    id: 'timestamp-window',
    detail: same('InvalidTimestamp'),
    answer: 'INVALID_REQUEST',
    source: 'ORA:subsect_156935170194 (five minutes either way), status ORA:section_4634920277',
    fails: facts => Math.abs(Number(facts.value('oauth_timestamp')) - facts.now) > timestampTolerance,
  },
  {
    id: 'nonce-form',
    detail: spelled('nonce_rejected', 'NonceRejected', 'NonceRejected'),
    answer: 'INVALID_LOGIN_ATTEMPT',
    source:
      'ORA:subsect_156935170194 (at least 6); letters and digits, at most 64, in a passport (ORA:section_4395630653); ' +
      'that limit in a header, and the value for SuiteTalk, assumed',
    fails: facts =>
      !(facts.surface === 'soap' ? /^[A-Za-z0-9]{6,64}$/ : /^.{6,64}$/s).test(facts.value('oauth_nonce') ?? ''),
  },
  {
    id: 'release',
    detail: same('FeatureDisabled'),
    answer: 'INVALID_LOGIN_ATTEMPT',
    source: 'assumed: what calls will get once support for TBA ends (ORA:section_0525020842) is not published',
    fails: facts => facts.state.preferences.release === 'end-of-tba',
  },
  {
    id: 'feature',
    detail: same('FeatureDisabled'),
    answer: 'INVALID_LOGIN_ATTEMPT',
    source: 'ORA:subsect_156935170194, ORA:subsect_156934879823',
    fails: facts => !facts.state.features.includes('TBA'),
  },
  {
    id: 'consumer-key-known',
    detail: spelled('consumer_key_unknown', 'consumer_key_unknown', 'UnknownIntegration'),
    answer: 'INVALID_LOGIN_ATTEMPT',
    source: 'ORA:subsect_156935170194, ORA:subsect_156934879823',
    fails: facts => facts.application === undefined,
  },
  {
    id: 'application-enabled',
    detail: spelled('consumer_key_refused', 'consumer_key_refused', 'IntegrationBlocked'),
    answer: 'INVALID_LOGIN_ATTEMPT',
    source:
      'ORA:subsect_156935170194, ORA:section_4639959077; Waiting for Approval ORA:section_156537025868; in step one ' +
      'only when the company was given, ORA:subsect_156934879823',
    fails: facts =>
      facts.application?.state !== 'enabled' &&
      (facts.surface !== 'request-token' || facts.value('realm') !== undefined),
  },
  {
    id: 'application-takes-tba',
    detail: spelled('consumer_key_refused', 'consumer_key_refused', 'AuthorizationFlowRequired'),
    answer: 'INVALID_LOGIN_ATTEMPT',
    source: 'ORA:subsect_156934879823 for the flow; for calls with a token ORA:section_0525022007, detail assumed',
    fails: facts => !facts.application?.tba || (isFlow(facts) && !facts.application.authorizationFlow),
  },
  {
    id: 'callback',
    detail: facts => `InvalidCallback ${facts.value('oauth_callback') ?? ''}`,
    answer: 'INVALID_LOGIN_ATTEMPT',
    source: 'ORA:subsect_156934879823, ORA:bridgehead_4249032125',
    fails: facts =>
      facts.surface === 'request-token' &&
      !callbackMatches(facts.application?.callbackUrl ?? '', facts.value('oauth_callback') ?? ''),
  },
  {
    id: 'role-form',
    detail: malformed,
    answer: 'INVALID_REQUEST',
    source: 'assumed: a role is named by its internal ID (ORA:section_156338994830 has 45678)',
    fails: facts => facts.value('role') !== undefined && !/^[1-9][0-9]{0,9}$/.test(facts.value('role') ?? ''),
  },
  {
    id: 'token-usable',
    detail: spelled('token_rejected', 'token_rejected', 'TokenRejected'),
    answer: 'INVALID_LOGIN_ATTEMPT',
    source: 'ORA:subsect_156935170194, ORA:subsect_156934879823 (not found, inactive, or for another application)',
    fails: facts => {
      switch (facts.surface) {
        case 'request-token':
          return false;
        case 'access-token':
          return (
            facts.requestToken?.applicationId !== facts.application?.id ||
            facts.now * 1000 - (facts.requestToken?.createdAt ?? 0) > requestTokenLifetime
          );
        case 'restlet':
        case 'rest':
        case 'soap':
        case 'token-endpoint':
          return facts.token?.state !== 'active' || facts.token.applicationId !== facts.application?.id;
      }
    },
  },
  {
    id: 'user-not-locked',
    detail: spelled('temporary_locked', 'temporary_locked', 'EntityOrRoleDisabled'),
    answer: 'INVALID_LOGIN_ATTEMPT',
    source: 'ORA:subsect_156935170194; that it comes before the signature, and its name in the flow, assumed',
    fails: facts => (facts.employee?.lockedUntil ?? 0) > facts.now * 1000,
  },
  {
    id: 'realm',
    detail: same('InvalidSignature'),
    answer: 'INVALID_LOGIN_ATTEMPT',
    source: 'GH:netsuitephp/netsuite-php#121 (lower case); another account ID altogether assumed',
    fails: facts => (facts.value('realm') ?? facts.state.accountId) !== facts.state.accountId,
  },
  {
    id: 'signature',
    detail: same('InvalidSignature'),
    answer: 'INVALID_LOGIN_ATTEMPT',
    source: 'ORA:subsect_156935170194, ORA:subsect_156934879823, RFC 5849 3.2 and 3.4',
    fails: facts => !facts.signatureIsValid(),
  },
  {
    id: 'nonce-new',
    detail: spelled('nonce_used', 'NonceUsed', 'NonceUsed'),
    answer: 'INVALID_LOGIN_ATTEMPT',
    source:
      'ORA:subsect_156935170194 (nonce and timestamp, for each user); among all flows before a user is known, assumed',
    fails: facts =>
      facts.nonces.wasUsed(facts.nonceOwner, Number(facts.value('oauth_timestamp')), facts.value('oauth_nonce') ?? ''),
  },
  {
    id: 'verifier',
    detail: same('InvalidVerifier'),
    answer: 'INVALID_LOGIN_ATTEMPT',
    source: 'ORA:subsect_156934879823; the same before anybody has allowed it, assumed',
    fails: facts =>
      facts.surface === 'access-token' &&
      (facts.requestToken?.verifier === '' || facts.requestToken?.verifier !== facts.value('oauth_verifier')),
  },
  {
    id: 'user-and-role',
    detail: spelled('permission_denied', 'permission_denied', 'EntityOrRoleDisabled'),
    answer: 'INVALID_LOGIN_ATTEMPT',
    source: 'ORA:subsect_156935170194, ORA:subsect_156934879823, ORA:bridgehead_4248124361',
    fails: facts =>
      facts.surface !== 'request-token' &&
      !(facts.employee && facts.role && canUseRole(facts.employee, facts.role) && mayLogInWithToken(facts.role)),
  },
  {
    id: 'role-for-surface',
    detail: same('permission_denied'),
    answer: 'INVALID_LOGIN_ATTEMPT',
    source:
      'Web Services Only ORA:section_4254801119; REST and SOAP permission GH:jacobsvante/netsuite#27; that these are ' +
      'failures of the login assumed',
    fails: ({ surface, role }) => role !== undefined && !servesSurface(role, surface),
  },
];

function servesSurface(role: Role, surface: Surface): boolean {
  switch (surface) {
    case 'restlet':
      return !role.webServicesOnly;
    case 'rest':
      return hasPermission(role, 'ADMI_RESTWEBSERVICES');
    case 'soap':
      return hasPermission(role, 'ADMI_WEBSERVICES');
    case 'token-endpoint':
    case 'request-token':
    case 'access-token':
      return true;
  }
}
