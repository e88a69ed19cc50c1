import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bookFileLimits, countBookFile, type BookFile, type FileAccount } from '../../../src/accounts/bookFile.ts';
import { foldBookFile } from '../../../src/accounts/bookFileFold.ts';
import { readBookFile } from '../../../src/accounts/bookFileRead.ts';
import { bookFileText } from '../../../src/accounts/bookFileWrite.ts';

const optional = <K extends string, T>(key: K, value: fc.Arbitrary<T>) =>
  fc.option(value, { nil: undefined }).map(each => (each === undefined ? {} : { [key]: each }) as { [P in K]?: T });
const all = <T extends object>(...parts: fc.Arbitrary<object>[]): fc.Arbitrary<T> =>
  fc.tuple(...parts).map(list => Object.assign({}, ...list) as T);

const word = fc.stringMatching(/^[\p{L}\p{N}$<>"\\{}]{1,20}( [\p{L}\p{N}]{1,20})?$/u);
const hex = fc.stringMatching(/^[0-9a-f]{64}$/);
const note = fc.stringMatching(/^[a-z][a-zäß\n\t]{0,30}$/);
const time = fc.integer({ min: Date.UTC(1999), max: Date.UTC(2100) });

const token = all<FileAccount['applications'][number]['tokens'][number]>(
  fc.record({ name: word }),
  optional('isNamed', fc.constant(true as const)),
  optional('note', note),
  optional('createdAt', time),
  optional('identity', all(optional('company', word), optional('role', word), optional('entity', word))),
  optional('secret', fc.record({ token: hex, tokenSecret: hex })),
);
const application = all<FileAccount['applications'][number]>(
  fc.record({ name: word, tokens: fc.array(token, { maxLength: 3 }) }),
  optional('note', note),
  optional('secret', fc.record({ consumerKey: hex, consumerSecret: hex })),
);
const account = all<FileAccount>(
  fc.record({ name: word, accountId: fc.constantFrom('1234567', '1234567_SB1', 'TSTDRV1') }),
  fc.record({ applications: fc.array(application, { maxLength: 3 }) }),
  fc.constantFrom(
    {},
    { baseUrl: 'https://gw.example.com/ns' },
    { baseUrl: 'http://127.0.0.1:8080', signedAs: 'netsuite' },
    { baseUrl: 'https://gw.example.com', signedAs: 'https://inner.example.com/x' },
  ),
  optional('note', note),
);

const plain = (changes: object = {}) => ({
  format: 'netsuite-tba-accounts',
  version: 2,
  secrets: true,
  accounts: [
    {
      name: 'Acme',
      accountId: '1234567-sb1',
      applications: [
        {
          name: 'Orders',
          consumerKey: 'ck',
          consumerSecret: 'canary-cs',
          tokens: [{ name: 'jane', token: 'tk', tokenSecret: 'canary-ts' }],
        },
      ],
    },
  ],
  ...changes,
});

const withAccount = (changes: object) => plain({ accounts: [{ ...plain().accounts[0], ...changes }] });
const withApplication = (changes: object) =>
  withAccount({ applications: [{ ...plain().accounts[0]?.applications[0], ...changes }] });
const withToken = (changes: object) => withApplication({ tokens: [{ name: 'jane', ...changes }] });

function refusal(text: string): { code: string; data: Record<string, unknown> } {
  try {
    readBookFile(text);
  } catch (error) {
    return error as { code: string; data: Record<string, unknown> };
  }
  return expect.fail('was read');
}

describe('an exported file', () => {
  it('reads back as it was written', () => {
    fc.assert(
      fc.property(fc.array(account, { maxLength: 3 }), fc.boolean(), time, (accounts, secrets, exportedAt) => {
        const file: BookFile = { exportedAt, secrets, accounts };
        expect(readBookFile(bookFileText(file))).toEqual(file);
      }),
    );
  });

  it('is for people too: what it is stands at its head', () => {
    const text = bookFileText({ exportedAt: Date.UTC(2026, 10, 24), secrets: false, accounts: [] });
    expect(text).toMatch(
      /^\{\n {2}"format": "netsuite-tba-accounts",\n {2}"version": 2,\n {2}"exportedAt": "2026-11-24T00:00:00.000Z",\n {2}"secrets": false/,
    );
  });

  it('reads account IDs and base URLs in one spelling, and passes over what it does not know', () => {
    const file = readBookFile(
      `\ufeff${JSON.stringify({ ...withAccount({ baseUrl: 'https://GW.example.com:443/ns//', later: { a: 1 } }), later: 1 })}`,
    );
    expect(file.accounts[0]).toMatchObject({ accountId: '1234567_SB1', baseUrl: 'https://gw.example.com/ns' });
    expect(file.accounts[0]).not.toHaveProperty('later');
    expect(countBookFile(file.accounts)).toEqual({
      accounts: 1,
      applications: 1,
      tokens: 1,
      secrets: 2,
      missingSecrets: 0,
    });
  });
});

describe('a file that anybody may have written', () => {
  const first = 'accounts[0].applications[0]';
  it.each([
    ['book-file-not-one', undefined, 'canary not json'],
    ['book-file-not-one', undefined, '"canary"'],
    ['book-file-not-one', undefined, '[]'],
    ['book-file-not-one', undefined, { format: 'something' }],
    ['book-file-newer', undefined, plain({ version: 3, accounts: 'canary' })],
    ['book-file-field', 'version', plain({ version: '1' })],
    ['book-file-field', 'accounts[0].applications[0].tokens[0].oauth2.grant', withToken({ oauth2: { grant: 'x' } })],
    [
      'book-file-field',
      'accounts[0].applications[0].tokens[0].oauth2.scopes',
      withToken({ oauth2: { grant: 'authorization-code', scopes: ['restlets', 'all'] } }),
    ],
    [
      'book-file-half',
      'accounts[0].applications[0].tokens[0].clientId',
      withToken({ oauth2: { grant: 'client-credentials', scopes: ['restlets'] }, privateKey: 'canary' }),
    ],
    ['book-file-field', 'version', plain({ version: 0 })],
    ['book-file-field', 'accounts', plain({ accounts: { length: 1 } })],
    ['book-file-field', 'accounts', plain({ accounts: undefined })],
    ['book-file-field', 'accounts[0]', plain({ accounts: ['canary'] })],
    ['book-file-field', 'accounts[0].name', withAccount({ name: undefined })],
    ['book-file-field', 'accounts[0].name', withAccount({ name: '  ' })],
    ['book-file-field', 'accounts[0].name', withAccount({ name: ['canary'] })],
    ['book-file-characters', 'accounts[0].name', withAccount({ name: 'canary\nAcme' })],
    ['book-file-characters', 'accounts[0].name', withAccount({ name: 'canary\u202eemcA' })],
    ['book-file-characters', 'accounts[0].name', withAccount({ name: 'canary\ud800' })],
    ['book-file-too-long', 'accounts[0].name', withAccount({ name: 'canary'.repeat(100) })],
    ['book-file-account-id', 'accounts[0].accountId', withAccount({ accountId: 'canary.example.com' })],
    ['book-file-account-id', 'accounts[0].accountId', withAccount({ accountId: undefined })],
    ['book-file-field', 'accounts[0].accountId', withAccount({ accountId: 1234567 })],
    ['book-file-url', 'accounts[0].baseUrl', withAccount({ baseUrl: 'http://canary.example.com' })],
    ['book-file-url', 'accounts[0].baseUrl', withAccount({ baseUrl: 'https://canary@example.com' })],
    ['book-file-url', 'accounts[0].baseUrl', withAccount({ baseUrl: 'https://example.com/?canary' })],
    ['book-file-url', 'accounts[0].baseUrl', withAccount({ baseUrl: 'https://example.com/#canary' })],
    ['book-file-url', 'accounts[0].baseUrl', withAccount({ baseUrl: 'javascript:canary' })],
    ['book-file-characters', 'accounts[0].baseUrl', withAccount({ baseUrl: 'https://exa\tmple.com/canary' })],
    ['book-file-field', 'accounts[0].signedAs', withAccount({ signedAs: 'netsuite' })],
    ['book-file-characters', 'accounts[0].note', withAccount({ note: 'canary\u0007' })],
    ['book-file-field', 'accounts[0].applications', withAccount({ applications: 'canary' })],
    ['book-file-half', `${first}.consumerSecret`, withApplication({ consumerSecret: undefined })],
    ['book-file-half', `${first}.consumerKey`, withApplication({ consumerKey: '' })],
    ['book-file-field', `${first}.consumerKey`, withApplication({ consumerKey: { canary: 1 } })],
    ['book-file-too-long', `${first}.consumerKey`, withApplication({ consumerKey: 'canary'.repeat(200) })],
    ['book-file-half', `${first}.tokens[0].token`, withToken({ tokenSecret: 'canary' })],
    ['book-file-field', `${first}.tokens[0].isNamed`, withToken({ isNamed: 'canary' })],
    ['book-file-field', `${first}.tokens[0].createdAt`, withToken({ createdAt: 'canary' })],
    ['book-file-field', `${first}.tokens[0].createdAt`, withToken({ createdAt: '+275760-09-13T00:00:00Z' })],
    ['book-file-field', `${first}.tokens[0].identity`, withToken({ identity: 'canary' })],
    ['book-file-characters', `${first}.tokens[0].identity.role`, withToken({ identity: { role: 'canary\u2028' } })],
    ['book-file-too-many', 'accounts', plain({ accounts: Array.from({ length: 1001 }, () => ({})) })],
    [
      'book-file-too-many',
      'tokens',
      plain({
        accounts: [1, 2].map(() => ({
          name: 'canary',
          accountId: '1',
          applications: [{ name: 'a', tokens: Array.from({ length: 2501 }, () => ({ name: 't' })) }],
        })),
      }),
    ],
  ])('is refused with %s at %s, and quoted nowhere', (code, path, content) => {
    const error = refusal(typeof content === 'string' ? content : JSON.stringify(content));
    expect(error).toMatchObject({ code, data: path === undefined ? {} : { path } });
    expect(JSON.stringify(error.data) + String((error as { stack?: unknown }).stack)).not.toContain('canary');
  });

  it('is refused for its size before it is parsed', () => {
    expect(refusal(' '.repeat(bookFileLimits.bytes + 1))).toMatchObject({ code: 'book-file-too-large' });
  });

  it('may be nested as deep as it likes', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(readBookFile(JSON.stringify(plain()).replace('"secrets"', `"later":${deep},"secrets"`)).secrets).toBe(true);
    expect(refusal(deep)).toMatchObject({ code: 'book-file-not-one' });
  });

  it('ends in a file or a coded error, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.json(), fc.json(), (one, other) => {
        const text = `{"format":"netsuite-tba-accounts","version":1,"secrets":true,"accounts":[{"name":"a","accountId":"1","note":${one},"applications":${other}}]}`;
        try {
          readBookFile(text);
        } catch (error) {
          expect((error as { code?: unknown }).code).toMatch(/^book-file-/);
        }
      }),
    );
  });

  it('takes no field from the prototype of objects', () => {
    const error = refusal('{"format":"netsuite-tba-accounts","version":1,"accounts":[{"__proto__":{"name":"x"}}]}');
    expect(error).toMatchObject({ code: 'book-file-field', data: { path: 'accounts[0].name' } });
  });
});

describe('a file that says things twice', () => {
  it('is folded by account ID and base URL, consumer key and token ID', () => {
    const file = readBookFile(
      JSON.stringify(plain({ accounts: [plain().accounts[0], { ...plain().accounts[0], name: 'Again' }] })),
    );
    expect(foldBookFile(file.accounts)).toEqual({ accounts: [file.accounts[0]], contradicting: [] });
  });

  it('names what contradicts itself, and the first counts', () => {
    const file = readBookFile(
      JSON.stringify(
        plain({
          accounts: [
            plain().accounts[0],
            { ...plain().accounts[0], applications: [{ name: 'Other', consumerKey: 'ck', consumerSecret: 'cs2' }] },
            { ...plain().accounts[0], applications: [], baseUrl: 'https://gw.example.com' },
          ],
        }),
      ),
    );
    const folded = foldBookFile(file.accounts);
    expect(folded.contradicting).toEqual(['Other']);
    expect(folded.accounts).toEqual([file.accounts[0], file.accounts[2]]);
  });

  it('keeps apart what has no secret, whatever its name', () => {
    const tokens = [{ name: 'Token' }, { name: 'Token' }];
    const file = readBookFile(JSON.stringify(withApplication({ tokens })));
    expect(foldBookFile(file.accounts).accounts[0]?.applications[0]?.tokens).toEqual(tokens);
  });
});
