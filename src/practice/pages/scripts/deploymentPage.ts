import { mayCall, numberedScripts } from '../../restlets/scripts.ts';
import type { FoundRestlet } from '../../restlets/scripts.ts';
import { missingRecord } from '../editing.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import type { Page, Visit } from '../page.ts';
import { executionLog } from './executionLog.ts';
import {
  audienceText,
  callTarget,
  deploymentListPath,
  deploymentPath,
  scriptUrl,
  scriptsRefusal,
  statusText,
} from './scriptTexts.ts';

/** One deployment of a RESTlet: how it is called, who may, and what it logged. */
export const deploymentPage: Page = {
  path: deploymentPath,
  title: 'Script Deployment',
  menuPath: ['Customization', 'Scripting', 'Script Deployments', 'Script Deployment'],
  inMenu: false,
  refusal: scriptsRefusal,
  show: async visit => {
    const { account, state, query, exchange } = visit;
    const [, scriptId = '', number = ''] = /^(\d+)-(\d+)$/.exec(query.get('id') ?? '') ?? [];
    const found = (await numberedScripts(account)).find(({ internalId }) => String(internalId) === scriptId);
    const deployment = found?.script.deployments[Number(number) - 1];
    if (!found || !deployment) {
      return missingRecord('deployment', deploymentListPath);
    }
    const target = callTarget(found, deployment);
    const parameters = Object.entries(deployment.parameters);
    const body = html`<dl>
        <dt>Script</dt>
        <dd><a href="${scriptUrl(found)}">${found.script.name}</a></dd>
        <dt>ID</dt>
        <dd><code>${deployment.scriptId}</code></dd>
        <dt>Number in its script</dt>
        <dd>${number}</dd>
        <dt>Deployed</dt>
        <dd>${deployment.isDeployed ? 'Yes' : 'No: nobody can call it'}</dd>
        <dt>Status</dt>
        <dd>${statusText(deployment)}${deployment.status === 'TESTING' && ': no call from outside reaches it'}</dd>
        <dt>Log level</dt>
        <dd>${deployment.logLevel}</dd>
        <dt>URL</dt>
        <dd><code>${target}</code></dd>
        <dt>External URL</dt>
        <dd><code>${exchange.sites[account.kind]}${target}</code></dd>
      </dl>
      <h2>Audience</h2>
      <p>${sentence(audienceText(deployment, state))}</p>
      ${roleTable(visit, { script: found.script, deployment })}
      ${
        parameters.length > 0 &&
        html`<h2>Parameters</h2>
          <dl>
            ${parameters.map(
              ([name, value]) =>
                html`<dt><code>${name}</code></dt>
                  <dd>${value}</dd>`,
            )}
          </dl>`
      }
      ${executionLog(account, found.script.scriptId, deployment.scriptId)}
      <p><a href="${deploymentListPath}">Back to the list</a></p>`;
    return { kind: 'page', title: deployment.title, body };
  },
};

/** Who of the account reaches it. */
function roleTable({ state }: Visit, restlet: FoundRestlet): Html {
  const people = state.employees.flatMap(employee =>
    state.roles
      .filter(({ id }) => employee.roleIds.includes(id))
      .map(role => ({ employee, role, may: mayCall(restlet, employee, role) })),
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Who reaches it">
    <table>
      <caption>
        Who reaches it with a token: script active, deployed, Released, and caller in the audience
      </caption>
      <thead>
        <tr>
          <th scope="col">User</th>
          <th scope="col">Role</th>
          <th scope="col">Reaches it</th>
        </tr>
      </thead>
      <tbody>
        ${people.map(
          ({ employee, role, may }) =>
            html`<tr>
              <th scope="row">${employee.firstName} ${employee.lastName}</th>
              <td>${role.name}</td>
              <td>
                <span class="badge ${may && !role.webServicesOnly ? 'on' : 'off'}"
                  >${role.webServicesOnly ? 'No, Web Services Only' : may ? 'Yes' : 'No'}</span
                >
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
