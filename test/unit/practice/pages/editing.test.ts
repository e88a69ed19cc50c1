import { expect, test } from 'vitest';
import { createPracticeAccount } from '../../../../src/practice/account.ts';
import {
  administratorsOnly,
  answerChange,
  isVisible,
  oneLine,
  readId,
} from '../../../../src/practice/pages/editing.ts';
import { done, redirect } from '../../../../src/practice/pages/page.ts';
import type { Visit } from '../../../../src/practice/pages/page.ts';
import { actorOf, openSession } from '../../../../src/practice/pages/sessions.ts';
import { seedState } from '../../../../src/practice/state/seed.ts';
import { createStateStore } from '../../../../src/practice/state/stateStore.ts';

test('a right that is taken away while a change waits for its turn stops the change', async () => {
  const gate = Promise.withResolvers<undefined>();
  const world = createStateStore(seedState(), () => gate.promise.then(() => undefined));
  const account = createPracticeAccount({ kind: 'sandbox', world });
  const session = openSession(account, 7, 3);
  const state = account.store.current();
  const visit = { account, session, state, exchange: { target: '/here' } } as unknown as Visit;
  expect(actorOf(state, session)).toBeDefined();

  const taken = account.store.update(now => [
    { ...now, employees: now.employees.map(each => (each.id === 7 ? { ...each, roleIds: [] } : each)) },
    undefined,
  ]);
  const answer = answerChange(visit, administratorsOnly, now => [
    { ...now, companyName: 'Changed' },
    redirect('/there', done('Changed.')),
  ]);
  gate.resolve(undefined);
  await taken;
  expect(await answer).toMatchObject({ to: '/here', notice: { kind: 'problem' } });
  expect(account.store.current().companyName).toBe(state.companyName);
});

test('what a change throws comes through', async () => {
  const account = createPracticeAccount({
    kind: 'sandbox',
    world: createStateStore(seedState(), () => Promise.resolve()),
  });
  const visit = { account, session: openSession(account, 7, 3) } as unknown as Visit;
  const answer = answerChange(visit, administratorsOnly, () => {
    throw new RangeError('disk');
  });
  await expect(answer).rejects.toThrow(RangeError);
});

test.each([
  ['  Ann \r\n  Lee ', 'Ann Lee'],
  ['a\0b\u0085c\u2028d', 'a b c d'],
  ['\u202Egnp.exe\u202C', 'gnp.exe'],
  ['שלום', 'שלום'],
  ['👩‍👩‍👧', '👩‍👩‍👧'],
])('%j is the line %j', (entered, line) => {
  expect(oneLine(entered)).toBe(line);
});

test('spaces and invisible characters are no name', () => {
  expect(['', ' \t', '\u200B\u200D', '\uFEFF'].map(isVisible)).toEqual([false, false, false, false]);
  expect(['a', '0', '👩‍👩‍👧', '\u200Bx'].map(isVisible)).toEqual([true, true, true, true]);
});

test('an id is a positive whole number that fits', () => {
  expect(['1', '42', '0', '-1', '1e3', '01', '1.5', '', ' 1', '9'.repeat(20), '１', null].map(readId)).toEqual([
    1,
    42,
    ...Array<undefined>(10).fill(undefined),
  ]);
});
