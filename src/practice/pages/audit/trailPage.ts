import type { LoginAuditEntry } from '../../loginAudit.ts';
import type { AccountState } from '../../state/model.ts';
import { select } from '../forms.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import type { Page, Visit } from '../page.ts';
import { trailRefusal } from './auditAccess.ts';
import { attemptUrl, trailMenuPath, trailPath } from './auditPaths.ts';
import { filterChoices, filterErrors, filterNames, filterOf, filterRows, roleName, userName } from './filters.ts';
import type { TrailFilter } from './filters.ts';
import { moment } from './moments.ts';
import { readable } from './readable.ts';

const pageSize = 50;

/** Every attempt to log in, the newest first; each opens what the server computed. */
export const trailPage: Page = {
  path: trailPath,
  title: 'Login Audit Trail',
  menuPath: trailMenuPath,
  inMenu: true,
  refusal: trailRefusal,
  show: visit => {
    const { account, state, query } = visit;
    const filter = filterOf(query);
    const errors = filterErrors(filter);
    const rows = filterRows(account.loginAudit.rows(), filter);
    const last = Math.max(1, Math.ceil(rows.length / pageSize));
    const page = Math.min(last, Math.max(1, Math.trunc(Number(query.get('page') ?? 1)) || 1));
    const shown = rows.slice((page - 1) * pageSize, page * pageSize);
    const body = html`<p>
        Every attempt to log in to this account, the newest first. A caller only ever learns that the login failed; the
        Detail says why. Open an attempt to see what the server computed from the request.
      </p>
      ${filterForm(visit, filter, errors)}
      ${rows.length === 0 ? emptyText(account.loginAudit.rows().length) : trailTable(shown, state, rows.length)}
      ${last > 1 && pager(filter, page, last)}`;
    return { kind: 'page', body, status: Object.keys(errors).length > 0 ? 400 : 200 };
  },
};

function filterForm({ account, state }: Visit, filter: TrailFilter, errors: ReturnType<typeof filterErrors>): Html {
  const choices = filterChoices(account.loginAudit.rows(), state);
  const choice = (name: keyof TrailFilter, label: string, options: readonly { value: string; label: string }[]) => {
    const value = filter[name];
    const isKnown = value === '' || options.some(each => each.value === value);
    const all = [{ value: '', label: 'All' }, ...options, ...(isKnown ? [] : [{ value, label: value }])];
    return select({ name, label, value, options: all });
  };
  const plain = (values: readonly string[]) => values.map(value => ({ value, label: readable(value) }));
  const hasErrors = Object.keys(errors).length > 0;
  const isOpen = filterNames.some(name => filter[name] !== '');
  return html`${hasErrors && html`<div class="notice problem" role="alert"><strong>Not filtered by date</strong> A date could not be read.</div>`}
    <details ${isOpen && html`open`}>
      <summary>Filters</summary>
      <form method="get" action="${trailPath}" class="filters">
        ${choice('status', 'Status', plain(['Success', 'Failure']))}
        ${choice('detail', 'Detail', plain(choices.details))}
        ${choice('application', 'Application', plain(choices.applications))}
        ${choice('token', 'Token', plain(choices.tokens))} ${choice('user', 'User', choices.users)}
        ${dayField('from', 'From', filter.from, errors.from)} ${dayField('to', 'To', filter.to, errors.to)}
        <div class="actions">
          <button class="main">Filter</button>
          <a class="button" href="${trailPath}">Show all</a>
        </div>
      </form>
    </details>`;
}

function dayField(name: string, label: string, value: string, error: string | undefined): Html {
  return html`<div class="field">
    <label for="${name}">${label} <span class="quiet">(day, UTC)</span></label>
    <input
      type="${error === undefined ? 'date' : 'text'}"
      id="${name}"
      name="${name}"
      value="${value}"
      ${error !== undefined && html`aria-invalid="true" aria-describedby="${name}-error"`}
    />
    ${error !== undefined && html`<p class="error" id="${name}-error">${error}</p>`}
  </div>`;
}

function emptyText(total: number): Html {
  return total === 0
    ? html`<p>
        <strong>Nobody has tried to log in yet.</strong> Send a call with a token to this account, and it will be here.
      </p>`
    : html`<p><strong>No attempt fits these filters.</strong> <a href="${trailPath}">Show all ${total}</a></p>`;
}

function trailTable(rows: readonly LoginAuditEntry[], state: AccountState, total: number): Html {
  const columns = [
    'Status',
    'Detail',
    'Application',
    'Token',
    'User',
    'Role',
    'IP address',
    'Request URI',
    'User agent',
  ];
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Login Audit Trail">
    <table class="wide">
      <caption>
        ${total} ${total === 1 ? 'attempt' : 'attempts'}
      </caption>
      <thead>
        <tr>
          <th scope="col">Date</th>
          ${columns.map(column => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(row => trailRow(row, state))}
      </tbody>
    </table>
  </div>`;
}

function trailRow(row: LoginAuditEntry, state: AccountState): Html {
  const isFailure = row.status === 'Failure';
  const opens = html`<a href="${attemptUrl(row.id)}"
    >${isFailure && row.detail !== '' ? readable(row.detail) : 'What the server computed'}</a
  >`;
  return html`<tr>
    <td>${moment(row.at)}</td>
    <td><span class="badge ${isFailure ? 'failed' : 'on'}">${row.status}</span></td>
    <td>${row.seen || isFailure ? opens : ''}</td>
    <td><bdi>${row.applicationName}</bdi></td>
    <td><bdi>${row.tokenName}</bdi></td>
    <td><bdi>${userName(state, row.employeeId)}</bdi></td>
    <td><bdi>${roleName(state, row.roleId)}</bdi></td>
    <td>${row.ipAddress}</td>
    <td><code>${readable(row.requestUri)}</code></td>
    <td>${readable(row.userAgent)}</td>
  </tr>`;
}

function pager(filter: TrailFilter, page: number, last: number): Html {
  const url = (to: number) => {
    const query = new URLSearchParams(
      filterNames.flatMap((name): [string, string][] => (filter[name] === '' ? [] : [[name, filter[name]]])),
    );
    query.set('page', String(to));
    return `${trailPath}?${query.toString()}`;
  };
  return html`<p class="actions" role="navigation" aria-label="Pages of the trail">
    ${page > 1 && html`<a class="button" href="${url(page - 1)}" rel="prev">Newer</a>`}
    <span>Page ${page} of ${last}</span>
    ${page < last && html`<a class="button" href="${url(page + 1)}" rel="next">Older</a>`}
  </p>`;
}
