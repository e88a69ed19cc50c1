import { CodedError } from '../../../codedError.ts';
import type { AuditRow } from '../evidence.ts';
import { isKnownDetail } from './auditDetail.ts';
import { readSeparatedValues } from './separatedValues.ts';

/** Characters. A search's whole result is exported in one file. */
const longestText = 5_000_000;
const mostRows = 10_000;
/** Characters of a cell that are kept. */
const longestCell = 500;

type Column = 'detail' | 'status' | 'when' | 'application' | 'token' | 'user' | 'role' | 'ipAddress' | 'requestUri';

/**
 * Headings by their letters alone: those of the page (ORA:section_1534941538) and the names of the columns in SuiteQL. A
 * trail in another language is read without its headings.
 */
const headings: Readonly<Record<string, Column>> = {
  detail: 'detail',
  details: 'detail',
  status: 'status',
  date: 'when',
  datetime: 'when',
  time: 'when',
  tokenbasedapplicationname: 'application',
  oauthappname: 'application',
  application: 'application',
  applicationname: 'application',
  tokenbasedaccesstokenname: 'token',
  oauthaccesstokenname: 'token',
  token: 'token',
  tokenname: 'token',
  user: 'user',
  username: 'user',
  role: 'role',
  rolename: 'role',
  ipaddress: 'ipAddress',
  requesturi: 'requestUri',
  requesturl: 'requestUri',
};

/**
 * Reads what somebody pastes of the Login Audit Trail: a value of the Detail column alone, or rows of the trail, copied
 * or exported, with their headings or without. Dates stay as the account writes them in `when`; only one that says its
 * time zone becomes `at`.
 *
 * @returns at least one row, in the order given
 * @throws CodedError `audit-empty`, `audit-too-long` (data: limit, in characters), `audit-unrecognised`: there is
 *   neither a value of Oracle's tables nor a heading among what was pasted
 */
export function readAuditRows(text: string): readonly AuditRow[] {
  if (text.length > longestText) {
    throw new CodedError('audit-too-long', { limit: longestText });
  }
  const bare = text.replace(/^\ufeff/, '').replaceAll('\0', '');
  if (bare.trim() === '') {
    throw new CodedError('audit-empty');
  }
  const alone = readAlone(bare);
  const rows = alone ? [alone] : readTable(readSeparatedValues(bare, mostRows));
  if (rows.length === 0) {
    throw new CodedError('audit-unrecognised');
  }
  return rows;
}

/** One value: known, or at least written as such values are (two words in one). */
function readAlone(text: string): AuditRow | undefined {
  const value = clean(
    text
      .trim()
      .replace(/^detail\s*[:=]\s*/i, '')
      .replaceAll(/^["']|["']$/g, ''),
  );
  const isOneValue = /^[A-Za-z_]{3,60}(?: https?:\/\/\S+)?$/.test(value);
  const isWrittenSo = /^[A-Z][a-z]+(?:[A-Z][a-z]*)+(?: |$)|^[a-z]+_[a-z_]+$/.test(value);
  return isOneValue && (isKnownDetail(value) || isWrittenSo) ? { detail: value } : undefined;
}

function readTable(table: readonly (readonly string[])[]): readonly AuditRow[] {
  let columns: readonly (Column | undefined)[] | undefined;
  return table.flatMap(cells => {
    const named = columnsNamed(cells);
    if (named) {
      columns = named;
      return [];
    }
    return (columns ? rowByHeadings(cells, columns) : rowByContent(cells)) ?? [];
  });
}

/** A line of headings has several, or the one that matters alone. */
function columnsNamed(cells: readonly string[]): readonly (Column | undefined)[] | undefined {
  const columns = cells.map(cell => {
    const letters = cell.toLowerCase().replaceAll(/[^a-z]/g, '');
    return Object.hasOwn(headings, letters) ? headings[letters] : undefined;
  });
  const found = columns.filter(column => column !== undefined).length;
  return found >= 2 || (cells.length === 1 && columns[0] === 'detail') ? columns : undefined;
}

function rowByHeadings(cells: readonly string[], columns: readonly (Column | undefined)[]): AuditRow | undefined {
  const found = new Map<Column, string>();
  for (const [at, column] of columns.entries()) {
    const value = clean(cells[at] ?? '');
    if (column && value !== '' && !found.has(column)) {
      found.set(column, value);
    }
  }
  const { detail = '', status: said, when, ...others } = Object.fromEntries(found) as Partial<Record<Column, string>>;
  const status = statusOf(said ?? '');
  return detail === '' && status === undefined
    ? undefined
    : { detail, ...optional({ status, ...timeOf(when) }), ...others };
}

/** Without headings only what can be told by its form; which of the names are application, token and user cannot. */
function rowByContent(row: readonly string[]): AuditRow | undefined {
  const cells = row.map(clean);
  const detail = cells.find(isKnownDetail) ?? '';
  const status = cells.map(statusOf).find(each => each !== undefined);
  if (detail === '' && status === undefined) {
    return undefined;
  }
  const requestUri = cells.find(cell => /^\/(?:app|rest|services)\//.test(cell));
  const ipAddress = cells.find(cell => /^(?:\d{1,3}\.){3}\d{1,3}$|^[\da-f]*(?::[\da-f]*){2,7}$/i.test(cell));
  const when = cells.find(cell => cell !== ipAddress && isTime(cell));
  return { detail, ...optional({ status, ...timeOf(when), requestUri, ipAddress }) };
}

function statusOf(text: string): AuditRow['status'] {
  return /^success(?:ful)?$/i.test(text) ? 'Success' : /^fail(?:ure|ed)$/i.test(text) ? 'Failure' : undefined;
}

function isTime(text: string): boolean {
  return text.length <= 40 && /\d{1,4}[-./]\d{1,2}[-./]\d{1,4}/.test(text) && /\d{1,2}[:.]\d{2}/.test(text);
}

/** Milliseconds where the text says which zone it is in; 03/04/2026 may be March or April, in any zone. */
function timeOf(when: string | undefined): Pick<AuditRow, 'at' | 'when'> {
  const iso = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|UTC|GMT|[+-]\d{2}:\d{2})$/i.exec(
    when ?? '',
  );
  const zone = iso?.[3]?.replace(/^(?:UTC|GMT)$/i, 'Z') ?? '';
  const at = iso ? Date.parse(`${iso[1]}T${iso[2]}${zone}`) : Number.NaN;
  return optional({ when, at: Number.isNaN(at) ? undefined : at });
}

function clean(cell: string): string {
  return cell
    .slice(0, 4 * longestCell)
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, longestCell)
    .toWellFormed();
}

/** Without the members that are not known. */
function optional<Members extends object>(
  members: Members,
): { [Name in keyof Members]?: Exclude<Members[Name], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never;
}
