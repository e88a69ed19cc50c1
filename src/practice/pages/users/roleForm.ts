import type { Role } from '../../state/model.ts';
import { permissions } from '../../state/permissions.ts';
import type { PermissionLevel } from '../../state/permissions.ts';
import { versionField } from '../editing.ts';
import type { FieldErrors } from '../editing.ts';
import { checkbox, formToken, textField } from '../forms.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { submissionField } from '../once.ts';
import type { Visit } from '../page.ts';
import { levelField, longestRoleName, roleInputOf } from './roleChanges.ts';
import type { RoleInput } from './roleChanges.ts';

export const roleListPath = '/app/setup/rolelist.nl';
export const rolePath = '/app/setup/role.nl';

export function roleUrl(id: number): string {
  return `${rolePath}?id=${id}`;
}

const levelNames: Readonly<Record<PermissionLevel, string>> = {
  NONE: 'None',
  VIEW: 'View',
  CREATE: 'Create',
  EDIT: 'Edit',
  FULL: 'Full',
};

/** The form of a role, a new one when there is none yet. */
export function roleForm(visit: Visit, role: Role | undefined, input: RoleInput, errors: FieldErrors = {}): Html {
  return html`<form method="post" action="${role ? roleUrl(role.id) : rolePath}">
    ${formToken(visit)} ${submissionField()} ${versionField(role ?? null)}
    ${textField({
      name: 'name',
      label: 'Name',
      value: input.name,
      required: true,
      maxLength: longestRoleName,
      error: errors['name'],
    })}
    ${role ? fixedScriptId(role) : scriptIdField(input, errors)}
    ${checkbox({
      id: 'webServicesOnly',
      name: 'webServicesOnly',
      label: 'Web Services Only Role',
      checked: input.webServicesOnly,
      help: 'For SOAP and REST web services only. It shuts the role out of RESTlets: leave it empty for a role that calls them.',
    })}
    ${checkbox({
      id: 'isInactive',
      name: 'isInactive',
      label: 'Role is inactive',
      checked: input.isInactive,
      help: 'Nobody can sign in with an inactive role. Tokens in it stay, but calls with them get permission_denied until the role is active again.',
    })}
    <h2>Permissions</h2>
    ${permissionTable(input, errors)}
    <div class="actions">
      <button class="main">Save</button>
      <a class="button" href="${roleListPath}">Cancel</a>
    </div>
  </form>`;
}

export const newRole: RoleInput = roleInputOf({
  id: 0,
  scriptId: '',
  name: '',
  isInactive: false,
  webServicesOnly: false,
  permissions: {},
});

function fixedScriptId({ scriptId }: Role): Html {
  return html`<div class="field">
    <span class="label">ID</span>
    <code>${scriptId}</code>
    <p class="help">What SuiteCloud projects call the role. It does not change.</p>
  </div>`;
}

function scriptIdField({ scriptId }: RoleInput, errors: FieldErrors): Html {
  return textField({
    name: 'scriptId',
    label: 'ID',
    value: scriptId,
    maxLength: 40,
    help: 'What SuiteCloud projects call the role, for example customrole_orders. Left empty, the role gets one.',
    error: errors['scriptId'],
  });
}

function permissionTable({ levels }: RoleInput, errors: FieldErrors): Html {
  const groups = [...new Set(permissions.map(({ group }) => group))];
  return html`<div class="scroll">
    <table>
      <caption>
        What is not allowed here is not possible in the role
      </caption>
      <thead>
        <tr>
          <th scope="col">Permission</th>
          <th scope="col">Level</th>
          <th scope="col">Key in SuiteCloud projects</th>
        </tr>
      </thead>
      ${groups.map(
        group =>
          html`<tbody>
            <tr>
              <th scope="rowgroup" colspan="3"><span class="quiet">${group}</span></th>
            </tr>
            ${permissions.filter(permission => permission.group === group).map(each => permissionRow(each, levels, errors))}
          </tbody>`,
      )}
    </table>
  </div>`;
}

function permissionRow(
  { key, label, levels: possible }: (typeof permissions)[number],
  levels: RoleInput['levels'],
  errors: FieldErrors,
): Html {
  const field = levelField(key);
  const error = errors[field];
  const options = possible.map(
    level => html`<option value="${level}" ${level === levels[key] && html`selected`}>${levelNames[level]}</option>`,
  );
  return html`<tr>
    <th scope="row"><label for="${field}">${label}</label></th>
    <td class="field">
      <select
        id="${field}"
        name="${field}"
        ${error !== undefined && html`aria-invalid="true" aria-describedby="${field}-error"`}
      >
        ${options}
      </select>
      ${error !== undefined && html`<p class="error" id="${field}-error">${error}</p>`}
    </td>
    <td><code>${key}</code></td>
  </tr>`;
}
