import { nameOf } from '../../access/rules.ts';
import type { AccountState, Employee } from '../../state/model.ts';
import { versionField } from '../editing.ts';
import type { FieldErrors } from '../editing.ts';
import { checkbox, formToken, textField } from '../forms.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { submissionField } from '../once.ts';
import type { Visit } from '../page.ts';
import { tokenStateNames } from '../tokens/texts.ts';
import { employeeInputOf, longestEmail, longestName } from './employeeChanges.ts';
import type { EmployeeInput } from './employeeChanges.ts';
import { tokenRightsInShort } from './tokenRights.ts';
import { tokenHindrance } from './tokenUse.ts';

export const employeeListPath = '/app/common/entity/employeelist.nl';
export const employeePath = '/app/common/entity/employee.nl';

export function employeeUrl(id: number): string {
  return `${employeePath}?id=${id}`;
}

export const newEmployee: EmployeeInput = { firstName: '', lastName: '', email: '', isInactive: false, roleIds: [] };

/** The form of an employee, a new one when there is none yet. */
export function employeeForm(
  visit: Visit,
  state: AccountState,
  employee: Employee | undefined,
  input: EmployeeInput,
  errors: FieldErrors = {},
): Html {
  const name = (field: 'firstName' | 'lastName', label: string) =>
    textField({ name: field, label, value: input[field], maxLength: longestName, error: errors[field] });
  return html`<form class="fields" method="post" action="${employee ? employeeUrl(employee.id) : employeePath}">
    ${formToken(visit)} ${submissionField()} ${versionField(employee ? employeeInputOf(employee) : null)}
    ${name('firstName', 'First name')} ${name('lastName', 'Last name')}
    ${textField({
      name: 'email',
      label: 'Email',
      type: 'email',
      value: input.email,
      required: true,
      maxLength: longestEmail,
      error: errors['email'],
    })}
    ${checkbox({
      id: 'isInactive',
      name: 'isInactive',
      label: 'Employee is inactive',
      checked: input.isInactive,
      help: 'Somebody inactive cannot sign in. Their tokens stay, but calls with them get permission_denied until they are active again.',
      error: errors['isInactive'],
    })}
    <h2>Access</h2>
    ${rolesField(state, input, errors['role'])}
    <div class="actions">
      <button class="main">Save</button>
      <a class="button" href="${employeeListPath}">Cancel</a>
    </div>
  </form>`;
}

function rolesField({ roles }: AccountState, { roleIds }: EmployeeInput, error: string | undefined): Html {
  const described = ['roles-help', error !== undefined && 'roles-error'].filter(Boolean).join(' ');
  return html`<fieldset aria-describedby="${described}">
    <legend>Roles</legend>
    <p class="help quiet" id="roles-help">
      A token works for one user in one role. Take the role away and the token stays active, but cannot log in until the
      role is back.
    </p>
    ${error !== undefined && html`<p class="error" id="roles-error">${error}</p>`}
    ${roles.map(role =>
      checkbox({
        id: `role-${role.id}`,
        name: 'role',
        value: String(role.id),
        label: role.isInactive ? `${role.name} (inactive)` : role.name,
        checked: roleIds.includes(role.id),
        help: `With tokens: ${tokenRightsInShort(role).toLowerCase()}.${role.webServicesOnly ? ' Web Services Only: no RESTlets.' : ''}`,
      }),
    )}
  </fieldset>`;
}

/** The employee's tokens, and for each whether calls with it get in. */
export function tokenTable(state: AccountState, { id }: Employee, now: number): Html {
  const tokens = state.tokens.filter(({ employeeId }) => employeeId === id);
  if (tokens.length === 0) {
    return html`<p class="quiet">This employee has no access tokens.</p>`;
  }
  return html`<div class="scroll">
    <table>
      <caption>
        Whether each token can log in with things as they are
      </caption>
      <thead>
        <tr>
          <th scope="col">Token</th>
          <th scope="col">Application</th>
          <th scope="col">Role</th>
          <th scope="col">State</th>
          <th scope="col">Can log in</th>
        </tr>
      </thead>
      <tbody>
        ${tokens.map(token => {
          const hindrance = tokenHindrance(state, token, now);
          return html`<tr>
            <th scope="row">${token.name}</th>
            <td>${state.applications.find(each => each.id === token.applicationId)?.name ?? '(deleted)'}</td>
            <td>${state.roles.find(each => each.id === token.roleId)?.name ?? '(deleted)'}</td>
            <td>${tokenStateNames[token.state]}</td>
            <td>
              ${
                hindrance === undefined
                  ? html`<span class="badge on">Yes</span>`
                  : html`<span class="badge off">No</span> <span class="quiet">${hindrance}</span>`
              }
            </td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}

/** Active, inactive or locked, not by colour alone. */
export function stateBadge({ isInactive, lockedUntil }: Employee, now: number): Html {
  return html`${
    isInactive ? html`<span class="badge off">Inactive</span>` : html`<span class="badge on">Active</span>`
  }${lockedUntil > now && html` <span class="badge off">Locked until ${clockTime(lockedUntil)}</span>`}`;
}

/** `14:05 UTC` */
export function clockTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(11, 16)} UTC`;
}

/** What stands on top of the page, when a form is shown again. */
export function employeeTitle(employee: Employee | undefined): string {
  return employee ? nameOf(employee) : 'New employee';
}
