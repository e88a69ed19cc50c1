import { randomUUID } from 'node:crypto';
import { sourcesOf } from '../access/sources.ts';
import { equalInConstantTime } from '../authentication/baseString.ts';
import { callbackWith } from '../authentication/callback.ts';
import { splitTarget } from '../authentication/parameters.ts';
import { readChoice } from '../pages/consent/choices.ts';
import { formKey } from '../pages/consent/formKey.ts';
import { sendRedirect } from '../pages/layout.ts';
import { sessionOf } from '../pages/sessions.ts';
import { recordSignIn } from '../pages/signIn.ts';
import type { Exchange } from '../server/exchange.ts';
import { recordAttempt } from '../server/login.ts';
import { addAnswered, addCode, codeLifetime, findAnswered, isSpent, isStateUsed } from './authorizationCodes.ts';
import type { AnsweredRequest } from './authorizationCodes.ts';
import { readAuthorizationRequest, requestParameters } from './authorizationRequest.ts';
import type { AuthorizationRequest, AuthorizationResult } from './authorizationRequest.ts';
import { sendAuthorizationProblem, sendAuthorizePage } from './authorizePage.ts';
import { mayLogInWithOAuth2 } from './clientCredentials.ts';

export const authorizePath = '/app/login/oauth2/authorize.nl';

type Sent = Pick<AnsweredRequest, 'location' | 'code'>;
type Refusal = Extract<AuthorizationResult, { ok: false }>;

/**
 * Step one, `GET /app/login/oauth2/authorize.nl?response_type=code&client_id=…` (ORA:section_158081944642): who is it, in
 * which role, and may the application log in as them. As in the three-step flow, signing in and consent are one page here.
 */
export function answerAuthorize(exchange: Exchange): void {
  const { account, request, target, body } = exchange;
  const isAnswer = request.method === 'POST';
  const fields = new URLSearchParams(isAnswer ? body.toString('utf8') : splitTarget(target).query);
  const result = readAuthorizationRequest(account.store.current(), fields);
  if (!result.ok) {
    refuse(exchange, result);
  } else if (isAnswer) {
    takeAnswer(exchange, result.request, fields);
  } else if (isStateUsed(account, result.request.application.id, result.request.state)) {
    refuse(exchange, usedState(result.request));
  } else {
    show(exchange, result.request, fields, randomUUID());
  }
}

/** Puts the refusal into the trail (ORA:subsect_158711892221) and sends it where it may go. */
function refuse(exchange: Exchange, refusal: Refusal): void {
  const { application, detail, check } = refusal;
  recordAttempt(exchange, {
    status: 'Failure',
    detail,
    check,
    surface: 'oauth2-authorize',
    applicationName: application?.name ?? '',
    applicationId: application?.id ?? 0,
    employeeId: 0,
    roleId: 0,
  });
  if (refusal.problem === undefined) {
    const { redirectUri, error, state } = refusal;
    sendRedirect(exchange.response, callbackWith(redirectUri, { error, ...(state === undefined ? {} : { state }) }));
  } else {
    sendAuthorizationProblem(exchange, refusal.problem);
  }
}

/** A state is for one flow (ORA:section_158081944642); one that was answered is over. */
function usedState({ application, redirectUri }: AuthorizationRequest): Refusal {
  return {
    ok: false,
    problem: undefined,
    error: 'invalid_request',
    detail: 'InvalidState',
    check: 'oauth2-authorize-state-used',
    application,
    redirectUri,
    state: undefined,
  };
}

function show(
  exchange: Exchange,
  asked: AuthorizationRequest,
  fields: URLSearchParams,
  flow: string,
  error?: string,
): void {
  const { account, request } = exchange;
  const given = requestParameters.flatMap(name => {
    const value = fields.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  sendAuthorizePage(exchange, {
    asked,
    hidden: { ...Object.fromEntries(given), flow, formToken: formKey(account, describe(asked, flow)) },
    session: asked.asksWho ? undefined : sessionOf(account, request),
    error,
  });
}

/** All that a form decides; another request needs another form. */
function describe({ application, redirectUri, scopes, state, challenge }: AuthorizationRequest, flow: string): string {
  return JSON.stringify([flow, application.consumerKey, redirectUri, scopes, state, challenge]);
}

function takeAnswer(exchange: Exchange, asked: AuthorizationRequest, fields: URLSearchParams): void {
  const { account, response } = exchange;
  const flow = fields.get('flow') ?? '';
  const answer = fields.get('answer');
  const { employeeId, roleId } = readChoice(fields);
  if (!equalInConstantTime(fields.get('formToken') ?? '', formKey(account, describe(asked, flow)))) {
    const error = 'This page was out of date. Nothing has been allowed. Please choose again.';
    show(exchange, asked, fields, randomUUID(), error);
    return;
  }
  if (answer !== 'allow' && answer !== 'deny') {
    show(exchange, asked, fields, flow, 'Choose Allow or Deny.');
    return;
  }
  const choice = answer === 'deny' ? answer : `${employeeId}-${roleId}`;
  const earlier = findAnswered(account, flow);
  if (earlier || isStateUsed(account, asked.application.id, asked.state)) {
    answerAgain(exchange, asked, earlier, choice);
    return;
  }
  if (answer === 'allow' && !mayAllow(exchange, employeeId, roleId)) {
    show(exchange, asked, fields, flow, 'Choose a person and a role that may log in with OAuth 2.0.');
    return;
  }
  const { location, code } = answer === 'deny' ? denied(asked) : allowed(exchange, asked, { employeeId, roleId });
  const { id: applicationId } = asked.application;
  addAnswered(account, { flow, applicationId, state: asked.state, choice, location, code, at: exchange.now() });
  sendRedirect(response, location);
}

/**
 * The first answer stands. The same one given again (a second click) leads to the same place while its code is good,
 * another one is refused.
 */
function answerAgain(
  exchange: Exchange,
  asked: AuthorizationRequest,
  earlier: AnsweredRequest | undefined,
  choice: string,
): void {
  const { account, now } = exchange;
  const isGood = earlier !== undefined && (earlier.code === '' || !isSpent(account, earlier.code));
  if (isGood && earlier.choice === choice && now() - earlier.at < codeLifetime) {
    sendRedirect(exchange.response, earlier.location);
  } else if (earlier) {
    sendAuthorizationProblem(exchange, 'answered');
  } else {
    refuse(exchange, usedState(asked));
  }
}

function mayAllow({ account, now }: Exchange, employeeId: number, roleId: number): boolean {
  const { employees, roles } = account.store.current();
  const employee = employees.find(({ id }) => id === employeeId);
  const role = roles.find(({ id }) => id === roleId);
  return mayLogInWithOAuth2(employee, role, now());
}

/** `access_denied` ORA:subsect_161252455245; the state with it RFC 6749 4.1.2.1. */
function denied({ redirectUri, state }: AuthorizationRequest): Sent {
  return { location: callbackWith(redirectUri, { error: 'access_denied', state }), code: '' };
}

/** Code, state, role, entity and company come back, as they do in the three-step flow (ORA:section_158081944642). */
function allowed(
  exchange: Exchange,
  { application, redirectUri, scopes, state, challenge }: AuthorizationRequest,
  who: { readonly employeeId: number; readonly roleId: number },
): Sent {
  const { account, now } = exchange;
  const code = sourcesOf(exchange).secret();
  addCode(account, { code, applicationId: application.id, ...who, scopes, redirectUri, challenge, createdAt: now() });
  recordSignIn(exchange, who);
  const location = callbackWith(redirectUri, {
    state,
    role: String(who.roleId),
    entity: String(who.employeeId),
    company: account.store.current().accountId,
    code,
  });
  return { location, code };
}
