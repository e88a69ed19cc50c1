import { randomUUID } from 'node:crypto';
import type { PracticeAccount } from '../account.ts';
import { authenticate, authenticatePassport } from '../authentication/authenticate.ts';
import type {
  Login,
  LoginFindings,
  LoginRefusal,
  ReceivedPassport,
  ReceivedRequest,
  Verifier,
} from '../authentication/authenticate.ts';
import { timestampTolerance } from '../authentication/checks.ts';
import type { Surface } from '../authentication/checks.ts';
import type { LoginAuditEntry, SeenRequest } from '../loginAudit.ts';
import { authenticateBearer, carriesBearer } from '../oauth2/bearer.ts';
import type { BearerSurface } from '../oauth2/bearer.ts';
import type { Application } from '../state/model.ts';
import { errorAnswer } from './answer.ts';
import type { Answer, Format } from './answer.ts';
import type { Exchange } from './exchange.ts';
import { rawHeaderValues } from './localOnly.ts';

/**
 * Five failures lock a user for half an hour (ORA:subsect_156935170194), if that is switched on. That they must come in a
 * row, and that failed calls with a token count at all, is assumed.
 */
const lock = { failures: 5, milliseconds: 30 * 60 * 1000 };

/** Longest text of a request that the trail keeps. */
const longestText = 16_384;

/**
 * Checks the Authorization header of a request and puts the attempt into the Login Audit Trail.
 *
 * @param installable records of other accounts that the three-step flow may install here
 */
export async function logIn(
  exchange: Exchange,
  surface: Exclude<Surface, 'soap'>,
  installable: readonly Application[] = [],
): Promise<Login | LoginRefusal> {
  const received = receivedRequest(exchange);
  if (takesBearer(surface) && carriesBearer(received.authorization)) {
    const result = authenticateBearer(received, surface, {
      state: exchange.account.store.current(),
      now: exchange.now(),
    });
    await settleUnsigned(exchange, surface, result);
    return result;
  }
  const result = authenticate(received, surface, { ...verifierOf(exchange), installable });
  await settle(exchange, surface, result, received.authorization.join('\n'));
  return result;
}

/** The first and third step of the three-step flow know signatures alone: another scheme is a malformed header there. */
function takesBearer(surface: Exclude<Surface, 'soap'>): surface is BearerSurface {
  return surface !== 'request-token' && surface !== 'access-token';
}

/** What the checks look at of a request. */
export function receivedRequest({ request, target, body }: Exchange): ReceivedRequest {
  const [host = ''] = rawHeaderValues(request, 'host');
  return {
    method: request.method ?? '',
    target,
    host,
    authorization: rawHeaderValues(request, 'authorization'),
    cookies: rawHeaderValues(request, 'cookie'),
    contentType: request.headers['content-type'],
    body,
  };
}

/** The same for a SOAP TokenPassport. */
export async function logInWithPassport(exchange: Exchange, passport: ReceivedPassport): Promise<Login | LoginRefusal> {
  const result = authenticatePassport(passport, verifierOf(exchange));
  await settle(exchange, 'soap', result, '');
  return result;
}

/** The answer to a refused call, in the format given: the same for every cause, but for what was malformed. */
export function refusalAnswer({ account }: Exchange, refusal: LoginRefusal, format: Format): Answer {
  return errorAnswer(format, refusal, challengeOf(account, refusal));
}

/**
 * One value for every cause, as on REST web services (section_156570709583 and public reports); on RESTlets assumed,
 * because HTTP asks for the header on every 401 (RFC 9110 11.6.1).
 */
export function challengeOf(
  account: PracticeAccount,
  { status, message, bearerError }: LoginRefusal,
): Readonly<Record<string, string>> {
  const realm = account.store.current().accountId;
  if (bearerError !== undefined) {
    // The form is ORA:subsect_158521885412; that the description is the message of the answer is assumed.
    return { 'WWW-Authenticate': `Bearer realm="${realm}", error="${bearerError}", error_description="${message}"` };
  }
  return status === 401
    ? {
        'WWW-Authenticate': `OAuth realm="${realm}", error="token_rejected", error_description="Invalid login attempt."`,
      }
    : {};
}

/** A row for an attempt without a signature: NLAuth, or a sign-in on a page. */
export function recordAttempt(
  exchange: Exchange,
  entry: Pick<LoginAuditEntry, 'status' | 'detail' | 'surface' | 'employeeId' | 'roleId'> &
    Partial<Pick<LoginAuditEntry, 'check' | 'applicationName' | 'applicationId'>>,
): void {
  exchange.account.loginAudit.add({
    ...whereFrom(exchange),
    check: '',
    applicationName: '',
    applicationId: 0,
    tokenName: '',
    tokenId: 0,
    seen: undefined,
    usedNonce: undefined,
    ...entry,
  });
}

/** What has become too old is forgotten by the account's own clock, whatever clock this request is shown. */
function verifierOf({ account, now }: Exchange): Verifier {
  account.nonces.forgetBefore(Math.floor(account.now() / 1000) - timestampTolerance);
  return { state: account.store.current(), nonces: account.nonces, now: Math.floor(now() / 1000) };
}

/** A row for an attempt without a signature whose outcome counts for the user: OAuth 2.0. */
export async function settleUnsigned(
  exchange: Exchange,
  surface: LoginAuditEntry['surface'],
  result: Pick<LoginFindings, 'application' | 'employee' | 'role'> &
    ({ readonly ok: true } | { readonly ok: false; readonly detail: string; readonly check: string }),
): Promise<void> {
  const { application, employee, role } = result;
  recordAttempt(exchange, {
    status: result.ok ? 'Success' : 'Failure',
    detail: result.ok ? '' : result.detail,
    check: result.ok ? '' : result.check,
    surface,
    applicationName: application?.name ?? '',
    applicationId: application?.id ?? 0,
    employeeId: employee?.id ?? 0,
    roleId: role?.id ?? 0,
  });
  if (employee) {
    await countFailures(exchange, employee.id, result);
  }
}

async function settle(
  exchange: Exchange,
  surface: Surface,
  result: Login | LoginRefusal,
  rawHeader: string,
): Promise<void> {
  const { account } = exchange;
  const { application, token, employee, role } = result;
  const value = (name: string) => result.parameters.find(each => each.name === name)?.value ?? '';
  account.loginAudit.add({
    ...whereFrom(exchange),
    status: result.ok ? 'Success' : 'Failure',
    detail: result.ok ? '' : cut(result.detail),
    check: result.ok ? '' : result.check,
    surface,
    applicationName: application?.name ?? '',
    applicationId: application?.id ?? 0,
    tokenName: token?.name ?? '',
    tokenId: token?.id ?? 0,
    employeeId: employee?.id ?? 0,
    roleId: role?.id ?? 0,
    seen: seenRequest(exchange, result, rawHeader),
    usedNonce: result.ok
      ? { owner: result.nonceOwner, timestamp: Number(value('oauth_timestamp')), nonce: value('oauth_nonce') }
      : undefined,
  });
  if (employee) {
    await countFailures(exchange, employee.id, result);
  }
}

function whereFrom({ request, path, now }: Exchange) {
  return {
    id: randomUUID(),
    at: now(),
    ipAddress: request.socket.remoteAddress ?? '',
    userAgent: cut(request.headers['user-agent'] ?? ''),
    requestUri: cut(path),
  };
}

function seenRequest(
  { request, target }: Exchange,
  { baseString, signature, parameters }: Login | LoginRefusal,
  rawHeader: string,
): SeenRequest {
  const [host = ''] = rawHeaderValues(request, 'host');
  return {
    method: request.method ?? '',
    target: cut(target),
    host,
    contentType: cut(request.headers['content-type'] ?? ''),
    parameters: parameters.slice(0, 50).map(({ name, value }) => ({ name: cut(name), value: cut(value) })),
    unreadable: baseString === undefined ? cut(rawHeader) : '',
    baseString: cut(baseString ?? ''),
    expectedSignature: signature ?? '',
  };
}

function cut(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}

/** Counts a user's failures in a row, and locks the user after five where that is switched on. */
export async function countFailures(
  { account, now }: Pick<Exchange, 'account' | 'now'>,
  employeeId: number,
  result: { readonly ok: boolean; readonly check?: string },
): Promise<void> {
  if (result.ok || !account.store.current().preferences.lockAfterFailures) {
    account.failures.delete(employeeId);
    return;
  }
  const failures = (account.failures.get(employeeId) ?? 0) + (result.check === 'user-not-locked' ? 0 : 1);
  account.failures.set(employeeId, failures);
  if (failures >= lock.failures) {
    const lockedUntil = now() + lock.milliseconds;
    await account.store.update(state => {
      const employees = state.employees.map(each => (each.id === employeeId ? { ...each, lockedUntil } : each));
      return [{ ...state, employees }, undefined];
    });
    account.failures.delete(employeeId);
  }
}
