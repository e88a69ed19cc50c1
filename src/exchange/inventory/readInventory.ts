import type { AccountFacts } from '../../migration/accountFacts.ts';
import type { InventoryPorts } from './askRows.ts';
import { readLogins } from './readLogins.ts';
import { readTokens } from './readTokens.ts';
import { readUsers } from './readUsers.ts';

/** The days of the Login Audit Trail that are counted. */
const countedDays = 90;

/**
 * Reads the tokens of an account and their logins by SuiteQL, one call after the other. What is not there, or what the role
 * may not see, is named in the answer, and the rest goes on; a refused login ends it at once.
 *
 * @throws CodedError `inventory-unreadable` (data: status, code, why (`login` or `busy`), detail); the code of the failure
 *   when there was no answer; and what `send` throws
 */
export async function readInventory(ports: InventoryPorts): Promise<AccountFacts> {
  const found = await readTokens(ports);
  const users = found.tokens ? await readUsers(ports, found.tokens) : undefined;
  const { logins, places, older, cut, missing } = await readLogins(ports, countedDays);
  return {
    readAt: ports.now(),
    days: countedDays,
    ...(users && { tokens: users.tokens }),
    ...(logins && { logins }),
    ...(places && { places }),
    ...(older && { older }),
    cut: [...(found.isCut ? (['tokens'] as const) : []), ...cut],
    missing: [...found.missing, ...(users?.missing ?? []), ...missing],
  };
}
