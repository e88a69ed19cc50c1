import { createHmac } from 'node:crypto';
import { percentEncodeOctets } from '../../authentication/octets.ts';
import type { BaseStringDraft } from './baseStringMistakes.ts';

/** The two secrets, and what people take for them. */
export interface KeyMaterial {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly token: string;
  readonly tokenSecret: string;
  /** Other secrets that lie about, each with a name to call it by. */
  readonly otherConsumerSecrets: readonly Named[];
  readonly otherTokenSecrets: readonly Named[];
}

interface Named {
  readonly name: string;
  readonly secret: string;
}

/** How a signature came about that is not the right one. */
export interface Explanation {
  /** What was done otherwise; empty when nothing was. */
  readonly says: readonly string[];
  /** What the program signed. */
  readonly baseString: string;
}

interface Variant<Value> {
  readonly says: readonly string[];
  readonly value: Value;
}

/**
 * Tries the mistakes that programs make until one gives the signature received. What comes out is certain: two
 * different inputs do not have the same HMAC-SHA256. Undefined when nothing gives it.
 */
export function explainSignature(
  received: string,
  drafts: Iterable<BaseStringDraft>,
  material: KeyMaterial,
): Explanation | undefined {
  const [rightKey, ...wrongKeys] = signingKeys(material);
  const [rightDigest, ...wrongDigests] = digests;
  let best: Explanation | undefined;
  for (const { says, text } of drafts) {
    if (best && best.says.length <= says.length) {
      break;
    }
    // A program with two mistakes in its base string is not expected to have more elsewhere.
    const isFew = says.length <= 1;
    const attempts = [
      { key: rightKey, digest: rightDigest },
      ...(isFew ? wrongKeys.map(key => ({ key, digest: rightDigest })) : []),
      ...(isFew ? wrongDigests.map(digest => ({ key: rightKey, digest })) : []),
    ];
    for (const { key, digest } of attempts) {
      const all = [...says, ...key.says, ...digest.says];
      if ((!best || all.length < best.says.length) && digest.value(key.value, text).includes(received)) {
        best = { says: all, baseString: text };
      }
    }
  }
  return best;
}

function signingKeys(material: KeyMaterial): readonly [Variant<string>, ...Variant<string>[]] {
  const { consumerKey, consumerSecret, token, tokenSecret, otherConsumerSecrets, otherTokenSecrets } = material;
  const key = (consumer: string, ofToken: string) => [consumer, ofToken].map(percentEncodeOctets).join('&');
  const wrong = (value: string, ...says: string[]) => ({ says, value });
  return [
    { says: [], value: key(consumerSecret, tokenSecret) },
    wrong(key(consumerSecret, ''), 'the token secret is missing from the signing key'),
    wrong(consumerSecret, 'the signing key is the consumer secret alone, without & and token secret'),
    wrong(key('', tokenSecret), 'the consumer secret is missing from the signing key'),
    wrong(key(tokenSecret, consumerSecret), 'consumer secret and token secret are in each other’s place'),
    wrong(`${consumerSecret}${tokenSecret}`, 'there is no & between the two secrets of the signing key'),
    wrong(key(consumerSecret, token), 'the token ID is used where the token secret belongs'),
    wrong(key(consumerKey, tokenSecret), 'the consumer key is used where the consumer secret belongs'),
    wrong(key(consumerKey, token), 'consumer key and token ID are used where the two secrets belong'),
    wrong(key(consumerSecret.toUpperCase(), tokenSecret.toUpperCase()), 'the secrets are in upper case'),
    ...['\n', '\r\n', ' ', '\r'].flatMap(end => [
      wrong(key(`${consumerSecret}${end}`, tokenSecret), 'a space or line end follows the consumer secret'),
      wrong(key(consumerSecret, `${tokenSecret}${end}`), 'a space or line end follows the token secret'),
      wrong(key(`${consumerSecret}${end}`, `${tokenSecret}${end}`), 'a space or line end follows both secrets'),
    ]),
    ...otherConsumerSecrets.map(({ name, secret }) =>
      wrong(key(secret, tokenSecret), `the consumer secret is the one of ${name}`),
    ),
    ...otherTokenSecrets.map(({ name, secret }) =>
      wrong(key(consumerSecret, secret), `the token secret is the one of ${name}`),
    ),
  ];
}

type Digest = (key: string, text: string) => readonly string[];

const digests: readonly [Variant<Digest>, ...Variant<Digest>[]] = [
  { says: [], value: (key, text) => [hmac('sha256', key, text).toString('base64')] },
  {
    says: ['the signature was made by HMAC-SHA1 instead of HMAC-SHA256'],
    value: (key, text) => [hmac('sha1', key, text).toString('base64')],
  },
  {
    says: ['the signature was made by HMAC-SHA512 instead of HMAC-SHA256'],
    value: (key, text) => [hmac('sha512', key, text).toString('base64')],
  },
  {
    says: ['the signature is written in hexadecimal instead of base64'],
    value: (key, text) => {
      const hex = hmac('sha256', key, text).toString('hex');
      return [hex, hex.toUpperCase()];
    },
  },
  {
    says: ['the signature is the base64 of its hexadecimal text instead of its bytes'],
    value: (key, text) => [Buffer.from(hmac('sha256', key, text).toString('hex')).toString('base64')],
  },
  {
    says: ['the signature is in base64url or lacks its = at the end'],
    value: (key, text) => {
      const right = hmac('sha256', key, text);
      return [right.toString('base64url'), `${right.toString('base64url')}=`, right.toString('base64').slice(0, -1)];
    },
  },
  {
    says: ['the signature is percent-encoded twice in the header'],
    value: (key, text) => [percentEncodeOctets(hmac('sha256', key, text).toString('base64'))],
  },
  {
    says: ['the + of the signature became a space on the way: it was not percent-encoded'],
    value: (key, text) => [hmac('sha256', key, text).toString('base64').replaceAll('+', ' ')],
  },
];

function hmac(algorithm: string, key: string, text: string): Buffer {
  return createHmac(algorithm, Buffer.from(key, 'latin1')).update(text, 'latin1').digest();
}
