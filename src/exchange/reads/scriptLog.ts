import { indexJson } from '../../bodies/jsonIndex.ts';
import { prettyJson } from '../../bodies/prettyJson.ts';
import type { Destination } from '../callAccount.ts';
import { shortened, type ReadKind } from './readAnswer.ts';
import type { Exchange, ExchangeRecord } from '../record.ts';
import type { Call } from '../send.ts';
import { secondsBetween, serverTime } from '../serverClock.ts';
import { cellsOf, readSuiteQlPage, scriptPermissions, suiteQlCall } from './suiteQlRead.ts';

/** The levels of N/log, and whatever else NetSuite may say. */
export type LogLevel = 'DEBUG' | 'AUDIT' | 'ERROR' | 'EMERGENCY' | 'OTHER';

/** What a script left with N/log. */
export interface LogEntry {
  readonly id: string;
  readonly level: LogLevel;
  readonly title: string;
  readonly detail: string;
  /** The detail indented, when it is an object or array of JSON; every value as spelled. */
  readonly detailJson?: string;
  /** Milliseconds since 1970 by the server's clock, whole seconds. */
  readonly at: number;
}

/** What came of asking. */
export interface ScriptLog {
  readonly entries: readonly LogEntry[];
  /** How often it was asked for. */
  readonly polls: number;
  /** Whether there were more than were read. */
  readonly isCut: boolean;
}

/** Which script a call ran, and when by the server's clock. */
export interface LoggedCall {
  /** Internal ID or `customscript_…`, as it stands in the URL. */
  readonly script: string;
  /** Milliseconds since 1970, by this machine. */
  readonly startedAt: number;
  /** The same by the server: its Date header less the time that the call took; absent without one. */
  readonly startedAtServer?: number;
}

const kind: ReadKind = { code: 'script-log-unreadable', permissions: scriptPermissions };

/** The entries of one call are few; more are cut. */
const mostEntries = 1000;

/** Milliseconds before each time of asking: entries come a little after the answer (assumed). */
const pauses = [0, 2000, 5000];

/** Seconds by which the query asks for more than the call took; what is too old is left out by the server's clock. */
const margin = 120;

/** A Date header has whole seconds, and so have entries. */
const coarseness = 2000;

/** What there is to ask about a call; undefined when it was none to a RESTlet, or none was answered. */
export function loggedCall(
  record: Pick<ExchangeRecord, 'request' | 'response' | 'startedAt' | 'timing'>,
): LoggedCall | undefined {
  const { request, response, startedAt, timing } = record;
  const url = URL.canParse(request.url) ? new URL(request.url) : undefined;
  const script = url?.pathname.endsWith('/app/site/hosting/restlet.nl') ? url.searchParams.get('script') : null;
  if (!response || script === null || !/^(?:\d{1,18}|customscript\w{0,100})$/i.test(script)) {
    return undefined;
  }
  const answered = serverTime(response.headers);
  return { script, startedAt, ...(answered !== undefined && { startedAtServer: answered - timing.total }) };
}

/**
 * The query for what a script logged within the last seconds. Table, join and columns are those of public code
 * (`ScriptNote` joined with `script` by `scripttype`; type, title, detail, date). That SYSDATE goes by the same clock and
 * time zone as `date` is assumed: with both in the answer no time zone needs to be known.
 */
function scriptLogQuery(script: string, seconds: number): string {
  const which = /^\d+$/.test(script) ? `s.id = ${script}` : `LOWER(s.scriptid) = '${script.toLowerCase()}'`;
  return [
    'SELECT sn.internalid AS id, sn.type AS type, sn.title AS title, sn.detail AS detail,',
    "TO_CHAR(sn.date, 'YYYY-MM-DD HH24:MI:SS') AS at, TO_CHAR(SYSDATE, 'YYYY-MM-DD HH24:MI:SS') AS servernow",
    'FROM ScriptNote sn JOIN script s ON sn.scripttype = s.id',
    `WHERE ${which} AND sn.date >= SYSDATE - ${Math.ceil(seconds)} / 86400`,
    'ORDER BY sn.internalid',
  ].join(' ');
}

/**
 * Asks for what a script has logged since a call was sent: at most three times, longer and longer apart, until there is
 * something.
 *
 * @param send makes one call as a role that may see scripts, and takes care of cancelling
 * @param wait resolves after so many milliseconds, rejects when cancelled
 * @throws CodedError `script-log-unreadable` (data: status, code, why, detail, and for `permission` the permissions that it
 *   takes); the code of the failure when there was no answer; and what `send` and `wait` throw
 */
export async function readScriptLog(
  account: Pick<Destination, 'accountId' | 'baseUrl'>,
  title: string,
  call: LoggedCall,
  ports: {
    readonly send: (call: Call) => Promise<Exchange>;
    readonly wait: (milliseconds: number) => Promise<void>;
    readonly now: () => number;
  },
): Promise<ScriptLog> {
  let log: ScriptLog = { entries: [], polls: 0, isCut: false };
  for (const pause of pauses) {
    if (pause > 0) {
      await ports.wait(pause);
    }
    const seconds = Math.max(0, ports.now() - call.startedAt) / 1000 + margin;
    const query = scriptLogQuery(call.script, seconds);
    const exchange = await ports.send(suiteQlCall(account, title, query, { limit: mostEntries, offset: 0 }));
    const page = readSuiteQlPage(exchange, kind);
    const asked = serverTime(exchange.record.response?.headers ?? []) ?? ports.now();
    const entries = page.items
      .map(item => readEntry(item, asked))
      .filter(entry => entry !== undefined)
      .filter(({ at }) => at >= (call.startedAtServer ?? call.startedAt) - coarseness);
    log = { entries, polls: log.polls + 1, isCut: page.hasMore };
    if (entries.length > 0) {
      break;
    }
  }
  return log;
}

/** @param asked when the answer came, by the server */
function readEntry(item: unknown, asked: number): LogEntry | undefined {
  const cell = cellsOf(item);
  const age = secondsBetween(cell('at'), cell('servernow'));
  if (age === undefined) {
    return undefined;
  }
  const detail = cell('detail') ?? '';
  const detailJson = unfolded(detail);
  return {
    id: cell('id') ?? '',
    level: levelOf(cell('type')),
    title: shortened(cell('title')),
    detail,
    ...(detailJson !== undefined && { detailJson }),
    at: asked - age * 1000,
  };
}

function levelOf(type = ''): LogLevel {
  const level = type.trim().toUpperCase();
  return level === 'DEBUG' || level === 'AUDIT' || level === 'ERROR' || level === 'EMERGENCY' ? level : 'OTHER';
}

function unfolded(detail: string): string | undefined {
  if (!/^\s*[{[]/.test(detail)) {
    return undefined;
  }
  const index = indexJson(new TextEncoder().encode(detail));
  return index.problem ? undefined : new TextDecoder().decode(prettyJson(index));
}
