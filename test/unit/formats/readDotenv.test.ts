import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDotenv, readDotenvVariables } from '../../../src/formats/readDotenv.ts';
import { anySecret, keys, otherKeys } from './secrets.ts';

const plain = `NETSUITE_ACCOUNT_ID=1234567_SB1
NETSUITE_CONSUMER_KEY=${keys.consumerKey}
NETSUITE_CONSUMER_SECRET=${keys.consumerSecret}
NETSUITE_TOKEN_ID=${keys.token}
NETSUITE_TOKEN_SECRET=${keys.tokenSecret}
`;

function variablesOf(text: string): Record<string, string> {
  return Object.fromEntries(readDotenvVariables(text).variables.map(({ name, value }) => [name, value]));
}

describe('readDotenvVariables', () => {
  it('reads quotes, comments, export, CRLF and a byte order mark as dotenv does', () => {
    const text = [
      '\uFEFF# a comment',
      'export A = plain # comment',
      'B="with # inside" # outside',
      "C='single \\n stays'",
      'D="two\\nlines"',
      'E=`back"tick`',
      'F=',
      'G: colon',
      'H="over',
      'two lines"',
      '  I  =  spaced  ',
      'J="a\\"b"',
      'K=a=b==',
    ].join('\r\n');
    expect(variablesOf(text)).toEqual({
      A: 'plain',
      B: 'with # inside',
      C: 'single \\n stays',
      D: 'two\nlines',
      E: 'back"tick',
      F: '',
      G: 'colon',
      H: 'over\r\ntwo lines',
      I: 'spaced',
      J: 'a\\"b',
      K: 'a=b==',
    });
  });

  it('reads on after a quote that never closes, and says in which line it stands', () => {
    const result = readDotenvVariables('A=1\nB="open\nC=3\n');
    expect(result.variables.map(({ name, value }) => [name, value])).toEqual([
      ['A', '1'],
      ['B', '"open'],
      ['C', '3'],
    ]);
    expect(result.problems).toEqual([{ code: 'unterminated-quote', data: { line: 2 } }]);
  });

  it('counts lines within quotes', () => {
    expect(readDotenvVariables('A="x\ny\nz"\nB="open').problems).toEqual([
      { code: 'unterminated-quote', data: { line: 4 } },
    ]);
  });

  it('keeps names that objects have', () => {
    expect(readDotenvVariables('__proto__=a\nconstructor=b').variables.map(({ name }) => name)).toEqual([
      '__proto__',
      'constructor',
    ]);
  });

  it('gives the bounds of each value, for any text in any quotes', () => {
    const value = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(value, fc.constantFrom('"', "'", '`'), (raw, quote) => {
        const text = raw.replaceAll(quote, '').replaceAll('\\', '');
        const file = `X=1\nVALUE=${quote}${text}${quote}\nY=2`;
        const found = readDotenvVariables(file).variables.find(({ name }) => name === 'VALUE');
        expect(found?.value).toBe(text);
        expect(file.slice(found?.start, found?.end)).toBe(text);
      }),
    );
  });
});

describe('readDotenv', () => {
  it('reads the names of the command line, with the bounds of every value', () => {
    const { found, problems } = readDotenv(plain);
    expect(problems).toEqual([]);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ source: 'dotenv', accountId: '1234567_SB1', ...keys, notes: [] });
    expect(found[0]).not.toHaveProperty('label');
    expect(found[0]?.spans.map(({ field, start, end }) => [field, plain.slice(start, end)])).toEqual([
      ['accountId', '1234567_SB1'],
      ['consumerKey', keys.consumerKey],
      ['consumerSecret', keys.consumerSecret],
      ['token', keys.token],
      ['tokenSecret', keys.tokenSecret],
    ]);
  });

  it.each([
    ['NS_ACCOUNT', 'NS_CONSUMER_KEY', 'NS_CONSUMER_SECRET', 'NS_TOKEN_KEY', 'NS_TOKEN_SECRET'],
    [
      'NETSUITE_REALM',
      'NETSUITE_CONSUMER_TOKEN',
      'NETSUITE_CONSUMER_TOKEN_SECRET',
      'NETSUITE_ACCESS_TOKEN',
      'NETSUITE_ACCESS_TOKEN_SECRET',
    ],
    [
      'NETSUITE_OAUTH_REALM',
      'NETSUITE_OAUTH_KEY',
      'NETSUITE_OAUTH_SECRET',
      'NETSUITE_OAUTH_TOKEN',
      'NETSUITE_OAUTH_TOKEN_SECRET',
    ],
    [
      'NETSUITE_ACCOUNT',
      'NETSUITE_CONSUMER_KEY',
      'NETSUITE_CONSUMER_SECRET',
      'NETSUITE_ACCESS_KEY',
      'NETSUITE_ACCESS_SECRET',
    ],
    ['NETSUITE_REALM', 'NETSUITE_CLIENT_ID', 'NETSUITE_CLIENT_SECRET', 'NETSUITE_TOKEN_ID', 'NETSUITE_TOKEN_SECRET'],
    ['REALM', 'CONSUMER_KEY', 'CONSUMER_SECRET', 'TOKEN_ID', 'TOKEN_SECRET'],
    ['ACCOUNT_ID', 'NETSUITE_CONSUMER_KEY', 'NETSUITE_CONSUMER_SECRET', 'NETSUITE_TOKEN', 'NETSUITE_TOKEN_SECRET'],
    [
      'netSuite.realm',
      'netSuite.oauthConsumerKey',
      'netSuite.oauthConsumerSecret',
      'netSuite.oauthTokenId',
      'netSuite.oauthTokenSecret',
    ],
  ])('reads %s, %s, %s, %s, %s', (account, key, secret, token, tokenSecret) => {
    const text = `${account}=7654321\n${key}=${keys.consumerKey}\n${secret}=${keys.consumerSecret}\n${token}=${keys.token}\n${tokenSecret}=${keys.tokenSecret}`;
    expect(readDotenv(text).found).toMatchObject([{ accountId: '7654321', ...keys, notes: [] }]);
  });

  it.each([
    ['NETSUITE_PROD_', '', 'NETSUITE_SANDBOX_', '', 'PROD', 'SANDBOX'],
    ['prod_', '', 'sb1_', '', 'PROD', 'SB1'],
    ['NS_', '', 'NS_', '_SB', undefined, 'SB'],
    ['ACME_NETSUITE_', '', 'BETA_NETSUITE_', '', 'ACME', 'BETA'],
  ])('keeps %sX%s apart from %sX%s', (before, after, otherBefore, otherAfter, label, otherLabel) => {
    const write = (start: string, end: string, account: string, of: Record<string, string>) =>
      [
        `${start}ACCOUNT_ID${end}=${account}`,
        `${start}CONSUMER_KEY${end}=${of['consumerKey']}`,
        `${start}CONSUMER_SECRET${end}=${of['consumerSecret']}`,
        `${start}TOKEN_ID${end}=${of['token']}`,
        `${start}TOKEN_SECRET${end}=${of['tokenSecret']}`,
      ].join('\n');
    const { found } = readDotenv(
      `${write(before, after, '1234567', keys)}\n${write(otherBefore, otherAfter, '1234567_SB1', otherKeys)}`,
    );
    expect(found).toHaveLength(2);
    expect(found[0]).toMatchObject({ accountId: '1234567', ...keys, notes: [] });
    expect(found[1]).toMatchObject({ accountId: '1234567_SB1', ...otherKeys, notes: [] });
    expect(found.map(each => each.label)).toEqual([label, otherLabel]);
  });

  it('takes the last of a name that comes twice, and says so', () => {
    const { found } = readDotenv(`${plain}NETSUITE_TOKEN_ID=${otherKeys.token}\n`);
    expect(found[0]?.token).toBe(otherKeys.token);
    expect(found[0]?.notes).toEqual([{ code: 'duplicate-name', data: { name: 'NETSUITE_TOKEN_ID' } }]);
  });

  it('says so when two names give one field different values', () => {
    const { found } = readDotenv(`${plain}NETSUITE_REALM=7654321`);
    expect(found[0]?.accountId).toBe('1234567_SB1');
    expect(found[0]?.notes).toEqual([{ code: 'several-values', data: { field: 'accountId' } }]);
    expect(readDotenv(`${plain}NETSUITE_REALM=1234567-sb1`).found[0]?.notes).toEqual([]);
  });

  it('takes the account from a URL where nothing names it', () => {
    const url = 'NETSUITE_BASE_URL="https://1234567-sb1.suitetalk.api.netsuite.com/services/rest"';
    const text = `${plain.split('\n').slice(1).join('\n')}${url}`;
    const [found] = readDotenv(text).found;
    expect(found?.accountId).toBe('1234567-sb1');
    expect(found?.notes).toEqual([{ code: 'account-from-host' }]);
    const span = found?.spans.find(({ field }) => field === 'accountId');
    expect(text.slice(span?.start, span?.end)).toBe('1234567-sb1');
    expect(readDotenv(`${plain}${url.replace('-sb1', '')}`).found[0]?.notes).toEqual([
      { code: 'account-differs-from-host' },
    ]);
  });

  it('takes the account from another name when there is but one set and one account', () => {
    const text = plain.replace('NETSUITE_ACCOUNT_ID', 'NETSUITE_ACCOUNT_ID_SANDBOX');
    expect(readDotenv(text).found).toMatchObject([
      { accountId: '1234567_SB1', notes: [{ code: 'account-from-elsewhere' }] },
    ]);
  });

  it('follows a value that is another variable of the file, and names one that is not', () => {
    const text = `RAW=${keys.consumerKey}\n${plain
      .replace(`=${keys.consumerKey}`, '=${RAW}')
      .replace(`=${keys.token}`, '=$VAULT_TOKEN_ID')}`;
    const [found] = readDotenv(text).found;
    expect(found?.consumerKey).toBe(keys.consumerKey);
    expect(found).not.toHaveProperty('token');
    expect(found?.notes).toEqual([
      { code: 'variable-unresolved', data: { field: 'token', variable: 'VAULT_TOKEN_ID' } },
    ]);
    const span = found?.spans.find(({ field }) => field === 'consumerKey');
    expect(text.slice(span?.start, span?.end)).toBe(keys.consumerKey);
  });

  it('says what is missing, cut, put in for show or the same twice', () => {
    const notesOf = (text: string) => readDotenv(text).found[0]?.notes;
    expect(notesOf(`NS_CONSUMER_KEY=${keys.consumerKey}\nNS_TOKEN_SECRET=${keys.tokenSecret}`)).toEqual([
      { code: 'secret-missing', data: { field: 'consumerSecret' } },
      { code: 'key-missing', data: { field: 'token' } },
    ]);
    expect(notesOf(plain.replace(keys.token, keys.token.slice(0, 60)))).toEqual([
      { code: 'looks-cut', data: { field: 'token', length: 60 } },
    ]);
    expect(notesOf(plain.replace(keys.token, 'not"a\\token'))).toEqual([
      { code: 'not-64-hex', data: { field: 'token', length: 11 } },
    ]);
    expect(notesOf(plain.replace(keys.tokenSecret, keys.token))).toEqual([
      { code: 'same-value', data: { field: 'tokenSecret', other: 'token' } },
    ]);
    for (const text of ['your_token_id', '<TOKEN ID>', 'xxxxxxxx', '...', 'token_id_here', 'abc123...']) {
      expect(notesOf(plain.replace(keys.token, text)), text).toEqual([
        { code: 'placeholder', data: { field: 'token' } },
      ]);
    }
  });

  it('leaves the keys of other programs alone', () => {
    const text = [
      'TWITTER_CONSUMER_KEY=abcDEF123',
      'TWITTER_CONSUMER_SECRET=abcDEF456',
      'GITHUB_TOKEN=ghp_1234567890',
      'TOKEN_SECRET=some-jwt-secret',
      'AWS_ACCESS_KEY_ID=AKIA123',
      'AWS_SECRET_ACCESS_KEY=abc',
      'ACCOUNT_ID=12',
      'NETSUITE_TOKEN_EXPIRY=3600',
    ].join('\n');
    expect(readDotenv(text)).toEqual({ found: [], problems: [] });
    expect(readDotenv(`${plain}${text}`).found).toHaveLength(1);
    expect(readDotenv(`${plain}${text}`).found[0]?.notes).toEqual([]);
  });

  it('does not take an OAuth 2.0 client for a consumer key where there is no token', () => {
    const text = `NETSUITE_CLIENT_ID=${keys.consumerKey}\nNETSUITE_CERTIFICATE_ID=abc\nNETSUITE_ACCOUNT_ID=1`;
    expect(readDotenv(text).found).toEqual([]);
  });

  it('keeps an OAuth 2.0 client beside the keys of TBA apart', () => {
    const [found] = readDotenv(`NETSUITE_CLIENT_ID=${otherKeys.consumerKey}\n${plain}`).found;
    expect(found).toMatchObject({ ...keys, notes: [] });
  });

  it('says that a template has no values, and that there is only a password', () => {
    expect(readDotenv(plain.replace(/=.*/g, '=')).problems).toEqual([
      { code: 'values-empty', data: { source: 'dotenv' } },
    ]);
    const nlauth = 'NETSUITE_ACCOUNT=1234567\nNETSUITE_EMAIL=a@b.c\nNETSUITE_PASSWORD=secret';
    expect(readDotenv(nlauth).problems).toEqual([{ code: 'password-only', data: { source: 'dotenv' } }]);
    const both = readDotenv(`${plain}NETSUITE_PASSWORD=hunter2`);
    expect(both.found[0]?.notes).toEqual([{ code: 'password-present' }]);
    expect(JSON.stringify(both)).not.toContain('hunter2');
  });

  it('reads back what was written, in any quotes and between any other lines', () => {
    const noise = fc.array(fc.constantFrom('', '# NETSUITE_TOKEN_ID=old', 'PORT=3000', 'X="a\nb"', 'junk line'), {
      maxLength: 3,
    });
    const all = fc.record({
      consumerKey: anySecret,
      consumerSecret: anySecret,
      token: anySecret,
      tokenSecret: anySecret,
    });
    const form = fc.record({
      quote: fc.constantFrom('', '"', "'", '`'),
      break: fc.constantFrom('\n', '\r\n', '\r'),
      start: fc.constantFrom('', 'export ', '  '),
      equals: fc.constantFrom('=', ' = ', ': '),
      end: fc.constantFrom('', ' # comment', '  '),
    });
    fc.assert(
      fc.property(all, form, noise, (values, style, between) => {
        const line = (name: string, value: string) =>
          `${style.start}NETSUITE_${name}${style.equals}${style.quote}${value}${style.quote}${style.end}`;
        const text = [
          line('CONSUMER_KEY', values.consumerKey),
          ...between,
          line('CONSUMER_SECRET', values.consumerSecret),
          line('TOKEN_ID', values.token),
          ...between,
          line('TOKEN_SECRET', values.tokenSecret),
        ].join(style.break);
        const [found, ...others] = readDotenv(text).found;
        expect(others).toEqual([]);
        expect(found).toMatchObject(values);
        for (const { field, start, end } of found?.spans ?? []) {
          expect(text.slice(start, end)).toBe(found?.[field]);
        }
      }),
    );
  });
});
