import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyIndex, type AccountIndex, type TokenRecord } from '../../../src/accounts/records.ts';
import { refreshEvidence } from '../../../src/accounts/sandboxRefresh.ts';

const refused = (at: number) => ({ at, status: 401, code: 'INVALID_LOGIN_ATTEMPT' });
const dead: Partial<TokenRecord> = { lastSuccess: 10, lastFailure: refused(20) };

function indexOf(tokens: readonly Partial<TokenRecord>[], accountId = '1234567_SB1'): AccountIndex {
  return {
    ...emptyIndex,
    accounts: [{ id: 'a', name: 'Acme', accountId, changed: 1 }],
    applications: [
      { id: 'p', name: 'Hub', account: 'a', scheme: 'tba', changed: 1 },
      { id: 'q', name: 'Bot', account: 'a', scheme: 'tba', changed: 1 },
    ],
    tokens: tokens.map((token, index) => ({
      id: `t${index}`,
      name: `Token ${index}`,
      application: index % 2 === 0 ? 'p' : 'q',
      scheme: 'tba',
      changed: 1,
      ...token,
    })),
  };
}

describe('refreshEvidence', () => {
  it('is two tokens that worked and have been refused since, whatever their applications', () => {
    const later = { lastSuccess: 15, lastFailure: { at: 18, status: 403, code: 'INVALID_LOGIN' } };
    expect(refreshEvidence(indexOf([dead, later]), 'a')).toMatchObject({
      account: { id: 'a' },
      tokens: [
        { token: { id: 't1' }, application: { id: 'q' }, lastSuccess: 15, failure: { code: 'INVALID_LOGIN' } },
        { token: { id: 't0' }, application: { id: 'p' }, lastSuccess: 10, failure: { at: 20 } },
      ],
      firstFailure: 18,
      lastFailure: 20,
    });
  });

  it.each([
    ['only one failed', [dead, { lastSuccess: 30 }]],
    ['the second never worked', [dead, { lastFailure: refused(20) }]],
    ['the second was never used', [dead, {}]],
    ['the second has worked since its failure', [dead, { ...dead, lastSuccess: 25 }]],
    ['the second was revoked', [dead, { ...dead, revokedAt: 15 }]],
    ['there is none', []],
  ])('is not there when %s', (_, tokens) => {
    expect(refreshEvidence(indexOf(tokens), 'a')).toBeUndefined();
  });

  it('is refuted by a token that was there before and worked after', () => {
    const survivor = { createdAt: 5, lastSuccess: 30 };
    expect(refreshEvidence(indexOf([dead, dead, survivor]), 'a')).toBeUndefined();
  });

  it('stands while some of the tokens have been made again', () => {
    const madeAgain = { createdAt: 25, lastSuccess: 30 };
    expect(refreshEvidence(indexOf([dead, dead, madeAgain, { lastSuccess: 30 }]), 'a')?.tokens).toHaveLength(2);
  });

  it.each([
    ['1234567_SB2', true],
    ['TSTDRV0000001_SB1', true],
    ['1234567', false],
    ['1234567_RP', false],
    ['TSTDRV1234567', false],
    ['ODD_ID', false],
    ['', false],
  ])('of account %s can be there: %s', (accountId, expected) => {
    expect(refreshEvidence(indexOf([dead, dead], accountId), 'a') !== undefined).toBe(expected);
  });

  it('counts only the tokens of its own account', () => {
    const index = indexOf([dead, dead]);
    const elsewhere = {
      ...index,
      applications: index.applications.map(each => (each.id === 'q' ? { ...each, account: 'b' } : each)),
    };
    expect(refreshEvidence(elsewhere, 'a')).toBeUndefined();
    expect(refreshEvidence(index, 'unknown')).toBeUndefined();
  });

  it('names exactly the tokens that worked and failed since, from the first failure to the last', () => {
    const times = fc.record({
      lastSuccess: fc.option(fc.nat(50), { nil: undefined }),
      failedAt: fc.option(fc.nat(50), { nil: undefined }),
      revoked: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(times, { maxLength: 6 }), all => {
        const tokens = all.map(({ lastSuccess, failedAt, revoked }): Partial<TokenRecord> => ({
          ...(lastSuccess === undefined ? {} : { lastSuccess }),
          ...(failedAt === undefined ? {} : { lastFailure: refused(failedAt) }),
          ...(revoked ? { revokedAt: 1 } : {}),
        }));
        const expected = tokens.flatMap(({ lastSuccess, lastFailure, revokedAt }, index) =>
          lastSuccess !== undefined && lastFailure && lastFailure.at >= lastSuccess && revokedAt === undefined
            ? [{ id: `t${index}`, at: lastFailure.at }]
            : [],
        );
        const evidence = refreshEvidence(indexOf(tokens), 'a');
        expect(evidence !== undefined).toBe(expected.length >= 2);
        if (evidence) {
          expect(evidence.tokens.map(({ token }) => token.id).toSorted()).toEqual(
            expected.map(({ id }) => id).toSorted(),
          );
          const at = evidence.tokens.map(({ failure }) => failure.at);
          expect(at).toEqual(at.toSorted((one, other) => one - other));
          expect([evidence.firstFailure, evidence.lastFailure]).toEqual([at.at(0), at.at(-1)]);
        }
      }),
    );
  });
});
