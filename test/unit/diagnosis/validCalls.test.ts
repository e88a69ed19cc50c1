import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { signPassport } from '../../../src/tba/soapPassport.ts';
import { signRequest } from '../../../src/tba/signRequest.ts';
import { sign } from '../../contract/support/independentSigner.ts';

const credentials = {
  account: '1234567_SB1',
  consumerKey: 'k'.repeat(64),
  consumerSecret: 'a secret+/&=',
  token: 't'.repeat(64),
  tokenSecret: 'übrig!*',
};

interface Vector {
  readonly id: string;
  readonly kind?: string;
  readonly method: string;
  readonly url: string;
  readonly contentType: string | null;
  readonly body: string | null;
  readonly realm: string;
  readonly nonce: string;
  readonly timestamp: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly token: string;
  readonly tokenSecret: string;
  readonly expected: { readonly baseString: string; readonly signature: string };
}

describe('a valid call', () => {
  it('is valid in every vector, with the very base string', async () => {
    const file = join(import.meta.dirname, '../../fixtures/vectors/rfc5849.json');
    const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { vectors: Vector[] };
    for (const vector of vectors) {
      const call = { ...vector, contentType: vector.contentType ?? undefined, body: vector.body ?? undefined };
      const { authorization } = signRequest(call, vector);
      const diagnosis = await diagnose({ ...call, authorization, credentials: { ...vector, account: vector.realm } });
      expect({ id: vector.id, ...diagnosis }).toMatchObject({
        valid: true,
        causes: [],
        expected: { baseString: vector.expected.baseString, signature: vector.expected.signature },
      });
    }
  });

  const pairs = fc.array(
    fc.tuple(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.string({ unit: 'grapheme', maxLength: 20 })),
    {
      maxLength: 5,
    },
  );

  it('is valid whatever its parameters, as our signer makes it', async () => {
    await fc.assert(
      fc.asyncProperty(pairs, fc.constantFrom('GET', 'POST', 'put'), fc.boolean(), async (query, method, isForm) => {
        const text = new URLSearchParams(query.filter(([name]) => !name.startsWith('oauth_'))).toString();
        const call = {
          method,
          url: `https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/a%20b?${isForm ? '' : text}`,
          ...(isForm && { contentType: 'application/x-www-form-urlencoded', body: text }),
        };
        const steps = signRequest(
          { ...call, realm: credentials.account, nonce: 'abcdefgh', timestamp: '1700000000' },
          credentials,
        );
        for (const url of [call.url, steps.url.wire]) {
          const { authorization } = steps;
          expect(await diagnose({ ...call, url, authorization, credentials })).toMatchObject({
            valid: true,
            causes: [],
            expected: { baseString: steps.baseString.text, signature: steps.signature },
          });
        }
      }),
      { numRuns: 150 },
    );
  });

  it('is valid as an independent signer makes it', async () => {
    await fc.assert(
      fc.asyncProperty(pairs, async all => {
        const query = all.filter(
          ([name, value]) => !name.startsWith('oauth_') && (name + value).isWellFormed() && name !== '',
        );
        const baseUri = 'https://1234567-sb1.restlets.api.netsuite.com/app/site/hosting/restlet.nl';
        const signed = sign({ method: 'GET', baseUri, query, credentials, timestamp: 1_700_000_000 });
        const call = { method: 'GET', url: baseUri + signed.query, authorization: signed.authorization };
        const diagnosis = await diagnose({ ...call, credentials });
        expect(diagnosis).toMatchObject({ valid: true, causes: [], expected: { baseString: signed.baseString } });
      }),
      { numRuns: 150 },
    );
  });

  it('is valid as the first step of the flow, which has no token', async () => {
    const url = 'https://1234567.restlets.api.netsuite.com/rest/requesttoken';
    const consumer = { ...credentials, token: '', tokenSecret: '' };
    const params = [
      { name: 'oauth_callback', value: 'https://my.example.com/TBA/?callbackRequest' },
      { name: 'role', value: '45678' },
    ];
    for (const realm of ['1234567_SB1', '']) {
      const { authorization } = signRequest(
        { method: 'POST', url, realm, nonce: 'abcdefgh', timestamp: '1', params },
        consumer,
      );
      expect(await diagnose({ method: 'POST', url, authorization, credentials: consumer })).toMatchObject({
        causes: [],
      });
    }
  });

  it('is valid as a SOAP passport', async () => {
    const fields = { account: '1234567_SB1', nonce: '6obMKq0tmY8ylVOdEkA1', timestamp: '1439829974' };
    const { signature, baseString } = signPassport(fields, credentials);
    const body = passport({ ...fields, consumerKey: credentials.consumerKey, token: credentials.token }, signature);
    const call = {
      method: 'POST',
      url: 'https://1234567-sb1.suitetalk.api.netsuite.com/',
      body,
      authorization: '',
      credentials,
    };
    expect(await diagnose(call)).toMatchObject({ valid: true, causes: [], expected: { baseString, signature } });
    const swapped = signPassport(fields, {
      ...credentials,
      consumerSecret: credentials.tokenSecret,
      tokenSecret: credentials.consumerSecret,
    });
    expect(await diagnose({ ...call, body: body.replace(signature, swapped.signature) })).toMatchObject({
      valid: false,
      causes: [{ code: 'secrets-swapped', proof: 'search' }],
    });
  });
});

function passport(fields: Readonly<Record<string, string>>, signature: string): string {
  const inside = Object.entries(fields).map(([name, value]) => `<core:${name}>${value}</core:${name}>`);
  return `<soap:Header><tokenPassport>${inside.join('')}<core:signature algorithm="HMAC-SHA256">${signature}</core:signature></tokenPassport></soap:Header>`;
}
