import { originsOf, type Destination } from '../callAccount.ts';
import { otherAnswer, readAnswer, type ReadKind } from './readAnswer.ts';
import { isObject } from '../../isObject.ts';
import type { Exchange } from '../record.ts';
import type { Call } from '../send.ts';

/** What reading scripts by SuiteQL takes: calling at all [C], and seeing scripts (assumed). */
export const scriptPermissions = 'REST Web Services (ADMI_RESTWEBSERVICES), SuiteScript (ADMI_CUSTOMSCRIPT)';

/** One page of a query (ORA:section_157909186990). */
export function suiteQlCall(
  account: Pick<Destination, 'accountId' | 'baseUrl'>,
  title: string,
  query: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Call {
  return {
    title,
    method: 'POST',
    url: `${originsOf(account).suiteTalk}/services/rest/query/v1/suiteql?limit=${limit}&offset=${offset}`,
    headers: [
      { name: 'Accept', value: 'application/json' },
      { name: 'Content-Type', value: 'application/json' },
      { name: 'Prefer', value: 'transient' },
    ],
    body: JSON.stringify({ q: query }),
  };
}

/**
 * The rows of an answer to suiteQlCall.
 *
 * @throws CodedError those of readAnswer, also for an answer that is no list
 */
export function readSuiteQlPage(
  exchange: Exchange,
  kind: ReadKind,
): { readonly items: readonly unknown[]; readonly hasMore: boolean } {
  const answer = readAnswer(exchange, kind);
  const items = isObject(answer) ? answer['items'] : undefined;
  if (!isObject(answer) || !Array.isArray(items)) {
    throw otherAnswer(kind);
  }
  const hasMore = answer['hasMore'] === true;
  if (hasMore && items.length === 0) {
    // It would go on for ever.
    throw otherAnswer(kind);
  }
  return { items, hasMore };
}

/** A null has no member, and columns come in lower case, whatever the query says (public answers). */
export function cellsOf(item: unknown): (column: string) => string | undefined {
  const entries = isObject(item) ? Object.entries(item) : [];
  return column => {
    const value = entries.find(([name]) => name.toLowerCase() === column)?.[1];
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined;
  };
}
