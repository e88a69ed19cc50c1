import { describe, expect, it } from 'vitest';
import { valueFacts, valueShape, type TokenValues } from '../../../../src/diagnosis/login/valueFacts.ts';

const hex = (digit: string) => digit.repeat(64);
const values: TokenValues = { consumerKey: hex('a'), consumerSecret: hex('b'), token: hex('c'), tokenSecret: hex('d') };
const others: TokenValues = { consumerKey: hex('1'), consumerSecret: hex('2'), token: hex('3'), tokenSecret: hex('4') };
const kept = (change: Partial<TokenValues>, accountId = '1', label = 'Other · token') => ({
  label,
  accountId,
  values: { ...others, ...change },
});

describe('shapes', () => {
  it.each([
    [hex('a'), 'as-netsuite-makes-them'],
    [hex('A'), 'as-netsuite-makes-them'],
    [hex('a').slice(1), 'too-short'],
    [`${hex('a')}0`, 'too-long'],
    [` ${hex('a')}`, 'has-blanks'],
    [`${hex('a')}\n`, 'has-blanks'],
    [`"${hex('a')}"`, 'other'],
    ['•'.repeat(64), 'other'],
    ['', 'missing'],
    ['g'.repeat(1_000_000), 'other'],
  ])('%.12j…: %s', (value, shape) => {
    expect(valueShape(value)).toBe(shape);
  });
});

describe('values beside others', () => {
  it('nothing to say of four different ones', () => {
    expect(valueFacts('1', values, [kept({})])).toMatchObject({
      sameValues: [],
      alsoElsewhere: [],
      inOtherAccounts: [],
      tokenInOtherAccounts: [],
    });
  });

  it('one entered twice', () => {
    expect(valueFacts('1', { ...values, tokenSecret: values.token }, []).sameValues).toEqual([
      ['token', 'tokenSecret'],
    ]);
    expect(valueFacts('1', { ...values, token: '', tokenSecret: '' }, []).sameValues).toEqual([]);
  });

  it('one that is something else elsewhere', () => {
    expect(valueFacts('1', values, [kept({ tokenSecret: hex('B') })]).alsoElsewhere).toEqual([
      { value: 'consumerSecret', as: 'tokenSecret', in: 'Other · token' },
    ]);
  });

  it('tokens of one application share its pair, and that is all', () => {
    const shared = { consumerKey: values.consumerKey, consumerSecret: values.consumerSecret };
    expect(valueFacts('1', values, [kept(shared)]).alsoElsewhere).toEqual([]);
    expect(valueFacts('1', values, [kept({ token: values.token })]).alsoElsewhere).toEqual([
      { value: 'token', as: 'token', in: 'Other · token' },
    ]);
  });

  it('the same in another account, the token told apart from its application', () => {
    const there = [kept({ consumerKey: values.consumerKey }, '2'), kept({ token: values.token }, '3')];
    expect(valueFacts('1', values, there)).toMatchObject({
      inOtherAccounts: ['2', '3'],
      tokenInOtherAccounts: ['3'],
      alsoElsewhere: [],
    });
  });

  it('tells nothing of a value itself', () => {
    const telling = valueFacts('1', { ...values, tokenSecret: `${hex('d')}e` }, [
      kept({ token: values.consumerSecret }),
    ]);
    expect(JSON.stringify(telling)).not.toMatch(/[0-9a-f]{16}/);
  });
});
