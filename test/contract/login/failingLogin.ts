// A way for a login to fail, and what it is made of.
import type { LoginCauseCode } from '../../../src/diagnosis/login/loginCauseCodes.ts';
import type { AccountState, Application, Employee, Role } from '../../../src/practice/state/model.ts';
import { refreshSandbox } from '../../../src/practice/state/refresh.ts';
import type { Fixture } from '../practice/practiceFixture.ts';
import type { Failing } from './loginScene.ts';

export interface FailingLogin extends Failing {
  readonly cause: LoginCauseCode;
  readonly why: string;
  /** The other token fails as well, so that somebody has to copy from the trail's page. */
  readonly pasted?: true;
  /** What the trail says; absent where it gets no failure. */
  readonly detail?: string;
  /** Why nobody can tell from outside; such rows are not asked to be explained without the trail. */
  readonly hidden?: string;
}

export const application = (change: Partial<Application>) => (state: AccountState) => ({
  ...state,
  applications: state.applications.map(each => (each.id === 1 ? { ...each, ...change } : each)),
});
export const jane = (change: Partial<Employee>) => (state: AccountState) => ({
  ...state,
  employees: state.employees.map(each => (each.id === 42 ? { ...each, ...change } : each)),
});
export const clerk = (change: Partial<Role>) => (state: AccountState) => ({
  ...state,
  roles: state.roles.map(each => (each.id === 1001 ? { ...each, ...change } : each)),
});
export const tokens = (state: 'inactive' | 'revoked') => (current: AccountState) => ({
  ...current,
  tokens: current.tokens.map(each => (each.id === 1 ? { ...each, state } : each)),
});
export const without = (feature: string) => (state: AccountState) => ({
  ...state,
  features: state.features.filter(id => id !== feature),
});
const permissions = (state: AccountState) => state.roles.find(({ id }) => id === 1001)?.permissions ?? {};
export const lacking = (key: keyof Role['permissions']) => (state: AccountState) =>
  clerk({ permissions: { ...permissions(state), [key]: 'NONE' } })(state);
export const later = (seconds: number) => ({ timestamp: () => String(Math.floor(Date.now() / 1000) + seconds) });
export const parameter = (name: string, value: string) => (authorization: string) =>
  authorization.replace(new RegExp(`${name}="[^"]*"`), `${name}="${value}"`);
export const missing = (name: string) => (authorization: string) =>
  authorization.replace(new RegExp(`${name}="[^"]*"(?:, ?)?`), '').replace(/, ?$/, '');
export const fault = (value: string) => () => ({ headers: [{ name: 'X-Practice-Fault', value }] });
export const rest = (practice: Fixture) => ({
  url: `${practice.baseUrl}/services/rest/record/v1/customer/101`,
  headers: [],
});
export const restlet = (name: string) => (practice: Fixture) => ({
  url: `${practice.baseUrl}/app/site/hosting/restlet.nl?script=customscript_tba_${name}&deploy=customdeploy_tba_${name}`,
});
export const refreshed = (state: AccountState, { account }: Fixture) =>
  refreshSandbox({ ...account.world.current(), sandbox: state }).sandbox;
export const wrong = 'f'.repeat(64);
export const worked = { workedDaysAgo: 2 } as const;
export const sameAnswer = 'NetSuite answers the same for every cause, and nothing else that is known differs';
