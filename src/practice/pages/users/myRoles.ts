import { isAdministrator, nameOf } from '../../access/rules.ts';
import type { Actor } from '../../access/rules.ts';
import type { AccountState, Employee } from '../../state/model.ts';
import { answerChange, isOutdated, readId, versionField } from '../editing.ts';
import { checkbox, formToken } from '../forms.ts';
import { html } from '../html.ts';
import { done, problem, redirect } from '../page.ts';
import type { Page, PageAnswer, Visit } from '../page.ts';
import { withEmployee } from './employeeChanges.ts';
import { effectOnTokens, hasAdministrator } from './tokenUse.ts';

const myRolesPath = '/practice/my-roles';

/**
 * View My Roles in the Settings portlet: a role that its user hides is one that tokens cannot use
 * (ORA:subsect_156935170194). That the present role, and the last administrator's, cannot be hidden is assumed.
 */
export const myRolesPage: Page = {
  path: myRolesPath,
  title: 'View My Roles',
  menuPath: ['Home', 'Settings', 'View My Roles'],
  inMenu: true,
  refusal: () => undefined,
  show: visit => ({ kind: 'page', body: rolesForm(visit) }),
  submit: visit =>
    answerChange(
      visit,
      () => undefined,
      (state, actor) => saveHidden(visit, state, actor),
    ),
};

function saveHidden(visit: Visit, state: AccountState, { employee, role }: Actor): readonly [AccountState, PageAnswer] {
  const refused = (text: string) => [state, redirect(myRolesPath, problem(text))] as const;
  if (isOutdated(visit.form, shownTo(employee))) {
    return refused('Your roles were changed in another window meanwhile. Nothing was saved. Please look again.');
  }
  const shown = visit.form.getAll('shown').map(readId);
  const hiddenRoleIds = employee.roleIds.filter(id => !shown.includes(id));
  if (hiddenRoleIds.includes(role.id)) {
    return refused('The role that you are signed in with cannot be hidden. Nothing was saved.');
  }
  const next = withEmployee(state, { ...employee, hiddenRoleIds });
  if (!hasAdministrator(next)) {
    return refused('You are the last administrator: that role cannot be hidden. Nothing was saved.');
  }
  const effect = effectOnTokens(state, next, visit.account.now());
  return [next, redirect(myRolesPath, done(`Your choice of roles was saved.${effect}`))];
}

function rolesForm(visit: Visit) {
  const { state, actor } = visit;
  const { employee } = actor;
  const mine = state.roles.filter(({ id }) => employee.roleIds.includes(id));
  return html`<p>
      The roles of ${nameOf(employee)}. A role that is not shown is not offered when you sign in, and your tokens in it
      stop working: calls get <code>permission_denied</code> until you show the role again.
    </p>
    <form class="fields" method="post" action="${myRolesPath}">
      ${formToken(visit)} ${versionField(shownTo(employee))}
      <input type="hidden" name="shown" value="${actor.role.id}" />
      <fieldset>
        <legend>Show these roles</legend>
        ${mine.map(role => {
          const isPresent = role.id === actor.role.id;
          const tokens = state.tokens.filter(
            each => each.employeeId === employee.id && each.roleId === role.id && each.state === 'active',
          ).length;
          return checkbox({
            id: `shown-${role.id}`,
            name: 'shown',
            value: String(role.id),
            label: role.name,
            checked: !employee.hiddenRoleIds.includes(role.id),
            disabled: isPresent,
            help: isPresent
              ? 'You are signed in with this role, so it stays.'
              : `${role.isInactive ? 'The role is inactive. ' : ''}Your active tokens in it: ${tokens}.${isAdministrator(role) ? ' Not hidden as long as nobody else can be administrator.' : ''}`,
          });
        })}
      </fieldset>
      ${
        mine.length > 1
          ? html`<div class="actions"><button class="main">Save</button></div>`
          : html`<p class="quiet">You have no other role, so there is nothing to hide.</p>`
      }
    </form>`;
}

/** What the form was made from: which roles there were, and which were hidden. */
function shownTo({ roleIds, hiddenRoleIds }: Employee) {
  return { roleIds, hiddenRoleIds };
}
