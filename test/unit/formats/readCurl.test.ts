import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCurl } from '../../../src/formats/readCurl.ts';
import { trimSpan } from '../../../src/formats/valueKind.ts';
import { keys, otherKeys } from './secrets.ts';

const url = 'https://1234567-sb1.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=1&deploy=1';
const header = `Authorization: OAuth realm="1234567_SB1",oauth_consumer_key="${keys.consumerKey}",oauth_token="${keys.token}",oauth_signature_method="HMAC-SHA256",oauth_signature="a%2Bb%3D"`;
const found = { source: 'curl', accountId: '1234567_SB1', consumerKey: keys.consumerKey, token: keys.token };
const caret = (text: string) => text.replace(/["\\]/g, '^$&').replace(/[&%]/g, '^$&');

describe('readCurl', () => {
  it.each([
    ['bash, single quotes', `curl --location '${url}' \\\n  --header '${header}' \\\n  -d '{"it'\\''s": 1}'`],
    ['bash, double quotes', `curl -X POST "${url}" -H "${header.replaceAll('"', '\\"')}"`],
    ['bash, ANSI quotes', `curl $'${url}' -H $'${header.replaceAll('"', '\\x22').replaceAll(',', '\\u002c')}'`],
    ['bash, option and value in one', `curl --url=${url} --header='${header}'`],
    ['bash, no blank', `curl -H'${header}' ${url}`],
    ['bash, blanks after the backslash', `curl '${url}' \\  \r\n  -H '${header}'`],
    ['cmd', `curl "${url}" -H "${header.replaceAll('"', '\\"')}"`],
    ['cmd, doubled quotes', `curl.exe "${url}" ^\r\n  -H "${header.replaceAll('"', '""')}"`],
    [
      'cmd, as browsers write it',
      `curl ^"${caret(url)}^" ^\r\n  -H ^"${caret(header.replaceAll('"', '\\"'))}^" ^\r\n  --compressed`,
    ],
    ['PowerShell', `curl.exe "${url}" \`\n  -H "${header.replaceAll('"', '`"')}"`],
    ['PowerShell, single quotes', `curl.exe '${url}' \`\r\n  -H '${header}'`],
    ['PowerShell, quotes for the program', `curl.exe '${url}' -H '${header.replaceAll('"', '\\"')}'`],
    [
      'Invoke-RestMethod',
      `$r = Invoke-RestMethod -Uri "${url}" -Headers @{\n  "Accept" = "*/*"\n  "Authorization" = '${header.replace('Authorization: ', '')}'\n}`,
    ],
    [
      'Invoke-WebRequest',
      `iwr "${url}" -Headers @{Accept="*/*"; Authorization="${header.replace('Authorization: ', '').replaceAll('"', '""')}"}`,
    ],
  ])('reads %s', (_name, text) => {
    const result = readCurl(text);
    expect(result.problems).toEqual([]);
    expect(result.found).toHaveLength(1);
    expect(result.found[0]).toMatchObject(found);
    expect(result.found[0]?.notes).toEqual([
      { code: 'secret-missing', data: { field: 'consumerSecret' } },
      { code: 'secret-missing', data: { field: 'tokenSecret' } },
    ]);
    for (const { field, start, end } of result.found[0]?.spans ?? []) {
      expect(text.slice(start, end)).toBe(result.found[0]?.[field]);
    }
  });

  it('takes the account from the URL, and notes a realm that is another account', () => {
    const bare = readCurl(`curl '${url}' -H '${header.replace('realm="1234567_SB1",', '')}'`).found[0];
    expect(bare).toMatchObject({ accountId: '1234567-sb1' });
    expect(bare?.notes[0]).toEqual({ code: 'account-from-host' });
    const other = readCurl(`curl ${url.replace('1234567', '7654321')} -H '${header}'`).found[0];
    expect(other?.notes[0]).toEqual({ code: 'account-differs-from-host' });
  });

  it('reads several commands, each for itself', () => {
    const second = `curl '${url.replace('-sb1', '')}' -H '${header.replace(keys.token, otherKeys.token).replace('realm="1234567_SB1",', '')}'`;
    const result = readCurl(`curl '${url}' -H '${header}' | jq .\n# don't mind me\n${second}; echo`);
    expect(result.found.map(each => [each.accountId, each.token])).toEqual([
      ['1234567_SB1', keys.token],
      ['1234567', otherKeys.token],
    ]);
  });

  it('notes a password beside the header, and says so where there is nothing else', () => {
    const text = `curl -u 'me:hunter2' '${url}' -H '${header}'`;
    expect(readCurl(text).found[0]?.notes[0]).toEqual({ code: 'password-present' });
    const nlauth = `curl '${url}' -H 'Authorization: NLAuth nlauth_account=1, nlauth_email=a@b.c, nlauth_signature=hunter2'`;
    expect(readCurl(nlauth)).toEqual({ found: [], problems: [{ code: 'password-only', data: { source: 'curl' } }] });
    expect(readCurl("curl -u a:b 'https://example.com'")).toEqual({ found: [], problems: [] });
  });

  it('goes on after an apostrophe in prose', () => {
    const text = `Run it with curl (it's easy):\n\ncurl "${url}" -H "${header.replaceAll('"', '\\"')}"`;
    expect(readCurl(text).found).toMatchObject([found]);
  });

  it('names a shell variable in the place of a token', () => {
    const text = `curl '${url}' -H "${header.replaceAll('"', '\\"').replace(keys.token, '$NS_TOKEN_ID')}"`;
    expect(readCurl(text).found[0]?.notes).toContainEqual({
      code: 'variable-unresolved',
      data: { field: 'token', variable: 'NS_TOKEN_ID' },
    });
  });

  it('reads back any values that bash was given', () => {
    // What stands around a copied value is not part of it, and what stands in for a value is none.
    const isPlain = (text: string) =>
      trimSpan(text, 0, text.length).start === 0 && trimSpan(text, 0, text.length).end === text.length;
    const isPlaceholder = (text: string) =>
      /^[{$%<[.*•x…_-]|^(?:your|insert|replace|enter|paste|change|todo|dummy|example|op:|process)|here$|\.\.\.$|…$/i.test(
        text,
      );
    const value = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 40 })
      .filter(text => text.isWellFormed() && isPlain(text) && !isPlaceholder(text));
    const single = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
    const double = (text: string) => `"${text.replace(/[\\"$`]/g, '\\$&')}"`;
    fc.assert(
      fc.property(value, value, fc.constantFrom(single, double), (key, token, quote) => {
        const written = `Authorization: OAuth oauth_consumer_key="${encodeURIComponent(key)}", oauth_token="${encodeURIComponent(token)}"`;
        const [result] = readCurl(`curl ${quote(written)} ${quote('a\n b')} -H ${quote(written)}`).found;
        expect(result).toMatchObject({ consumerKey: key, token });
      }),
    );
  });
});
