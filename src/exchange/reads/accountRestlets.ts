import type { Destination } from '../callAccount.ts';
import { otherAnswer, shortened, type ReadKind } from './readAnswer.ts';
import type { Exchange } from '../record.ts';
import type { Call } from '../send.ts';
import { cellsOf, readSuiteQlPage, scriptPermissions, suiteQlCall } from './suiteQlRead.ts';

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
    const exchange = await send(suiteQlCall(account, title, restletsQuery, { limit: pageRows, offset: rows.length }));
    const page = readSuiteQlPage(exchange, kind);
    rows.push(...page.items.map(readRow));
    onPage(rows.length);
    hasMore = page.hasMore;
  }
  return gather(rows);
}

interface RestletRow {
  readonly restlet: Omit<AccountRestlet, 'deployments'>;
  readonly deployment?: AccountDeployment;
}

const kind: ReadKind = { code: 'restlets-unreadable', permissions: scriptPermissions };

/** IDs go into request files and URLs as they are, so they have to be IDs. */
export const scriptIdShape = /^\w{1,100}$/;
export const internalIdShape = /^-?\d{1,18}$/;

function readRow(item: unknown): RestletRow {
  const cell = cellsOf(item);
  const need = (column: string, shape: RegExp): string => {
    const value = cell(column);
    if (value === undefined || !shape.test(value)) {
      throw otherAnswer(kind, column);
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

function isTrue(value: string | undefined): boolean {
  return value === 'T' || value === 'true';
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
