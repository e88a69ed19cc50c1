/** What a login was for, told by the address that was called. */
export type Api = 'restlet' | 'rest' | 'soap' | 'other';

/** A row of NetSuite's table of tokens, as far as it could be read. Nothing in it is secret. */
export interface TokenFacts {
  readonly id?: string;
  readonly name: string;
  /** Names, as NetSuite shows them; absent where only the internal ID is known. */
  readonly application?: string;
  readonly applicationId?: string;
  readonly user?: string;
  readonly userId?: string;
  readonly role?: string;
  readonly roleId?: string;
  /** As NetSuite writes it. */
  readonly created?: string;
  readonly isInactive?: boolean;
  readonly isRevoked?: boolean;
  readonly isUserInactive?: boolean;
}

/** Who logged in, as the Login Audit Trail names them; a failed login may leave everything out. */
export interface LoginOwner {
  readonly application?: string;
  readonly token?: string;
  readonly user?: string;
  readonly userId?: string;
  readonly role?: string;
  readonly roleId?: string;
}

/** Logins of one owner that ended alike. */
export interface LoginCount extends LoginOwner {
  readonly isSuccess: boolean;
  readonly count: number;
  /** ms since 1970 */
  readonly first?: number;
  readonly last?: number;
}

/** Logins of one owner that came from one address and called one API. */
export interface LoginPlace extends LoginOwner {
  readonly isSuccess: boolean;
  readonly count: number;
  readonly address?: string;
  readonly api: Api;
}

/** Something that was asked for and is not there, or may not be seen. */
export interface MissingPart {
  readonly table: string;
  /** Absent for the whole table. */
  readonly column?: string;
  /**
   * - `absent`: NetSuite knows no such thing, or hides it from the role
   * - `empty`: no row that was looked at has a value
   * - `permission`: the role may not
   * - `refused`: NetSuite answered with another error
   */
  readonly why: 'absent' | 'empty' | 'permission' | 'refused';
  /** What NetSuite said; '' where it said nothing. */
  readonly detail: string;
}

/** What was read of an account for the inventory. */
export interface AccountFacts {
  /** ms since 1970 */
  readonly readAt: number;
  /** The days of the trail that were counted. */
  readonly days: number;
  /** Undefined where the table could not be read. */
  readonly tokens?: readonly TokenFacts[];
  /** Undefined where the trail could not be read. */
  readonly logins?: readonly LoginCount[];
  readonly places?: readonly LoginPlace[];
  /** Successful logins before those days; undefined where they could not be counted. */
  readonly older?: readonly LoginCount[];
  /** What was not read to its end, since there was too much of it. */
  readonly cut: readonly ('tokens' | 'logins' | 'places' | 'older')[];
  readonly missing: readonly MissingPart[];
}
