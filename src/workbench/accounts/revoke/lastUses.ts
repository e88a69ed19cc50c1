import { isObject } from '../../../isObject.ts';

/** A login with a token, as NetSuite's Login Audit Trail has it; texts as NetSuite gives them. */
export interface LastUse {
  /** In the account's own way and time zone. */
  readonly date: string;
  readonly application: string;
  readonly token: string;
  /** Which program it was, as far as it said. */
  readonly userAgent: string;
}

/** What our own calls say they are: the question itself is a login too. */
const ownUserAgent = 'tba-workbench';

/**
 * The last logins with tokens that the role may see, the newest first. Table and columns are those that public code
 * reads; Oracle documents the Login Audit Trail as a page only.
 */
export const lastUsesQuery = [
  "SELECT TO_CHAR(loginAudit.date, 'YYYY-MM-DD HH24:MI:SS') AS lastuse,",
  'loginAudit.oAuthAppName AS application, loginAudit.oAuthAccessTokenName AS tokenname,',
  'loginAudit.userAgent AS useragent',
  'FROM loginAudit',
  "WHERE loginAudit.status = 'Success' AND loginAudit.oAuthAccessTokenName IS NOT NULL",
  'ORDER BY loginAudit.date DESC',
].join(' ');

/**
 * Reads the answer of the query: for each token the last login by another program than this one.
 *
 * @returns undefined when the text is no such answer
 */
export function readLastUses(text: string): readonly LastUse[] | undefined {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return undefined;
  }
  const items = isObject(answer) ? answer['items'] : undefined;
  if (!Array.isArray(items)) {
    return undefined;
  }
  const uses = new Map<string, LastUse>();
  for (const item of items.filter(isObject)) {
    const [date, application, token, userAgent] = ['lastuse', 'application', 'tokenname', 'useragent'].map(column =>
      cell(item, column),
    );
    const key = JSON.stringify([application, token]);
    if (date && token && !userAgent?.startsWith(ownUserAgent) && !uses.has(key)) {
      uses.set(key, { date, application: application ?? '', token, userAgent: userAgent ?? '' });
    }
  }
  return [...uses.values()];
}

/** Column names come in lower case, whatever the query says (public answers). */
function cell(item: Readonly<Record<string, unknown>>, column: string): string | undefined {
  const value = Object.entries(item).find(([name]) => name.toLowerCase() === column)?.[1];
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  return text?.replaceAll(/\s+/g, ' ').trim().slice(0, 120);
}
