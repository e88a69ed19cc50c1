import { expect, test } from 'vitest';
import {
  createToken,
  renameToken,
  revokeToken,
  setTokenActive,
  tokensPerUser,
} from '../../../../src/practice/access/tokens.ts';
import type { AccountState } from '../../../../src/practice/state/model.ts';
import { seedState } from '../../../../src/practice/state/seed.ts';

const { sandbox: state } = seedState();
let given = 0;
const sources = {
  secret: () => (given += 1).toString(16).padStart(64, '0'),
  now: () => Date.parse('2026-11-23T10:00:00Z'),
};
const wish = { applicationId: 1, employeeId: 42, roleId: 1001, name: '' };

test('a new token is active, belongs to application, user and role, and takes the next ID', () => {
  const [next, token] = createToken(state, { ...wish, name: ' My token ' }, sources);
  expect(token).toMatchObject({
    id: 3,
    name: 'My token',
    state: 'active',
    applicationId: 1,
    employeeId: 42,
    roleId: 1001,
    createdAt: '2026-11-23T10:00:00.000Z',
  });
  expect(token.token).toMatch(/^[0-9a-f]{64}$/);
  expect(token.tokenSecret).not.toBe(token.token);
  expect(next.tokens).toEqual([...state.tokens, token]);
  expect(next.nextIds).toEqual({ ...state.nextIds, token: 4 });
  expect(state.tokens).toHaveLength(2);
});

test('a token without a name is named after application, user and role, and never too long or cut inside a character', () => {
  expect(createToken(state, wish, sources)[1].name).toBe('Orders hub - Jane Doe, Integration Clerk');
  const name = `${'x'.repeat(199)}😀`;
  const applications = state.applications.map(each => ({ ...each, name }));
  const long = createToken({ ...state, applications }, wish, sources)[1].name;
  expect(long).toHaveLength(200);
  expect(long.isWellFormed()).toBe(true);
});

const blocked = withApplication({ state: 'blocked' });
test.each<[string, AccountState, Partial<typeof wish>]>([
  ['tba-feature-off', { ...state, features: ['OAUTH2'] }, {}],
  ['tba-has-ended', { ...state, preferences: { ...state.preferences, release: 'end-of-tba' } }, {}],
  ['application-unknown', state, { applicationId: 9 }],
  ['application-takes-no-tokens', blocked, {}],
  ['application-takes-no-tokens', withApplication({ state: 'waiting-for-approval' }), {}],
  ['application-takes-no-tokens', withApplication({ tba: false }), {}],
  ['role-not-usable', state, { employeeId: 9 }],
  ['role-not-usable', state, { roleId: 9 }],
  ['role-not-usable', state, { roleId: 1002 }],
  ['role-may-not-log-in', state, { employeeId: 43, roleId: 1003 }],
  ['name-too-long', state, { name: 'n'.repeat(201) }],
])('no token is made when: %s', (code, where, changes) => {
  expect(() => createToken(where, { ...wish, ...changes }, sources)).toThrow(expect.objectContaining({ code }));
});

test('revoked tokens do not count against the limit of a user, inactive ones do', () => {
  let full = state;
  while (full.tokens.filter(({ employeeId }) => employeeId === 42).length < tokensPerUser) {
    [full] = createToken(full, wish, sources);
  }
  const code = 'too-many-tokens';
  expect(() => createToken(full, wish, sources)).toThrow(expect.objectContaining({ code }));
  expect(() => createToken(setTokenActive(full, 1, false), wish, sources)).toThrow(expect.objectContaining({ code }));
  expect(createToken(full, { ...wish, employeeId: 43, roleId: 1002 }, sources)[1].employeeId).toBe(43);
  expect(createToken(revokeToken(full, 1), wish, sources)[1].state).toBe('active');
});

test('inactive and back again, revoked for good', () => {
  const inactive = setTokenActive(state, 1, false);
  expect(stateOf(inactive)).toBe('inactive');
  expect(stateOf(setTokenActive(inactive, 1, true))).toBe('active');
  const revoked = revokeToken(inactive, 1);
  expect(stateOf(revoked)).toBe('revoked');
  expect(revokeToken(revoked, 1)).toBe(revoked);
  const code = 'token-revoked';
  expect(() => setTokenActive(revoked, 1, true)).toThrow(expect.objectContaining({ code }));
  expect(() => renameToken(revoked, 1, 'Other')).toThrow(expect.objectContaining({ code }));
});

test('a change to a token that does not exist is refused', () => {
  expect(() => revokeToken(state, 9)).toThrow(expect.objectContaining({ code: 'token-unknown' }));
});

function stateOf({ tokens }: AccountState) {
  return tokens.find(({ id }) => id === 1)?.state;
}

function withApplication(changes: object): AccountState {
  return { ...state, applications: state.applications.map(each => (each.id === 1 ? { ...each, ...changes } : each)) };
}
