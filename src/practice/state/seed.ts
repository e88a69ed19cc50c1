import { randomBytes } from 'node:crypto';
import { allFeatureIds } from './features.ts';
import { administratorRoleId, practiceAccountId, productionAccountId, stateFormat } from './model.ts';
import type {
  AccessToken,
  AccountState,
  Application,
  Employee,
  NextIds,
  PracticeState,
  Preferences,
  Role,
} from './model.ts';
import { sampleCustomers, sampleOrders } from './sampleRecords.ts';

interface Sources {
  /** 64 hex digits, new with each call. */
  readonly secret: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const real: Sources = { secret: () => randomBytes(32).toString('hex'), now: Date.now };

/** Two new accounts, ready to use. No token opens both: tokens are never copied (ORA:section_1515141510). */
export function seedState(sources: Sources = real): PracticeState {
  const production = readyAccount(productionAccountId, 'Practice Trading Company', sources);
  const sandbox = readyAccount(practiceAccountId, 'Practice Trading Company', sources);
  return {
    format: stateFormat,
    workspace: '',
    production,
    // The records came with the last refresh, keys and all.
    sandbox: { ...sandbox, applications: production.applications },
  };
}

/** Two accounts where nothing is enabled yet and nobody but the administrator has a role: the four steps lie ahead. */
export function scratchState(sources: Sources = real): PracticeState {
  return {
    format: stateFormat,
    workspace: '',
    production: scratchAccount(productionAccountId, 'Practice Trading Company', sources),
    sandbox: scratchAccount(practiceAccountId, 'Practice Trading Company', sources),
  };
}

/** An account with one working application and token, and one application in state Blocked. */
function readyAccount(accountId: string, companyName: string, sources: Sources): AccountState {
  const createdAt = new Date(sources.now()).toISOString();
  const applications = [
    application(1, 'Orders hub', 'enabled', sources),
    application(2, 'Old warehouse link', 'blocked', sources),
  ];
  return {
    ...scratchAccount(accountId, companyName, sources),
    features: allFeatureIds,
    roles: [administrator, ...customRoles],
    employees: [
      admin(sources),
      employee(42, 'Jane', 'Doe', 'jane.doe@practice.example', [1001], sources),
      employee(43, 'Omar', 'Haddad', 'omar.haddad@practice.example', [1002, 1003], sources),
      employee(44, 'Integration', 'Bot', 'bot@practice.example', [1001, 1004], sources),
    ],
    applications,
    tokens: [
      token(1, 'Orders hub - Jane Doe, Integration Clerk', 1, createdAt, sources),
      token(2, 'Old warehouse link - Jane Doe, Integration Clerk', 2, createdAt, sources),
    ],
    nextIds: { ...firstIds, application: 3, token: 3, role: 1005 },
  };
}

function scratchAccount(accountId: string, companyName: string, sources: Sources): AccountState {
  return {
    accountId,
    companyName,
    port: 0,
    features: [],
    preferences,
    applications: [],
    tokens: [],
    requestTokens: [],
    certificateMappings: [],
    oauth2Tokens: [],
    roles: [administrator],
    employees: [admin(sources), employee(42, 'Jane', 'Doe', 'jane.doe@practice.example', [], sources)],
    customers: sampleCustomers,
    salesOrders: sampleOrders,
    scriptIds: { customscript_tba_echo: 1, customscript_tba_customers: 2, customscript_tba_throws: 3 },
    nextIds: firstIds,
  };
}

const preferences: Preferences = {
  release: '2026.2',
  requireApproval: false,
  lockAfterFailures: false,
  concurrencyLimit: 5,
};

const firstIds: NextIds = {
  application: 1,
  token: 1,
  role: 1001,
  employee: 45,
  customer: 101 + sampleCustomers.length,
  salesOrder: 501 + sampleOrders.length,
  script: 4,
  oauth2Grant: 1,
};

/** An integration record with none of the boxes for OAuth 2.0 ticked; two days are the default (ORA:section_158082518856). */
export const noOAuth2Boxes = {
  authorizationCode: false,
  publicClient: false,
  redirectUris: [],
  clientCredentials: false,
  scopes: [],
  refreshTokenHours: 48,
} as const satisfies Partial<Application>;

/** What the sample application asks for: every way in that a program on this machine can use. */
const sampleOAuth2Boxes = {
  authorizationCode: true,
  publicClient: true,
  redirectUris: ['vscode://tba-workbench.tba-workbench/oauth2'],
  clientCredentials: true,
  scopes: ['restlets', 'rest_webservices'],
  refreshTokenHours: 48,
} as const satisfies Partial<Application>;

const administrator: Role = {
  id: administratorRoleId,
  scriptId: 'administrator',
  name: 'Administrator',
  isInactive: false,
  webServicesOnly: false,
  permissions: {},
};

const customRoles: readonly Role[] = [
  {
    id: 1001,
    scriptId: 'customrole_integration_clerk',
    name: 'Integration Clerk',
    isInactive: false,
    webServicesOnly: false,
    permissions: {
      ADMI_LOGIN_OAUTH: 'FULL',
      ADMI_LOGIN_OAUTH2: 'FULL',
      ADMI_CUSTOMSCRIPT: 'VIEW',
      ADMI_RESTWEBSERVICES: 'FULL',
      ADMI_WEBSERVICES: 'FULL',
      ADMI_AUDITLOGIN: 'FULL',
      LIST_CUSTJOB: 'FULL',
      LIST_EMPLOYEE: 'VIEW',
      TRAN_SALESORD: 'FULL',
    },
  },
  {
    id: 1002,
    scriptId: 'customrole_developer',
    name: 'SuiteScript Developer',
    isInactive: false,
    webServicesOnly: false,
    permissions: {
      ADMI_MANAGE_OWN_OAUTH_TOKENS: 'FULL',
      ADMI_INTEGRAPP: 'FULL',
      ADMI_CUSTOMSCRIPT: 'FULL',
      ADMI_RESTWEBSERVICES: 'FULL',
      LIST_CUSTJOB: 'VIEW',
      TRAN_SALESORD: 'VIEW',
    },
  },
  {
    id: 1003,
    scriptId: 'customrole_token_manager',
    name: 'Token Manager',
    isInactive: false,
    webServicesOnly: false,
    permissions: { ADMI_MANAGE_OAUTH_TOKENS: 'FULL', ADMI_AUDITLOGIN: 'FULL' },
  },
  {
    id: 1004,
    scriptId: 'customrole_web_services_only',
    name: 'Web Services Only',
    isInactive: false,
    webServicesOnly: true,
    permissions: {
      ADMI_LOGIN_OAUTH: 'FULL',
      ADMI_RESTWEBSERVICES: 'FULL',
      ADMI_WEBSERVICES: 'FULL',
      LIST_CUSTJOB: 'VIEW',
      TRAN_SALESORD: 'VIEW',
    },
  },
];

function admin(sources: Sources): Employee {
  return employee(7, 'Alex', 'Admin', 'alex.admin@practice.example', [administratorRoleId], sources);
}

function employee(
  id: number,
  firstName: string,
  lastName: string,
  email: string,
  roleIds: readonly number[],
  { secret }: Sources,
): Employee {
  const password = secret().slice(0, 20);
  return { id, firstName, lastName, email, password, isInactive: false, roleIds, hiddenRoleIds: [], lockedUntil: 0 };
}

function application(id: number, name: string, state: Application['state'], { secret, now }: Sources): Application {
  return {
    id,
    name,
    description: '',
    note: '',
    state,
    tba: true,
    authorizationFlow: id === 1,
    callbackUrl: id === 1 ? 'http://localhost:*' : '',
    issueToken: id === 1,
    ...(id === 1 || state === 'blocked' ? sampleOAuth2Boxes : noOAuth2Boxes),
    ownerAccountId: productionAccountId,
    consumerKey: secret(),
    consumerSecret: secret(),
    createdAt: new Date(now()).toISOString(),
  };
}

function token(id: number, name: string, applicationId: number, createdAt: string, { secret }: Sources): AccessToken {
  return {
    id,
    name,
    state: 'active',
    token: secret(),
    tokenSecret: secret(),
    applicationId,
    employeeId: 42,
    roleId: 1001,
    createdAt,
  };
}
