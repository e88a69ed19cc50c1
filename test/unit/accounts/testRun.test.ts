import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Credential, TokenRecord } from '../../../src/accounts/records.ts';
import { TestRun, userOf, type TestOutcome } from '../../../src/accounts/testRun.ts';

const minute = 60_000;
const now = 1_000 * minute;
const accepted: TestOutcome = { kind: 'accepted', at: now, message: '' };
const refused: TestOutcome = { kind: 'refused', at: now, status: 401, code: 'INVALID_LOGIN_ATTEMPT' };
const unclear: TestOutcome = { kind: 'unclear', at: now, message: '', detail: '' };
const silent: TestOutcome = { kind: 'silent', at: now, message: '', detail: '' };

function credential(id: string, token: Partial<TokenRecord> = {}, account = '1234567'): Credential {
  return {
    account: { id: `account ${account}`, name: account, accountId: account, changed: 1 },
    application: { id: 'p', name: 'Hub', account: 'a', scheme: 'tba', changed: 1 },
    token: { id, name: id, application: 'p', scheme: 'tba', changed: 1, ...token },
  };
}

const as = (entity: string): Partial<TokenRecord> => ({ identity: { entity } });
const failedAt = (at: number): Partial<TokenRecord> => ({
  lastFailure: { at, status: 401, code: 'INVALID_LOGIN_ATTEMPT' },
});

/** Runs to the end; answers what was tested, in order, and every outcome as kind or reason. */
function runAll(credentials: readonly Credential[], answer: (id: string) => TestOutcome, current = credentials) {
  const run = new TestRun(credentials);
  const tested: string[] = [];
  for (let next = run.next(current, now); next; next = run.next(current, now)) {
    tested.push(next.token.id);
    run.settle(next.token.id, answer(next.token.id));
  }
  const outcomes = Object.fromEntries(
    run
      .results()
      .map(({ credential: { token }, outcome }) => [
        token.id,
        outcome.kind === 'skipped' ? outcome.reason : outcome.kind,
      ]),
  );
  return { tested, outcomes };
}

describe('a run over several tokens', () => {
  it('stops a user at the second refusal and goes on with the others', () => {
    const all = [
      credential('a', as('Jane')),
      credential('b', as('Jane')),
      credential('c', as('Jane')),
      credential('d', as('Bot')),
    ];
    expect(runAll(all, id => (id === 'd' ? accepted : refused))).toEqual({
      tested: ['a', 'b', 'd'],
      outcomes: { a: 'refused', b: 'refused', c: 'user-refused', d: 'accepted' },
    });
  });

  it('takes users that are not known as one in each account', () => {
    const all = [credential('a'), credential('b'), credential('c'), credential('d', {}, '7654321')];
    expect(runAll(all, () => refused)).toMatchObject({
      tested: ['a', 'b', 'd'],
      outcomes: { c: 'user-refused' },
    });
  });

  it('counts refusals of the last 30 minutes, whoever met them', () => {
    const others = credential('other', { ...as('Jane'), ...failedAt(now - 29 * minute) });
    const old = credential('old', { ...as('Jane'), ...failedAt(now - 31 * minute) });
    const own = [credential('a', as('Jane')), credential('b', as('Jane'))];
    expect(runAll(own, () => refused, [...own, others, old]).tested).toEqual(['a']);
    expect(runAll(own, () => refused, [...own, old]).tested).toEqual(['a', 'b']);
  });

  it('leaves the rest of an account alone that does not answer', () => {
    const all = [credential('a'), credential('b', as('Bot')), credential('c', {}, '7654321')];
    expect(runAll(all, id => (id === 'a' ? silent : accepted))).toEqual({
      tested: ['a', 'c'],
      outcomes: { a: 'silent', b: 'account-silent', c: 'accepted' },
    });
  });

  it('begins with what worked, account by account', () => {
    const all = [
      credential('fails', failedAt(1)),
      credential('elsewhere', {}, '7654321'),
      credential('untried'),
      credential('works', { lastSuccess: 1 }),
    ];
    expect(runAll(all, () => accepted).tested).toEqual(['works', 'untried', 'fails', 'elsewhere']);
  });

  it('names revoked tokens and those that are gone meanwhile', () => {
    const all = [credential('a', { revokedAt: 1 }), credential('b'), credential('c')];
    expect(runAll(all, () => accepted, [all[0]!, all[2]!])).toEqual({
      tested: ['c'],
      outcomes: { a: 'revoked', b: 'record-gone', c: 'accepted' },
    });
  });

  it('ends where it is cancelled, and names the rest', () => {
    const all = [credential('a'), credential('b')];
    const run = new TestRun(all);
    run.settle('a', accepted);
    run.cancel();
    expect(run.next(all, now)).toBeUndefined();
    expect(run.results().map(({ outcome }) => outcome)).toEqual([accepted, { kind: 'skipped', reason: 'cancelled' }]);
    expect(run.progress).toEqual({ total: 2, done: 2 });
  });

  it('never tries a user a third time after two refusals, and accounts for each token once', () => {
    const token = fc.record({
      account: fc.constantFrom('1234567', '7654321_SB1'),
      entity: fc.option(fc.constantFrom('Jane', 'Bot'), { nil: undefined }),
      revoked: fc.boolean(),
      earlier: fc.option(fc.constantFrom(now - minute, now - 40 * minute), { nil: undefined }),
      outcome: fc.constantFrom(accepted, refused, refused, unclear, silent),
    });
    fc.assert(
      fc.property(fc.array(token, { maxLength: 12 }), fc.nat(12), (tokens, cancelAfter) => {
        const all = tokens.map(({ account, entity, revoked, earlier }, index) =>
          credential(
            `t${index}`,
            {
              ...(entity === undefined ? {} : as(entity)),
              ...(revoked ? { revokedAt: 1 } : {}),
              ...(earlier === undefined ? {} : failedAt(earlier)),
            },
            account,
          ),
        );
        const run = new TestRun(all);
        const refusals = new Map<string, number>();
        const silentAccounts = new Set<string>();
        const tested: string[] = [];
        for (let next = run.next(all, now); next && tested.length < cancelAfter; next = run.next(all, now)) {
          const { id } = next.token;
          expect(refusals.get(userOf(next)) ?? 0).toBeLessThan(2);
          expect(silentAccounts).not.toContain(next.account.id);
          expect(next.token.revokedAt).toBeUndefined();
          expect(tested).not.toContain(id);
          tested.push(id);
          const outcome = tokens[Number(id.slice(1))]?.outcome ?? accepted;
          run.settle(id, outcome);
          if (outcome.kind === 'refused') {
            refusals.set(userOf(next), (refusals.get(userOf(next)) ?? 0) + 1);
          } else if (outcome.kind === 'silent') {
            silentAccounts.add(next.account.id);
          }
        }
        run.cancel();
        expect(
          run
            .results()
            .map(
              ({
                credential: {
                  token: { id },
                },
              }) => id,
            )
            .toSorted(),
        ).toEqual(all.map(({ token: { id } }) => id).toSorted());
        expect(run.results().filter(({ outcome }) => outcome.kind !== 'skipped')).toHaveLength(tested.length);
      }),
    );
  });
});
