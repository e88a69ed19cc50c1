import { describe, expect, it } from 'vitest';
import { emptyIndex, type AccountIndex, type TokenRecord } from '../../../../../src/accounts/records.ts';
import { renewalsOf } from '../../../../../src/workbench/accounts/refresh/renewalList.ts';

const refused = (at: number) => ({ at, status: 401, code: 'INVALID_LOGIN_ATTEMPT' });
const dead = { lastSuccess: 10, lastFailure: refused(20) };

function indexOf(tokens: Readonly<Record<string, Partial<TokenRecord>>>): AccountIndex {
  return {
    ...emptyIndex,
    accounts: [{ id: 'a', name: 'Acme', accountId: '1234567_SB1', changed: 1 }],
    applications: [
      { id: 'p', name: 'Hub', account: 'a', scheme: 'tba', changed: 1 },
      { id: 'elsewhere', name: 'Hub', account: 'b', scheme: 'tba', changed: 1 },
    ],
    tokens: Object.entries(tokens).map(([id, token]) => ({
      id,
      name: id,
      application: 'p',
      scheme: 'tba',
      changed: 1,
      ...token,
    })),
  };
}

const statesOf = (tokens: Readonly<Record<string, Partial<TokenRecord>>>) =>
  renewalsOf(indexOf(tokens), 'a').map(({ token, state }) => [token.id, state]);

describe('renewalsOf', () => {
  it('puts what is to do first, then what is done, then what was revoked', () => {
    expect(
      statesOf({
        revoked: { revokedAt: 5 },
        renewed: { createdAt: 25, lastSuccess: 30 },
        one: dead,
        replaced: {},
        two: dead,
      }),
    ).toEqual([
      ['one', 'to-do'],
      ['replaced', 'to-do'],
      ['two', 'to-do'],
      ['renewed', 'done'],
      ['revoked', 'revoked'],
    ]);
  });

  it('takes a success of before the refresh as none', () => {
    expect(statesOf({ one: dead, two: dead, quiet: { lastSuccess: 15 } })).toContainEqual(['quiet', 'to-do']);
    expect(statesOf({ quiet: { lastSuccess: 15 } })).toEqual([['quiet', 'done']]);
  });

  it('lists the tokens of the account alone', () => {
    expect(statesOf({ one: dead, other: { ...dead, application: 'elsewhere' } })).toEqual([['one', 'to-do']]);
    expect(renewalsOf(indexOf({}), 'unknown')).toEqual([]);
  });
});
