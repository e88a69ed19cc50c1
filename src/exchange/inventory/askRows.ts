import { isCoded, type CodedError } from '../../codedError.ts';
import type { MissingPart } from '../../migration/accountFacts.ts';
import type { Destination } from '../callAccount.ts';
import type { ReadKind } from '../reads/readAnswer.ts';
import type { Exchange } from '../record.ts';
import type { Call } from '../send.ts';
import { cellsOf, readSuiteQlPage, suiteQlCall } from '../reads/suiteQlRead.ts';

/** What is being read, and how many rows of it there are so far. */
export interface InventoryProgress {
  readonly part: 'tokens' | 'users' | 'logins' | 'places' | 'older';
  readonly rows: number;
}

/** What reading an inventory needs from outside. */
export interface InventoryPorts {
  readonly account: Pick<Destination, 'accountId' | 'baseUrl'>;
  /** How the calls are called in the log. */
  readonly title: string;
  /** Makes one call as a role that may read, and takes care of cancelling. */
  readonly send: (call: Call) => Promise<Exchange>;
  /** ms since 1970 */
  readonly now: () => number;
  readonly tell: (progress: InventoryProgress) => void;
}

/** A row by its columns' names in lower case. */
export type Row = (column: string) => string | undefined;

export interface Rows {
  readonly rows: readonly Row[];
  /** As they came, to see which columns there are. */
  readonly items: readonly unknown[];
  /** Whether there were more than were wanted. */
  readonly isCut: boolean;
}

/** Rows of a page; NetSuite gives at most 1,000 (ORA:section_157909186990). */
const pageRows = 1000;

/** That Access Token Management opens the table of tokens is assumed; no page says what does. */
const kind: ReadKind = {
  code: 'inventory-unreadable',
  permissions:
    'REST Web Services (ADMI_RESTWEBSERVICES), Access Token Management (ADMI_MANAGE_OAUTH_TOKENS), View Login Audit Trail (ADMI_AUDITLOGIN)',
};

/**
 * Asks a query page after page, up to a number of pages.
 *
 * @throws CodedError `inventory-unreadable` (data: status, code, why, detail); the code of the failure when there was no
 *   answer; and what `send` throws
 */
export async function askRows(
  { account, title, send, tell }: InventoryPorts,
  part: InventoryProgress['part'],
  query: string,
  mostPages: number,
): Promise<Rows> {
  const items: unknown[] = [];
  let hasMore = true;
  for (let page = 0; hasMore && page < mostPages; page++) {
    const exchange = await send(suiteQlCall(account, title, query, { limit: pageRows, offset: items.length }));
    const answer = readSuiteQlPage(exchange, kind);
    items.push(...answer.items);
    hasMore = answer.hasMore;
    tell({ part, rows: items.length });
  }
  return { items, rows: items.map(cellsOf), isCut: hasMore };
}

/**
 * Whether an error only means that one part cannot be had, and the rest goes on. A refused login ends everything, since a
 * second one would be one step nearer to the lock of the user; and so does an account that is busy.
 */
export function isMissing(error: unknown): error is CodedError {
  return isCoded(error, kind.code) && !['login', 'busy'].includes(String(error.data['why']));
}

/** What an error of isMissing says of the part. */
export function missingPart({ data }: CodedError, table: string, column?: string): MissingPart {
  const reasons = { query: 'absent', permission: 'permission' } as const;
  const why = String(data['why']);
  return {
    table,
    ...(column !== undefined && { column }),
    why: why === 'query' || why === 'permission' ? reasons[why] : 'refused',
    detail: [data['code'], data['detail']].filter(text => text !== undefined && text !== '').join(': '),
  };
}
