import type { NumberedScript } from '../../restlets/scripts.ts';
import type { AccountState } from '../../state/model.ts';
import { counted } from '../editing.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { audienceText, deploymentUrl, scriptUrl, statusText } from './scriptTexts.ts';

/** Every deployment of some scripts. */
export function deploymentTable(scripts: readonly NumberedScript[], state: AccountState): Html {
  const rows = scripts.flatMap(each =>
    each.script.deployments.map((deployment, index) => ({ each, deployment, index })),
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Deployments">
    <table>
      <caption>
        ${counted(rows.length, 'deployment')}
      </caption>
      <thead>
        <tr>
          <th scope="col">Title</th>
          <th scope="col">Script</th>
          <th scope="col">ID</th>
          <th scope="col">Number</th>
          <th scope="col">Deployed</th>
          <th scope="col">Status</th>
          <th scope="col">Log level</th>
          <th scope="col">Audience</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ each, deployment, index }) =>
            html`<tr>
              <th scope="row"><a href="${deploymentUrl(each, index)}">${deployment.title}</a></th>
              <td><a href="${scriptUrl(each)}">${each.script.name}</a></td>
              <td><code>${deployment.scriptId}</code></td>
              <td>${index + 1}</td>
              <td>${deployment.isDeployed ? 'Yes' : 'No'}</td>
              <td>
                <span class="badge ${deployment.status === 'RELEASED' ? 'on' : 'off'}">${statusText(deployment)}</span>
              </td>
              <td>${deployment.logLevel}</td>
              <td>${audienceText(deployment, state)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
