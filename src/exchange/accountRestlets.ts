import { readNetSuiteError } from '../bodies/netSuiteError.ts';
import { CodedError } from '../codedError.ts';
import { originsOf, type Destination } from './callAccount.ts';
import { readLoginFailure } from './loginFailure.ts';
import type { Exchange } from './record.ts';
import type { Call } from './send.ts';

/** A deployment as the account has it. */
export interface AccountDeployment {
  /** The script ID, `customdeploy_…`. */
  readonly deploymentId: string;
  readonly internalId: string;
  readonly title: string;
  /** `RELEASED`, `TESTING`, or whatever else NetSuite says; '' when it says nothing. */
  readonly status: string;
  readonly isDeployed: boolean;
}

/** A RESTlet's script record as the account has it. */
export interface AccountRestlet {
  /** `customscript_…` */
  readonly scriptId: string;
  readonly internalId: string;
  readonly name: string;
  readonly isInactive: boolean;
  /** What NetSuite shows for the file: a name or a path. */
  readonly scriptFile?: string;
  readonly deployments: readonly AccountDeployment[];
}

/**
 * Why RESTlets could not be read; `why` in the data of `restlets-unreadable`.
 *
 * - `login`: refused, the token does not work
 * - `permission`: the role may not do it
 * - `query`: a table or column is not there; NetSuite also says so of what a role may not see
 * - `busy`: too many calls at once
 * - `answer`: anything else, also an answer that is no list of RESTlets
 */
export type UnreadableReason = 'login' | 'permission' | 'query' | 'busy' | 'answer';

/**
 * All RESTlets, with a row for each deployment, and one for a script that has none. Tables, join and columns are those of
 * public code: `script` (id, scriptid, name, scripttype, scriptfile, isinactive) and `scriptDeployment` (primarykey,
 * script, scriptid, title, status, isdeployed), status `RELEASED` or `TESTING`. That BUILTIN.DF shows a readable name for
 * the file, as for other references (ORA:article_1029114613), is assumed. The order keeps pages apart.
 */
export const restletsQuery = [
  'SELECT s.id AS scriptkey, s.scriptid AS scriptid, s.name AS scriptname, s.isinactive AS inactive,',
  'BUILTIN.DF(s.scriptfile) AS scriptfile, d.primarykey AS deploykey, d.scriptid AS deployid, d.title AS title,',
  'd.status AS status, d.isdeployed AS isdeployed',
  'FROM script s LEFT JOIN scriptDeployment d ON d.script = s.id',
  "WHERE s.scripttype = 'RESTLET'",
  'ORDER BY s.id, d.primarykey',
].join(' ');

/** Rows of a page; NetSuite gives at most 1,000 (ORA:section_157909186990). */
const pageRows = 1000;
/** NetSuite answers no more rows of one query than this (ORA:section_157909186990). */
const mostRows = 100_000;

/**
 * Reads the RESTlets of an account by SuiteQL, page after page.
 *
 * @param send makes one call as a role that may see scripts, and takes care of cancelling
 * @param onPage is told how many rows there are so far
 * @throws CodedError `restlets-unreadable` (data: status, code, why, detail, and for `permission` the keys that it takes);
 *   the code of the failure when there was no answer; and what `send` throws
 */
export async function readAccountRestlets(
  account: Pick<Destination, 'accountId' | 'baseUrl'>,
  title: string,
  send: (call: Call) => Promise<Exchange>,
  onPage: (rows: number) => void = () => undefined,
): Promise<readonly AccountRestlet[]> {
  const rows: RestletRow[] = [];
  for (let hasMore = true; hasMore && rows.length < mostRows;) {
    const exchange = await send(pageCall(account, title, rows.length));
    const page = readPage(exchange);
    rows.push(...page.rows);
    onPage(rows.length);
    hasMore = page.hasMore;
  }
  return gather(rows);
}

function pageCall(account: Pick<Destination, 'accountId' | 'baseUrl'>, title: string, offset: number): Call {
  return {
    title,
    method: 'POST',
    url: `${originsOf(account).suiteTalk}/services/rest/query/v1/suiteql?limit=${pageRows}&offset=${offset}`,
    headers: [
      { name: 'Accept', value: 'application/json' },
      { name: 'Content-Type', value: 'application/json' },
      { name: 'Prefer', value: 'transient' },
    ],
    body: JSON.stringify({ q: restletsQuery }),
  };
}

interface RestletRow {
  readonly restlet: Omit<AccountRestlet, 'deployments'>;
  readonly deployment?: AccountDeployment;
}

function readPage({ record, body }: Exchange): { readonly rows: readonly RestletRow[]; readonly hasMore: boolean } {
  const { response, failure } = record;
  if (!response) {
    throw new CodedError(failure?.code ?? 'connection-broken', failure?.data ?? {});
  }
  const { status } = response;
  if (status !== 200) {
    throw unreadable(status, body);
  }
  const answer = parse(new TextDecoder().decode(body));
  const items = isObject(answer) ? answer['items'] : undefined;
  if (!isObject(answer) || !Array.isArray(items)) {
    throw notAList(status);
  }
  const rows = items.map(item => readRow(item, status));
  const hasMore = answer['hasMore'] === true;
  if (hasMore && rows.length === 0) {
    // It would go on for ever.
    throw notAList(status);
  }
  return { rows, hasMore };
}

/** IDs go into request files and URLs as they are, so they have to be IDs. */
const scriptIdShape = /^\w{1,100}$/;
const internalIdShape = /^-?\d{1,18}$/;

function readRow(item: unknown, status: number): RestletRow {
  const cell = cellsOf(item);
  const need = (column: string, shape: RegExp): string => {
    const value = cell(column);
    if (value === undefined || !shape.test(value)) {
      throw notAList(status, column);
    }
    return value;
  };
  const scriptId = need('scriptid', scriptIdShape);
  const scriptFile = shortened(cell('scriptfile'));
  return {
    restlet: {
      scriptId,
      internalId: need('scriptkey', internalIdShape),
      name: shortened(cell('scriptname')) || scriptId,
      isInactive: isTrue(cell('inactive')),
      ...(scriptFile !== '' && { scriptFile }),
    },
    ...(cell('deploykey') !== undefined && {
      deployment: {
        deploymentId: need('deployid', scriptIdShape),
        internalId: need('deploykey', internalIdShape),
        title: shortened(cell('title')) || need('deployid', scriptIdShape),
        status: shortened(cell('status')).toUpperCase(),
        isDeployed: isTrue(cell('isdeployed')),
      },
    }),
  };
}

/** A null has no member, and columns come in lower case, whatever the query says (public answers). */
function cellsOf(item: unknown): (column: string) => string | undefined {
  const entries = isObject(item) ? Object.entries(item) : [];
  return column => {
    const value = entries.find(([name]) => name.toLowerCase() === column)?.[1];
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined;
  };
}

function isTrue(value: string | undefined): boolean {
  return value === 'T' || value === 'true';
}

/** Names are people's own: one line, and not for ever. */
function shortened(text = ''): string {
  return text
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 200);
}

/** In the order of their names, deployments as the account numbers them. */
function gather(rows: readonly RestletRow[]): readonly AccountRestlet[] {
  const byScript = Map.groupBy(rows, ({ restlet }) => restlet.internalId);
  const restlets = [...byScript.values()].flatMap(([first, ...others]) => {
    // A record that was made meanwhile may shift the pages, so that a row comes twice.
    const deployments = new Map(
      [first, ...others].flatMap(row =>
        row?.deployment ? [[row.deployment.internalId, row.deployment] as const] : [],
      ),
    );
    return first ? [{ ...first.restlet, deployments: [...deployments.values()] }] : [];
  });
  return restlets.sort((a, b) => a.name.localeCompare(b.name) || a.scriptId.localeCompare(b.scriptId));
}

/** The keys of what reading scripts by SuiteQL takes: calling at all [C], and seeing scripts (assumed). */
const permissions = 'REST Web Services (ADMI_RESTWEBSERVICES), SuiteScript (ADMI_CUSTOMSCRIPT)';

function unreadable(status: number, body: Uint8Array): CodedError {
  const refusal = readLoginFailure(status, body);
  const error = readNetSuiteError({ status, body });
  const code = refusal ?? error?.code ?? '';
  const why = reasonOf(status, code, refusal !== undefined);
  const detail = shortened(error?.message);
  return new CodedError('restlets-unreadable', {
    status,
    code,
    why,
    detail,
    ...(why === 'permission' && { permissions }),
  });
}

/** INSUFFICIENT_PERMISSION with 403 and INVALID_PARAMETER with 400 are recorded in public code. */
function reasonOf(status: number, code: string, isLogin: boolean): UnreadableReason {
  if (isLogin) {
    return 'login';
  }
  if (status === 403 || /PERMISSION/.test(code)) {
    return 'permission';
  }
  if (status === 429 || /CONCURRENCY_LIMIT|REQUEST_LIMIT/.test(code)) {
    return 'busy';
  }
  return status === 400 ? 'query' : 'answer';
}

function notAList(status: number, column = ''): CodedError {
  return new CodedError('restlets-unreadable', { status, code: '', why: 'answer', detail: '', column });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
