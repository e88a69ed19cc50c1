import type { AccessToken, Application, PracticeState } from '../state/model.ts';
import { parseAuthorizationHeader } from './authorizationHeader.ts';
import { baseStringUri, equalInConstantTime, hmacSha256, signatureBaseString } from './baseString.ts';
import { authenticationChecks, timestampTolerance } from './checks.ts';
import type { AuditDetail, ClientAnswer, LoginFacts } from './checks.ts';
import type { NonceMemory } from './nonceMemory.ts';
import { parseFormParameters, splitTarget } from './parameters.ts';

/** A request as it came over the wire; texts hold one character for each octet. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path and query of the request line. */
  readonly target: string;
  /** The Host header. */
  readonly host: string;
  /** Every Authorization header. */
  readonly authorization: readonly string[];
  readonly contentType: string | undefined;
  readonly body: Buffer;
}

export interface LoginRefusal {
  readonly ok: false;
  /** The row of the table of checks that failed. */
  readonly check: string;
  /** What the Login Audit Trail shows, and the caller never learns. */
  readonly detail: AuditDetail;
  readonly status: 400 | 401;
  readonly code: ClientAnswer;
  readonly message: string;
  /** What the server computed from the request, as far as its header could be read. */
  readonly baseString: string | undefined;
}

export interface Login {
  readonly ok: true;
  readonly application: Application;
  readonly token: AccessToken;
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
 * by the table of checks. A success uses up its nonce.
 *
 * @param now the server's clock in Unix seconds
 */
export function authenticate(
  request: ReceivedRequest,
  state: PracticeState,
  nonces: NonceMemory,
  now: number,
): Login | LoginRefusal {
  nonces.forgetBefore(now - timestampTolerance);
  const facts = gatherFacts(request, state, nonces, now);
  const failed = authenticationChecks.find(check => check.fails(facts));
  if (failed) {
    const { id: check, detail, answer: code } = failed;
    const baseString = facts.header.ok ? computeBaseString(request, facts) : undefined;
    return { ok: false, check, detail, code, ...answers[code], baseString };
  }
  const { application, token } = facts;
  if (!application || !token) {
    throw new Error('The table of checks let a request through without an application or a token.');
  }
  nonces.remember(token.entityId, Number(facts.value('oauth_timestamp')), facts.value('oauth_nonce') ?? '');
  return { ok: true, application, token };
}

function gatherFacts(request: ReceivedRequest, state: PracticeState, nonces: NonceMemory, now: number): LoginFacts {
  const header = parseAuthorizationHeader(request.authorization[0] ?? '');
  const parameters = header.ok ? header.parameters : [];
  const value = (name: string) => parameters.find(each => each.name === name)?.value;
  const application = state.applications.find(each => each.consumerKey === value('oauth_consumer_key'));
  const token = state.tokens.find(each => each.token === value('oauth_token'));
  const facts: LoginFacts = {
    headerCount: request.authorization.length,
    header,
    parameters,
    otherParameters: [...parseFormParameters(splitTarget(request.target).query), ...formParameters(request)],
    value,
    accountId: state.accountId,
    now,
    application,
    token,
    nonces,
    signatureIsValid: () => {
      const expected = hmacSha256(
        computeBaseString(request, facts),
        application?.consumerSecret ?? '',
        token?.tokenSecret ?? '',
      );
      return equalInConstantTime(expected, value('oauth_signature') ?? '');
    },
  };
  return facts;
}

/** A body counts only when it is one form and says so (RFC 5849 3.4.1.3.1). */
function formParameters(request: ReceivedRequest) {
  const isForm = /^application\/x-www-form-urlencoded[ \t]*(?:;|$)/i.test(request.contentType ?? '');
  return isForm ? parseFormParameters(request.body.toString('latin1')) : [];
}

function computeBaseString(request: ReceivedRequest, facts: LoginFacts): string {
  const signed = facts.parameters.filter(({ name }) => name !== 'realm' && name !== 'oauth_signature');
  const uri = baseStringUri(request.host, splitTarget(request.target).path);
  return signatureBaseString(request.method, uri, [...signed, ...facts.otherParameters]);
}
