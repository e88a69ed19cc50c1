import { CodedError, isCoded } from '../../../codedError.ts';
import type { Actor } from '../../access/rules.ts';
import { nameOf } from '../../access/rules.ts';
import { longestTokenName, renameToken, revokeToken, setTokenActive } from '../../access/tokens.ts';
import { tokenStandstill } from '../../access/tokenUse.ts';
import type { AccessToken, AccountState } from '../../state/model.ts';
import { changeAs } from '../changeAs.ts';
import { formToken, textField } from '../forms.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { secretCard, showOnce, takeOnce } from '../once.ts';
import { done, problem, redirect } from '../page.ts';
import type { Notice, PageAnswer, Visit } from '../page.ts';
import { obstacleTexts, standstillTexts, tokenStateNames } from './texts.ts';

/** One of the two places where tokens are looked after: everybody's, or one's own. */
export interface TokenDesk {
  readonly path: string;
  readonly listPath: string;
  readonly maySee: (actor: Actor, token: AccessToken) => boolean;
  /** Why somebody who sees a token may not change it; undefined when they may. */
  readonly changeRefusal: (actor: Actor, token: AccessToken, state: AccountState) => string | undefined;
  readonly mayRename: boolean;
}

/** The page of one token: as it is, or the question whether to revoke it. */
export function showToken(desk: TokenDesk, visit: Visit): PageAnswer {
  const token = tokenOf(desk, visit, visit.state);
  if (!token) {
    return notFound(desk);
  }
  const mayRevoke = token.state !== 'revoked' && desk.changeRefusal(visit.actor, token, visit.state) === undefined;
  if (visit.query.get('confirm') === 'revoke' && mayRevoke) {
    return { kind: 'page', title: 'Revoke this token?', body: revokeQuestion(desk, visit, token) };
  }
  return tokenPage(desk, visit, token);
}

/** Makes a token inactive or active, renames or revokes it. */
export async function changeTokenAt(desk: TokenDesk, visit: Visit): Promise<PageAnswer> {
  const token = tokenOf(desk, visit, visit.state);
  if (!token) {
    return notFound(desk);
  }
  const { form } = visit;
  const name = (form.get('name') ?? '').trim();
  const action = form.get('action') ?? '';
  if (action === 'rename' && (name === '' || name.length > longestTokenName)) {
    const error = name === '' ? 'Enter a name.' : obstacleTexts['name-too-long'];
    return { ...tokenPage(desk, visit, token, { value: name, error }), status: 400 };
  }
  const change = changes.get(action);
  if (!change || (action === 'rename' && !desk.mayRename)) {
    return redirect(pathOf(desk, token), problem('This form was not understood. Nothing was changed.'));
  }
  try {
    await changeAs(
      visit,
      () => true,
      (state, actor) => {
        const current = tokenOf(desk, { ...visit, actor }, state);
        const refusal = current && desk.changeRefusal(actor, current, state);
        if (!current || refusal !== undefined) {
          throw new CodedError('permission-missing');
        }
        return [change.run(state, token.id, name), undefined];
      },
    );
    return redirect(pathOf(desk, token), done(change.said));
  } catch (error) {
    if (isCoded(error, 'token-revoked')) {
      return redirect(pathOf(desk, token), problem('This token is revoked. That is for good.'));
    }
    if (isCoded(error, 'permission-missing')) {
      const refusal = desk.changeRefusal(visit.actor, token, visit.state);
      return redirect(pathOf(desk, token), problem(refusal ?? 'You may no longer change this token.'));
    }
    throw error;
  }
}

interface TokenChange {
  readonly run: (state: AccountState, tokenId: number, name: string) => AccountState;
  readonly said: string;
}

const changes: ReadonlyMap<string, TokenChange> = new Map([
  ['inactivate', { run: (state, id) => setTokenActive(state, id, false), said: 'The token is inactive now.' }],
  ['activate', { run: (state, id) => setTokenActive(state, id, true), said: 'The token is active again.' }],
  ['rename', { run: renameToken, said: 'The token was renamed.' }],
  ['revoke', { run: revokeToken, said: 'The token was revoked.' }],
]);

/** Leads to the page of a new token, where its ID and secret are shown this once. */
export function showNewToken(desk: TokenDesk, visit: Visit, token: AccessToken): PageAnswer {
  const hint = `A program logs in with them, the consumer key and secret of the application, and the account ID ${visit.state.accountId}.`;
  const card = secretCard('Token ID and secret', hint, [
    ['Token ID', token.token],
    ['Token Secret', token.tokenSecret],
  ]);
  showOnce(visit, onceKey(token), card);
  return redirect(`${pathOf(desk, token)}&confirmation=T`, done('The access token was created.'));
}

/** What a token belongs to, in words; also when it is gone. */
export function ownersOf(state: AccountState, token: AccessToken) {
  const employee = state.employees.find(({ id }) => id === token.employeeId);
  return {
    application: state.applications.find(({ id }) => id === token.applicationId)?.name ?? 'Deleted',
    user: employee ? nameOf(employee) : 'Deleted',
    role: state.roles.find(({ id }) => id === token.roleId)?.name ?? 'Deleted',
  };
}

export function tokenBadge({ state }: AccessToken): Html {
  return html`<span class="badge ${state === 'active' ? 'on' : 'off'}">${tokenStateNames[state]}</span>`;
}

/** Whether calls get in with a token, and if not, why. */
export function useText(state: AccountState, token: AccessToken): string {
  const standstill = tokenStandstill(state, token);
  return standstill === undefined ? 'Yes' : `No: ${standstillTexts[standstill]}`;
}

function pathOf({ path }: TokenDesk, { id }: AccessToken): string {
  return `${path}?id=${id}`;
}

function tokenOf(desk: TokenDesk, { query, actor }: Visit, { tokens }: AccountState): AccessToken | undefined {
  return tokens.find(token => String(token.id) === query.get('id') && desk.maySee(actor, token));
}

function tokenPage(
  desk: TokenDesk,
  visit: Visit,
  token: AccessToken,
  entered: { readonly value: string; readonly error?: string } = { value: token.name },
): Extract<PageAnswer, { kind: 'page' }> {
  const notices: Notice[] = entered.error === undefined ? [] : [problem('Please correct the name. Nothing was saved.')];
  return { kind: 'page', title: token.name, notices, body: tokenView(desk, visit, token, entered) };
}

function tokenView(
  desk: TokenDesk,
  visit: Visit,
  token: AccessToken,
  entered: { readonly value: string; readonly error?: string },
): Html {
  const { state, query, actor } = visit;
  const { application, user, role } = ownersOf(state, token);
  const refusal = desk.changeRefusal(actor, token, state);
  const secrets =
    query.get('confirmation') === 'T' &&
    (takeOnce(visit, onceKey(token)) ??
      html`<p>
        The token ID and secret were shown once and cannot be shown again. If they are lost, make a new token.
      </p>`);
  return html`${secrets}
    <dl>
      <dt>Application</dt>
      <dd><bdi>${application}</bdi></dd>
      <dt>User</dt>
      <dd><bdi>${user}</bdi></dd>
      <dt>Role</dt>
      <dd><bdi>${role}</bdi></dd>
      <dt>State</dt>
      <dd>${tokenBadge(token)}</dd>
      <dt>Calls can log in</dt>
      <dd>${useText(state, token)}</dd>
      <dt>Created</dt>
      <dd>${token.createdAt.slice(0, 10)}</dd>
    </dl>
    ${
      token.state === 'revoked'
        ? html`<p class="quiet">A revoked token stays in the list for audit and cannot be used again.</p>`
        : refusal !== undefined
          ? html`<p class="quiet">${refusal}</p>`
          : changeForms(desk, visit, token, entered)
    }`;
}

function changeForms(
  desk: TokenDesk,
  visit: Visit,
  token: AccessToken,
  { value, error }: { readonly value: string; readonly error?: string },
): Html {
  const isActive = token.state === 'active';
  return html`<form method="post" action="${pathOf(desk, token)}">
      ${formToken(visit)}
      <div class="actions">
        <button name="action" value="${isActive ? 'inactivate' : 'activate'}">
          ${isActive ? 'Make inactive' : 'Make active'}
        </button>
        <a class="button" href="${pathOf(desk, token)}&amp;confirm=revoke">Revoke …</a>
      </div>
    </form>
    <p class="quiet">An inactive token can be made active again; a revoked one cannot.</p>
    ${
      desk.mayRename &&
      html`<h2>Rename</h2>
        <form class="fields" method="post" action="${pathOf(desk, token)}">
          ${formToken(visit)}
          ${textField({ name: 'name', label: 'Token name', value, error, required: true, maxLength: longestTokenName })}
          <div class="actions"><button name="action" value="rename">Rename</button></div>
        </form>`
    }`;
}

function revokeQuestion(desk: TokenDesk, visit: Visit, token: AccessToken): Html {
  const { application, user, role } = ownersOf(visit.state, token);
  return html`<p>
      <strong><bdi>${token.name}</bdi></strong> will be revoked. This cannot be undone.
    </p>
    <ul>
      <li>
        Programs that log in to <bdi>${application}</bdi> with it, as <bdi>${user}</bdi> in the role <bdi>${role}</bdi>,
        stop at once.
      </li>
      <li>The token stays in the list for audit.</li>
    </ul>
    <form method="post" action="${pathOf(desk, token)}">
      ${formToken(visit)}
      <div class="actions">
        <button class="danger" name="action" value="revoke">Revoke the token</button>
        <a class="button" href="${pathOf(desk, token)}">Cancel</a>
      </div>
    </form>`;
}

function notFound({ listPath }: TokenDesk): PageAnswer {
  const body = html`<p>
    There is no access token with this ID here. <a href="${listPath}">The list</a> shows those there are.
  </p>`;
  return { kind: 'page', title: 'Token not found', status: 404, body };
}

function onceKey({ id }: AccessToken): string {
  return `token-${id}`;
}
