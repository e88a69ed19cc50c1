import { describe, expect, it } from 'vitest';
import { findCredentials, type FoundCredentials } from '../../../../../src/formats/foundCredentials.ts';
import { assessCandidate } from '../../../../../src/workbench/accounts/import/assessCandidate.ts';
import { combineFindings } from '../../../../../src/workbench/accounts/import/combineFindings.ts';
import { valuesToRemove } from '../../../../../src/workbench/accounts/import/valuesToRemove.ts';
import { keys, otherKeys } from '../../../formats/secrets.ts';

const { consumerKey, consumerSecret, token, tokenSecret } = keys;

function found(values: Partial<FoundCredentials>): FoundCredentials {
  return { source: 'dotenv', spans: [], notes: [], ...values };
}

function valuesOf(...findings: Partial<FoundCredentials>[]) {
  return combineFindings(findings.map(found)).map(({ values }) => values);
}

describe('combining findings', () => {
  it('makes one credential of an integration page and a token page', () => {
    const [only, ...others] = combineFindings([
      found({ source: 'integration-page', label: 'Orders hub', consumerKey, consumerSecret }),
      found({ source: 'token-page', label: 'jane', token, tokenSecret }),
    ]);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ applicationLabel: 'Orders hub', tokenLabel: 'jane', values: keys });
    expect(only?.sources).toEqual(['integration-page', 'token-page']);
  });

  it('makes one credential of a header and the secrets beside it, and forgets what had been missing', () => {
    const [only, ...others] = combineFindings([
      found({
        source: 'authorization-header',
        accountId: '1234567',
        consumerKey,
        token,
        notes: [{ code: 'secret-missing', data: { field: 'consumerSecret' } }],
      }),
      found({ consumerSecret, tokenSecret, notes: [{ code: 'key-missing', data: { field: 'token' } }] }),
    ]);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ values: { ...keys, accountId: '1234567' }, notes: [] });
  });

  it('pairs nothing when there are two tokens and the integration says not whose it is', () => {
    const result = valuesOf(
      { consumerKey, consumerSecret },
      { token, tokenSecret },
      { token: otherKeys.token, tokenSecret: otherKeys.tokenSecret },
    );
    expect(result).toHaveLength(3);
  });

  it('gives two tokens of one consumer key its secret', () => {
    const result = valuesOf(
      { consumerKey, consumerSecret },
      { consumerKey, token, tokenSecret },
      { consumerKey, token: otherKeys.token, tokenSecret: otherKeys.tokenSecret },
    );
    expect(result).toEqual([
      { consumerKey, consumerSecret, token, tokenSecret },
      { consumerKey, consumerSecret, token: otherKeys.token, tokenSecret: otherKeys.tokenSecret },
    ]);
  });

  it('brings header, integration and token together by their equal keys, beside another application', () => {
    const other = { accountId: '1234567', ...otherKeys };
    const result = valuesOf(
      { accountId: '1234567', consumerKey, token },
      { consumerKey, consumerSecret },
      { token, tokenSecret },
      other,
    );
    expect(result).toHaveLength(2);
    expect(result).toContainEqual({ accountId: '1234567', ...keys });
    expect(result).toContainEqual(other);
  });

  it('never pairs across two accounts', () => {
    expect(
      valuesOf({ accountId: '1234567', consumerKey, consumerSecret }, { accountId: '1234567_SB1', token, tokenSecret }),
    ).toHaveLength(2);
    expect(
      valuesOf({ accountId: '1234567', consumerKey, token }, { accountId: '7654321', consumerKey, consumerSecret }),
    ).toHaveLength(2);
  });

  it('takes two spellings of one account for one', () => {
    expect(
      valuesOf(
        { accountId: '1234567-sb1', consumerKey, consumerSecret },
        { accountId: '1234567_SB1', token, tokenSecret },
      ),
    ).toHaveLength(1);
  });

  it('does not learn the account from an equal consumer key', () => {
    const result = valuesOf(
      { accountId: '1234567', ...keys },
      { consumerKey, token: otherKeys.token, tokenSecret: otherKeys.tokenSecret },
    );
    expect(result[1]).toMatchObject({ consumerSecret, token: otherKeys.token });
    expect(result[1]).not.toHaveProperty('accountId');
  });

  it('fills nothing when the same key has two secrets', () => {
    const result = valuesOf(
      { consumerKey, token, tokenSecret },
      { consumerKey, consumerSecret },
      { consumerKey, consumerSecret: otherKeys.consumerSecret },
    );
    expect(result).toHaveLength(3);
    expect(result[0]).toEqual({ consumerKey, token, tokenSecret });
  });

  it('keeps halves of differently named environments apart', () => {
    expect(valuesOf({ label: 'PROD', consumerKey, consumerSecret }, { label: 'SB1', token, tokenSecret })).toHaveLength(
      2,
    );
  });

  it('does not combine a value that stands under two names', () => {
    expect(valuesOf({ consumerKey, consumerSecret }, { token: consumerKey, tokenSecret })).toHaveLength(2);
  });

  it('shows what stands in a text many times once', () => {
    expect(valuesOf(keys, keys, { ...keys, accountId: '1234567' }, keys)).toEqual([{ ...keys, accountId: '1234567' }]);
  });
});

describe('assessing a candidate', () => {
  const assess = (values: Partial<FoundCredentials>) => {
    const [candidate] = combineFindings([found(values)]);
    return candidate && assessCandidate(candidate);
  };

  it('asks for nothing when everything is there', () => {
    expect(assess({ accountId: '1234567', ...keys })).toEqual({ kind: 'usable', missing: [], isSafe: true });
  });

  it('asks for the account and the secrets of a header', () => {
    expect(assess({ consumerKey, token })).toEqual({
      kind: 'usable',
      missing: ['accountId', 'consumerSecret', 'tokenSecret'],
      isSafe: true,
    });
  });

  it('asks for an account that the text contradicts itself about, or that is a secret', () => {
    const notes = [{ code: 'account-differs-from-host' as const }];
    expect(assess({ accountId: '1234567', ...keys, notes })).toMatchObject({ missing: ['accountId'], isSafe: false });
    expect(assess({ accountId: otherKeys.token, ...keys })).toMatchObject({ missing: ['accountId'] });
  });

  it('turns down a single value, nothing at all and the same text twice', () => {
    expect(assess({ token })).toEqual({ kind: 'unusable', why: 'too-little' });
    expect(assess({ accountId: '1234567' })).toEqual({ kind: 'unusable', why: 'nothing-there' });
    const notes = [{ code: 'same-value' as const, data: { field: 'consumerSecret', other: 'consumerKey' } }];
    expect(assess({ ...keys, consumerSecret: consumerKey, notes })).toEqual({ kind: 'unusable', why: 'same-value' });
  });
});

describe('removing what was imported', () => {
  const env = [
    '# orders',
    'NETSUITE_ACCOUNT_ID=1234567_SB1',
    `NETSUITE_CONSUMER_KEY=${consumerKey}`,
    `NETSUITE_CONSUMER_SECRET="${consumerSecret}"`,
    `NETSUITE_TOKEN_ID=${token} # jane`,
    `NETSUITE_TOKEN_SECRET=${tokenSecret}`,
    `# formerly ${tokenSecret}`,
    '',
  ].join('\r\n');

  const removed = (text: string) =>
    valuesToRemove(text, combineFindings(findCredentials(text, '.env').found))
      .reverse()
      .reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);

  it('leaves names, comments and the account, and takes every spelling of a value', () => {
    expect(removed(env)).toBe(
      [
        '# orders',
        'NETSUITE_ACCOUNT_ID=1234567_SB1',
        'NETSUITE_CONSUMER_KEY=',
        'NETSUITE_CONSUMER_SECRET=""',
        'NETSUITE_TOKEN_ID= # jane',
        'NETSUITE_TOKEN_SECRET=',
        '# formerly ',
        '',
      ].join('\r\n'),
    );
  });

  it('leaves the other credentials of a file alone', () => {
    const text = `${env}NS_PROD_CONSUMER_KEY=${otherKeys.consumerKey}\nNS_PROD_CONSUMER_SECRET=${otherKeys.consumerSecret}\nNS_PROD_TOKEN_ID=${otherKeys.token}\nNS_PROD_TOKEN_SECRET=${otherKeys.tokenSecret}\n`;
    const all = combineFindings(findCredentials(text, '.env').found);
    expect(all).toHaveLength(2);
    const own = all.filter(({ values }) => values.token === token);
    const ranges = valuesToRemove(text, own).map(({ start, end }) => text.slice(start, end));
    expect(ranges.sort()).toEqual([consumerKey, consumerSecret, token, tokenSecret, tokenSecret].sort());
  });

  it('answers ranges in order that do not overlap', () => {
    const [candidate] = combineFindings([
      found({
        ...keys,
        spans: [
          { field: 'token', start: 3, end: 9 },
          { field: 'consumerKey', start: 0, end: 5 },
        ],
      }),
    ]);
    expect(valuesToRemove('0123456789', candidate ? [candidate] : [])).toEqual([{ start: 0, end: 9 }]);
  });
});
