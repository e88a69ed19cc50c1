import { hasPermission, isAdministrator, mayCreateOwnToken, mayLogInWithToken } from '../../access/rules.ts';
import type { Role } from '../../state/model.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import type { Notice } from '../page.ts';

// What roles can do with tokens, in words: ORA:bridgehead_4248124361 and ORA:chapter_157017286140.

/** The three permissions about tokens beside each other. */
export const tokenPermissionTable: Html = html`<div class="scroll">
    <table id="token-permissions">
      <caption>
        What the three permissions for access tokens allow
      </caption>
      <thead>
        <tr>
          <th scope="col">Permission</th>
          <th scope="col">Create tokens for others</th>
          <th scope="col">Create tokens for oneself</th>
          <th scope="col">Log in with a token</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">Access Token Management</th>
          <td>Yes, but never in the Administrator role</td>
          <td>No (administrators: yes)</td>
          <td>No</td>
        </tr>
        <tr>
          <th scope="row">User Access Tokens</th>
          <td>No</td>
          <td>Yes, for the role one is signed in with</td>
          <td>Yes</td>
        </tr>
        <tr>
          <th scope="row">Log in using Access Tokens</th>
          <td>No</td>
          <td>No</td>
          <td>Yes</td>
        </tr>
      </tbody>
    </table>
  </div>
  <p class="quiet">
    Whoever only calls with a token that somebody else made needs Log in using Access Tokens and nothing more of the
    three. User Access Tokens already includes the right to log in. Administrators make a token in their Administrator
    role under Manage Access Tokens, and none for other administrators.
  </p>`;

interface Ability {
  readonly what: string;
  readonly able: boolean;
  /** Why not, or under which condition. */
  readonly note: string;
}

/** What a token in the role is good for. */
export function abilitiesOf(role: Role): readonly Ability[] {
  const logsIn = mayLogInWithToken(role) && !role.isInactive;
  const note = role.isInactive
    ? 'the role is inactive'
    : 'needs Log in using Access Tokens, or User Access Tokens, which includes it';
  const ability = (what: string, able: boolean, missing: string): Ability => ({
    what,
    able: logsIn && able,
    note: logsIn ? (able ? '' : missing) : 'the token cannot log in',
  });
  return [
    { what: 'Log in with a token', able: logsIn, note: logsIn ? '' : note },
    // ORA:section_4254801119
    ability('Call RESTlets', !role.webServicesOnly, 'Web Services Only shuts the role out of RESTlets'),
    ability('Call REST web services', hasPermission(role, 'ADMI_RESTWEBSERVICES'), 'needs REST Web Services'),
    ability('Call SOAP web services', hasPermission(role, 'ADMI_WEBSERVICES'), 'needs SOAP Web Services'),
  ];
}

export function abilityList(role: Role): Html {
  return html`<dl>
      ${abilitiesOf(role).map(
        ({ what, able, note }) =>
          html`<dt>${what}</dt>
            <dd>
              <span class="badge ${able ? 'on' : 'off'}">${able ? 'Yes' : 'No'}</span>
              ${note !== '' && html`<span class="quiet">${note}</span>`}
            </dd>`,
      )}
    </dl>
    <p class="quiet">
      As the role is saved now. A RESTlet also needs the permissions for the records that it touches.
    </p>`;
}

/** One line for the list of roles. */
export function tokenRightsInShort(role: Role): string {
  const rights = [
    isAdministrator(role)
      ? 'create for others and for oneself'
      : [
          hasPermission(role, 'ADMI_MANAGE_OAUTH_TOKENS') && 'create for others',
          mayCreateOwnToken(role) && 'create for oneself',
        ]
          .filter(Boolean)
          .join(', '),
    mayLogInWithToken(role) && 'log in',
  ];
  const text = rights.filter(Boolean).join(', ');
  return text === '' ? 'None' : text.charAt(0).toUpperCase() + text.slice(1);
}

/** What makes a role useless for calls with a token, as a warning. */
export function inertRoleWarnings(role: Role): Notice[] {
  if (role.isInactive) {
    return [
      hint('This role is inactive: nobody can sign in with it, and calls with its tokens get permission_denied.'),
    ];
  }
  if (!mayLogInWithToken(role)) {
    return [
      hint(
        hasPermission(role, 'ADMI_MANAGE_OAUTH_TOKENS')
          ? 'This role can make tokens for others, but cannot log in with one itself. Access Token Management does not include it.'
          : 'No token works in this role. It needs Log in using Access Tokens, or User Access Tokens.',
      ),
    ];
  }
  return abilitiesOf(role).filter(({ able }) => able).length === 1
    ? [hint('A token in this role can log in but call nothing: no RESTlets, no REST and no SOAP web services.')]
    : [];
}

function hint(text: string): Notice {
  return { kind: 'hint', text };
}
