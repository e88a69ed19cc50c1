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
import { decide, pendingRequest } from './consent.ts';
import type { Decision } from './consent.ts';
import { sendConsent, sendConsentProblem } from './consentPage.ts';

/** What the address, or the form, asks for. */
interface Asked {
  readonly token: string;
  /** Undefined when the application gave none. */
  readonly state: string | undefined;
}

/**
 * Step two, `/app/login/secure/authorizetoken.nl?oauth_token=…&state=…` (ORA:section_156536698849): who is it, in which
 * role, and may the application log in as them. Signing in and consent are one page here, because nothing is protected
 * by a password. Whatever is wrong ends on a page, never in a redirect.
 *
 * The form carries a key that only somebody who could read the page has, signed in or not, besides the server's own
 * refusal of posts from other sites: no page elsewhere can press Allow.
 */
export async function answerAuthorize(exchange: Exchange): Promise<void> {
  const { request, target, body } = exchange;
  const isAnswer = request.method === 'POST';
  const fields = new URLSearchParams(isAnswer ? body.toString('utf8') : splitTarget(target).query);
  const asked = readAsked(fields);
  if (typeof asked === 'string') {
    sendConsentProblem(exchange, asked);
  } else if (isAnswer) {
    await takeAnswer(exchange, asked, fields);
  } else {
    show(exchange, asked);
  }
}

/** State has letters and digits, at most 512 (ORA:section_156536698849); an empty one counts as none (assumed). */
function readAsked(fields: URLSearchParams): Asked | 'gone' | 'bad-state' {
  const tokens = fields.getAll('oauth_token');
  const states = fields.getAll('state');
  const [state = ''] = states;
  if (states.length > 1 || !/^[A-Za-z0-9]{0,512}$/.test(state)) {
    return 'bad-state';
  }
  const [token = ''] = tokens;
  return tokens.length === 1 && token !== '' ? { token, state: state || undefined } : 'gone';
}

function show(exchange: Exchange, asked: Asked, error?: string): void {
  const { account, request, now } = exchange;
  const pending = pendingRequest(account, asked.token, now());
  if (!pending.ok) {
    sendConsentProblem(exchange, pending.problem);
    return;
  }
  const { token, state } = asked;
  sendConsent(exchange, {
    ...pending,
    hidden: { oauth_token: token, formToken: formKey(account, token), ...(state === undefined ? {} : { state }) },
    session: sessionOf(account, request),
    error,
  });
}

async function takeAnswer(exchange: Exchange, asked: Asked, fields: URLSearchParams): Promise<void> {
  const { account, now } = exchange;
  const answer = fields.get('answer');
  if (!equalInConstantTime(fields.get('formToken') ?? '', formKey(account, asked.token))) {
    show(exchange, asked, 'This page was out of date. Nothing has been allowed. Please choose again.');
    return;
  }
  if (answer !== 'allow' && answer !== 'deny') {
    show(exchange, asked, 'Choose Allow or Deny.');
    return;
  }
  const { employeeId, roleId } = readChoice(fields);
  const { secret } = sourcesOf(exchange);
  const consent = { token: asked.token, kind: answer, employeeId, roleId, now: now(), newVerifier: secret() } as const;
  const decision = await decide(account, consent);
  switch (decision.kind) {
    case 'impossible':
      sendConsentProblem(exchange, decision.problem);
      return;
    case 'choose-again':
      show(exchange, asked, 'Choose a person and a role that may log in with tokens.');
      return;
    case 'decided':
      if (decision.verifier === consent.newVerifier) {
        const { allowedEmployeeId, allowedRoleId } = decision.requestToken;
        recordSignIn(exchange, { employeeId: allowedEmployeeId, roleId: allowedRoleId });
      }
      sendRedirect(exchange.response, callbackOf(exchange, decision, asked.state));
  }
}

/** After a Deny the verifier is empty (ORA:section_156536698849); that role and entity are left out then is assumed. */
function callbackOf(
  { account }: Exchange,
  { requestToken, verifier }: Extract<Decision, { kind: 'decided' }>,
  state: string | undefined,
): string {
  const { token, callbackUrl, allowedEmployeeId, allowedRoleId } = requestToken;
  return callbackWith(callbackUrl, {
    oauth_token: token,
    oauth_verifier: verifier,
    company: account.store.current().accountId,
    ...(verifier === '' ? {} : { role: String(allowedRoleId), entity: String(allowedEmployeeId) }),
    ...(state === undefined ? {} : { state }),
  });
}
