import type { PracticeAccount, ScriptNote } from '../../account.ts';
import { userName } from '../audit/filters.ts';
import { moment } from '../audit/moments.ts';
import { showUnseen } from '../audit/readable.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';

/** So many rows are shown at once; older ones stay in the log. */
const most = 100;

/** What a script left with N/log, the newest first; of one deployment, or of all. */
export function executionLog(account: PracticeAccount, scriptId: string, deploymentId?: string): Html {
  const all = account.scriptNotes
    .rows()
    .filter(note => note.scriptId === scriptId && (deploymentId === undefined || note.deploymentId === deploymentId));
  const shown = all.slice(-most).reverse();
  return html`<h2>Execution log</h2>
    ${
      shown.length === 0
        ? html`<p>
            Nothing yet. What the script writes with N/log at or above the log level of its deployment comes here.
          </p>`
        : html`<div class="scroll" tabindex="0" role="region" aria-label="Execution log">
            <table>
              <caption>
                ${all.length > most ? `The newest ${most} of ${all.length} entries` : `${all.length} ${all.length === 1 ? 'entry' : 'entries'}`}
              </caption>
              <thead>
                <tr>
                  <th scope="col">Date</th>
                  <th scope="col">Type</th>
                  <th scope="col">Title</th>
                  <th scope="col">Details</th>
                  <th scope="col">User</th>
                  ${deploymentId === undefined && html`<th scope="col">Deployment</th>`}
                </tr>
              </thead>
              <tbody>
                ${shown.map(note => logRow(account, note, deploymentId === undefined))}
              </tbody>
            </table>
          </div>`
    }`;
}

function logRow(account: PracticeAccount, note: ScriptNote, withDeployment: boolean): Html {
  return html`<tr>
    <td>${moment(note.at)}</td>
    <td>${typeNames[note.level]}</td>
    <td>${showUnseen(note.title)}</td>
    <td>${note.detail === '' ? '' : html`<pre>${note.detail}</pre>`}</td>
    <td>${userName(account.store.current(), note.employeeId)}</td>
    ${withDeployment && html`<td><code>${note.deploymentId}</code></td>`}
  </tr>`;
}

const typeNames: Readonly<Record<ScriptNote['level'], string>> = {
  DEBUG: 'Debug',
  AUDIT: 'Audit',
  ERROR: 'Error',
  EMERGENCY: 'Emergency',
};
