import type { AccountState, NextIds, PracticeState } from './model.ts';

/**
 * Refreshes the sandbox from production. A refresh replaces the whole sandbox by a copy (ORA:bridgehead_4573924948);
 * tokens are deleted, records of the sandbox alone are removed, those of production copied in with their settings
 * (ORA:section_1515141510, ORA:section_1515139626).
 *
 * Certificate mappings are cleared too (ORA:section_162686838198), and with them, assumed, all that OAuth 2.0 gave out.
 *
 * Assumed, where Oracle says nothing: request tokens go with the tokens; nobody is locked in the copy; what only a
 * practice account lets one set (release, lock, concurrency) is the sandbox's own and stays.
 */
export function refreshSandbox(state: PracticeState): PracticeState {
  const { production, sandbox } = state;
  const refreshed: AccountState = {
    ...production,
    accountId: sandbox.accountId,
    port: sandbox.port,
    preferences: { ...sandbox.preferences, requireApproval: production.preferences.requireApproval },
    employees: production.employees.map(each => ({ ...each, lockedUntil: 0 })),
    tokens: [],
    requestTokens: [],
    certificateMappings: [],
    oauth2Tokens: [],
    nextIds: laterIds(production.nextIds, sandbox.nextIds),
  };
  return { ...state, sandbox: refreshed };
}

/** Ids are never given twice, not even over a refresh. */
function laterIds(one: NextIds, other: NextIds): NextIds {
  return {
    application: Math.max(one.application, other.application),
    token: Math.max(one.token, other.token),
    role: Math.max(one.role, other.role),
    employee: Math.max(one.employee, other.employee),
    customer: Math.max(one.customer, other.customer),
    salesOrder: Math.max(one.salesOrder, other.salesOrder),
    script: Math.max(one.script, other.script),
    oauth2Grant: Math.max(one.oauth2Grant, other.oauth2Grant),
  };
}
