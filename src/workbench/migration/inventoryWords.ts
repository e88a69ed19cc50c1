import { l10n } from 'vscode';
import { textTable } from '../../bodies/table/writeTable.ts';
import type { Api, MissingPart } from '../../migration/accountFacts.ts';
import type { Inventory, InventoryEntry, Mark, TokenStatus } from '../../migration/takeInventory.ts';
import type { ColumnId, InventoryView, TokenRowView } from '../../panels/migration/messages.ts';
import { inline } from '../markdown.ts';

/** An inventory for the panel. */
export function inventoryView(inventory: Inventory): InventoryView {
  return {
    summary: summaryOf(inventory),
    notes: notesOf(inventory),
    rows: inventory.entries.map(entry => rowView(entry, inventory.hasTrail)),
  };
}

export function columnNames(): Readonly<Record<ColumnId, string>> {
  return {
    application: l10n.t('Application'),
    name: l10n.t('Token'),
    user: l10n.t('User'),
    role: l10n.t('Role'),
    status: l10n.t('State'),
    created: l10n.t('Created'),
    lastUsed: l10n.t('Last login'),
    logins: l10n.t('Logins'),
    from: l10n.t('API and addresses'),
  };
}

/** The inventory as a file: a table for spreadsheets, or a report. */
export function inventoryFile(format: 'csv' | 'markdown', account: string, inventory: Inventory): string {
  const names = columnNames();
  const columns = Object.keys(names) as ColumnId[];
  const head = [...columns.map(column => names[column]), l10n.t('Marks')];
  const rows = inventoryView(inventory).rows.map(({ cells, marks }) => [
    ...columns.map(column => cells[column]),
    marks.map(({ text }) => text).join('; '),
  ]);
  const table = textTable(format, head, rows);
  return format === 'csv'
    ? table
    : [
        `# ${l10n.t('Tokens of account {0}', inline(account))}`,
        '',
        summaryOf(inventory),
        '',
        ...notesOf(inventory).map(note => `- ${inline(note)}`),
        '',
        table,
      ].join('\n');
}

export function apiWord(api: Api): string {
  return { restlet: 'RESTlet', rest: 'REST', soap: 'SOAP', other: l10n.t('other') }[api];
}

function rowView(entry: InventoryEntry, hasTrail: boolean): TokenRowView {
  const { lastUsed, logins, failures = 0, apis, addresses } = entry;
  const day = lastUsed === undefined ? undefined : new Date(lastUsed).toLocaleDateString();
  const count = logins === undefined ? '' : logins.toLocaleString();
  return {
    cells: {
      application: entry.application,
      name: entry.name,
      user: entry.user ?? entry.userId ?? '',
      role: entry.role ?? entry.roleId ?? '',
      status: statusWord(entry.status),
      created: entry.created ?? '',
      lastUsed: day ?? (hasTrail ? l10n.t('none found') : l10n.t('not known')),
      logins: failures > 0 ? l10n.t('{0}, {1} failed', count, failures.toLocaleString()) : count,
      from: [...apis.map(({ value }) => apiWord(value)), ...addresses.map(({ value }) => value)].join(', '),
    },
    lastUsedAt: lastUsed ?? 0,
    loginCount: logins ?? -1,
    marks: entry.marks.map(id => ({ id, text: markWord(id) })),
  };
}

function statusWord(status: TokenStatus): string {
  switch (status) {
    case 'active':
      return l10n.t('active');
    case 'inactive':
      return l10n.t('inactive');
    case 'revoked':
      return l10n.t('revoked');
    case 'unknown':
      return l10n.t('not known');
  }
}

function markWord(mark: Mark): string {
  switch (mark) {
    case 'soap':
      return l10n.t('SOAP');
    case 'administrator':
      return l10n.t('Administrator');
    case 'user-inactive':
      return l10n.t('user inactive');
    case 'failing':
      return l10n.t('last login failed');
    case 'never-used':
      return l10n.t('never used');
    case 'unused':
      return l10n.t('unused for 90 days');
    case 'ambiguous':
      return l10n.t('name not unique');
    case 'trail-only':
      return l10n.t('in the trail only');
    case 'not-in-book':
      return l10n.t('not in the account book');
  }
}

function summaryOf({ readAt, entries, days, hasTrail }: Inventory): string {
  const when = new Date(readAt).toLocaleString();
  return hasTrail
    ? l10n.t('{0} tokens, with their logins of the last {1} days. Read on {2}.', entries.length, days, when)
    : l10n.t('{0} tokens, without their logins. Read on {1}.', entries.length, when);
}

function notesOf({ missing, cut, strangers, hasTokens }: Inventory): readonly string[] {
  return [
    ...missing.map(missingWords),
    ...(hasTokens ? [] : [l10n.t('Listed are only the tokens that logged in.')]),
    ...(cut.includes('tokens') ? [l10n.t('There are more tokens than were read.')] : []),
    ...(cut.includes('logins')
      ? [l10n.t('There are more logins than were counted, so no token is called unused.')]
      : []),
    ...(cut.includes('places') ? [l10n.t('Addresses and APIs are those of the latest logins only.')] : []),
    ...strangers.map(({ value, count }) =>
      l10n.t('{0} failed logins name the application {1} and no token.', count, value),
    ),
  ];
}

function missingWords({ table, column, why, detail }: MissingPart): string {
  const part = column === undefined ? l10n.t('The table {0}', table) : l10n.t('{0} of the table {1}', column, table);
  const said = detail === '' ? '' : ` (${detail})`;
  switch (why) {
    case 'absent':
      return l10n.t('{0} is not there, or hidden from the role{1}.', part, said);
    case 'empty':
      return l10n.t('{0} was found in no row.', part);
    case 'permission':
      return table === 'LoginAudit'
        ? l10n.t('{0} may not be read by the role{1}. It takes View Login Audit Trail (ADMI_AUDITLOGIN).', part, said)
        : l10n.t(
            '{0} may not be read by the role{1}. It is likely to take Access Token Management for tokens and Employees for users (assumed).',
            part,
            said,
          );
    case 'refused':
      return l10n.t('{0} could not be read{1}.', part, said);
  }
}
