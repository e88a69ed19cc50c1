import type { PracticeAccount } from '../account.ts';
import { hasPermission } from '../access/rules.ts';
import type { Role } from '../state/model.ts';
import type { PermissionKey, PermissionLevel } from '../state/permissions.ts';
import type { QueryAnswer } from '../suiteQl/queryMessages.ts';
import { runSuiteQl } from '../suiteQl/suiteQl.ts';
import type { QueryOptions } from '../suiteQl/suiteQl.ts';
import { accountTables } from './queryTables.ts';

/** What reading a table takes (all assumed: that of the record, or of the page that shows the same). */
const permissions: Readonly<Record<string, readonly [PermissionKey, PermissionLevel]>> = {
  customer: ['LIST_CUSTJOB', 'VIEW'],
  transaction: ['TRAN_SALESORD', 'VIEW'],
  transactionLine: ['TRAN_SALESORD', 'VIEW'],
  employee: ['LIST_EMPLOYEE', 'VIEW'],
  role: ['LIST_EMPLOYEE', 'VIEW'],
  script: ['ADMI_CUSTOMSCRIPT', 'VIEW'],
  scriptDeployment: ['ADMI_CUSTOMSCRIPT', 'VIEW'],
  scriptNote: ['ADMI_CUSTOMSCRIPT', 'VIEW'],
  loginAudit: ['ADMI_AUDITLOGIN', 'FULL'],
  oAuthToken: ['ADMI_MANAGE_OAUTH_TOKENS', 'FULL'],
};

/**
 * Answers one page of a query over the account, as a role may see it.
 *
 * @throws as runSuiteQl does
 */
export async function queryAccount(
  account: PracticeAccount,
  role: Role,
  query: string,
  options: Omit<QueryOptions, 'tables' | 'mayRead'>,
): Promise<QueryAnswer> {
  const tables = await accountTables(account, query);
  return runSuiteQl(query, { ...options, tables, mayRead: table => mayReadTable(role, table) });
}

function mayReadTable(role: Role, table: string): boolean {
  const needed = Object.hasOwn(permissions, table) ? permissions[table] : undefined;
  return needed !== undefined && hasPermission(role, ...needed);
}
