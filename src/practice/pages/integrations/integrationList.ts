import { tbaLock } from '../../access/applicationFields.ts';
import type { Application } from '../../state/model.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import type { Page, Visit } from '../page.ts';
import { mayUseIntegrations } from './integration.ts';
import { ownerText, stateBadge } from './integrationView.ts';
import { integrationPath, integrationsPath, lockTexts, permissionText } from './texts.ts';

/** All integration records of the account. */
export const integrationListPage: Page = {
  path: integrationsPath,
  title: 'Manage Integrations',
  menuPath: ['Setup', 'Integration', 'Manage Integrations'],
  inMenu: true,
  refusal: actor => (mayUseIntegrations(actor) ? undefined : permissionText),
  show: visit => ({ kind: 'page', body: list(visit) }),
};

function list(visit: Visit): Html {
  const { applications, preferences } = visit.state;
  const lock = tbaLock(visit.state, undefined);
  return html`${
      preferences.release === 'end-of-tba' &&
      html`<div class="notice hint">
        <strong>Good to know</strong> Token-based authentication has ended in this release: calls with a token are
        refused, whatever these records say.
      </div>`
    }
    ${lock !== undefined && html`<p>${lockTexts[lock]}</p>`}
    <div class="actions"><a class="button main" href="${integrationPath}">New</a></div>
    ${
      applications.length === 0
        ? html`<p>There is no integration record yet. A program needs one to log in: it holds the consumer key.</p>`
        : html`<div class="scroll">
            <table>
              <caption>
                Integration records
              </caption>
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">State</th>
                  <th scope="col">Authentication</th>
                  <th scope="col">Owner</th>
                  <th scope="col">Created</th>
                </tr>
              </thead>
              <tbody>
                ${applications.map(
                  application =>
                    html`<tr>
                      <th scope="row">
                        <a href="${integrationPath}?id=${application.id}"><bdi>${application.name}</bdi></a>
                      </th>
                      <td>${stateBadge(application)}</td>
                      <td>${authenticationText(application)}</td>
                      <td>${ownerText(visit, application)}</td>
                      <td><span class="whole">${application.createdAt.slice(0, 10)}</span></td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }`;
}

function authenticationText(application: Application): string {
  const { tba, authorizationFlow, issueToken, authorizationCode, clientCredentials } = application;
  const grants = [authorizationCode && 'authorization code', clientCredentials && 'client credentials'].filter(Boolean);
  const parts = [
    tba && 'TBA',
    authorizationFlow && 'authorization flow',
    issueToken && 'IssueToken',
    (authorizationCode || clientCredentials) && `OAuth 2.0 (${grants.join(', ')})`,
  ].filter(Boolean);
  return parts.length === 0 ? 'None' : parts.join(', ');
}
