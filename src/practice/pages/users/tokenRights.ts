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

/** The two permissions about OAuth 2.0 beside each other (ORA:section_157771510070). */
export const oauth2PermissionTable: Html = html`<div class="scroll">
    <table id="oauth2-permissions">
      <caption>
        What the two permissions for OAuth 2.0 allow
      </caption>
      <thead>
        <tr>
          <th scope="col">Permission</th>
          <th scope="col">Log in with OAuth 2.0</th>
          <th scope="col">Revoke applications that one allowed</th>
          <th scope="col">Revoke everybody’s</th>
          <th scope="col">Set up certificates (M2M)</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">Log in using OAuth 2.0 Access Tokens</th>
          <td>Yes</td>
          <td>Yes</td>
          <td>No</td>
          <td>No</td>
        </tr>
        <tr>
          <th scope="row">OAuth 2.0 Authorized Applications Management</th>
          <td>No</td>
          <td>Yes, in the list of all</td>
          <td>Yes</td>
          <td>Yes</td>
        </tr>
      </tbody>
    </table>
  </div>
  <p class="quiet">Neither includes a permission for access tokens, nor the other way round.</p>`;

interface Ability {
  readonly what: string;
  readonly able: boolean;
  /** Why not, or under which condition. */
  readonly note: string;
}

/** What a role is good for with a token, and with OAuth 2.0, which SOAP does not take (ORA:chapter_157769826287). */
function abilitiesOf(role: Role): readonly Ability[] {
  const logsIn = mayLogInWithToken(role) && !role.isInactive;
  const logsInWithOAuth2 = hasPermission(role, 'ADMI_LOGIN_OAUTH2') && !role.isInactive;
  const note = role.isInactive
    ? 'the role is inactive'
    : 'needs Log in using Access Tokens, or User Access Tokens, which includes it';
  const ability = (what: string, able: boolean, missing: string, isIn = logsIn || logsInWithOAuth2): Ability => ({
    what,
    able: isIn && able,
    note: isIn ? (able ? '' : missing) : logsInWithOAuth2 ? 'takes no OAuth 2.0' : 'the token cannot log in',
  });
  return [
    { what: 'Log in with a token', able: logsIn, note: logsIn ? '' : note },
    {
      what: 'Log in with OAuth 2.0',
      able: logsInWithOAuth2,
      note: logsInWithOAuth2
        ? ''
        : role.isInactive
          ? 'the role is inactive'
          : 'needs Log in using OAuth 2.0 Access Tokens',
    },
    // ORA:section_4254801119
    ability('Call RESTlets', !role.webServicesOnly, 'Web Services Only shuts the role out of RESTlets'),
    ability('Call REST web services', hasPermission(role, 'ADMI_RESTWEBSERVICES'), 'needs REST Web Services'),
    ability('Call SOAP web services', hasPermission(role, 'ADMI_WEBSERVICES'), 'needs SOAP Web Services', logsIn),
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
    hasPermission(role, 'ADMI_LOGIN_OAUTH2') && 'log in with OAuth 2.0',
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
  const loggingIn = abilitiesOf(role).filter(({ what, able }) => able && what.startsWith('Log in')).length;
  if (loggingIn === 0) {
    return [
      hint(
        hasPermission(role, 'ADMI_MANAGE_OAUTH_TOKENS')
          ? 'This role can make tokens for others, but cannot log in with one itself. Access Token Management does not include it.'
          : 'No token works in this role. It needs Log in using Access Tokens, User Access Tokens, or Log in using OAuth 2.0 Access Tokens.',
      ),
    ];
  }
  return abilitiesOf(role).filter(({ able }) => able).length === loggingIn
    ? [hint('A token in this role can log in but call nothing: no RESTlets, no REST and no SOAP web services.')]
    : [];
}

function hint(text: string): Notice {
  return { kind: 'hint', text };
}
