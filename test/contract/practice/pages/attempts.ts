import type { LoginAuditEntry } from '../../../../src/practice/loginAudit.ts';
import type { AccountState } from '../../../../src/practice/state/model.ts';
import type { Fixture } from '../practiceFixture.ts';
import type { BrowserPage, Shown } from './browser.ts';
import { elementsOf, textOf } from './markup.ts';

export const trail = '/practice/login-audit';

export function lastRow(practice: Fixture): LoginAuditEntry {
  const row = practice.account.loginAudit.rows().at(-1);
  if (!row) {
    throw new Error('the trail is empty');
  }
  return row;
}

/** The page of the last attempt. */
export function lastAttempt(practice: Fixture, page: BrowserPage): Promise<Shown> {
  return page.get(`${trail}/attempt?id=${lastRow(practice).id}`);
}

/** The base string on the page of an attempt. */
export function baseStringOf({ text }: Shown): string {
  const [, after = ''] = text.split('that has to be signed');
  return textOf(elementsOf(after, 'pre')[0] ?? '');
}

/** Changes of the account that calls are made in: the application, user and role of its token. */
export function changesOf(practice: () => Fixture) {
  const change = (part: 'applications' | 'employees' | 'roles', wanted: number) => (values: object) =>
    practice().setState((state): AccountState => ({
      ...state,
      [part]: state[part].map(each => (each.id === wanted ? { ...each, ...values } : each)),
    }));
  return { hub: change('applications', 1), jane: change('employees', 42), clerk: change('roles', 1001) };
}
