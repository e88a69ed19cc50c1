import { isAdministrator, nameOf } from '../../access/rules.ts';
import type { AccountState, Role } from '../../state/model.ts';
import {
  administratorsOnly,
  answerChange,
  errorNotice,
  isOutdated,
  missingRecord,
  outdatedNotice,
  readId,
} from '../editing.ts';
import { formToken } from '../forms.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { submitOnce } from '../once.ts';
import { done, problem, redirect } from '../page.ts';
import type { Page, PageAnswer, Visit } from '../page.ts';
import { employeeUrl } from './employeeForm.ts';
import {
  copyName,
  deleteRole,
  mayDeleteRole,
  readRoleForm,
  roleErrors,
  roleInputOf,
  saveRole,
  usesOfRole,
} from './roleChanges.ts';
import { newRole, roleForm, roleListPath, rolePath, roleUrl } from './roleForm.ts';
import { abilityList, inertRoleWarnings, oauth2PermissionTable, tokenPermissionTable } from './tokenRights.ts';
import { effectOnTokens } from './tokenUse.ts';

/** Setup > Users/Roles > Manage Roles: one role, or a new one, which `?copy=` fills from another. */
export const rolePage: Page = {
  path: rolePath,
  title: 'New role',
  menuPath: ['Setup', 'Users/Roles', 'Manage Roles', 'Role'],
  inMenu: false,
  refusal: administratorsOnly,
  show: visit => {
    const { state, query } = visit;
    const asked = query.get('id');
    if (asked === null) {
      const original = findRole(state, query.get('copy'));
      const input = original
        ? { ...roleInputOf(original), name: copyName(state, original.name), scriptId: '' }
        : newRole;
      return { kind: 'page', body: html`${roleForm(visit, undefined, input)} ${explanation}` };
    }
    const role = findRole(state, asked);
    if (!role) {
      return missingRecord('role', roleListPath);
    }
    if (query.get('delete') === 'T') {
      return deletion(visit, state, role);
    }
    return isAdministrator(role) ? administratorRole(role) : savedRole(visit, role);
  },
  submit: visit => submitOnce(visit, () => submitRole(visit)),
};

function submitRole(visit: Visit): Promise<PageAnswer> {
  return answerChange(visit, administratorsOnly, state => {
    const asked = visit.query.get('id');
    const role = findRole(state, asked);
    if (asked !== null && !role) {
      return [state, missingRecord('role', roleListPath)];
    }
    if (role && isAdministrator(role)) {
      return [state, redirect(roleUrl(role.id), problem('The Administrator role cannot be changed or deleted.'))];
    }
    return visit.form.get('action') === 'delete' ? remove(state, role) : save(visit, state, role);
  });
}

function save(visit: Visit, state: AccountState, role: Role | undefined): readonly [AccountState, PageAnswer] {
  const input = readRoleForm(visit.form);
  const errors = roleErrors(state, input, role);
  const hasErrors = Object.keys(errors).length > 0;
  if (hasErrors || isOutdated(visit.form, role ?? null)) {
    const body = html`${roleForm(visit, role, input, errors)} ${explanation}`;
    const title = role?.name ?? 'New role';
    const notice = hasErrors ? errorNotice(errors) : outdatedNotice;
    return [state, { kind: 'page', status: 400, title, body, notices: [notice] }];
  }
  const [next, saved] = saveRole(state, input, role);
  const effect = effectOnTokens(state, next, visit.account.now());
  return [next, redirect(roleUrl(saved.id), done(`The role ${saved.name} was saved.${effect}`))];
}

function remove(state: AccountState, role: Role | undefined): readonly [AccountState, PageAnswer] {
  if (!role) {
    return [state, missingRecord('role', roleListPath)];
  }
  if (!mayDeleteRole(state, role)) {
    const notice = problem(`The role ${role.name} is in use and was not deleted.`);
    return [state, redirect(`${roleUrl(role.id)}&delete=T`, notice)];
  }
  return [deleteRole(state, role), redirect(roleListPath, done(`The role ${role.name} was deleted.`))];
}

function savedRole(visit: Visit, role: Role): PageAnswer {
  const body = html`${roleForm(visit, role, roleInputOf(role))} ${explanation}
    <h2>What a token in this role can do</h2>
    ${abilityList(role)} ${actions(role, true)}`;
  return { kind: 'page', title: role.name, body, notices: inertRoleWarnings(role) };
}

function administratorRole(role: Role): PageAnswer {
  const body = html`<p>
      The Administrator role has every permission. It can neither be changed nor deleted. To give an integration less,
      copy another role and use that.
    </p>
    <p>ID <code>${role.scriptId}</code></p>
    ${explanation}`;
  return { kind: 'page', title: role.name, body };
}

function actions(role: Role, canDelete: boolean): Html {
  return html`<h2>More</h2>
    <div class="actions">
      <a class="button" href="${rolePath}?copy=${role.id}">Copy this role</a>
      ${canDelete && html`<a class="button" href="${roleUrl(role.id)}&delete=T">Delete…</a>`}
    </div>`;
}

const explanation = html`<h2>About the permissions for tokens</h2>
  ${tokenPermissionTable} ${oauth2PermissionTable}`;

function deletion(visit: Visit, state: AccountState, role: Role): PageAnswer {
  const title = `Delete ${role.name}?`;
  const back = html`<a class="button" href="${roleUrl(role.id)}">Cancel</a>`;
  if (mayDeleteRole(state, role)) {
    const body = html`<p>Nobody has this role and no token uses it. Deleting it cannot be undone.</p>
      <form method="post" action="${roleUrl(role.id)}">
        ${formToken(visit)}
        <input type="hidden" name="action" value="delete" />
        <div class="actions"><button class="danger">Delete</button> ${back}</div>
      </form>`;
    return { kind: 'page', title, body };
  }
  const { employees, tokens } = usesOfRole(state, role);
  const body = html`<p>
      This role cannot be
      deleted${isAdministrator(role) ? '.' : ' as long as it is in use. You can make it inactive instead.'}
    </p>
    ${
      employees.length > 0 &&
      html`<h2>Who has it</h2>
        <ul>
          ${employees.map(each => html`<li><a href="${employeeUrl(each.id)}">${nameOf(each)}</a></li>`)}
        </ul>`
    }
    ${
      tokens.length > 0 &&
      html`<h2>Tokens in it</h2>
        <ul>
          ${tokens.map(({ name, state: tokenState }) => html`<li>${name} <span class="quiet">${tokenState}</span></li>`)}
        </ul>`
    }
    <div class="actions">${back}</div>`;
  return { kind: 'page', title, body };
}

function findRole({ roles }: AccountState, asked: string | null): Role | undefined {
  const id = readId(asked);
  return roles.find(role => role.id === id);
}
