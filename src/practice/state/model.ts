/** The version of state.json that this code reads and writes. */
export const stateFormat = 1;

/** The one practice account: a sandbox of a test-drive account, so that realm and host form differ as they do there. */
export const practiceAccountId = 'TSTDRV0000001_SB1';

/** An integration record. Keys and secrets are 64 lower-case hex digits, as NetSuite's are. */
export interface Application {
  readonly id: number;
  readonly name: string;
  readonly state: 'enabled' | 'blocked';
  readonly consumerKey: string;
  readonly consumerSecret: string;
}

/** A token belongs to exactly one application, one user (entity) and one role. */
export interface AccessToken {
  readonly id: number;
  readonly name: string;
  readonly state: 'active' | 'inactive' | 'revoked';
  readonly token: string;
  readonly tokenSecret: string;
  readonly applicationId: number;
  readonly entityId: number;
  readonly roleId: number;
}

export interface Role {
  readonly id: number;
  readonly name: string;
}

/** Somebody who can log in: an employee, for now. */
export interface Entity {
  readonly id: number;
  readonly name: string;
  readonly email: string;
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

/** Everything that survives a restart, as plain data: the content of state.json. */
export interface PracticeState {
  readonly format: typeof stateFormat;
  readonly accountId: string;
  readonly companyName: string;
  /** The port last listened on, tried first on the next start; 0 before the first start. */
  readonly port: number;
  readonly applications: readonly Application[];
  readonly tokens: readonly AccessToken[];
  readonly roles: readonly Role[];
  readonly entities: readonly Entity[];
  readonly customers: readonly Customer[];
  /** Ids are never given twice, not even after a delete. */
  readonly nextCustomerId: number;
}
