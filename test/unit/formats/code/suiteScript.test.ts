import { createHmac, createSign, generateKeyPairSync, verify, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CodeCall } from '../../../../src/formats/code/codeCall.ts';
import { writeCode } from '../../../../src/formats/code/writeCode.ts';
import { verifySignature } from '../../tba/verifySignature.ts';
import { hostileText } from './hostileText.ts';

const restlet = 'https://1234567-sb1.restlets.api.netsuite.com/app/site/hosting/restlet.nl';
const rest = 'https://1234567-sb1.suitetalk.api.netsuite.com/services/rest';
const json = { name: 'Content-Type', value: 'application/json' };
const base: CodeCall = {
  accountId: '1234567_SB1',
  method: 'GET',
  url: `${restlet}?script=customscript_a&deploy=customdeploy_a`,
  headers: [],
};

interface Sent {
  readonly by: string;
  readonly options: Record<string, unknown>;
}

const tokenUrl = `${rest}/auth/oauth2/v1/token`;
const oauth2 = { tokenUrl, audience: tokenUrl, scopes: ['restlets', 'rest_webservices'], isPersonal: false };
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/**
 * Runs a module with stand-ins for NetSuite's modules that answer as Oracle documents them; the secret is `cs&ts`, the
 * certificate that of the key above, and the access token `at`.
 *
 * @param posted hears what goes to the token endpoint
 */
function runModule(code: string, posted: (options: Record<string, unknown>) => void = () => undefined): Sent {
  const record = (by: string) => (options: Record<string, unknown>) => ({ by, options });
  const modules: Readonly<Record<string, unknown>> = {
    'N/https': {
      request: record('request'),
      post: (options: Record<string, unknown>) => {
        posted(options);
        return { code: 200, body: '{"access_token":"at","expires_in":"3600","token_type":"bearer"}' };
      },
      requestRestlet: record('requestRestlet'),
      requestSuiteTalkRest: record('requestSuiteTalkRest'),
    },
    'N/encode': {
      Encoding: { UTF_8: 'UTF_8', BASE_64: 'BASE_64', BASE_64_URL_SAFE: 'BASE_64_URL_SAFE' },
      convert: ({ string, inputEncoding, outputEncoding }: Record<string, string>) => {
        expect([inputEncoding, outputEncoding]).toEqual(['UTF_8', 'BASE_64_URL_SAFE']);
        return padded(Buffer.from(string ?? ''));
      },
    },
    'N/crypto/certificate': {
      HashAlg: { SHA256: 'SHA256' },
      createSigner: (options: object) => {
        expect(options).toEqual({ certId: 'custcertificate_netsuite', algorithm: 'SHA256' });
        return signerOf(privateKey);
      },
    },
    'N/crypto/random': { generateUUID: () => '12345678-1234-4123-8123-123456789012' },
    'N/crypto': {
      HashAlg: { SHA256: 'SHA256' },
      createSecretKey: (options: object) => {
        expect(options).toEqual({ secret: 'custsecret_netsuite_signing_key', encoding: 'UTF_8' });
        return 'cs&ts';
      },
      createHmac: ({ algorithm, key }: { algorithm: string; key: string }) => {
        const hmac = createHmac(algorithm.toLowerCase(), key);
        return {
          update: ({ input }: { input: string }) => void hmac.update(input),
          digest: ({ outputEncoding }: { outputEncoding: string }) =>
            hmac.digest(outputEncoding === 'BASE_64' ? 'base64' : 'hex'),
        };
      },
    },
  };
  let sent: Sent | undefined;
  const define = (names: readonly string[], factory: (...parts: unknown[]) => { send: () => Sent }): void => {
    sent = factory(...names.map(name => modules[name])).send();
  };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- as NetSuite would
  new Function('define', code)(define);
  return sent!;
}

/** Base64 for URLs with padding, which a JWT has not. */
function padded(octets: Buffer): string {
  return octets.toString('base64').replaceAll('+', '-').replaceAll('/', '_');
}

/** ASN.1 unless the raw format is asked for. */
function signerOf(key: KeyObject): object {
  const signer = createSign('sha256');
  return {
    update: ({ input }: { input: string }) => void signer.update(input),
    sign: ({ outputEncoding, useRawFormatForECDSA }: { outputEncoding: string; useRawFormatForECDSA?: boolean }) => {
      expect(outputEncoding).toBe('BASE_64_URL_SAFE');
      return padded(signer.sign({ key, dsaEncoding: useRawFormatForECDSA ? 'ieee-p1363' : 'der' }));
    },
  };
}

function refused(language: 'suitescript-same' | 'suitescript-other', call: Partial<CodeCall>): unknown {
  try {
    return writeCode(language, { ...base, ...call });
  } catch (error) {
    return (error as { data?: { reason?: string } }).data?.reason;
  }
}

describe('a script of the same account', () => {
  it('calls a RESTlet by its IDs, with parameters and body as they were meant', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(hostileText, hostileText), { maxLength: 4, selector: ([name]) => name }),
        hostileText,
        (pairs, body) => {
          const parameters = pairs.filter(([name]) => name !== 'script' && name !== 'deploy');
          const query = parameters.map(pair => `&${pair.map(encodeURIComponent).join('=')}`).join('');
          const code = writeCode('suitescript-same', {
            ...base,
            method: 'POST',
            url: base.url + query,
            headers: [json],
            body,
            title: body,
          });
          const { by, options } = runModule(code);
          const { urlParams = {}, ...others } = options;
          // A pair without name and value is `=` here, which is a pair too.
          expect(Object.entries(urlParams as object).sort()).toEqual([...parameters].sort());
          expect([by, others]).toEqual([
            'requestRestlet',
            {
              scriptId: 'customscript_a',
              deploymentId: 'customdeploy_a',
              method: 'POST',
              headers: { 'Content-Type': 'application/json' },
              body,
            },
          ]);
        },
      ),
    );
  });

  it('writes the internal ID of a script as a number, and says what is not documented of a deployment', () => {
    const code = writeCode('suitescript-same', { ...base, url: `${restlet}?script=12&deploy=1` });
    expect(code).toContain('scriptId: 12,');
    expect(code).toMatch(/a number is not documented\.\n +deploymentId: '1',/);
  });

  it('calls SuiteTalk REST by its path', () => {
    const call = { ...base, method: 'POST', headers: [json], body: '{"q":"SELECT 1"}' };
    const code = writeCode('suitescript-same', { ...call, url: `${rest}/query/v1/suiteql?limit=5&q=a%20b` });
    expect(runModule(code)).toEqual({
      by: 'requestSuiteTalkRest',
      options: {
        url: '/services/rest/query/v1/suiteql?limit=5&q=a%20b',
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{"q":"SELECT 1"}',
      },
    });
  });

  it('is the same whatever the request logs in with', () => {
    expect(writeCode('suitescript-same', { ...base, oauth2 })).toBe(writeCode('suitescript-same', base));
  });

  it('looks behind a gateway', () => {
    const code = writeCode('suitescript-same', {
      ...base,
      url: 'https://gateway.example.com/netsuite/services/rest/record/v1/customer/5',
      signedUrl: `${rest}/record/v1/customer/5`,
    });
    expect(runModule(code).options).toMatchObject({ url: '/services/rest/record/v1/customer/5' });
  });

  it.each<[string, Partial<CodeCall>]>([
    ['not-restlet-or-rest', { url: 'https://1234567-sb1.suitetalk.api.netsuite.com/services/NetSuitePort_2025_2' }],
    ['not-restlet-or-rest', { url: 'https://1234567-sb1.restlets.api.netsuite.com/rest/tokeninfo' }],
    ['no-deployment', { url: `${restlet}?script=1` }],
    ['no-deployment', { url: `${restlet}?script=1&deploy=1&deploy=2` }],
    ['repeated-parameter', { url: `${restlet}?script=1&deploy=1&a=1&a=2` }],
    ['method', { method: 'PATCH', url: `${rest}/record/v1/customer/5`, headers: [json], body: '{}' }],
    ['body-not-sent', { method: 'DELETE', body: '{}' }],
    ['body-missing', { method: 'POST', headers: [json] }],
    ['content-type-missing', { method: 'PUT', body: '{}' }],
    ['header-underscore', { headers: [{ name: 'X_Y', value: '1' }] }],
  ])('refuses what NetSuite does not offer: %s', (reason, call) => {
    expect(refused('suitescript-same', call)).toBe(reason);
  });
});

describe('a script of another account', () => {
  it('signs by N/crypto what it sends by N/https', () => {
    const contentTypes = fc.constantFrom('application/json', 'application/x-www-form-urlencoded');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(hostileText, hostileText), { maxLength: 4 }),
        contentTypes,
        (pairs, contentType) => {
          const query = pairs.map(pair => pair.map(encodeURIComponent).join('=')).join('&');
          const code = writeCode('suitescript-other', {
            ...base,
            method: 'POST',
            url: `${base.url}&${query}`,
            headers: [{ name: 'Content-Type', value: contentType }],
            body: query,
            title: query,
          })
            .replace("CONSUMER_KEY = ''", "CONSUMER_KEY = 'ck'")
            .replace("TOKEN_ID = ''", "TOKEN_ID = 't'");
          const { by, options } = runModule(code);
          expect([by, options['method']]).toEqual(['request', 'POST']);
          const { url, body, headers } = options as { url: string; body: string; headers: Record<string, string> };
          const authorization = headers['Authorization'] ?? '';
          expect(authorization).toContain('OAuth realm="1234567_SB1", oauth_consumer_key="ck"');
          const secrets = { consumerSecret: 'cs', tokenSecret: 'ts' };
          expect(verifySignature({ method: 'POST', url, contentType, body, authorization }, secrets)).toBe(true);
        },
      ),
    );
  });

  it('logs in by an assertion that N/crypto/certificate signs', () => {
    const call = { ...base, method: 'POST', headers: [json], body: '{"a":1}', oauth2 };
    const code = writeCode('suitescript-other', call)
      .replace("CLIENT_ID = ''", "CLIENT_ID = 'client'")
      .replace("CERTIFICATE_ID = ''", "CERTIFICATE_ID = 'kid'");
    let form: unknown;
    const { by, options } = runModule(code, posted => (form = posted));
    expect({ by, options }).toEqual({
      by: 'request',
      options: {
        method: 'POST',
        url: base.url,
        headers: { Authorization: 'Bearer at', 'Content-Type': 'application/json' },
        body: '{"a":1}',
      },
    });
    const { url, body, headers } = form as { url: string; body: string; headers: object };
    expect([url, headers]).toEqual([tokenUrl, { 'Content-Type': 'application/x-www-form-urlencoded' }]);
    const fields = new URLSearchParams(body);
    expect(fields.get('grant_type')).toBe('client_credentials');
    expect(fields.get('client_assertion_type')).toBe('urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
    const parts = (fields.get('client_assertion') ?? '').split('.');
    expect(parts.every(part => /^[\w-]+$/.test(part))).toBe(true);
    const [header, claims] = parts.map(part => Buffer.from(part, 'base64url').toString());
    expect(JSON.parse(header ?? '')).toEqual({ typ: 'JWT', alg: 'ES256', kid: 'kid' });
    const { iat, exp, ...others } = JSON.parse(claims ?? '') as Record<string, number>;
    expect(others).toEqual({ iss: 'client', scope: ['restlets', 'rest_webservices'], aud: tokenUrl });
    expect((exp ?? 0) - (iat ?? 0)).toBe(300);
    const signed = Buffer.from(parts.slice(0, 2).join('.'));
    const signature = Buffer.from(parts[2] ?? '', 'base64url');
    expect(verify('sha256', signed, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true);
  });

  it('names another audience behind a gateway, and says what a program needs in place of a person', () => {
    const there = { ...oauth2, tokenUrl: 'https://gateway.example.com/token', isPersonal: true };
    const code = writeCode('suitescript-other', { ...base, oauth2: there });
    expect(code).toContain(`const AUDIENCE = '${tokenUrl}';`);
    expect(code).toContain("const TOKEN_URL = 'https://gateway.example.com/token';");
    expect(code).toContain('It needs a certificate of its own');
  });

  it('says what must be filled in', () => {
    expect(() => runModule(writeCode('suitescript-other', { ...base, oauth2 }))).toThrow(
      'Fill in CLIENT_ID and CERTIFICATE_ID.',
    );
    expect(() => runModule(writeCode('suitescript-other', base))).toThrow('Fill in CONSUMER_KEY and TOKEN_ID.');
  });

  it('marks what Oracle does not say', () => {
    const call = { ...base, method: 'PATCH', headers: [json], body: '{}' };
    expect(writeCode('suitescript-other', call)).toContain('for N/https it is assumed');
  });

  it.each<[string, Partial<CodeCall>]>([
    ['not-https', { url: 'http://127.0.0.1:8080/app/site/hosting/restlet.nl?script=1&deploy=1' }],
    ['method', { method: 'OPTIONS' }],
    ['body-not-sent', { method: 'GET', body: '{}' }],
    ['header-underscore', { headers: [{ name: 'X_Y', value: '1' }] }],
  ])('refuses what N/https cannot send: %s', (reason, call) => {
    expect(refused('suitescript-other', call)).toBe(reason);
  });
});
