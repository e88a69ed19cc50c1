import { createHmac } from 'node:crypto';
import OAuth from 'oauth-1.0a';
import { describe, expect, it } from 'vitest';
import { causeCodes } from '../../../src/diagnosis/causeCodes.ts';
import { causeTexts, fillIn } from '../../../src/diagnosis/causeTexts.ts';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { firstDifference } from '../../../src/diagnosis/firstDifference.ts';
import { readSentHeader } from '../../../src/diagnosis/sentHeader.ts';
import { readSentSignature } from '../../../src/diagnosis/sentSignature.ts';
import { ManyHmacs } from '../../../src/diagnosis/search/manyHmacs.ts';
import { hmacSha256 } from '../../../src/tba/oauthPackage.ts';
import { sign, type ToSign } from '../../contract/support/independentSigner.ts';

const credentials = {
  account: '1234567_SB1',
  consumerKey: 'key'.repeat(20),
  consumerSecret: 'canary-consumer-secret',
  token: 'token'.repeat(12),
  tokenSecret: 'canary-token-secret',
};
const baseUri = 'https://1234567-sb1.restlets.api.netsuite.com/app/site/hosting/restlet.nl';
const query = [
  ['script', '42'],
  ['deploy', '1'],
] as const;

function signed(change: Partial<ToSign> = {}) {
  return sign({ method: 'GET', baseUri, query, credentials, timestamp: 1_700_000_000, nonce: 'abcdefghij', ...change });
}

function call(authorization: string, more: object = {}) {
  return { method: 'GET', url: `${baseUri}?script=42&deploy=1`, authorization, credentials, ...more };
}

async function codes(given: Parameters<typeof diagnose>[0]): Promise<string[]> {
  const { causes } = await diagnose(given);
  return causes.map(({ code, detail }) => (detail === undefined ? code : `${code} ${detail}`));
}

describe('diagnose', () => {
  it('gives evidence with the bug: what was signed, and with which key', async () => {
    const { authorization, baseString } = signed({ query: [] });
    expect(await diagnose(call(authorization))).toMatchObject({
      valid: false,
      causes: [{ code: 'query-omitted', proof: 'search' }],
      signature: 'reproduced',
      theirs: { baseString, key: { first: 'consumer-secret', second: 'token-secret', ampersand: true } },
      expected: { baseString: signed().baseString, signature: signed().signature },
    });
  });

  it('says plainly that nothing was found, and what was ruled out', async () => {
    const { authorization } = signed({ credentials: { ...credentials, tokenSecret: 'another' } });
    const diagnosis = await diagnose(call(authorization));
    expect(diagnosis).toMatchObject({
      valid: false,
      causes: [{ code: 'unknown', proof: 'none' }],
      signature: 'not-reproduced',
    });
    expect(diagnosis.tried).toBeGreaterThan(10_000);
    expect(diagnosis.ruledOut).toContain('query-omitted');
    expect(diagnosis.ruledOut).not.toContain('charset-latin1');
    expect(diagnosis.open).toContain('other-secret');
  }, 60_000);

  it('judges the header alone where a secret is not known', async () => {
    const { authorization } = signed({ replace: { realm: '1234567-sb1' } });
    expect(await diagnose(call(authorization, { credentials: { ...credentials, tokenSecret: '' } }))).toMatchObject({
      causes: [{ code: 'realm-wrong', detail: '1234567-sb1' }],
      signature: 'not-judged',
      expected: { signature: '' },
    });
  });

  it('judges the age of a timestamp by the server’s time only', async () => {
    const { authorization } = signed();
    expect(await codes(call(authorization))).toEqual([]);
    expect(await codes(call(authorization, { serverTime: 1_700_000_300 }))).toEqual([]);
    expect(await codes(call(authorization, { serverTime: 1_700_000_301 }))).toEqual(['timestamp-skew -301']);
    expect(await codes(call(authorization, { serverTime: 1_699_999_000 }))).toEqual(['timestamp-skew +1000']);
  });

  it('lets a server overlook three things', async () => {
    const { authorization, signature } = signed();
    const raw = authorization.replace(/oauth_signature="[^"]*"/, `oauth_signature="${signature}"`);
    expect(await diagnose(call(raw))).toMatchObject({ valid: true, causes: [{ code: 'signature-not-encoded' }] });
    const hashed = signed({ add: [['oauth_body_hash', 'x=']] });
    expect(await diagnose(call(hashed.authorization))).toMatchObject({
      valid: true,
      causes: [{ code: 'body-hash-added' }],
    });
  });

  it.each([
    [{ replace: { oauth_version: '1.0a' } }, ['version-wrong 1.0a']],
    [{ replace: { oauth_nonce: 'abc' } }, ['nonce-too-short 3']],
    [{ replace: { oauth_timestamp: '1700000000123' } }, ['timestamp-milliseconds']],
    [{ replace: { oauth_signature_method: 'PLAINTEXT' } }, ['signature-method-unsupported PLAINTEXT']],
    [{ replace: { oauth_signature_method: 'HMAC-SHA1' }, hash: 'sha1' }, ['sha1-used']],
    [{ replace: { oauth_signature_method: 'HMAC-SHA1' } }, ['algorithm-label-mismatch HMAC-SHA1']],
    [
      { replace: { oauth_consumer_key: credentials.token, oauth_token: credentials.consumerKey } },
      ['key-token-swapped'],
    ],
    [{ replace: { oauth_token: undefined } }, ['header-param-missing oauth_token']],
    [{ query: [...query, ['debug', 'true']] as const }, ['query-param-extra debug']],
    [
      { baseUri: baseUri.replace('restlets', 'suitetalk') },
      ['host-case-or-alias 1234567-sb1.suitetalk.api.netsuite.com'],
    ],
  ] as const)('%j is %j', async (change, expected) => {
    expect(await codes(call(signed(change as Partial<ToSign>).authorization))).toEqual(expected);
  });

  it('never tells a secret, even where a client put one into the header', async () => {
    const { authorization } = signed({
      replace: { oauth_consumer_key: credentials.consumerSecret },
      add: [['oauth_token_secret', credentials.tokenSecret]],
    });
    const diagnosis = await diagnose(call(authorization));
    expect(diagnosis.causes.map(({ code }) => code)).toContain('consumer-key-mismatch');
    expect(JSON.stringify(diagnosis)).not.toContain('canary');
  });

  it('stops when it is told to, and says how far it is', async () => {
    const { authorization } = signed({ credentials: { ...credentials, tokenSecret: 'another' } });
    const controller = new AbortController();
    let tried = 0;
    const running = diagnose(call(authorization), {
      signal: controller.signal,
      onProgress: progress => {
        ({ tried } = progress);
        controller.abort();
      },
    });
    await expect(running).rejects.toThrow('aborted');
    expect(tried).toBeGreaterThan(0);
  }, 60_000);

  it.each([
    ['q=a=b', undefined, 'value-truncated'],
    ['q=what?now&z=1', undefined, 'value-truncated'],
    ['q=a+b', undefined, 'plus-as-literal'],
    ['filter%5Bname%5D=x', undefined, 'key-double-encoded'],
    ['', undefined, 'query-param-extra'],
    ['x=1', { id: 1, lines: [1, 2], memo: 'a b' }, 'json-body-signed'],
  ])('knows the package oauth-1.0a by what it does with %j', async (more, data, code) => {
    const oauth = new OAuth({
      consumer: { key: credentials.consumerKey, secret: credentials.consumerSecret },
      signature_method: 'HMAC-SHA256',
      realm: credentials.account,
      hash_function: (text, key) => createHmac('sha256', key).update(text).digest('base64'),
    });
    const url = `${baseUri}?script=42&deploy=1&${more}`;
    const token = { key: credentials.token, secret: credentials.tokenSecret };
    const signature = oauth.authorize({ method: 'POST', url, data: { ...data } }, token);
    const diagnosis = await diagnose({
      method: 'POST',
      url,
      ...(data && { contentType: 'application/json', body: JSON.stringify(data) }),
      authorization: oauth.toHeader(signature).Authorization,
      credentials,
    });
    expect(diagnosis).toMatchObject({ causes: [{ code, proof: 'search' }], client: 'oauth-1.0a' });
  });

  it('refuses what is no URL', async () => {
    await expect(diagnose(call('OAuth', { url: 'nonsense' }))).rejects.toMatchObject({ code: 'url-invalid' });
  });
});

describe('the readers of header and signature', () => {
  it.each([
    ['OAuth a="1", b="2"', [], 2],
    ['oauth a="1",b="2"', [], 2],
    ['Bearer a="1", b="2"', ['scheme'], 2],
    ['a="1", b="2"', ['scheme'], 2],
    ['OAuth a=1, b=2', ['quotes'], 2],
    ["OAuth a='1', b='2'", ['quotes'], 2],
    ['OAuth a="1", b="2', ['quotes'], 2],
    ['OAuth a="1" b="2"', ['commas'], 2],
    ['OAuth a="1"; b="2"', ['commas'], 2],
    ['OAuth a="1", b="2",', ['commas'], 2],
    ['OAuth a="1", b="%zz"', ['escapes'], 2],
    ['OAuth a="1",\r\n b="2"', ['line-end'], 2],
  ])('%j has the flaws %j', (header, flaws, count) => {
    const read = readSentHeader(header);
    expect([read.flaws, read.parameters.length]).toEqual([flaws, count]);
  });

  it('takes back every way of writing a signature', () => {
    const digest = hmacSha256('text', 'key');
    const bytes = Buffer.from(digest, 'base64');
    const read = (text: string) => readSentSignature(decodeURIComponent(text), text);
    expect(read(encodeURIComponent(digest))).toEqual({ digest, hash: 'sha256', causes: [] });
    expect(read(bytes.toString('hex'))).toMatchObject({ digest, causes: [{ code: 'signature-hex' }] });
    expect(read(bytes.toString('base64url'))).toMatchObject({ digest, causes: [{ code: 'signature-base64url' }] });
    expect(read(digest)).toMatchObject({ digest, causes: [{ code: 'signature-not-encoded' }] });
    expect(read(encodeURIComponent(encodeURIComponent(digest)))).toMatchObject({
      digest,
      causes: [{ code: 'signature-double-encoded' }],
    });
    expect(read('no%20signature!')).toBeUndefined();
  });
});

describe('what the doctor rests on', () => {
  it('hashes as the signer does, with keys of every length', () => {
    const hmacs = new ManyHmacs('sha256');
    for (const key of ['', 'k', 'k'.repeat(64), 'k'.repeat(129), 'ü&€']) {
      for (const text of ['', 'GET&a&b', 'ü'.repeat(20_000)]) {
        expect(hmacs.digest(key, [text, '&', text])).toBe(hmacSha256(`${text}&${text}`, key));
      }
    }
  });

  it('has a text for every code, with a remedy', () => {
    expect(Object.keys(causeTexts).toSorted()).toEqual(causeCodes.toSorted());
    for (const { explanation, fix, about } of Object.values(causeTexts)) {
      expect(explanation.length).toBeGreaterThan(60);
      expect(fix).toMatch(/\.$/);
      expect(about ?? '{detail}').toContain('{detail}');
    }
    expect(fillIn('Signed: {detail}.', '$&')).toBe('Signed: $&.');
  });

  it('points at the whole escape where two base strings part', () => {
    expect(firstDifference('GET&a%2fb&c', 'GET&a%2Fb&c')).toEqual({ offset: 5, part: 'url' });
    expect(firstDifference('POST&a&b', 'GET&a&b')).toEqual({ offset: 0, part: 'method' });
    expect(firstDifference('GET&a&b', 'GET&a&b')).toBeUndefined();
  });
});
