import { numberedScripts } from '../../restlets/scripts.ts';
import { counted } from '../editing.ts';
import { html } from '../html.ts';
import type { Page } from '../page.ts';
import { scriptListPath, scriptUrl, scriptsRefusal } from './scriptTexts.ts';
import { workspaceNotes } from './workspaceNotes.ts';

export const scriptListPage: Page = {
  path: scriptListPath,
  title: 'Scripts',
  menuPath: ['Customization', 'Scripting', 'Scripts'],
  inMenu: true,
  refusal: scriptsRefusal,
  show: async ({ account }) => {
    const scripts = await numberedScripts(account);
    const body = html`${await workspaceNotes(account)}
      <div class="scroll" tabindex="0" role="region" aria-label="Scripts">
        <table>
          <caption>
            ${counted(scripts.length, 'script')}
          </caption>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Internal ID</th>
              <th scope="col">ID</th>
              <th scope="col">Type</th>
              <th scope="col">Script file</th>
              <th scope="col">Deployments</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            ${scripts.map(
              each =>
                html`<tr>
                  <th scope="row"><a href="${scriptUrl(each)}">${each.script.name}</a></th>
                  <td>${each.internalId}</td>
                  <td><code>${each.script.scriptId}</code></td>
                  <td>RESTlet</td>
                  <td><code>${each.script.scriptFile}</code></td>
                  <td>${each.script.deployments.length}</td>
                  <td>
                    ${
                      each.script.isInactive
                        ? html`<span class="badge off">Inactive</span>`
                        : html`<span class="badge on">Active</span>`
                    }
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
    return { kind: 'page', body };
  },
};
