import type { FeatureId } from './features.ts';
import type { PermissionKey, PermissionLevel } from './permissions.ts';

/** The version of state.json that this code reads and writes. */
export const stateFormat = 3;

/** The production account. */
export const productionAccountId = 'TSTDRV0000001';

/** Its sandbox, the account that is handed out: realm and host form differ in it, as they do in real ones. */
export const practiceAccountId = 'TSTDRV0000001_SB1';

/** The role that may do everything; NetSuite's own has internal id 3 (assumed from common use). */
export const administratorRoleId = 3;

/**
 * Which NetSuite the account plays (ORA:section_158921905537): 2026.2; 2027.1, where no new TBA application can be
 * made; and the end of TBA, where every call with a token is refused (assumed, the date is not settled).
 */
export type Release = '2026.2' | '2027.1' | 'end-of-tba';

/** What an OAuth 2.0 token can be good for (ORA:section_162790605110). `mcp` is not here: nothing answers it. */
export const oauth2Scopes = ['restlets', 'rest_webservices', 'suite_analytics'] as const;
export type OAuth2Scope = (typeof oauth2Scopes)[number];

/** An integration record. Keys and secrets are 64 lower-case hex digits, as NetSuite's are. */
export interface Application {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly note: string;
  readonly state: 'enabled' | 'blocked' | 'waiting-for-approval';
  /** The box Token-Based Authentication. */
  readonly tba: boolean;
  /** The box TBA: Authorization Flow, and its callback URL. */
  readonly authorizationFlow: boolean;
  readonly callbackUrl: string;
  /** The box TBA: IssueToken Endpoint. */
  readonly issueToken: boolean;
  /** The box Authorization Code Grant; its client ID and secret are the consumer key and secret. */
  readonly authorizationCode: boolean;
  /** The box Public Client: no secret, PKCE, refresh tokens that work once (ORA:section_158082518856). */
  readonly publicClient: boolean;
  readonly redirectUris: readonly string[];
  /** The box Client Credentials (Machine to Machine) Grant. */
  readonly clientCredentials: boolean;
  readonly scopes: readonly OAuth2Scope[];
  /** How long a public client's refresh tokens live, 1 to 720 (ORA:section_158082518856). */
  readonly refreshTokenHours: number;
  /** The account that made the record; elsewhere it is installed, and only state and note can be changed. */
  readonly ownerAccountId: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  /** ISO 8601 */
  readonly createdAt: string;
}

/** A token belongs to exactly one application, one user (employee) and one role. */
export interface AccessToken {
  readonly id: number;
  readonly name: string;
  readonly state: 'active' | 'inactive' | 'revoked';
  readonly token: string;
  readonly tokenSecret: string;
  readonly applicationId: number;
  readonly employeeId: number;
  readonly roleId: number;
  /** ISO 8601 */
  readonly createdAt: string;
}

/** A request token of the three-step flow, from its first step to its third. */
export interface RequestToken {
  readonly token: string;
  readonly tokenSecret: string;
  readonly applicationId: number;
  readonly callbackUrl: string;
  /** The role that the application asked for; 0 when it did not. */
  readonly roleId: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** What the person allowed in step two; verifier '' before. */
  readonly verifier: string;
  readonly allowedEmployeeId: number;
  readonly allowedRoleId: number;
}

/** Whom an application logs in as with a key of its own: OAuth 2.0 Client Credentials (M2M) Setup. */
export interface CertificateMapping {
  /** The certificate ID, `kid` in an assertion. */
  readonly id: string;
  readonly applicationId: number;
  readonly employeeId: number;
  readonly roleId: number;
  /** PEM; public. */
  readonly certificate: string;
  /** Milliseconds since 1970; the end is cut to two years (ORA:subsect_162755332391). */
  readonly validFrom: number;
  readonly validUntil: number;
  readonly isRevoked: boolean;
  /** ISO 8601 */
  readonly createdAt: string;
}

/** An access or refresh token of OAuth 2.0. */
export interface OAuth2Token {
  /** Random; `jti` inside an access token. Nobody can log in with it. */
  readonly id: string;
  readonly kind: 'access' | 'refresh';
  readonly token: string;
  /** What came of one consent, or of one assertion, has one grant, and is revoked together. */
  readonly grantId: number;
  readonly applicationId: number;
  readonly employeeId: number;
  readonly roleId: number;
  readonly scopes: readonly OAuth2Scope[];
  /** Of the certificate that asked for it; '' where a person did. */
  readonly certificateId: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly expiresAt: number;
  /** A refresh token that works once is spent after it. */
  readonly state: 'active' | 'spent' | 'revoked';
}

export interface Role {
  readonly id: number;
  /** `customrole_…`, the id that SDF uses. */
  readonly scriptId: string;
  readonly name: string;
  readonly isInactive: boolean;
  /** Shuts the role out of RESTlets (ORA:section_4254801119). */
  readonly webServicesOnly: boolean;
  /** What is not here has level NONE. The administrator's role needs none. */
  readonly permissions: Readonly<Partial<Record<PermissionKey, PermissionLevel>>>;
}

/** Somebody who can log in. */
export interface Employee {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  /** For NLAuth calls to the old token endpoints only; the pages ask for none. Random and worthless elsewhere. */
  readonly password: string;
  readonly isInactive: boolean;
  readonly roleIds: readonly number[];
  /** Roles that the person hid in View My Roles. */
  readonly hiddenRoleIds: readonly number[];
  /** Milliseconds since 1970; 0 when not locked. */
  readonly lockedUntil: number;
}

/** A row of the customer store. Amounts are decimals as they were spelled, because a double would round them. */
export interface Customer {
  readonly id: number;
  readonly companyName: string;
  readonly email: string;
  readonly currency: string;
  readonly creditLimit: string;
  readonly balance: string;
  /** `YYYY-MM-DD` */
  readonly dateCreated: string;
  readonly isInactive: boolean;
}

export const orderStatuses = ['pendingApproval', 'pendingFulfillment', 'pendingBilling', 'billed', 'closed'] as const;

export interface SalesOrder {
  readonly id: number;
  readonly tranId: string;
  readonly customerId: number;
  /** The employee who sold it; 0 when nobody is named. */
  readonly salesRepId: number;
  /** `YYYY-MM-DD` */
  readonly tranDate: string;
  readonly status: (typeof orderStatuses)[number];
  readonly currency: string;
  readonly memo: string;
  readonly lines: readonly OrderLine[];
}

/** Quantity, rate and amount are decimals as texts. */
export interface OrderLine {
  readonly item: string;
  readonly description: string;
  readonly quantity: string;
  readonly rate: string;
  readonly amount: string;
}

/** What an administrator sets for the account, and what only a practice account lets one set. */
export interface Preferences {
  readonly release: Release;
  /** Require Approval during Auto-Installation of Integration (ORA:section_156537025868). */
  readonly requireApproval: boolean;
  /** Whether five failed calls in a row lock a user; off, as whether bad signatures count is not known. */
  readonly lockAfterFailures: boolean;
  /** Calls at once over all surfaces; 5 for development accounts (ORA:bridgehead_1500275603). */
  readonly concurrencyLimit: number;
}

/** Ids are never given twice, not even after a delete. */
export interface NextIds {
  readonly application: number;
  readonly token: number;
  readonly role: number;
  readonly employee: number;
  readonly customer: number;
  readonly salesOrder: number;
  readonly script: number;
  readonly oauth2Grant: number;
}

/** Everything of one account that survives a restart. */
export interface AccountState {
  readonly accountId: string;
  readonly companyName: string;
  /** The port last listened on, tried first on the next start; 0 before the first start. */
  readonly port: number;
  readonly features: readonly FeatureId[];
  readonly preferences: Preferences;
  readonly applications: readonly Application[];
  readonly tokens: readonly AccessToken[];
  readonly requestTokens: readonly RequestToken[];
  readonly certificateMappings: readonly CertificateMapping[];
  readonly oauth2Tokens: readonly OAuth2Token[];
  readonly roles: readonly Role[];
  readonly employees: readonly Employee[];
  readonly customers: readonly Customer[];
  readonly salesOrders: readonly SalesOrder[];
  /** Internal ids of scripts, which their SDF objects do not carry. */
  readonly scriptIds: Readonly<Record<string, number>>;
  readonly nextIds: NextIds;
}

export type AccountKind = 'production' | 'sandbox';

/** The content of state.json: two accounts that belong together, changed as one. */
export interface PracticeState {
  readonly format: typeof stateFormat;
  /** The folder of the practice workspace last used; '' for the one beside the state. */
  readonly workspace: string;
  readonly production: AccountState;
  readonly sandbox: AccountState;
}
