import { auditWindow } from '../../diagnosis/login/audit/chooseAuditRow.ts';
import type { AuditRow, CallFacts } from '../../diagnosis/login/evidence.ts';
import type { Destination } from '../callAccount.ts';
import { shortened, type ReadKind } from '../reads/readAnswer.ts';
import type { Exchange } from '../record.ts';
import type { Call } from '../send.ts';
import { secondsBetween, serverTime } from '../serverClock.ts';
import { cellsOf, readSuiteQlPage, suiteQlCall } from '../reads/suiteQlRead.ts';

/** The failed call that is looked for. */
export interface AuditedCall extends Pick<CallFacts, 'at' | 'took'> {
  /** Of application and token at NetSuite, where they are known to be the same as in the account book. */
  readonly application?: string;
  readonly token?: string;
}

const kind: ReadKind = {
  code: 'login-audit-unreadable',
  permissions: 'REST Web Services (ADMI_RESTWEBSERVICES), View Login Audit Trail (ADMI_AUDITLOGIN)',
};

/** Failures of four minutes; an account where more fail than that has another trouble. */
const mostRows = 1000;

/**
 * The query for logins that failed within a stretch of time, in seconds before now by the server's clock. Table and
 * columns are those of public code (mattplant/netsuite-suitetools); that SYSDATE goes by the same clock and time zone as
 * `date` is assumed: with both in the answer no time zone needs to be known.
 */
function loginAuditQuery(since: number, until: number): string {
  return [
    'SELECT la.status AS status, la.detail AS detail, la.oAuthAppName AS application,',
    'la.oAuthAccessTokenName AS token, BUILTIN.DF(la.user) AS username, BUILTIN.DF(la.role) AS rolename,',
    'la.user AS userid, la.role AS roleid, la.ipAddress AS ipaddress, la.requestUri AS requesturi,',
    "TO_CHAR(la.date, 'YYYY-MM-DD HH24:MI:SS') AS at, TO_CHAR(SYSDATE, 'YYYY-MM-DD HH24:MI:SS') AS servernow",
    "FROM LoginAudit la WHERE la.status = 'Failure'",
    `AND la.date >= SYSDATE - ${Math.ceil(since)} / 86400 AND la.date <= SYSDATE - ${Math.floor(until)} / 86400`,
    'ORDER BY la.date DESC',
  ].join(' ');
}

/**
 * Reads the failed logins around a call from the Login Audit Trail, with another token of the same account. Names are
 * compared here and not in the query: a row of an unknown token has none, and people name things differently.
 *
 * @param ports `send` makes one call with the other token, and takes care of cancelling; `now` in ms since 1970
 * @returns the rows two minutes around the call, those of the named application and token alone where there are such
 * @throws CodedError `login-audit-unreadable` (data: status, code, why, detail, and for `permission` the permissions that it
 *   takes); the code of the failure when there was no answer; and what `send` throws
 */
export async function readLoginAudit(
  account: Pick<Destination, 'accountId' | 'baseUrl'>,
  title: string,
  call: AuditedCall,
  ports: { readonly send: (call: Call) => Promise<Exchange>; readonly now: () => number },
): Promise<readonly AuditRow[]> {
  const ago = Math.max(0, ports.now() - call.at);
  const query = loginAuditQuery((ago + auditWindow) / 1000, Math.max(0, ago - (call.took ?? 0) - auditWindow) / 1000);
  const exchange = await ports.send(suiteQlCall(account, title, query, { limit: mostRows, offset: 0 }));
  const { items } = readSuiteQlPage(exchange, kind);
  const asked = serverTime(exchange.record.response?.headers ?? []) ?? ports.now();
  return ofNames(
    items.map(item => readRow(item, asked)),
    call,
  );
}

/** @param asked when the answer came, by the server */
function readRow(item: unknown, asked: number): AuditRow {
  const cell = cellsOf(item);
  const age = secondsBetween(cell('at'), cell('servernow'));
  const text = (column: string) => shortened(cell(column)) || undefined;
  const members = {
    status: 'Failure' as const,
    at: age === undefined ? undefined : asked - age * 1000,
    // '' is how a name that is not known may come, too.
    application: text('application'),
    token: text('token'),
    user: text('username'),
    role: text('rolename'),
    userId: text('userid'),
    roleId: text('roleid'),
    ipAddress: text('ipaddress'),
    requestUri: text('requesturi'),
  };
  return {
    detail: shortened(cell('detail')),
    ...Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)),
  };
}

function ofNames(rows: readonly AuditRow[], { application, token }: AuditedCall): readonly AuditRow[] {
  const isOurs = (row: AuditRow) =>
    (token !== undefined && row.token === token) ||
    (application !== undefined && row.application === application && row.token === undefined);
  const ours = rows.filter(isOurs);
  return ours.length > 0 ? ours : rows;
}
