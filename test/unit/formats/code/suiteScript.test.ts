import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CodeCall } from '../../../../src/formats/code/codeCall.ts';
import { writeCode } from '../../../../src/formats/code/writeCode.ts';
import { verifySignature } from '../../../../src/tba/verifySignature.ts';
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

/** Runs a module with stand-ins for NetSuite's modules that answer as Oracle documents them; the secret is `cs&ts`. */
function runModule(code: string): Sent {
  const record = (by: string) => (options: Record<string, unknown>) => ({ by, options });
  const modules: Readonly<Record<string, unknown>> = {
    'N/https': {
      request: record('request'),
      requestRestlet: record('requestRestlet'),
      requestSuiteTalkRest: record('requestSuiteTalkRest'),
    },
    'N/encode': { Encoding: { UTF_8: 'UTF_8', BASE_64: 'BASE_64' } },
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

  it('says what must be filled in', () => {
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
