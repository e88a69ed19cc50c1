import { mayLogInWithToken } from '../access/rules.ts';
import { tokensPerUser } from '../access/tokens.ts';
import type { PracticeAccount } from '../account.ts';
import type { AccountState, Application, Employee, RequestToken, Role } from '../state/model.ts';
import { findApplication } from './installation.ts';
import { allowRequestToken, denyRequestToken, findRequestToken, stageOf } from './requestTokens.ts';

// What the person decides in step two of the flow, without its pages.

/** Why a request cannot be answered, or not any more. */
export type ConsentProblem =
  'gone' | 'answered' | 'feature-off' | 'tba-has-ended' | 'application-gone' | 'application-off' | 'no-flow';

/** Why a person cannot allow it in a role. */
export type PersonProblem =
  'person-inactive' | 'role-inactive' | 'role-not-given' | 'role-hidden' | 'may-not-log-in' | 'too-many-tokens';

export type Pending =
  | { readonly ok: true; readonly requestToken: RequestToken; readonly application: Application }
  | { readonly ok: false; readonly problem: ConsentProblem };

/** The request that waits for an answer. @param now milliseconds since 1970 */
export function pendingRequest(account: PracticeAccount, token: string, now: number): Pending {
  const state = account.store.current();
  const requestToken = findRequestToken(state, token);
  const stage = stageOf(requestToken, now);
  if (!requestToken || stage === 'gone') {
    return { ok: false, problem: 'gone' };
  }
  if (stage !== 'open') {
    return { ok: false, problem: 'answered' };
  }
  const application = findApplication(account, requestToken.applicationId);
  const problem = obstacle(state, application);
  return application && !problem ? { ok: true, requestToken, application } : { ok: false, problem: problem ?? 'gone' };
}

/**
 * That a record which is off is refused here already, and not only in step three (ORA:subsect_156934879823), is the
 * stricter way, assumed.
 */
function obstacle(state: AccountState, application: Application | undefined): ConsentProblem | undefined {
  if (!state.features.includes('TBA')) {
    return 'feature-off';
  }
  if (state.preferences.release === 'end-of-tba') {
    return 'tba-has-ended';
  }
  if (!application) {
    return 'application-gone';
  }
  if (application.state !== 'enabled') {
    return 'application-off';
  }
  return application.tba && application.authorizationFlow ? undefined : 'no-flow';
}

/** What stands against a token for a person and role; undefined when nothing does. */
export function personProblem(state: AccountState, employee: Employee, role: Role): PersonProblem | undefined {
  if (employee.isInactive) {
    return 'person-inactive';
  }
  if (role.isInactive) {
    return 'role-inactive';
  }
  if (!employee.roleIds.includes(role.id)) {
    return 'role-not-given';
  }
  if (employee.hiddenRoleIds.includes(role.id)) {
    return 'role-hidden';
  }
  if (!mayLogInWithToken(role)) {
    return 'may-not-log-in';
  }
  const tokens = state.tokens.filter(each => each.employeeId === employee.id && each.state !== 'revoked');
  return tokens.length >= tokensPerUser ? 'too-many-tokens' : undefined;
}

/** A person's answer to a request. */
export interface Consent {
  readonly token: string;
  readonly kind: 'allow' | 'deny';
  /** As whom; 0 when nobody was chosen. */
  readonly employeeId: number;
  readonly roleId: number;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** For a request that is allowed now. */
  readonly newVerifier: string;
}

/** A verifier of '' is a Deny. */
export type Decision =
  | { readonly kind: 'decided'; readonly requestToken: RequestToken; readonly verifier: string }
  | { readonly kind: 'impossible'; readonly problem: ConsentProblem }
  | { readonly kind: 'choose-again' };

/**
 * Decides once: the first answer stands. The same answer given again (a second click, a second window) leads to the same
 * place, another one is refused.
 */
export function decide(account: PracticeAccount, consent: Consent): Promise<Decision> {
  const { token, kind, employeeId, roleId, now, newVerifier } = consent;
  return account.store.update<Decision>(state => {
    const requestToken = findRequestToken(state, token);
    const stage = stageOf(requestToken, now);
    if (!requestToken || stage === 'gone') {
      return [state, { kind: 'impossible', problem: 'gone' }];
    }
    if (stage === 'denied' || stage === 'allowed') {
      return [state, isSameAnswer(requestToken, consent) ? decided(requestToken) : answered];
    }
    if (kind === 'deny') {
      return [denyRequestToken(state, token), decided(requestToken)];
    }
    const pending = pendingRequest(account, token, now);
    if (!pending.ok) {
      return [state, { kind: 'impossible', problem: pending.problem }];
    }
    const employee = state.employees.find(({ id }) => id === employeeId);
    const role = state.roles.find(({ id }) => id === roleId);
    if (!employee || !role || personProblem(state, employee, role)) {
      return [state, { kind: 'choose-again' }];
    }
    const allowed = { verifier: newVerifier, allowedEmployeeId: employeeId, allowedRoleId: roleId };
    const next = allowRequestToken(state, token, allowed);
    return [next, decided(findRequestToken(next, token) ?? requestToken)];
  });
}

const answered: Decision = { kind: 'impossible', problem: 'answered' };

function decided(requestToken: RequestToken): Decision {
  return { kind: 'decided', requestToken, verifier: requestToken.verifier };
}

function isSameAnswer(requestToken: RequestToken, { kind, employeeId, roleId }: Consent): boolean {
  return kind === 'deny'
    ? requestToken.verifier === ''
    : requestToken.verifier !== '' &&
        requestToken.allowedEmployeeId === employeeId &&
        requestToken.allowedRoleId === roleId;
}
