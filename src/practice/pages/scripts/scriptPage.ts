import { numberedScripts } from '../../restlets/scripts.ts';
import { missingRecord } from '../editing.ts';
import { html } from '../html.ts';
import type { Page } from '../page.ts';
import { deploymentTable } from './deploymentTable.ts';
import { executionLog } from './executionLog.ts';
import { scriptListPath, scriptPath, scriptsRefusal } from './scriptTexts.ts';

/** `?id=` is the internal id, or the script id. */
export const scriptPage: Page = {
  path: scriptPath,
  title: 'Script',
  menuPath: ['Customization', 'Scripting', 'Scripts', 'Script'],
  inMenu: false,
  refusal: scriptsRefusal,
  show: async ({ account, state, query }) => {
    const id = query.get('id');
    const scripts = await numberedScripts(account);
    const found = scripts.find(({ internalId, script }) => String(internalId) === id || script.scriptId === id);
    if (!found) {
      return missingRecord('script', scriptListPath);
    }
    const { internalId, script } = found;
    const body = html`<dl>
        <dt>ID</dt>
        <dd><code>${script.scriptId}</code></dd>
        <dt>Internal ID</dt>
        <dd>${internalId}</dd>
        <dt>Type</dt>
        <dd>RESTlet</dd>
        <dt>Script file</dt>
        <dd><code>${script.scriptFile}</code></dd>
        ${
          script.description !== '' &&
          html`<dt>Description</dt>
            <dd>${script.description}</dd>`
        }
        <dt>State</dt>
        <dd>${script.isInactive ? 'Inactive: nobody can call it' : 'Active'}</dd>
      </dl>
      <h2>Deployments</h2>
      ${deploymentTable([found], state)} ${executionLog(account, script.scriptId)}
      <p><a href="${scriptListPath}">Back to the list</a></p>`;
    return { kind: 'page', title: script.name, body };
  },
};
