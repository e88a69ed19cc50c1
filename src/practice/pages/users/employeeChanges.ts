import type { AccountState, Employee } from '../../state/model.ts';
import type { Sources } from '../../access/sources.ts';
import { isVisible, oneLine, readId } from '../editing.ts';
import type { FieldErrors } from '../editing.ts';
import { hasAdministrator } from './tokenUse.ts';

/** What somebody entered for an employee; ids that could be none are 0. */
export interface EmployeeInput {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly isInactive: boolean;
  readonly roleIds: readonly number[];
}

/** Longest name and email address, in UTF-16 units (assumed). */
export const longestName = 32;
export const longestEmail = 254;

/** The part of an employee that the form changes. */
export function employeeInputOf({ firstName, lastName, email, isInactive, roleIds }: Employee): EmployeeInput {
  return { firstName, lastName, email, isInactive, roleIds };
}

export function readEmployeeForm(form: URLSearchParams): EmployeeInput {
  return {
    firstName: oneLine(form.get('firstName') ?? ''),
    lastName: oneLine(form.get('lastName') ?? ''),
    email: oneLine(form.get('email') ?? ''),
    isInactive: form.get('isInactive') === 'T',
    roleIds: [...new Set(form.getAll('role').map(text => readId(text) ?? 0))],
  };
}

/**
 * What is wrong with an employee, by field. That an email address is required, and belongs to one person, is assumed:
 * people log in with it. That an account keeps an administrator is assumed too.
 */
export function employeeErrors(state: AccountState, input: EmployeeInput, employee: Employee | undefined): FieldErrors {
  const others = state.employees.filter(({ id }) => id !== employee?.id);
  const errors: Record<string, string> = {};
  if (!isVisible(input.firstName + input.lastName)) {
    errors['firstName'] = 'Enter a first or last name.';
  } else if (input.firstName.length > longestName) {
    errors['firstName'] = `Use at most ${longestName} characters for the first name.`;
  }
  if (input.lastName.length > longestName) {
    errors['lastName'] = `Use at most ${longestName} characters for the last name.`;
  }
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(input.email) || input.email.length > longestEmail) {
    errors['email'] = 'Enter an email address, such as sam@practice.example.';
  } else if (others.some(({ email }) => email.toLowerCase() === input.email.toLowerCase())) {
    errors['email'] = 'Another employee has this email address.';
  }
  if (!input.roleIds.every(id => state.roles.some(role => role.id === id))) {
    errors['role'] = 'One of the roles no longer exists. Choose again.';
  } else if (employee && !hasAdministrator(withEmployee(state, { ...employee, ...input }))) {
    errors[input.isInactive ? 'isInactive' : 'role'] =
      'This is the last active administrator: the account needs one who can sign in.';
  }
  return errors;
}

/** Puts an employee without errors into the account, as a new one or in place of the one it was. */
export function saveEmployee(
  state: AccountState,
  input: EmployeeInput,
  employee: Employee | undefined,
  sources: Sources,
): readonly [AccountState, Employee] {
  if (employee) {
    // A role that comes back later comes back visible, so that its tokens work again (ORA:bridgehead_4249078810).
    const hiddenRoleIds = employee.hiddenRoleIds.filter(id => input.roleIds.includes(id));
    const saved = { ...employee, ...input, hiddenRoleIds };
    return [withEmployee(state, saved), saved];
  }
  const id = state.nextIds.employee;
  const saved: Employee = { id, ...input, password: newPassword(sources), hiddenRoleIds: [], lockedUntil: 0 };
  const nextIds = { ...state.nextIds, employee: id + 1 };
  return [{ ...state, employees: [...state.employees, saved], nextIds }, saved];
}

export function withEmployee(state: AccountState, changed: Employee): AccountState {
  return { ...state, employees: state.employees.map(each => (each.id === changed.id ? changed : each)) };
}

/** For NLAuth only; worth nothing elsewhere. */
export function newPassword({ secret }: Sources): string {
  return secret().slice(0, 20);
}

/** Why an employee cannot be deleted, in a sentence; undefined when they can. That orders keep them is assumed. */
export function deletionObstacle(state: AccountState, employee: Employee): string | undefined {
  if (!hasAdministrator(deleteEmployee(state, employee))) {
    return 'This is the last active administrator: the account needs one who can sign in.';
  }
  const orders = state.salesOrders.filter(({ salesRepId }) => salesRepId === employee.id);
  return orders.length > 0
    ? `Sales orders name this employee as sales rep: ${orders
        .slice(0, 3)
        .map(({ tranId }) => tranId)
        .join(', ')}${orders.length > 3 ? ` and ${orders.length - 3} more` : ''}.`
    : undefined;
}

/** The tokens of somebody who is deleted are deleted too (ORA:bridgehead_4249078810). */
export function deleteEmployee(state: AccountState, { id }: Employee): AccountState {
  return {
    ...state,
    employees: state.employees.filter(each => each.id !== id),
    tokens: state.tokens.filter(({ employeeId }) => employeeId !== id),
    requestTokens: state.requestTokens.filter(({ allowedEmployeeId }) => allowedEmployeeId !== id),
  };
}
