import { utf8Text } from '../authentication/octets.ts';
import { errorAnswer } from '../server/answer.ts';
import type { Answer } from '../server/answer.ts';
import type { Exchange } from '../server/exchange.ts';
import { rawHeaderValues } from '../server/localOnly.ts';
import { countFailures, recordAttempt } from '../server/login.ts';
import type { Application, Employee, Role } from '../state/model.ts';
import { queryValue } from './answers.ts';
import { installableApplications } from './installation.ts';
import { nlAuthChecks } from './nlAuthChecks.ts';
import type { NlAuthEndpoint } from './nlAuthChecks.ts';
import { parseNlAuthHeader } from './nlAuthHeader.ts';

/** Who logged in, and the record that the parameter consumerKey names; or what the caller is told. */
export type NlAuthLogin =
  | { readonly ok: true; readonly employee: Employee; readonly role: Role; readonly application: Application }
  | { readonly ok: false; readonly answer: Answer };

const messages = {
  INVALID_LOGIN_ATTEMPT: 'Invalid login attempt.',
  INVALID_LOGIN_CREDENTIALS: 'The login was refused: account, email, password or role.',
};

/** Whether a request means to log in with user name and password. */
export function usesNlAuth({ request }: Exchange): boolean {
  return rawHeaderValues(request, 'authorization').some(each => /^NLAuth(?:[ \t]|$)/.test(each));
}

/** Checks the NLAuth header of a request and puts the attempt into the Login Audit Trail. */
export async function logInWithNlAuth(exchange: Exchange, endpoint: NlAuthEndpoint): Promise<NlAuthLogin> {
  const { account, request, now } = exchange;
  const state = account.store.current();
  const headers = rawHeaderValues(request, 'authorization');
  const header = parseNlAuthHeader(headers[0] ?? '');
  const email = utf8Text(header?.email ?? '').toLowerCase();
  const employee = state.employees.find(each => each.email !== '' && each.email.toLowerCase() === email);
  const role = state.roles.find(({ id }) => id === header?.roleId);
  const application = applicationWithKey(exchange, endpoint);
  const facts = { endpoint, state, now: now(), headerCount: headers.length, header, employee, role, application };
  const failed = nlAuthChecks.find(check => check.fails(facts));
  recordAttempt(exchange, {
    status: failed ? 'Failure' : 'Success',
    detail: failed?.detail ?? '',
    check: failed?.id ?? '',
    applicationName: application?.name ?? '',
    applicationId: application?.id ?? 0,
    surface: 'nlauth',
    employeeId: employee?.id ?? 0,
    roleId: role?.id ?? 0,
  });
  if (employee) {
    await countFailures(exchange, employee.id, { ok: !failed, check: failed?.id ?? '' });
  }
  if (failed || !employee || !role || !application) {
    const code = failed?.answer ?? 'INVALID_LOGIN_ATTEMPT';
    return { ok: false, answer: refusal(state.accountId, code) };
  }
  return { ok: true, employee, role, application };
}

/** The record that the parameter consumerKey names; for a new token it may still have to be installed. */
export function applicationWithKey(exchange: Exchange, endpoint: NlAuthEndpoint): Application | undefined {
  const { account } = exchange;
  const consumerKey = queryValue(exchange, 'consumerKey');
  const installable = endpoint === 'issuetoken' ? installableApplications(account) : [];
  return [...account.store.current().applications, ...installable].find(each => each.consumerKey === consumerKey);
}

/** HTTP wants a challenge with every 401 (RFC 9110 11.6.1); its form is assumed. */
function refusal(accountId: string, code: keyof typeof messages): Answer {
  const headers = { 'WWW-Authenticate': `NLAuth realm="${accountId}"` };
  return errorAnswer('json', { status: 401, code, message: messages[code] }, headers);
}
