import { nameOf } from '../../access/rules.ts';
import { splitTarget } from '../../authentication/parameters.ts';
import type { LoginAuditEntry } from '../../loginAudit.ts';
import type { Application } from '../../state/model.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import type { Visit } from '../page.ts';

const most = 25;

/**
 * The last calls of RESTlets with a record's key (ORA:section_4639542510), newest first. The duration that NetSuite shows
 * is not kept; that refused calls are listed too is assumed.
 */
export function executionLog({ account, state }: Visit, application: Application): Html {
  const rows = account.loginAudit
    .rows()
    .filter(({ applicationId, surface }) => applicationId === application.id && surface === 'restlet')
    .slice(-most)
    .reverse();
  const nameOfEmployee = (row: LoginAuditEntry) => {
    const employee = state.employees.find(({ id }) => id === row.employeeId);
    return employee ? nameOf(employee) : '–';
  };
  return html`<h2>Execution log: RESTlets</h2>
    ${
      rows.length === 0
        ? html`<p class="quiet">No RESTlet has been called with this record’s consumer key.</p>`
        : html`<div class="scroll">
            <table>
              <caption>
                The last calls, at most ${most}, newest first
              </caption>
              <thead>
                <tr>
                  <th scope="col">Time</th>
                  <th scope="col">Login</th>
                  <th scope="col">User</th>
                  <th scope="col">Script ID</th>
                  <th scope="col">Deployment ID</th>
                </tr>
              </thead>
              <tbody>
                ${rows.map(
                  row =>
                    html`<tr>
                      <td>${timeText(row.at)}</td>
                      <td>${row.status}${row.detail !== '' && html`: <code>${row.detail}</code>`}</td>
                      <td><bdi>${nameOfEmployee(row)}</bdi></td>
                      <td><bdi>${queryValue(row, 'script')}</bdi></td>
                      <td><bdi>${queryValue(row, 'deploy')}</bdi></td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }`;
}

function queryValue({ seen }: LoginAuditEntry, name: string): string {
  const value = new URLSearchParams(splitTarget(seen?.target ?? '').query).get(name) ?? '–';
  return value.length > 80 ? `${value.slice(0, 80)}…` : value;
}

function timeText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
