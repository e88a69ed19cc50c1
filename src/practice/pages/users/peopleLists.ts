import { nameOf } from '../../access/rules.ts';
import type { AccountState, Employee } from '../../state/model.ts';
import { administratorsOnly, counted } from '../editing.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import type { Page } from '../page.ts';
import { employeeListPath, employeePath, employeeUrl, stateBadge } from './employeeForm.ts';
import { roleUrl } from './roleForm.ts';

/** Lists > Employees > Employees. */
export const employeeListPage: Page = {
  path: employeeListPath,
  title: 'Employees',
  menuPath: ['Lists', 'Employees', 'Employees'],
  inMenu: true,
  refusal: administratorsOnly,
  show: ({ state, account }) => ({
    kind: 'page',
    body: html`<div class="actions"><a class="button main" href="${employeePath}">New employee</a></div>
      ${peopleTable(state, state.employees, account.now(), 'employee')}`,
  }),
};

/** Setup > Users/Roles > Manage Users: who can log in at all, which is whoever has a role. */
export const userListPage: Page = {
  path: '/app/setup/listusers.nl',
  title: 'Manage Users',
  menuPath: ['Setup', 'Users/Roles', 'Manage Users'],
  inMenu: true,
  refusal: administratorsOnly,
  show: ({ state, account }) => {
    const users = state.employees.filter(({ roleIds }) => roleIds.length > 0);
    return {
      kind: 'page',
      body: html`<p>
          Everybody with at least one role. To give somebody a role, open the employee and go to Access. Employees
          without a role are under Lists &gt; Employees &gt; Employees only.
        </p>
        ${peopleTable(state, users, account.now(), 'user')}`,
    };
  },
};

function peopleTable(state: AccountState, people: readonly Employee[], now: number, what: string): Html {
  return html`<div class="scroll">
    <table>
      <caption>
        ${counted(people.length, what)}
      </caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Email</th>
          <th scope="col">Roles</th>
          <th scope="col">Tokens</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        ${people.map(
          employee =>
            html`<tr>
              <th scope="row"><a href="${employeeUrl(employee.id)}">${nameOf(employee)}</a></th>
              <td>${employee.email}</td>
              <td>${rolesOf(state, employee)}</td>
              <td>${state.tokens.filter(({ employeeId }) => employeeId === employee.id).length}</td>
              <td>${stateBadge(employee, now)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function rolesOf({ roles }: AccountState, { roleIds, hiddenRoleIds }: Employee): Html {
  const held = roles.filter(({ id }) => roleIds.includes(id));
  return held.length === 0
    ? html`<span class="quiet">None</span>`
    : html`${held.map(({ id, name, isInactive }, index) => {
        const notes = [isInactive && 'inactive', hiddenRoleIds.includes(id) && 'hidden'].filter(Boolean).join(', ');
        return html`${index > 0 && html`<br />`}<a href="${roleUrl(id)}">${name}</a>${
            notes !== '' && html` <span class="quiet">(${notes})</span>`
          }`;
      })}`;
}
