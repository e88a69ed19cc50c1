import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { signPassport } from '../../../src/tba/soapPassport.ts';
import { signRequest } from '../../../src/tba/signRequest.ts';
import { verifySignature } from './verifySignature.ts';

interface RfcVector {
  id: string;
  method: string;
  url: string;
  contentType: string | null;
  body: string | null;
  realm: string;
  consumerKey: string;
  consumerSecret: string;
  token: string;
  tokenSecret: string;
  nonce: string;
  timestamp: string;
  expected: { baseUri: string; normalizedParameters: string; baseString: string; signature: string };
}

interface OracleVector {
  id: string;
  kind: string;
  method: string;
  url: string;
  realm: string;
  consumerSecret: string;
  tokenSecret?: string;
  params: Record<string, string>;
  baseString: string;
  signatureBase64: string;
  account: string;
  consumerKey: string;
  token: string;
  nonce: string;
  timestamp: string;
}

function read<T>(name: string): T[] {
  const url = new URL(`../../fixtures/vectors/${name}`, import.meta.url);
  return (JSON.parse(readFileSync(url, 'utf8')) as { vectors: T[] }).vectors;
}

describe('vectors from an independent implementation', () => {
  it.each(read<RfcVector>('rfc5849.json'))('$id agrees on base URI, parameters, base string and signature', vector => {
    const request = {
      method: vector.method,
      url: vector.url,
      contentType: vector.contentType ?? undefined,
      body: vector.body ?? undefined,
    };
    const steps = signRequest(
      { ...request, realm: vector.realm, nonce: vector.nonce, timestamp: vector.timestamp },
      vector,
    );
    expect({
      baseUri: steps.url.baseUri,
      normalizedParameters: steps.normalizedParameters,
      baseString: steps.baseString.text,
      signature: steps.signature,
    }).toEqual(vector.expected);
    expect(verifySignature({ ...request, authorization: steps.authorization }, vector)).toBe(true);
  });
});

describe("Oracle's published examples", () => {
  const vectors = read<OracleVector>('oracle.json');
  const core = new Set([
    'oauth_consumer_key',
    'oauth_token',
    'oauth_nonce',
    'oauth_timestamp',
    'oauth_signature_method',
    'oauth_version',
  ]);

  it.each(vectors.filter(vector => vector.kind === 'oauth1-http'))('$id', vector => {
    const steps = signRequest(
      {
        method: vector.method,
        url: vector.url,
        realm: vector.realm,
        nonce: vector.params['oauth_nonce'] ?? '',
        timestamp: vector.params['oauth_timestamp'] ?? '',
        params: Object.entries(vector.params)
          .filter(([name]) => !core.has(name))
          .map(([name, value]) => ({ name, value })),
      },
      {
        consumerKey: vector.params['oauth_consumer_key'] ?? '',
        consumerSecret: vector.consumerSecret,
        token: vector.params['oauth_token'] ?? '',
        tokenSecret: vector.tokenSecret ?? '',
      },
    );
    expect(steps.baseString.text).toBe(vector.baseString);
    expect(steps.signature).toBe(vector.signatureBase64);
  });

  it.each(vectors.filter(vector => vector.kind === 'soap-tokenpassport'))('$id', vector => {
    const signed = signPassport(vector, { ...vector, tokenSecret: vector.tokenSecret ?? '' });
    expect(signed).toEqual({ baseString: vector.baseString, signature: vector.signatureBase64 });
  });

  it('are all covered', () => {
    expect(vectors.every(vector => ['oauth1-http', 'soap-tokenpassport'].includes(vector.kind))).toBe(true);
  });
});
