import { practiceAccountId } from './model.ts';
import { seedState } from './seed.ts';

/**
 * A state of format 1 held one account with credentials and customers. They become the sandbox's; all else is as in a
 * new account. What comes out is checked like any other state, so nothing is checked here.
 */
export function migrateFromFormat1(old: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const fresh = seedState();
  const [hub, warehouse] = fresh.production.applications;
  const applications = asList(old['applications']).map((each, index) => ({
    ...(index === 0 ? hub : warehouse),
    ...each,
  }));
  const tokens = asList(old['tokens']).map(({ entityId, ...each }) => ({
    ...each,
    employeeId: entityId,
    createdAt: hub?.createdAt,
  }));
  const nextCustomer = old['nextCustomerId'];
  return {
    ...fresh,
    sandbox: {
      ...fresh.sandbox,
      accountId: practiceAccountId,
      port: old['port'],
      applications,
      tokens,
      customers: old['customers'],
      nextIds: {
        ...fresh.sandbox.nextIds,
        customer: nextCustomer,
        application: applications.length + 1,
        token: tokens.length + 1,
      },
    },
  };
}

function asList(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? (value as Record<string, unknown>[]) : [];
}
