/** The trail, and what is wanted of it; names as public code has them (mattplant/netsuite-suitetools). */
export const auditTable = 'LoginAudit';

/** What names who logged in, without which the rest still says something; BUILTIN.DF gives names for internal IDs. */
export const ownerParts = ['user', 'role', 'BUILTIN.DF'] as const;

/** And what tells from where, and what for. */
export const placeParts = ['ipAddress', 'requestUri'] as const;

export type OptionalPart = (typeof ownerParts | typeof placeParts)[number];

/** Which of them an account has. */
export type Present = ReadonlySet<OptionalPart>;

/** Which logins: those of the last days, or those before them. */
export type Span = { readonly days: number; readonly isBefore: boolean };

const text = "'YYYY-MM-DD HH24:MI:SS'";
/** Whose logins are counted: Oracle's own search for TBA takes rows with a token's name (ORA:section_0525022007). */
const isOfToken = '(la.oAuthAccessTokenName IS NOT NULL OR la.oAuthAppName IS NOT NULL)';

type Columns = readonly (readonly [expression: string, alias: string])[];

function ownerColumns(present: Present): Columns {
  const withName = (column: 'user' | 'role'): Columns => [
    ...(present.has(column) ? [[`la.${column}`, `${column}id`] as const] : []),
    ...(present.has(column) && present.has('BUILTIN.DF')
      ? [[`BUILTIN.DF(la.${column})`, `${column}name`] as const]
      : []),
  ];
  return [
    ['la.oAuthAppName', 'application'],
    ['la.oAuthAccessTokenName', 'token'],
    ...withName('user'),
    ...withName('role'),
    ['la.status', 'status'],
  ];
}

function where({ days, isBefore }: Span): string {
  return isBefore
    ? `la.status = 'Success' AND la.oAuthAccessTokenName IS NOT NULL AND la.date < SYSDATE - ${days}`
    : `${isOfToken} AND la.date >= SYSDATE - ${days}`;
}

function list(columns: Columns): string {
  return columns.map(([expression, alias]) => `${expression} AS ${alias}`).join(', ');
}

/**
 * How often each token logged in, or failed to, first and last. That SYSDATE goes by the same clock and time zone as `date`
 * is assumed: with both in the answer no time zone needs to be known.
 */
export function countQuery(present: Present, span: Span): string {
  const owner = ownerColumns(present);
  const grouped = owner.map(([expression]) => expression).join(', ');
  return [
    `SELECT ${list(owner)}, COUNT(*) AS logins, TO_CHAR(MIN(la.date), ${text}) AS firstat,`,
    `TO_CHAR(MAX(la.date), ${text}) AS lastat, TO_CHAR(SYSDATE, ${text}) AS servernow`,
    `FROM ${auditTable} la WHERE ${where(span)} GROUP BY ${grouped} ORDER BY ${grouped}`,
  ].join(' ');
}

/** The same by address and what was called; the latest come first, as they are what matters when there are too many. */
export function placeQuery(present: Present, span: Span): string {
  const columns = [...ownerColumns(present).filter(([, alias]) => !alias.endsWith('name')), ...placeColumns(present)];
  const grouped = columns.map(([expression]) => expression).join(', ');
  return [
    `SELECT ${list(columns)}, COUNT(*) AS logins FROM ${auditTable} la`,
    `WHERE ${where(span)} GROUP BY ${grouped} ORDER BY MAX(la.date) DESC, ${grouped}`,
  ].join(' ');
}

/** Login by login, for an account that does not count them. */
export function rowQuery(present: Present, span: Span): string {
  return [
    `SELECT ${list([...ownerColumns(present), ...placeColumns(present)])}, TO_CHAR(la.date, ${text}) AS lastat,`,
    `TO_CHAR(SYSDATE, ${text}) AS servernow FROM ${auditTable} la WHERE ${where(span)} ORDER BY la.date DESC`,
  ].join(' ');
}

/** Whether a part is there: the cheapest question that names it. */
export function partQuery(part: OptionalPart): string {
  const expression = part === 'BUILTIN.DF' ? 'BUILTIN.DF(la.role)' : `la.${part}`;
  return `SELECT ${expression} AS asked FROM ${auditTable} la WHERE la.date >= SYSDATE - 1`;
}

function placeColumns(present: Present): Columns {
  return placeParts.filter(part => present.has(part)).map(part => [`la.${part}`, part.toLowerCase()] as const);
}
