import { describe, expect, it } from 'vitest';
import { readAuthorizationHeader } from '../../../src/formats/readAuthorizationHeader.ts';
import { keys, otherKeys } from './secrets.ts';

const header = `OAuth realm="1234567_SB1", oauth_consumer_key="${keys.consumerKey}", oauth_token="${keys.token}", oauth_signature_method="HMAC-SHA256", oauth_timestamp="1700000000", oauth_nonce="abc", oauth_version="1.0", oauth_signature="abc%3D"`;
const missing = [
  { code: 'secret-missing', data: { field: 'consumerSecret' } },
  { code: 'secret-missing', data: { field: 'tokenSecret' } },
];
const expected = {
  source: 'authorization-header',
  accountId: '1234567_SB1',
  consumerKey: keys.consumerKey,
  token: keys.token,
};

describe('readAuthorizationHeader', () => {
  it.each([
    ['alone', header],
    ['with its name', `Authorization: ${header}`],
    [
      'in a raw request',
      `GET /x HTTP/1.1\r\nHost: 1234567-sb1.restlets.api.netsuite.com\r\nauthorization: ${header}\r\n\r\n`,
    ],
    ['over several lines', header.replaceAll(', ', ',\n    ')],
    ['in JSON', JSON.stringify({ headers: { Authorization: header } })],
    ['in code', `headers["Authorization"] = '${header}';`],
    ['without commas', header.replaceAll(',', '')],
    ['with bare values', header.replaceAll('"', '')],
    ['in another case', header.replace('OAuth', 'oauth')],
  ])('reads a header %s', (_name, text) => {
    const { found } = readAuthorizationHeader(text);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject(expected);
    expect(found[0]?.notes).toEqual(missing);
    for (const { field, start, end } of found[0]?.spans ?? []) {
      expect(text.slice(start, end)).toBe(found[0]?.[field]);
    }
  });

  it('decodes values, and gives the bounds of the spelling', () => {
    const text = 'OAuth realm="1234567%5FSB1", oauth_consumer_key="a%20b%zz"';
    const [found] = readAuthorizationHeader(text).found;
    expect(found).toMatchObject({ accountId: '1234567_SB1', consumerKey: 'a%20b%zz' });
    expect(text.slice(found?.spans[0]?.start, found?.spans[0]?.end)).toBe('1234567%5FSB1');
  });

  it('reads several, and takes the account from the host where there is no realm', () => {
    const second = header.replace(keys.token, otherKeys.token).replace('realm="1234567_SB1", ', '');
    const { found } = readAuthorizationHeader(`${header}\nsome text\nhttps://1234567-sb1.app.netsuite.com\n${second}`);
    expect(found.map(each => [each.accountId, each.token])).toEqual([
      ['1234567_SB1', keys.token],
      ['1234567-sb1', otherKeys.token],
    ]);
    expect(found[1]?.notes[0]).toEqual({ code: 'account-from-host' });
  });

  it('notes a realm that is not the host’s, and a signature method that NetSuite refuses', () => {
    const text = `Host: 7654321.restlets.api.netsuite.com\n${header.replace('SHA256', 'SHA1')}`;
    expect(readAuthorizationHeader(text).found[0]?.notes.slice(0, 2)).toEqual([
      { code: 'account-differs-from-host' },
      { code: 'signature-method', data: { method: 'HMAC-SHA1' } },
    ]);
    const odd = header.replace('HMAC-SHA256', 'my-own-secret-method');
    expect(readAuthorizationHeader(odd).found[0]?.notes[0]).toEqual({
      code: 'signature-method',
      data: { method: 'other' },
    });
  });

  it('finds nothing in prose about OAuth', () => {
    expect(readAuthorizationHeader('Uses OAuth 1.0 and OAuth a=b, see OAuth realm="x"').found).toEqual([]);
  });
});
