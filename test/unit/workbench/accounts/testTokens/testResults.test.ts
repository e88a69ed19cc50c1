import { describe, expect, it, vi } from 'vitest';
import type { Tested, TestOutcome } from '../../../../../src/accounts/testRun.ts';
import { summary } from '../../../../../src/workbench/accounts/testTokens/testResults.ts';

vi.mock('vscode', () => ({
  l10n: {
    t: (text: string, ...values: unknown[]) =>
      text.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
  },
}));

const works: TestOutcome = { kind: 'accepted', at: 1, message: '' };
const refused: TestOutcome = { kind: 'refused', at: 1, status: 401, code: 'X' };
const skipped: TestOutcome = { kind: 'skipped', reason: 'cancelled' };
const silent: TestOutcome = { kind: 'silent', at: 1, message: '', detail: '' };

const tested = (...outcomes: readonly TestOutcome[]): Tested[] =>
  outcomes.map((outcome, index) => ({
    credential: {
      account: { id: 'a', name: 'Acme', accountId: '1234567', changed: 1 },
      application: { id: 'p', name: 'Hub', account: 'a', scheme: 'tba', changed: 1 },
      token: { id: `t${index}`, name: `T${index}`, application: 'p', scheme: 'tba', changed: 1 },
    },
    outcome,
  }));

describe('the summary of a run', () => {
  it.each([
    [[works], '1 token: 1 works.'],
    [[works, works], '2 tokens: 2 work.'],
    [[works, refused, silent], '3 tokens: 1 works, 1 refused, 1 without a clear answer.'],
    [[skipped], '1 token: 1 not tested. Not tested: T0.'],
    [[refused, skipped, skipped], '3 tokens: 1 refused, 2 not tested. Not tested: T1, T2.'],
    [Array.from({ length: 7 }, () => skipped), '7 tokens: 7 not tested. Not tested: T0, T1, T2, T3, T4 and 2 more.'],
  ])('counts and names: %#', (outcomes, text) => {
    expect(summary(tested(...outcomes))).toBe(text);
  });
});
