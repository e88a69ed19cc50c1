import type { AccessToken, AccountState, Application, Employee, OAuth2Token, Role } from '../state/model.ts';
import { parseAuthorizationHeader } from './authorizationHeader.ts';
import { baseStringUri, equalInConstantTime, hmacSha256, signatureBaseString } from './baseString.ts';
import { authenticationChecks } from './checks.ts';
import type { ClientAnswer, LoginFacts, Surface } from './checks.ts';
import type { NonceMemory } from './nonceMemory.ts';
import { percentEncodeOctets } from './octets.ts';
import { parseFormParameters, splitTarget } from './parameters.ts';
import type { Parameter } from './parameters.ts';
import { carriesSession } from './sessionCookie.ts';

/** A request as it came over the wire; texts hold one character for each octet. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path and query of the request line. */
  readonly target: string;
  /** The Host header. */
  readonly host: string;
  /** Every Authorization header. */
  readonly authorization: readonly string[];
  /** Every Cookie header; none when left out. */
  readonly cookies?: readonly string[];
  readonly contentType: string | undefined;
  readonly body: Buffer;
}

/** A SOAP TokenPassport, its texts as octets; what is missing is not in `fields`. */
export interface ReceivedPassport {
  /** How many passports the envelope carries. */
  readonly count: number;
  /** False when the envelope holds more ways to log in than one, or the passport cannot be read. */
  readonly isSound: boolean;
  readonly fields: Readonly<
    Partial<Record<'account' | 'consumerKey' | 'token' | 'nonce' | 'timestamp' | 'signature' | 'algorithm', string>>
  >;
}

/** What a request is checked against. */
export interface Verifier {
  readonly state: AccountState;
  readonly nonces: NonceMemory;
  /** The server's clock in Unix seconds. */
  readonly now: number;
  /** Records of other accounts that the three-step flow may install here. */
  readonly installable?: readonly Application[];
}

/** What was found out about a request on the way, let in or not. */
export interface LoginFindings {
  readonly application: Application | undefined;
  readonly token: AccessToken | undefined;
  /** The access token of OAuth 2.0, where the request came with one instead of a signature. */
  readonly bearer?: OAuth2Token | undefined;
  readonly employee: Employee | undefined;
  readonly role: Role | undefined;
  /** What the server computed from the request, as far as its header could be read. */
  readonly baseString: string | undefined;
  /** The signature it should have had, when application and token are known. */
  readonly signature: string | undefined;
  readonly parameters: readonly Parameter[];
  /** Whose nonces must differ: an employee's id, or 0 while nobody is known. */
  readonly nonceOwner: number;
}

export interface LoginRefusal extends LoginFindings {
  readonly ok: false;
  /** The row of the table of checks that failed. */
  readonly check: string;
  /** What the Login Audit Trail shows, and the caller never learns. */
  readonly detail: string;
  readonly status: 400 | 401;
  readonly code: ClientAnswer;
  readonly message: string;
  /** What a Bearer challenge says; undefined for a login of another kind. */
  readonly bearerError?: 'invalid_request' | 'invalid_token';
}

export interface Login extends LoginFindings {
  readonly ok: true;
  readonly application: Application;
}

const answers = {
  INVALID_LOGIN_ATTEMPT: { status: 401, message: 'Invalid login attempt.' },
  INVALID_REQUEST: {
    status: 400,
    message: 'The request could not be understood by the server due to malformed syntax.',
  },
} as const;

/**
 * Decides whether a request is logged in, from the server's side (RFC 5849 3.2): on the raw request line and header,
 * by the table of checks. A success uses up its nonce; that a failure does not is assumed.
 */
export function authenticate(
  request: ReceivedRequest,
  surface: Exclude<Surface, 'soap'>,
  verifier: Verifier,
): Login | LoginRefusal {
  const header = parseAuthorizationHeader(request.authorization[0] ?? '');
  const parameters = header.ok ? header.parameters : [];
  const otherParameters = [...parseFormParameters(splitTarget(request.target).query), ...formParameters(request)];
  return decide(
    {
      surface,
      headerCount: request.authorization.length,
      headerIsSound: header.ok,
      hasSession: carriesSession(request.cookies ?? []),
      parameters,
      otherParameters,
      baseString: () => {
        const signed = parameters.filter(({ name }) => name !== 'realm' && name !== 'oauth_signature');
        const uri = baseStringUri(request.host, splitTarget(request.target).path);
        return signatureBaseString(request.method, uri, [...signed, ...otherParameters]);
      },
    },
    verifier,
  );
}

/** The same for a SOAP TokenPassport (ORA:section_1534941088), whose base string knows nothing of the request. */
export function authenticatePassport({ count, isSound, fields }: ReceivedPassport, verifier: Verifier) {
  const { account, consumerKey, token, nonce, timestamp, signature, algorithm } = fields;
  const named = {
    realm: account,
    oauth_consumer_key: consumerKey,
    oauth_token: token,
    oauth_nonce: nonce,
    oauth_timestamp: timestamp,
    oauth_signature_method: algorithm,
    oauth_signature: signature,
  };
  const baseString = () =>
    [account, consumerKey, token, nonce, timestamp].map(each => percentEncodeOctets(each ?? '')).join('&');
  const parameters = Object.entries(named).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
  return decide(
    {
      surface: 'soap',
      headerCount: count,
      headerIsSound: isSound,
      hasSession: false,
      parameters,
      otherParameters: [],
      baseString,
    },
    verifier,
  );
}

interface Presented extends Pick<
  LoginFacts,
  'surface' | 'headerCount' | 'headerIsSound' | 'hasSession' | 'parameters' | 'otherParameters'
> {
  readonly baseString: () => string;
}

function decide(presented: Presented, verifier: Verifier): Login | LoginRefusal {
  const facts = gatherFacts(presented, verifier);
  const { application, token, employee, role, parameters, nonceOwner } = facts;
  const baseString = presented.headerIsSound && presented.headerCount > 0 ? presented.baseString() : undefined;
  const signature = isSignable(facts) && baseString !== undefined ? expectedSignature(facts, baseString) : undefined;
  const findings = { application, token, employee, role, baseString, signature, parameters, nonceOwner };
  const failed = authenticationChecks.find(check => check.fails(facts));
  if (failed) {
    const code = failed.answer;
    return { ok: false, check: failed.id, detail: failed.detail(facts), code, ...answers[code], ...findings };
  }
  if (!application) {
    throw new Error('The table of checks let a request through without an application.');
  }
  verifier.nonces.remember(nonceOwner, Number(facts.value('oauth_timestamp')), facts.value('oauth_nonce') ?? '');
  return { ok: true, ...findings, application };
}

function gatherFacts(presented: Presented, { state, nonces, now, installable = [] }: Verifier): LoginFacts {
  const { surface, parameters, baseString } = presented;
  const value = (name: string) => parameters.find(each => each.name === name)?.value;
  const isCall = surface !== 'request-token' && surface !== 'access-token';
  const known = isCall ? state.applications : [...state.applications, ...installable];
  const application = known.find(each => each.consumerKey === value('oauth_consumer_key'));
  const token = isCall ? state.tokens.find(each => each.token === value('oauth_token')) : undefined;
  const requestToken =
    surface === 'access-token' ? state.requestTokens.find(each => each.token === value('oauth_token')) : undefined;
  const employeeId = token?.employeeId ?? requestToken?.allowedEmployeeId ?? 0;
  const roleId = token?.roleId ?? requestToken?.allowedRoleId ?? 0;
  const employee = state.employees.find(each => each.id === employeeId);
  const role = state.roles.find(each => each.id === roleId);
  const facts: LoginFacts = {
    ...presented,
    value,
    state,
    now,
    application,
    token,
    requestToken,
    employee,
    role,
    nonces,
    nonceOwner: isCall ? employeeId : 0,
    signatureIsValid: () => equalInConstantTime(expectedSignature(facts, baseString()), value('oauth_signature') ?? ''),
  };
  return facts;
}

function isSignable({ surface, application, token, requestToken }: LoginFacts): boolean {
  return (
    application !== undefined && (surface === 'request-token' || token !== undefined || requestToken !== undefined)
  );
}

function expectedSignature({ application, token, requestToken }: LoginFacts, baseString: string): string {
  const tokenSecret = token?.tokenSecret ?? requestToken?.tokenSecret ?? '';
  return hmacSha256(baseString, application?.consumerSecret ?? '', tokenSecret);
}

/** Longest form that is read, in bytes: sorting ten megabytes of pairs, for anybody who asks, takes seconds (assumed). */
const longestForm = 1024 * 1024;

/**
 * A body counts only when it is one form and says so (RFC 5849 3.4.1.3.1). One that is too long counts as none (assumed):
 * RESTlets and SuiteTalk take no forms, and no token endpoint reads anything of that size.
 */
function formParameters({ contentType = '', body }: ReceivedRequest) {
  const isForm = /^application\/x-www-form-urlencoded[ \t]*(?:;|$)/i.test(contentType);
  return isForm && body.length <= longestForm ? parseFormParameters(body.toString('latin1')) : [];
}
