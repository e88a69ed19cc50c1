import { canUseRole, mayCreateOwnToken, mayLogInWithToken, takesTokens } from '../access/rules.ts';
import { equalInConstantTime } from '../authentication/baseString.ts';
import type { AccountState, Application, Employee, Role } from '../state/model.ts';
import type { NlAuthHeader } from './nlAuthHeader.ts';

/** The old endpoints that take NLAuth. */
export type NlAuthEndpoint = 'issuetoken' | 'revoketoken';

/** Everything the checks look at; nothing in it is trusted yet. */
export interface NlAuthFacts {
  readonly endpoint: NlAuthEndpoint;
  readonly state: AccountState;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly headerCount: number;
  /** Undefined when it cannot be read. */
  readonly header: NlAuthHeader | undefined;
  /** Whose email it is. */
  readonly employee: Employee | undefined;
  readonly role: Role | undefined;
  /** Of the parameter consumerKey. */
  readonly application: Application | undefined;
}

/** One row: what makes the login fail, what the audit trail says, what the caller learns. */
export interface NlAuthCheck {
  readonly id: string;
  readonly detail: string;
  readonly answer: 'INVALID_LOGIN_ATTEMPT' | 'INVALID_LOGIN_CREDENTIALS';
  readonly source: string;
  readonly fails: (facts: NlAuthFacts) => boolean;
}

/**
 * What an NLAuth login must pass, in this order; the first that fails decides. Oracle gives the two codes
 * (ORA:section_4634920277) but no Detail for NLAuth: those of calls with a token are used where they fit, assumed, and so
 * are the order and the status 401.
 */
export const nlAuthChecks: readonly NlAuthCheck[] = [
  {
    id: 'header-syntax',
    detail: 'parameter_rejected',
    answer: 'INVALID_LOGIN_ATTEMPT',
    source: 'ORA:section_1549405961 (what is not escaped gets this code)',
    fails: ({ headerCount, header }) => headerCount !== 1 || header === undefined,
  },
  {
    id: 'release',
    detail: 'FeatureDisabled',
    answer: 'INVALID_LOGIN_ATTEMPT',
    source: 'assumed, as for calls with a token',
    fails: ({ state }) => state.preferences.release === 'end-of-tba',
  },
  {
    id: 'feature',
    detail: 'FeatureDisabled',
    answer: 'INVALID_LOGIN_ATTEMPT',
    source: 'ORA:subsect_156935170194',
    fails: ({ state }) => !state.features.includes('TBA'),
  },
  {
    id: 'account',
    detail: 'INVALID_LOGIN_CREDENTIALS',
    answer: 'INVALID_LOGIN_CREDENTIALS',
    source: 'ORA:section_4634920277; that the account ID is compared as it is spelled assumed',
    fails: ({ state, header }) => header?.account !== state.accountId,
  },
  {
    id: 'user-not-locked',
    detail: 'temporary_locked',
    answer: 'INVALID_LOGIN_CREDENTIALS',
    source: 'ORA:subsect_156935170194; the code, and that it comes before the password, assumed',
    fails: ({ employee, now }) => (employee?.lockedUntil ?? 0) > now,
  },
  {
    id: 'password',
    detail: 'INVALID_LOGIN_CREDENTIALS',
    answer: 'INVALID_LOGIN_CREDENTIALS',
    source: 'ORA:section_4634920277',
    fails: ({ employee, header }) =>
      employee === undefined ||
      employee.password === '' ||
      !equalInConstantTime(Buffer.from(employee.password).toString('latin1'), header?.signature ?? ''),
  },
  {
    id: 'consumer-key-known',
    detail: 'consumer_key_unknown',
    answer: 'INVALID_LOGIN_ATTEMPT',
    source: 'ORA:subsect_156935170194',
    fails: ({ application }) => application === undefined,
  },
  {
    id: 'application-issues-tokens',
    detail: 'consumer_key_refused',
    answer: 'INVALID_LOGIN_ATTEMPT',
    source: 'ORA:chapter_157017286140 (TBA: IssueToken Endpoint must be ticked); the Detail assumed',
    fails: ({ endpoint, application }) =>
      endpoint === 'issuetoken' && !(application && takesTokens(application) && application.issueToken),
  },
  {
    id: 'existing-integration',
    detail: 'consumer_key_refused',
    answer: 'INVALID_LOGIN_ATTEMPT',
    source:
      'ORA:section_158921905537: from 2027.1 NLAuth ends but for integrations that use issuetoken already; that these ' +
      'are the records with the box ticked that have had a token assumed',
    fails: ({ state, application }) =>
      state.preferences.release === '2027.1' &&
      !(application?.issueToken && state.tokens.some(each => each.applicationId === application.id)),
  },
  {
    id: 'user-and-role',
    detail: 'permission_denied',
    answer: 'INVALID_LOGIN_ATTEMPT',
    source:
      'ORA:bridgehead_4248124361 and ORA:chapter_157017286140: issuing needs User Access Tokens, administrators have it; ' +
      'that revoking needs a role that may log in with tokens assumed',
    fails: ({ endpoint, employee, role }) =>
      !employee ||
      !role ||
      !canUseRole(employee, role) ||
      !(endpoint === 'issuetoken' ? mayCreateOwnToken(role) : mayLogInWithToken(role)),
  },
];
