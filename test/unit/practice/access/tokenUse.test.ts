import { expect, test } from 'vitest';
import { tokenStandstill } from '../../../../src/practice/access/tokenUse.ts';
import { authenticationChecks } from '../../../../src/practice/authentication/checks.ts';
import { createNonceMemory } from '../../../../src/practice/authentication/nonceMemory.ts';
import type { AccessToken, AccountState } from '../../../../src/practice/state/model.ts';
import { seedState } from '../../../../src/practice/state/seed.ts';

const { sandbox } = seedState();
const [token] = sandbox.tokens as [AccessToken, ...AccessToken[]];

/** Whether the table of checks lets a well-signed call in that asks for no particular surface. */
function getsIn(state: AccountState, ofToken: AccessToken): boolean {
  const parameters = Object.entries({
    realm: state.accountId,
    oauth_token: ofToken.token,
    oauth_consumer_key: 'key',
    oauth_nonce: 'nonce-nonce',
    oauth_timestamp: '1800000000',
    oauth_signature_method: 'HMAC-SHA256',
    oauth_signature: 'signature',
  }).map(([name, value]) => ({ name, value }));
  const facts = {
    surface: 'token-endpoint' as const,
    headerCount: 1,
    headerIsSound: true,
    hasSession: false,
    parameters,
    otherParameters: [],
    value: (name: string) => parameters.find(each => each.name === name)?.value,
    state,
    now: 1_800_000_000,
    application: state.applications.find(({ id }) => id === ofToken.applicationId),
    token: ofToken,
    requestToken: undefined,
    employee: state.employees.find(({ id }) => id === ofToken.employeeId),
    role: state.roles.find(({ id }) => id === ofToken.roleId),
    nonces: createNonceMemory(),
    nonceOwner: ofToken.employeeId,
    signatureIsValid: () => true,
  };
  return !authenticationChecks.some(check => check.fails(facts));
}

/** Everything that can stand against a token, one at a time. */
const changes: readonly ((state: AccountState) => AccountState)[] = [
  state => state,
  state => ({ ...state, applications: [] }),
  state => ({ ...state, applications: state.applications.map(each => ({ ...each, state: 'blocked' as const })) }),
  state => ({
    ...state,
    applications: state.applications.map(each => ({ ...each, state: 'waiting-for-approval' as const })),
  }),
  state => ({ ...state, applications: state.applications.map(each => ({ ...each, tba: false })) }),
  state => ({ ...state, features: [] }),
  state => ({ ...state, preferences: { ...state.preferences, release: '2027.1' } }),
  state => ({ ...state, preferences: { ...state.preferences, release: 'end-of-tba' } }),
  state => ({ ...state, employees: [] }),
  state => ({ ...state, employees: state.employees.map(each => ({ ...each, isInactive: true })) }),
  state => ({ ...state, employees: state.employees.map(each => ({ ...each, roleIds: [] })) }),
  state => ({ ...state, employees: state.employees.map(each => ({ ...each, hiddenRoleIds: each.roleIds })) }),
  state => ({ ...state, roles: [] }),
  state => ({ ...state, roles: state.roles.map(each => ({ ...each, isInactive: true })) }),
  state => ({ ...state, roles: state.roles.map(each => ({ ...each, permissions: {} })) }),
];

test('a token is said to work exactly when the table of checks lets a call in', () => {
  let working = 0;
  for (const tokenState of ['active', 'inactive', 'revoked'] as const) {
    for (const one of changes) {
      for (const other of changes) {
        const state = other(one(sandbox));
        const changed = { ...token, state: tokenState };
        expect(tokenStandstill(state, changed) === undefined).toBe(getsIn(state, changed));
        working += getsIn(state, changed) ? 1 : 0;
      }
    }
  }
  expect(working).toBeGreaterThan(2);
});
