import { CodedError } from '../../codedError.ts';
import { allFeatureIds } from './features.ts';
import { migrateState } from './migrate.ts';
import { oauth2Scopes, orderStatuses, stateFormat } from './model.ts';
import type { AccountState, PracticeState } from './model.ts';
import { permissionLevels } from './permissions.ts';

type Shape =
  | 'string'
  | 'number'
  | 'boolean'
  | 'numbers by name'
  | 'levels by name'
  | readonly string[]
  | { readonly [key: string]: Shape }
  | readonly [{ readonly each: Shape }];

const key = /^[0-9a-f]{64}$/;
const list = (each: Shape) => [{ each }] as const;

/** What an account in state.json must look like; a list of strings is a choice. */
const accountShape = {
  accountId: 'string',
  companyName: 'string',
  port: 'number',
  features: list(allFeatureIds),
  preferences: {
    release: ['2026.2', '2027.1', 'end-of-tba'],
    requireApproval: 'boolean',
    lockAfterFailures: 'boolean',
    concurrencyLimit: 'number',
  },
  applications: list({
    id: 'number',
    name: 'string',
    description: 'string',
    note: 'string',
    state: ['enabled', 'blocked', 'waiting-for-approval'],
    tba: 'boolean',
    authorizationFlow: 'boolean',
    callbackUrl: 'string',
    issueToken: 'boolean',
    authorizationCode: 'boolean',
    publicClient: 'boolean',
    redirectUris: list('string'),
    clientCredentials: 'boolean',
    scopes: list(oauth2Scopes),
    refreshTokenHours: 'number',
    ownerAccountId: 'string',
    consumerKey: 'string',
    consumerSecret: 'string',
    createdAt: 'string',
  }),
  tokens: list({
    id: 'number',
    name: 'string',
    state: ['active', 'inactive', 'revoked'],
    token: 'string',
    tokenSecret: 'string',
    applicationId: 'number',
    employeeId: 'number',
    roleId: 'number',
    createdAt: 'string',
  }),
  requestTokens: list({
    token: 'string',
    tokenSecret: 'string',
    applicationId: 'number',
    callbackUrl: 'string',
    roleId: 'number',
    createdAt: 'number',
    verifier: 'string',
    allowedEmployeeId: 'number',
    allowedRoleId: 'number',
  }),
  certificateMappings: list({
    id: 'string',
    applicationId: 'number',
    employeeId: 'number',
    roleId: 'number',
    certificate: 'string',
    validFrom: 'number',
    validUntil: 'number',
    isRevoked: 'boolean',
    createdAt: 'string',
  }),
  oauth2Tokens: list({
    id: 'string',
    kind: ['access', 'refresh'],
    token: 'string',
    grantId: 'number',
    applicationId: 'number',
    employeeId: 'number',
    roleId: 'number',
    scopes: list(oauth2Scopes),
    certificateId: 'string',
    createdAt: 'number',
    expiresAt: 'number',
    state: ['active', 'spent', 'revoked'],
  }),
  roles: list({
    id: 'number',
    scriptId: 'string',
    name: 'string',
    isInactive: 'boolean',
    webServicesOnly: 'boolean',
    permissions: 'levels by name',
  }),
  employees: list({
    id: 'number',
    firstName: 'string',
    lastName: 'string',
    email: 'string',
    password: 'string',
    isInactive: 'boolean',
    roleIds: list('number'),
    hiddenRoleIds: list('number'),
    lockedUntil: 'number',
  }),
  customers: list({
    id: 'number',
    companyName: 'string',
    email: 'string',
    currency: 'string',
    creditLimit: 'string',
    balance: 'string',
    dateCreated: 'string',
    isInactive: 'boolean',
  }),
  salesOrders: list({
    id: 'number',
    tranId: 'string',
    customerId: 'number',
    salesRepId: 'number',
    tranDate: 'string',
    status: orderStatuses,
    currency: 'string',
    memo: 'string',
    lines: list({ item: 'string', description: 'string', quantity: 'string', rate: 'string', amount: 'string' }),
  }),
  scriptIds: 'numbers by name',
  nextIds: {
    application: 'number',
    token: 'number',
    role: 'number',
    employee: 'number',
    customer: 'number',
    salesOrder: 'number',
    script: 'number',
    oauth2Grant: 'number',
  },
} satisfies { readonly [Name in keyof AccountState]: Shape };

/**
 * Reads the text of state.json, of this format or an older one. A file that cannot be understood is never repaired or
 * replaced here: it may hold somebody's work, and a newer version of this program may understand it.
 *
 * @throws CodedError `practice-state-corrupt` (data: file, where), `practice-state-newer` (data: file, format, supported)
 */
export function readState(text: string, file: string): PracticeState {
  const corrupt = (where: string, cause?: unknown) =>
    new CodedError('practice-state-corrupt', { file, where }, cause === undefined ? {} : { cause });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw corrupt('json', cause);
  }
  if (!isRecord(value) || !Number.isSafeInteger(value['format'])) {
    throw corrupt('format');
  }
  const format = Number(value['format']);
  if (format > stateFormat) {
    throw new CodedError('practice-state-newer', { file, format, supported: stateFormat });
  }
  const current = migrateState(value, format);
  if (current['format'] !== stateFormat) {
    throw corrupt('format');
  }
  const where = mismatch(current, { workspace: 'string', production: accountShape, sandbox: accountShape });
  if (where !== undefined) {
    throw corrupt(where);
  }
  const state = current as unknown as PracticeState;
  const secrets = [state.production, state.sandbox].flatMap(account => [
    ...account.applications.flatMap(each => [each.consumerKey, each.consumerSecret]),
    ...account.tokens.flatMap(each => [each.token, each.tokenSecret]),
  ]);
  if (!secrets.every(each => key.test(each))) {
    throw corrupt('credentials');
  }
  return state;
}

/** The path of the first value that is not what the shape asks for; made only when there is one, as files are large. */
function mismatch(value: unknown, expected: Shape): string | undefined {
  if (typeof expected === 'string') {
    return fits(value, expected) ? undefined : '';
  }
  if (isChoice(expected)) {
    return typeof value === 'string' && expected.includes(value) ? undefined : '';
  }
  if (isList(expected)) {
    if (!Array.isArray(value)) {
      return '';
    }
    const [{ each }] = expected;
    const index = value.findIndex(item => mismatch(item, each) !== undefined);
    return index < 0 ? undefined : `[${index}]${mismatch(value[index], each)}`;
  }
  if (!isRecord(value)) {
    return '';
  }
  for (const [name, inner] of Object.entries(expected)) {
    const where = mismatch(value[name], inner);
    if (where !== undefined) {
      return `.${name}${where}`;
    }
  }
  return undefined;
}

function fits(value: unknown, expected: Extract<Shape, string>): boolean {
  switch (expected) {
    case 'number':
      return Number.isSafeInteger(value);
    case 'numbers by name':
      return isRecord(value) && Object.values(value).every(each => Number.isSafeInteger(each));
    case 'levels by name':
      return isRecord(value) && Object.values(value).every(each => permissionLevels.some(level => level === each));
    case 'string':
    case 'boolean':
      return typeof value === expected;
  }
}

function isChoice(expected: Shape): expected is readonly string[] {
  return Array.isArray(expected) && typeof expected[0] === 'string';
}

function isList(expected: Shape): expected is readonly [{ readonly each: Shape }] {
  return Array.isArray(expected) && typeof expected[0] !== 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
