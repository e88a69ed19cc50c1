import { nameOf } from '../access/rules.ts';
import { splitTarget } from '../authentication/parameters.ts';
import type { Exchange } from '../server/exchange.ts';
import { recordAttempt } from '../server/login.ts';
import type { AccountState } from '../state/model.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { sendDocument, sendRedirect } from './layout.ts';
import { homePath, signInPath } from './paths.ts';
import { actorOf, closeSession, openSession, sessionCookie, sessionOf } from './sessions.ts';

/** Signing in is choosing a person and a role: there is nothing to protect here, and no password to mistype. */
export function answerSignIn(exchange: Exchange): void {
  const { account, request, response, target, body } = exchange;
  const state = account.store.current();
  const query = new URLSearchParams(splitTarget(target).query);
  const form = new URLSearchParams(request.method === 'POST' ? body.toString('utf8') : '');
  const next = ownPath(form.get('next') ?? query.get('next'));
  if (request.method !== 'POST') {
    showChoice(exchange, state, next, undefined);
    return;
  }
  const [employeeId = 0, roleId = 0] = (form.get('as') ?? '').split('-').map(Number);
  const actor = actorOf(state, { employeeId, roleId });
  if (!actor) {
    showChoice(exchange, state, next, 'Choose a person and a role that can sign in.');
    return;
  }
  recordAttempt(exchange, { status: 'Success', detail: '', surface: 'page', employeeId, roleId });
  const old = sessionOf(account, request);
  if (old) {
    closeSession(account, old);
  }
  const session = openSession(account, employeeId, roleId);
  sendRedirect(response, next, { 'Set-Cookie': sessionCookie(account, session) });
}

/** Whoever allows an application to log in as them has signed in by it, if they were not already. */
export function recordSignIn(exchange: Exchange, who: { readonly employeeId: number; readonly roleId: number }): void {
  const session = sessionOf(exchange.account, exchange.request);
  if (session?.employeeId !== who.employeeId || session.roleId !== who.roleId) {
    recordAttempt(exchange, { status: 'Success', detail: '', surface: 'page', ...who });
  }
}

export function answerSignOut({ account, request, response }: Exchange): void {
  const session = sessionOf(account, request);
  if (session) {
    closeSession(account, session);
  }
  sendRedirect(response, signInPath, { 'Set-Cookie': sessionCookie(account, undefined) });
}

/** Every pair of person and role that can sign in, as radio buttons. */
function personChoice(state: AccountState, wanted?: { readonly roleId: number }): Html {
  const pairs = state.employees.flatMap(employee =>
    state.roles.flatMap(role => {
      const actor = actorOf(state, { employeeId: employee.id, roleId: role.id });
      return actor ? [actor] : [];
    }),
  );
  const preferred = pairs.find(({ role }) => role.id === wanted?.roleId) ?? pairs[0];
  return html`<fieldset>
    <legend>Person and role</legend>
    ${pairs.map(actor => {
      const { employee, role } = actor;
      const checked = actor === preferred && html`checked`;
      return html`<div class="check">
        <input
          type="radio"
          name="as"
          id="as-${employee.id}-${role.id}"
          value="${employee.id}-${role.id}"
          required
          ${checked}
        />
        <label for="as-${employee.id}-${role.id}">${nameOf(employee)} <span class="quiet">${role.name}</span></label>
      </div>`;
    })}
  </fieldset>`;
}

function showChoice({ response }: Exchange, state: AccountState, next: string, error: string | undefined): void {
  const body = html`<main class="lone" id="main">
    <h1>Sign in to ${state.companyName}</h1>
    <p class="quiet">${state.accountId} – a practice account on this machine. It asks for no password.</p>
    ${error !== undefined && html`<div class="notice problem" role="alert">${error}</div>`}
    <form method="post" action="${signInPath}">
      <input type="hidden" name="next" value="${next}" />
      ${personChoice(state)}
      <div class="actions"><button class="main">Sign in</button></div>
    </form>
  </main>`;
  sendDocument(response, state, { title: 'Sign in', body, status: error === undefined ? 200 : 400, formTargets: [] });
}

/** Only a path of this server: nobody is led elsewhere by an address that begins here. */
function ownPath(given: string | null): string {
  return given !== null && /^\/(?![/\\])[!-~]*$/.test(given) && !given.includes('\\') ? given : homePath;
}
