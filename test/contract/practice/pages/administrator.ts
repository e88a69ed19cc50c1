// An account with its administrator signed in, for the tests of set-up pages.
import { onTestFinished } from 'vitest';
import type { AccountState, Employee } from '../../../../src/practice/state/model.ts';
import { startFixture } from '../practiceFixture.ts';
import type { Fixture } from '../practiceFixture.ts';
import { signIn } from './browser.ts';
import type { BrowserPage } from './browser.ts';

export async function asAdministrator(): Promise<{ fixture: Fixture; page: BrowserPage }> {
  const fixture = await startFixture();
  onTestFinished(fixture.stop);
  return { fixture, page: await signIn(fixture, 'alex') };
}

export function stateOf({ account }: Fixture): AccountState {
  return account.store.current();
}

export function employeeOf(fixture: Fixture, id: number): Employee {
  return stateOf(fixture).employees.find(employee => employee.id === id)!;
}

export async function changeEmployee(fixture: Fixture, id: number, change: Partial<Employee>): Promise<void> {
  await fixture.setState(state => ({
    ...state,
    employees: state.employees.map(each => (each.id === id ? { ...each, ...change } : each)),
  }));
}
