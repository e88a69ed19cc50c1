import { practiceAccountId, stateFormat } from './model.ts';
import { noOAuth2Boxes, seedState } from './seed.ts';

/** A state of an older format as the newest; one of the newest, or of no known format, as it is. */
export function migrateState(value: Record<string, unknown>, format: number): Record<string, unknown> {
  switch (format) {
    case 1:
      return migrateFromFormat1(value);
    case 2:
      return { ...value, format: stateFormat, ...mapAccounts(value, withOAuth2) };
    default:
      return value;
  }
}

/** Format 2 knew no OAuth 2.0: what people have set up stays as it is, with the new boxes not ticked. */
function withOAuth2(account: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return {
    ...account,
    applications: asList(account['applications']).map(each => ({ ...noOAuth2Boxes, ...each })),
    certificateMappings: [],
    oauth2Tokens: [],
    nextIds: { ...(account['nextIds'] as object | undefined), oauth2Grant: 1 },
  };
}

function mapAccounts(
  { production, sandbox }: Readonly<Record<string, unknown>>,
  change: (account: Readonly<Record<string, unknown>>) => Record<string, unknown>,
): Record<string, unknown> {
  const changed = (account: unknown) =>
    typeof account === 'object' && account !== null ? change(account as Record<string, unknown>) : account;
  return { production: changed(production), sandbox: changed(sandbox) };
}

/**
 * A state of format 1 held one account with credentials and customers. They become the sandbox's; all else is as in a
 * new account. What comes out is checked like any other state, so nothing is checked here.
 */
function migrateFromFormat1(old: Readonly<Record<string, unknown>>): Record<string, unknown> {
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
