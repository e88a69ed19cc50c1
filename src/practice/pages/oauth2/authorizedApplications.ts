import { CodedError, isCoded } from '../../../codedError.ts';
import { authorizedApplications } from '../../access/authorizedApplications.ts';
import type { AuthorizedApplication } from '../../access/authorizedApplications.ts';
import { hasPermission, nameOf } from '../../access/rules.ts';
import type { Actor } from '../../access/rules.ts';
import { scopeNames } from '../../oauth2/scopes.ts';
import { endGrant } from '../../oauth2/tokens.ts';
import type { AccountState } from '../../state/model.ts';
import { momentText } from '../audit/moments.ts';
import { changeAs } from '../changeAs.ts';
import { missingRecord, readId } from '../editing.ts';
import { formToken } from '../forms.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { done, problem, redirect } from '../page.ts';
import type { Page, PageAnswer, Visit } from '../page.ts';
import { authorizedApplicationsPath, myAuthorizedApplicationsPath } from './oauth2Paths.ts';

/** One of the two places where authorized applications are looked after: everybody's, or one's own. */
interface Desk {
  readonly path: string;
  readonly intro: string;
  readonly maySee: (actor: Actor, application: AuthorizedApplication) => boolean;
}

const stageNames: Readonly<Record<AuthorizedApplication['stage'], string>> = {
  active: 'Active',
  expired: 'Expired',
  revoked: 'Revoked',
};

/** ORA:section_157960925955: OAuth 2.0 Authorized Applications Management sees and revokes all of them. */
export const authorizedApplicationsPage: Page = pageOf(
  {
    path: authorizedApplicationsPath,
    intro: 'Applications that people of this account allowed to log in as them.',
    maySee: () => true,
  },
  {
    title: 'OAuth 2.0 Authorized Applications',
    menuPath: ['Setup', 'Users/Roles', 'OAuth 2.0 Authorized Applications'],
    refusal: ({ role }) =>
      hasPermission(role, 'ADMI_MANAGE_OAUTH2')
        ? undefined
        : 'The authorized applications of all users are for roles with the permission OAuth 2.0 Authorized Applications Management. Your own are under Manage OAuth 2.0 Authorized Applications.',
  },
);

/** The same for one's own, from the Settings portlet: Log in using OAuth 2.0 Access Tokens is enough. */
export const myAuthorizedApplicationsPage: Page = pageOf(
  {
    path: myAuthorizedApplicationsPath,
    intro: 'Applications that you allowed to log in as you.',
    maySee: ({ employee }, { employeeId }) => employee.id === employeeId,
  },
  {
    title: 'Manage OAuth 2.0 Authorized Applications',
    menuPath: ['Home', 'Settings', 'Manage OAuth 2.0 Authorized Applications'],
    refusal: ({ role }) =>
      hasPermission(role, 'ADMI_LOGIN_OAUTH2')
        ? undefined
        : 'Your authorized applications are for roles with the permission Log in using OAuth 2.0 Access Tokens.',
  },
);

function pageOf(desk: Desk, page: Pick<Page, 'title' | 'menuPath' | 'refusal'>): Page {
  return {
    ...page,
    path: desk.path,
    inMenu: true,
    show: visit => (visit.query.has('id') ? showOne(desk, visit) : { kind: 'page', body: list(desk, visit) }),
    submit: visit => revoke(desk, page.refusal, visit),
  };
}

function find(desk: Desk, state: AccountState, actor: Actor, id: number | undefined, now: number) {
  return authorizedApplications(state, now).find(each => each.grantId === id && desk.maySee(actor, each));
}

function showOne(desk: Desk, visit: Visit): PageAnswer {
  const { state, actor, query, account } = visit;
  const found = find(desk, state, actor, readId(query.get('id')), account.now());
  if (!found) {
    return missingRecord('authorized application', desk.path);
  }
  const { application, user, role } = namesOf(state, found);
  const isPublic = state.applications.find(({ id }) => id === found.applicationId)?.publicClient ?? false;
  const body = html`<dl>
      <dt>Application</dt>
      <dd><bdi>${application}</bdi></dd>
      <dt>User</dt>
      <dd><bdi>${user}</bdi></dd>
      <dt>Role</dt>
      <dd><bdi>${role}</bdi></dd>
      <dt>Scope</dt>
      <dd>${found.scopes.map(scope => scopeNames[scope]).join(', ')}</dd>
      <dt>State</dt>
      <dd>${stageBadge(found)}</dd>
      <dt>Created</dt>
      <dd>${momentText(found.createdAt)}</dd>
      <dt>Last token</dt>
      <dd>${momentText(found.lastTokenAt)}</dd>
      ${
        found.stage === 'active' &&
        html`<dt>Ends</dt>
          <dd>${momentText(found.endsAt)}${isPublic && ', unless the application gets a new refresh token before'}</dd>`
      }
    </dl>
    ${
      found.stage === 'active' &&
      html`<h2>Revoke</h2>
        <p>
          All tokens that the application has of this consent end at once, for good. To go on, it has to be allowed
          again.
        </p>
        <form method="post" action="${desk.path}?id=${found.grantId}">
          ${formToken(visit)}
          <div class="actions">
            <button class="danger" name="action" value="revoke">Revoke</button>
            <a class="button" href="${desk.path}">Back to the list</a>
          </div>
        </form>`
    }`;
  return { kind: 'page', title: application, body };
}

async function revoke(desk: Desk, refusal: Page['refusal'], visit: Visit): Promise<PageAnswer> {
  const { account, query } = visit;
  const grantId = readId(query.get('id'));
  try {
    await changeAs(
      visit,
      (actor, state) => refusal(actor, state) === undefined,
      (state, actor) => {
        if (grantId === undefined || !find(desk, state, actor, grantId, account.now())) {
          throw new CodedError('permission-missing');
        }
        return [endGrant(state, grantId), undefined];
      },
    );
    return redirect(desk.path, done('The authorization was revoked, and its tokens with it.'));
  } catch (error) {
    if (isCoded(error, 'permission-missing')) {
      return redirect(desk.path, problem('There is no such application that you may revoke. Nothing was changed.'));
    }
    throw error;
  }
}

function list(desk: Desk, { state, actor, account }: Visit): Html {
  const shown = authorizedApplications(state, account.now()).filter(each => desk.maySee(actor, each));
  return html`<p class="quiet">
      ${desk.intro} Nobody makes them here: an application sends the person to a page that asks. What has ended is shown
      for another day.
    </p>
    ${
      shown.length === 0
        ? html`<p>There are none.</p>`
        : html`<div class="scroll">
            <table>
              <caption>
                Authorized applications, newest first
              </caption>
              <thead>
                <tr>
                  <th scope="col">Created</th>
                  <th scope="col">Application</th>
                  <th scope="col">User</th>
                  <th scope="col">Role</th>
                  <th scope="col">Scope</th>
                  <th scope="col">State</th>
                </tr>
              </thead>
              <tbody>
                ${shown.map(each => row(desk, state, each))}
              </tbody>
            </table>
          </div>`
    }`;
}

function row(desk: Desk, state: AccountState, each: AuthorizedApplication): Html {
  const { application, user, role } = namesOf(state, each);
  return html`<tr>
    <th scope="row"><a href="${desk.path}?id=${each.grantId}">${momentText(each.createdAt)}</a></th>
    <td><bdi>${application}</bdi></td>
    <td><bdi>${user}</bdi></td>
    <td><bdi>${role}</bdi></td>
    <td>${each.scopes.map(scope => scopeNames[scope]).join(', ')}</td>
    <td>${stageBadge(each)}</td>
  </tr>`;
}

function stageBadge({ stage }: AuthorizedApplication): Html {
  return html`<span class="badge ${stage === 'active' ? 'on' : 'off'}">${stageNames[stage]}</span>`;
}

function namesOf({ applications, employees, roles }: AccountState, each: AuthorizedApplication) {
  const employee = employees.find(({ id }) => id === each.employeeId);
  return {
    application: applications.find(({ id }) => id === each.applicationId)?.name ?? 'Deleted',
    user: employee ? nameOf(employee) : 'Deleted',
    role: roles.find(({ id }) => id === each.roleId)?.name ?? 'Deleted',
  };
}
