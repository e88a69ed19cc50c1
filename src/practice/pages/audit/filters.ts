import { nameOf } from '../../access/rules.ts';
import type { LoginAuditEntry } from '../../loginAudit.ts';
import type { AccountState } from '../../state/model.ts';

/** What the form above the trail asks for; '' asks for everything. */
export interface TrailFilter {
  readonly status: string;
  readonly detail: string;
  readonly application: string;
  readonly token: string;
  /** Id of an employee; `0` for attempts of nobody. */
  readonly user: string;
  /** `YYYY-MM-DD`, a day of UTC, both included. */
  readonly from: string;
  readonly to: string;
}

export const filterNames = ['status', 'detail', 'application', 'token', 'user', 'from', 'to'] as const;

export function filterOf(query: URLSearchParams): TrailFilter {
  const [status = '', detail = '', application = '', token = '', user = '', from = '', to = ''] = filterNames.map(
    name => query.get(name) ?? '',
  );
  return { status, detail, application, token, user, from, to };
}

/** What is wrong with the days that were entered, by field. */
export function filterErrors({ from, to }: TrailFilter): Readonly<Partial<Record<'from' | 'to', string>>> {
  const wrong = 'Enter a day as YYYY-MM-DD, such as 2026-11-23, or nothing.';
  const isDay = (text: string) => text === '' || dayStart(text) !== undefined;
  return {
    ...(isDay(from) ? {} : { from: wrong }),
    ...(isDay(to)
      ? isDay(from) && from !== '' && to !== '' && to < from
        ? { to: 'This is before From.' }
        : {}
      : { to: wrong }),
  };
}

/** The rows that a filter asks for, the newest first. Days that cannot be read ask for nothing. */
export function filterRows(rows: readonly LoginAuditEntry[], filter: TrailFilter): readonly LoginAuditEntry[] {
  const start = dayStart(filter.from) ?? -Infinity;
  const end = (dayStart(filter.to) ?? Infinity) + 24 * 60 * 60 * 1000;
  const fits = (wanted: string, value: string) => wanted === '' || wanted === value;
  return rows
    .filter(
      row =>
        fits(filter.status, row.status) &&
        fits(filter.detail, detailWord(row)) &&
        fits(filter.application, row.applicationName) &&
        fits(filter.token, row.tokenName) &&
        fits(filter.user, String(row.employeeId)) &&
        row.at >= start &&
        row.at < end,
    )
    .reverse();
}

/** What can be chosen: what occurs. */
export function filterChoices(rows: readonly LoginAuditEntry[], state: AccountState) {
  const distinct = (values: readonly string[]) => [...new Set(values)].filter(Boolean).sort();
  const userIds = [...new Set(rows.map(({ employeeId }) => employeeId))].sort((one, other) => one - other);
  return {
    details: distinct(rows.map(detailWord)),
    applications: distinct(rows.map(({ applicationName }) => applicationName)),
    tokens: distinct(rows.map(({ tokenName }) => tokenName)),
    users: userIds.map(id => ({ value: String(id), label: userName(state, id) || 'Nobody known' })),
  };
}

/** The name of an employee, or what is left of one that is gone; '' for nobody. */
export function userName({ employees }: AccountState, id: number): string {
  const employee = employees.find(each => each.id === id);
  return id === 0 ? '' : employee ? nameOf(employee) : `Employee ${id} (no longer here)`;
}

export function roleName({ roles }: AccountState, id: number): string {
  return id === 0 ? '' : (roles.find(each => each.id === id)?.name ?? `Role ${id} (no longer here)`);
}

/** `InvalidCallback` carries a URL behind it. */
function detailWord({ detail }: LoginAuditEntry): string {
  return detail.split(' ', 1)[0] ?? '';
}

function dayStart(text: string): number | undefined {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text) ? at : undefined;
}
