import { createHash, timingSafeEqual } from 'node:crypto';
import { hasPermission } from '../access/rules.ts';
import type { Login, LoginRefusal, ReceivedRequest } from '../authentication/authenticate.ts';
import type { Surface } from '../authentication/checks.ts';
import { carriesSession } from '../authentication/sessionCookie.ts';
import type { AccountState, OAuth2Scope, OAuth2Token } from '../state/model.ts';
import { mayLogInWithOAuth2 } from './clientCredentials.ts';
import type { OAuth2Detail } from './refusals.ts';

/** Where an access token of OAuth 2.0 can be shown at all. SOAP takes none (ORA:chapter_157769826287). */
export type BearerSurface = Extract<Surface, 'restlet' | 'rest' | 'token-endpoint'>;

/**
 * The scope that a surface needs. That tokeninfo and revoketoken, which are about TBA (ORA:chapter_157017286140), take
 * no Bearer token is assumed, the stricter way.
 */
const scopeOf: Readonly<Record<BearerSurface, OAuth2Scope | undefined>> = {
  restlet: 'restlets',
  rest: 'rest_webservices',
  'token-endpoint': undefined,
};

export function carriesBearer(authorization: readonly string[]): boolean {
  return authorization.some(each => /^bearer(?:[ \t]|$)/i.test(each));
}

interface Facts {
  readonly surface: BearerSurface;
  readonly request: ReceivedRequest;
  /** Undefined when the header could not be read. */
  readonly value: string | undefined;
  readonly state: AccountState;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly token: OAuth2Token | undefined;
  readonly application: Login['application'] | undefined;
  readonly employee: Login['employee'];
  readonly role: Login['role'];
}

interface BearerCheck {
  readonly id: string;
  readonly detail: OAuth2Detail;
  readonly error: 'invalid_request' | 'invalid_token';
  /** Where the rule comes from; `assumed` where no source says it. */
  readonly source: string;
  readonly fails: (facts: Facts) => boolean;
}

/** Status and error of each ORA:subsect_158521885412; the order is assumed, as for calls that are signed. */
const bearerChecks: readonly BearerCheck[] = [
  {
    id: 'bearer-syntax',
    detail: 'TokenRejected',
    error: 'invalid_request',
    source: 'ORA:subsect_158521885412, RFC 6750 2.1; that the word must be spelled Bearer, and the Detail, assumed',
    fails: ({ value, request }) => request.authorization.length !== 1 || value === undefined,
  },
  {
    id: 'bearer-no-session',
    detail: 'TokenRejected',
    error: 'invalid_token',
    source: 'ORA:section_N2971402 (header or session cookies, never both); that it is refused, and how, assumed',
    fails: ({ request }) => carriesSession(request.cookies ?? []),
  },
  {
    id: 'oauth2-feature',
    detail: 'FeatureDisabled',
    error: 'invalid_token',
    source: 'assumed, as for calls that are signed',
    fails: ({ state }) => !state.features.includes('OAUTH2'),
  },
  {
    id: 'bearer-surface',
    detail: 'TokenRejected',
    error: 'invalid_token',
    source: 'assumed: the endpoints about TBA tokens answer to TBA alone',
    fails: ({ surface }) => scopeOf[surface] === undefined,
  },
  {
    id: 'bearer-known',
    detail: 'TokenRejected',
    error: 'invalid_token',
    source: 'ORA:subsect_158324637123, ORA:subsect_158521885412',
    fails: ({ token }) => token?.kind !== 'access',
  },
  {
    id: 'bearer-signature',
    detail: 'InvalidSignature',
    error: 'invalid_token',
    source: 'ORA:subsect_158324637123',
    fails: ({ token, value = '' }) => !token || !isSame(token.token, value),
  },
  {
    id: 'bearer-live',
    detail: 'TokenRejected',
    error: 'invalid_token',
    source: 'ORA:subsect_158324637123; that revoking a certificate ends its tokens too is assumed',
    fails: ({ token, state }) =>
      token?.state !== 'active' ||
      (token.certificateId !== '' &&
        !state.certificateMappings.some(each => each.id === token.certificateId && !each.isRevoked)),
  },
  {
    id: 'bearer-not-expired',
    detail: 'AccessTokenExpired',
    error: 'invalid_token',
    source: 'ORA:subsect_158324637123, ORA:section_162755359851 (60 minutes)',
    fails: ({ token, now }) => (token?.expiresAt ?? 0) <= now,
  },
  {
    id: 'bearer-integration',
    detail: 'InvalidIntegration',
    error: 'invalid_token',
    source: 'ORA:subsect_158324637123; that the box of the grant must still be ticked assumed',
    fails: ({ application, token }) =>
      application?.state !== 'enabled' ||
      !(token?.certificateId === '' ? application.authorizationCode : application.clientCredentials),
  },
  {
    id: 'bearer-scope',
    detail: 'TokenRejected',
    error: 'invalid_token',
    source: 'ORA:section_162790605110; that the scope must still be ticked, and the Detail, assumed',
    fails: ({ surface, token, application }) => {
      const scope = scopeOf[surface];
      return scope === undefined || !token?.scopes.includes(scope) || !application?.scopes.includes(scope);
    },
  },
  {
    id: 'oauth2-user-and-role',
    detail: 'EntityOrRoleDisabled',
    error: 'invalid_token',
    source: 'ORA:subsect_158324637123; a locked user assumed',
    fails: ({ employee, role, now }) => !mayLogInWithOAuth2(employee, role, now),
  },
  {
    id: 'oauth2-role-for-surface',
    detail: 'EntityOrRoleDisabled',
    error: 'invalid_token',
    source: 'Web Services Only ORA:section_4254801119; REST permission GH:jacobsvante/netsuite#27; Detail assumed',
    fails: ({ surface, role }) =>
      role !== undefined &&
      ((surface === 'restlet' && role.webServicesOnly) ||
        (surface === 'rest' && !hasPermission(role, 'ADMI_RESTWEBSERVICES'))),
  },
];

/** The words of calls that are signed: assumed to be the same (ORA:subsect_158521885412 gives the form alone). */
const answers = {
  invalid_request: {
    status: 400,
    code: 'INVALID_REQUEST',
    message: 'The request could not be understood by the server due to malformed syntax.',
  },
  invalid_token: { status: 401, code: 'INVALID_LOGIN_ATTEMPT', message: 'Invalid login attempt.' },
} as const;

/**
 * Decides whether a request with `Authorization: Bearer …` is logged in, by the table of checks.
 *
 * @param now milliseconds since 1970
 */
export function authenticateBearer(
  request: ReceivedRequest,
  surface: BearerSurface,
  { state, now }: Pick<Facts, 'state' | 'now'>,
): Login | LoginRefusal {
  const [, value] = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/.exec(request.authorization[0] ?? '') ?? [];
  const token = value === undefined ? undefined : findToken(state, value);
  const application = state.applications.find(({ id }) => id === token?.applicationId);
  const employee = state.employees.find(({ id }) => id === token?.employeeId);
  const role = state.roles.find(({ id }) => id === token?.roleId);
  const failed = bearerChecks.find(check =>
    check.fails({ surface, request, value, state, now, token, application, employee, role }),
  );
  const findings = {
    application,
    token: undefined,
    bearer: token,
    employee,
    role,
    baseString: undefined,
    signature: undefined,
    parameters: [],
    nonceOwner: 0,
  };
  if (failed) {
    const { id, detail, error } = failed;
    return { ok: false, check: id, detail, bearerError: error, ...answers[error], ...findings };
  }
  if (!application) {
    throw new Error('The table of checks let a token through that belongs to no application.');
  }
  return { ok: true, ...findings, application };
}

/** By what an access token says it is; whether it is that token is another question. */
function findToken({ oauth2Tokens }: AccountState, value: string): OAuth2Token | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(value.split('.')[1] ?? '', 'base64url').toString('utf8'));
    const id = typeof claims === 'object' && claims !== null && 'jti' in claims ? claims.jti : undefined;
    return oauth2Tokens.find(each => each.id === id);
  } catch {
    return undefined;
  }
}

function isSame(one: string, other: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(one), hash(other));
}
