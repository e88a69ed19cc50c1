import { nameOf } from '../../access/rules.ts';
import type { AccessToken, AccountState } from '../../state/model.ts';
import { select } from '../forms.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import type { Page, Visit } from '../page.ts';
import { mayManageTokens } from './accessToken.ts';
import { generalObstacle } from './newToken.ts';
import { accessTokenPath, accessTokensPath, manageText, tokenStateNames } from './texts.ts';
import { tokenTable } from './tokenTable.ts';

/** The access tokens of everybody. */
export const accessTokenListPage: Page = {
  path: accessTokensPath,
  title: 'Access Tokens',
  menuPath: ['Setup', 'Users/Roles', 'Access Tokens'],
  inMenu: true,
  refusal: actor => (mayManageTokens(actor) ? undefined : manageText),
  show: visit => ({ kind: 'page', body: list(visit) }),
};

const filters = ['application', 'user', 'role', 'state'] as const;

function list({ state, query }: Visit): Html {
  const obstacle = generalObstacle(state);
  const wanted = (name: (typeof filters)[number]) => query.get(name) ?? '';
  const shown = state.tokens.filter(token =>
    filters.every(name => wanted(name) === '' || wanted(name) === valuesOf(token)[name]),
  );
  return html`<p class="quiet">
      Each token lets programs log in to one application as one user in one role. Tokens never expire; make one
      inactive, or revoke it, when it is not needed.
    </p>
    ${
      obstacle === undefined
        ? html`<div class="actions"><a class="button main" href="${accessTokenPath}">New</a></div>`
        : html`<p>${obstacle}</p>`
    }
    ${state.tokens.length > 0 && filterForm(state, wanted)}
    ${
      shown.length === 0
        ? html`<p>
            ${state.tokens.length === 0 ? 'There are no access tokens yet.' : 'No access token fits the filter.'}
          </p>`
        : tokenTable(state, shown, accessTokenPath, 'Access tokens, newest first')
    }`;
}

/** A form that asks by GET: it changes nothing, and its address can be kept. */
function filterForm(state: AccountState, wanted: (name: (typeof filters)[number]) => string): Html {
  const all = { value: '', label: '- All -' };
  const choice = (
    name: (typeof filters)[number],
    label: string,
    options: readonly { readonly value: string; readonly label: string }[],
  ) => select({ name, label, value: wanted(name), options: [all, ...options] });
  return html`<form method="get" action="${accessTokensPath}" aria-label="Filter">
    <div class="actions">
      ${choice(
        'application',
        'Application',
        state.applications.map(({ id, name }) => ({ value: String(id), label: name })),
      )}
      ${choice(
        'user',
        'User',
        state.employees.map(employee => ({ value: String(employee.id), label: nameOf(employee) })),
      )}
      ${choice(
        'role',
        'Role',
        state.roles.map(({ id, name }) => ({ value: String(id), label: name })),
      )}
      ${choice(
        'state',
        'State',
        (['active', 'inactive', 'revoked'] as const).map(value => ({ value, label: tokenStateNames[value] })),
      )}
    </div>
    <div class="actions"><button>Filter</button></div>
  </form>`;
}

function valuesOf({ applicationId, employeeId, roleId, state }: AccessToken) {
  return { application: String(applicationId), user: String(employeeId), role: String(roleId), state };
}
