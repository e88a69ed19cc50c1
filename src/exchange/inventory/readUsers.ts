import type { MissingPart, TokenFacts } from '../../migration/accountFacts.ts';
import { askRows, isMissing, missingPart, type InventoryPorts } from './askRows.ts';

/** IDs of one query: a list in Oracle's SQL holds at most 1,000. */
const idsAtOnce = 500;

/**
 * Adds to tokens whether their user is inactive. `employee.isinactive` is seen in public queries. Users who are no
 * employees are not found there, and stay unknown.
 *
 * @throws as askRows, but for what isMissing says
 */
export async function readUsers(
  ports: InventoryPorts,
  tokens: readonly TokenFacts[],
): Promise<{ readonly tokens: readonly TokenFacts[]; readonly missing: readonly MissingPart[] }> {
  const ids = [...new Set(tokens.flatMap(({ userId }) => userId ?? []))];
  const inactive = new Map<string, boolean>();
  try {
    for (let from = 0; from < ids.length; from += idsAtOnce) {
      // They are digits, see readTokens.
      const list = ids.slice(from, from + idsAtOnce).join(', ');
      const query = `SELECT e.id AS id, e.isinactive AS inactive FROM employee e WHERE e.id IN (${list}) ORDER BY e.id`;
      const { rows } = await askRows(ports, 'users', query, 1);
      for (const row of rows) {
        inactive.set(row('id') ?? '', ['T', 'true'].includes(row('inactive') ?? ''));
      }
    }
  } catch (error) {
    if (!isMissing(error)) {
      throw error;
    }
    return { tokens, missing: [missingPart(error, 'employee')] };
  }
  return {
    tokens: tokens.map(token => {
      const isUserInactive = inactive.get(token.userId ?? '');
      return isUserInactive === undefined ? token : { ...token, isUserInactive };
    }),
    missing: [],
  };
}
