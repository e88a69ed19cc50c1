import { isAdministrator } from '../../access/rules.ts';
import { administratorsOnly, counted } from '../editing.ts';
import { html } from '../html.ts';
import type { Page } from '../page.ts';
import { roleListPath, rolePath, roleUrl } from './roleForm.ts';
import { oauth2PermissionTable, tokenPermissionTable, tokenRightsInShort } from './tokenRights.ts';

export const roleListPage: Page = {
  path: roleListPath,
  title: 'Manage Roles',
  menuPath: ['Setup', 'Users/Roles', 'Manage Roles'],
  inMenu: true,
  refusal: administratorsOnly,
  show: ({ state }) => ({
    kind: 'page',
    body: html`<div class="actions"><a class="button main" href="${rolePath}">New role</a></div>
      <div class="scroll">
        <table>
          <caption>
            ${counted(state.roles.length, 'role')}
          </caption>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">ID</th>
              <th scope="col">With tokens it can</th>
              <th scope="col">Users</th>
              <th scope="col">State</th>
              <th scope="col">Copy</th>
            </tr>
          </thead>
          <tbody>
            ${state.roles.map(
              role =>
                html`<tr>
                  <th scope="row"><a href="${roleUrl(role.id)}">${role.name}</a></th>
                  <td><code>${role.scriptId}</code></td>
                  <td>${tokenRightsInShort(role)}</td>
                  <td>${state.employees.filter(({ roleIds }) => roleIds.includes(role.id)).length}</td>
                  <td>
                    ${
                      role.isInactive
                        ? html`<span class="badge off">Inactive</span>`
                        : html`<span class="badge on">Active</span>`
                    }
                    ${role.webServicesOnly && html`<span class="badge">Web Services Only</span>`}
                  </td>
                  <td>
                    ${
                      !isAdministrator(role) &&
                      html`<a href="${rolePath}?copy=${role.id}" aria-label="Customize ${role.name}">Customize</a>`
                    }
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${tokenPermissionTable} ${oauth2PermissionTable}`,
  }),
};
