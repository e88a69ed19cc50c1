import { describe, expect, it } from 'vitest';
import {
  firstFreeSandbox,
  planCopies,
  readSandboxNumber,
  sandboxIdOf,
  type ApplicationToCopy,
} from '../../../src/accounts/duplicate.ts';
import type { AccountRecord } from '../../../src/accounts/records.ts';

const account = (accountId: string, more: Partial<AccountRecord> = {}): AccountRecord => ({
  id: accountId,
  name: accountId,
  accountId,
  changed: 1,
  ...more,
});

const application = (name: string, consumerKey?: string): ApplicationToCopy => ({
  application: { id: name, name, account: 'a', scheme: 'tba', changed: 1 },
  secret: consumerKey === undefined ? undefined : { consumerKey, consumerSecret: `secret of ${name}` },
});

describe('the account ID of a sandbox', () => {
  it.each([
    ['1234567', '1234567_SB2'],
    ['1234567_RP', '1234567_SB2'],
    ['1234567_RP2', '1234567_SB2'],
    ['TSTDRV1234567', 'TSTDRV1234567_SB2'],
    ['td29', 'TD29_SB2'],
  ])('of %s is %s', (from, to) => {
    expect(sandboxIdOf(from, 2)).toBe(to);
  });

  it('is not made from another sandbox', () => {
    expect(() => sandboxIdOf('1234567_SB1', 2)).toThrow(expect.objectContaining({ code: 'account-is-sandbox' }));
  });

  it.each([
    ['SB1', 1],
    [' sb12 ', 12],
    ['_SB3', 3],
    ['7', 7],
    ['0', undefined],
    ['SB01', undefined],
    ['SB', undefined],
    ['', undefined],
    ['1_SB1', undefined],
    ['-1', undefined],
    ['1.5', undefined],
  ])('reads %j as %s', (text, number) => {
    expect(readSandboxNumber(text)).toBe(number);
  });

  it('has the first number that is not in the tree at NetSuite’s own hosts', () => {
    const accounts = [
      account('1234567'),
      account('1234567_SB1'),
      account('1234567_SB2', { baseUrl: 'https://gw.example.com' }),
      account('1234567_SB3'),
    ];
    expect(firstFreeSandbox('1234567', accounts)).toBe(2);
    expect(firstFreeSandbox('7654321', accounts)).toBe(1);
    // The practice account is nobody's sandbox.
    expect(firstFreeSandbox('TSTDRV1', [account('TSTDRV1_SB1', { practice: true })])).toBe(1);
  });
});

describe('what is copied into a sandbox', () => {
  it('is each consumer key once, with the secret that belongs to it', () => {
    const plan = planCopies(
      [application('new', 'k1'), application('there', 'k2'), application('locked'), application('again', 'k1')],
      ['k2'],
    );
    expect(plan.copies).toEqual([{ name: 'new', secret: { consumerKey: 'k1', consumerSecret: 'secret of new' } }]);
    expect(plan.there.map(({ name }) => name)).toEqual(['there', 'again']);
    expect(plan.withoutSecret.map(({ name }) => name)).toEqual(['locked']);
  });
});
