import { isCoded } from '../../codedError.ts';
import type { AuditRow, HolderFacts } from '../../diagnosis/login/evidence.ts';
import type { Destination } from '../callAccount.ts';
import type { ReadKind } from '../reads/readAnswer.ts';
import type { Exchange } from '../record.ts';
import type { Call } from '../send.ts';
import { cellsOf, readSuiteQlPage, suiteQlCall } from '../reads/suiteQlRead.ts';

const kind: ReadKind = {
  code: 'login-audit-unreadable',
  permissions: 'REST Web Services (ADMI_RESTWEBSERVICES), Employees (LIST_EMPLOYEE)',
};

/**
 * Asks with another token whether user and role of a row of the trail are inactive, after `permission_denied`, which may
 * mean that and more. `employee.isinactive` is seen in public queries; `role.isinactive` is assumed. What the other
 * token's role may not read stays unknown.
 *
 * @param send makes one call with the other token, and takes care of cancelling
 * @throws what `send` throws, and the code of the failure when there was no answer
 */
export async function readHolder(
  account: Pick<Destination, 'accountId' | 'baseUrl'>,
  title: string,
  { userId, roleId }: Pick<AuditRow, 'userId' | 'roleId'>,
  send: (call: Call) => Promise<Exchange>,
): Promise<HolderFacts> {
  const ask = async (table: 'employee' | 'role', id: string | undefined) => {
    // It goes into a query as it is.
    if (id === undefined || !/^\d{1,18}$/.test(id)) {
      return undefined;
    }
    const query = `SELECT t.isinactive AS inactive FROM ${table} t WHERE t.id = ${id}`;
    try {
      const { items } = readSuiteQlPage(await send(suiteQlCall(account, title, query, { limit: 1, offset: 0 })), kind);
      const value = cellsOf(items[0])('inactive');
      return value === undefined ? undefined : value === 'T' || value === 'true';
    } catch (error) {
      if (isCoded(error, kind.code)) {
        return undefined;
      }
      throw error;
    }
  };
  const isUserInactive = await ask('employee', userId);
  const isRoleInactive = await ask('role', roleId);
  return {
    ...(isUserInactive !== undefined && { isUserInactive }),
    ...(isRoleInactive !== undefined && { isRoleInactive }),
  };
}
