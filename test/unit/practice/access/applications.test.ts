import { expect, test } from 'vitest';
import {
  createApplication,
  credentialsVersionOf,
  deleteApplication,
  editApplication,
  resetCredentials,
  sharesKey,
  versionOf,
} from '../../../../src/practice/access/applications.ts';
import { fieldsOf, tbaLock } from '../../../../src/practice/access/applicationFields.ts';
import type { Application, PracticeState } from '../../../../src/practice/state/model.ts';
import { seedState } from '../../../../src/practice/state/seed.ts';

const world = seedState();
const { sandbox: state } = world;
const [orders] = state.applications as [Application, ...Application[]];
let given = 0;
const sources = { secret: () => (given += 1).toString(16).padStart(64, '0'), now: () => 0 };
const asked = { version: credentialsVersionOf(orders), isShared: true };

test('a new record belongs to the account that makes it and takes the next ID', () => {
  const [next, made] = createApplication(state, { ...fieldsOf(orders), name: ' Shop ' }, sources);
  expect(made).toMatchObject({ id: 3, name: 'Shop', ownerAccountId: state.accountId });
  expect(next.nextIds.application).toBe(4);
  expect(new Set([made.consumerKey, made.consumerSecret, orders.consumerKey]).size).toBe(3);
});

test('a version changes with every field, and with nothing else', () => {
  const changed = [
    { name: 'x' },
    { description: 'x' },
    { note: 'x' },
    { state: 'blocked' as const },
    { tba: false },
    { authorizationFlow: false },
    { callbackUrl: 'x' },
    { issueToken: false },
  ].map(change => versionOf({ ...orders, ...change }));
  expect(new Set([versionOf(orders), ...changed]).size).toBe(9);
  expect(versionOf({ ...orders, consumerKey: 'x', consumerSecret: 'x' })).toBe(versionOf(orders));
});

test('an edit that began from an older version is refused', () => {
  const edit = () => editApplication(state, 1, fieldsOf(orders), versionOf({ ...orders, name: 'Before' }));
  expect(edit).toThrow(expect.objectContaining({ code: 'application-changed' }));
});

test('a reset changes the pair wherever the old key holds, and nothing else', () => {
  const [next, changed] = resetCredentials(world, 'sandbox', 1, asked, sources);
  expect(changed.consumerKey).not.toBe(orders.consumerKey);
  const { consumerKey, consumerSecret } = changed;
  const expected = (before: PracticeState['sandbox']) => ({
    ...before,
    applications: before.applications.map(each => (each.id === 1 ? { ...each, consumerKey, consumerSecret } : each)),
  });
  expect(next).toEqual({ ...world, production: expected(world.production), sandbox: expected(world.sandbox) });
});

test.each([
  ['the pair is another one by now', { ...asked, version: 'older' }],
  ['it was said to concern one account only', { ...asked, isShared: false }],
])('a reset is refused when %s', (_when, question) => {
  const reset = () => resetCredentials(world, 'sandbox', 1, question, sources);
  expect(reset).toThrow(expect.objectContaining({ code: 'reset-question-stale' }));
});

test('whether the other account shares the key is seen from both sides', () => {
  expect([sharesKey(world, 'sandbox', orders), sharesKey(world, 'production', orders)]).toEqual([true, true]);
  const [sandbox, own] = createApplication(state, { ...fieldsOf(orders), name: 'Shop' }, sources);
  expect(sharesKey({ ...world, sandbox }, 'sandbox', own)).toBe(false);
});

test('an installed record is neither reset nor deleted', () => {
  const installed = { ...state, applications: [{ ...orders, ownerAccountId: '7654321' }] };
  const code = 'application-installed';
  const reset = () => resetCredentials({ ...world, sandbox: installed }, 'sandbox', 1, asked, sources);
  expect(() => deleteApplication(installed, 1)).toThrow(expect.objectContaining({ code }));
  expect(reset).toThrow(expect.objectContaining({ code }));
});

test('deleting ends tokens and flows of the record, and leaves the others', () => {
  const flow = { token: 'a', tokenSecret: 'b', callbackUrl: '', roleId: 0, createdAt: 0, verifier: '' };
  const allowed = { allowedEmployeeId: 0, allowedRoleId: 0 };
  const requestTokens = [1, 2].map(applicationId => ({ ...flow, ...allowed, applicationId }));
  const next = deleteApplication({ ...state, requestTokens }, 1);
  expect(next.applications.map(({ id }) => id)).toEqual([2]);
  expect(next.tokens.map(token => token.state)).toEqual(['revoked', 'active']);
  expect(next.requestTokens.map(({ applicationId }) => applicationId)).toEqual([2]);
});

test('from 2027.1 the boxes are locked for what never used TBA only', () => {
  const later = { ...state, preferences: { ...state.preferences, release: '2027.1' as const } };
  const never = { ...orders, id: 9, tba: false, authorizationFlow: false, issueToken: false };
  expect(tbaLock(later, undefined)).toBe('no-new-tba');
  expect(tbaLock(later, never)).toBe('no-new-tba');
  expect(tbaLock(later, { ...never, issueToken: true })).toBeUndefined();
  expect(tbaLock(later, { ...never, id: 1 })).toBeUndefined();
  expect(tbaLock(state, never)).toBeUndefined();
  expect(tbaLock({ ...state, features: [] }, orders)).toBe('tba-feature-off');
});
