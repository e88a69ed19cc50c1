import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { baseStringDrafts } from '../../../../src/practice/pages/audit/baseStringMistakes.ts';
import type { ToBeSigned } from '../../../../src/practice/pages/audit/baseStringMistakes.ts';
import { explainSignature } from '../../../../src/practice/pages/audit/signatureMistakes.ts';
import { encode } from '../../../contract/support/independentSigner.ts';

const material = {
  consumerKey: 'ck',
  consumerSecret: 'cs',
  token: 'tk',
  tokenSecret: 'ts',
  otherConsumerSecrets: [],
  otherTokenSecrets: [{ name: 'the token “Other”', secret: 'os' }],
};

const header = [
  { name: 'oauth_consumer_key', value: 'ck' },
  { name: 'oauth_nonce', value: 'n' },
  { name: 'oauth_version', value: '1.0' },
];

const request: ToBeSigned = {
  method: 'GET',
  uri: 'http://127.0.0.1:8080/app/x.nl',
  header,
  query: [
    { name: 'script', value: '1' },
    { name: 'Z', value: "it's (!)" },
    { name: 'id', value: '9' },
    { name: 'id', value: '10' },
    { name: 'none', value: '' },
  ],
  body: [],
  rawQuery: "script=1&Z=it's%20(!)&id=9&id=10&none=",
  realm: 'TSTDRV0000001_SB1',
  accountId: 'TSTDRV0000001_SB1',
};

const uri = encode('http://127.0.0.1:8080/app/x.nl');
const tail = ['oauth_consumer_key=ck', 'oauth_nonce=n', 'oauth_version=1.0'];
const z = `Z=${encode("it's (!)")}`;

/** The parameter part of a base string, encoded once more. */
const joined = (...pairs: string[]) => encode(pairs.join('&'));
const right = joined(z, 'id=10', 'id=9', 'none=', ...tail, 'script=1');

function signed(baseString: string, key = 'cs&ts', hash = 'sha256') {
  return createHmac(hash, key).update(baseString).digest();
}

function explain(signature: string, of: ToBeSigned = request) {
  return explainSignature(signature, baseStringDrafts(of), material)?.says;
}

describe('the explanation of a signature', () => {
  it('has nothing to say about the right one', () => {
    expect(explain(signed(`GET&${uri}&${right}`).toString('base64'))).toEqual([]);
  });

  it('says nothing when it cannot know', () => {
    expect(explain(signed('anything').toString('base64'))).toBeUndefined();
    expect(explain('')).toBeUndefined();
  });

  const mistakes: readonly (readonly [says: string, baseString: string])[] = [
    ['the parameters of the query are not signed', `GET&${uri}&${joined(...tail)}`],
    ['Z is in the query, but not signed', `GET&${uri}&${joined('id=10', 'id=9', 'none=', ...tail, 'script=1')}`],
    [
      'oauth_version is sent, but not signed',
      `GET&${uri}&${joined(z, 'id=10', 'id=9', 'none=', ...tail.slice(0, 2), 'script=1')}`,
    ],
    [
      'the realm is signed, which it must not be',
      `GET&${uri}&${joined(z, 'id=10', 'id=9', 'none=', ...tail, 'realm=TSTDRV0000001_SB1', 'script=1')}`,
    ],
    [
      'of parameters with the same name only the first is signed',
      `GET&${uri}&${joined(z, 'id=9', 'none=', ...tail, 'script=1')}`,
    ],
    [
      'of parameters with the same name only the last is signed',
      `GET&${uri}&${joined(z, 'id=10', 'none=', ...tail, 'script=1')}`,
    ],
    [
      'parameters with the same name are not sorted by value',
      `GET&${uri}&${joined(z, 'id=9', 'id=10', 'none=', ...tail, 'script=1')}`,
    ],
    [
      'the parameters are sorted without regard to upper and lower case',
      `GET&${uri}&${joined('id=9', 'id=10', 'none=', ...tail, 'script=1', z)}`,
    ],
    ['the parameters are not sorted', `GET&${uri}&${joined(...tail, 'script=1', z, 'id=9', 'id=10', 'none=')}`],
    ['the method is signed as POST', `POST&${uri}&${right}`],
    ['the method is signed as get', `get&${uri}&${right}`],
    ['the address is signed with https:// instead of http://', `GET&${uri.replace('http', 'https')}&${right}`],
    ['the address is signed without its port', `GET&${uri.replace('%3A8080', '')}&${right}`],
    ['the address is signed with a slash at its end', `GET&${uri}%2F&${right}`],
    ['the address is signed with the host localhost:8080', `GET&${uri.replace('127.0.0.1', 'localhost')}&${right}`],
    ['the address is not percent-encoded', `GET&http://127.0.0.1:8080/app/x.nl&${right}`],
    ['the joined parameters are not percent-encoded once more', `GET&${uri}&${decodeURIComponent(right)}`],
    [
      "the characters ! ' ( ) * are not percent-encoded, as encodeURIComponent leaves them",
      `GET&${uri}&${encodeURIComponent(["Z=it's%20(!)", 'id=10', 'id=9', 'none=', ...tail, 'script=1'].join('&'))}`,
    ],
    [
      'a space is encoded as + instead of %20',
      `GET&${uri}&${joined(z.replace('%20', '+'), 'id=10', 'id=9', 'none=', ...tail, 'script=1')}`,
    ],
    [
      'percent-encoding is in lower case (%2f instead of %2F)',
      `GET&${uri}&${right}`.replace(/%../g, each => each.toLowerCase()).replace(/%25../g, each => each.toLowerCase()),
    ],
  ];

  it.each(mistakes)('%s', (says, baseString) => {
    expect(explain(signed(baseString).toString('base64'))).toEqual([says]);
  });

  it.each([
    ['the token secret is missing from the signing key', 'cs&'],
    ['the consumer secret is missing from the signing key', '&ts'],
    ['the signing key is the consumer secret alone, without & and token secret', 'cs'],
    ['there is no & between the two secrets of the signing key', 'csts'],
    ['consumer secret and token secret are in each other’s place', 'ts&cs'],
    ['consumer key and token ID are used where the two secrets belong', 'ck&tk'],
    ['the token secret is the one of the token “Other”', 'cs&os'],
    ['a space or line end follows both secrets', 'cs%0A&ts%0A'],
  ])('%s', (says, key) => {
    expect(explain(signed(`GET&${uri}&${right}`, key).toString('base64'))).toEqual([says]);
  });

  it.each([
    ['hexadecimal', (bytes: Buffer) => bytes.toString('hex')],
    ['base64 of its hexadecimal text', (bytes: Buffer) => Buffer.from(bytes.toString('hex')).toString('base64')],
    ['percent-encoded twice', (bytes: Buffer) => encodeURIComponent(bytes.toString('base64'))],
    ['lacks its =', (bytes: Buffer) => bytes.toString('base64').replace('=', '')],
  ])('a signature in another form: %s', (says, write) => {
    expect(explain(write(signed(`GET&${uri}&${right}`)))?.join()).toContain(says);
  });

  it('finds two mistakes at once, the shortest explanation first', () => {
    const twice = `POST&${uri.replace('http', 'https')}&${right}`;
    expect(explain(signed(twice).toString('base64'))?.toSorted()).toEqual([
      'the address is signed with https:// instead of http://',
      'the method is signed as POST',
    ]);
    expect(explain(signed(`POST&${uri}&${right}`, 'cs&').toString('base64'))?.toSorted()).toEqual([
      'the method is signed as POST',
      'the token secret is missing from the signing key',
    ]);
  });
});
