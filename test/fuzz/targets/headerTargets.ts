import fc from 'fast-check';
import { readPasted } from '../../../src/diagnosis/comparison/readPasted.ts';
import { textDifference } from '../../../src/diagnosis/comparison/textDifference.ts';
import { readSentHeader } from '../../../src/diagnosis/sentHeader.ts';
import { readAuthorizationHeader } from '../../../src/formats/readAuthorizationHeader.ts';
import { parseAuthorizationHeader } from '../../../src/practice/authentication/authorizationHeader.ts';
import { parseFormParameters, splitTarget } from '../../../src/practice/authentication/parameters.ts';
import { parseFaultHeader } from '../../../src/practice/server/faults/faultHeader.ts';
import { fuzzTarget, must, orRefuses } from '../fuzzTarget.ts';
import { textOf } from '../texts.ts';

const pieces = [
  'Authorization: ',
  'OAuth ',
  'oauth ',
  'NLAuth ',
  'realm="1234567_SB1"',
  'oauth_consumer_key="ab"',
  'oauth_token="cd"',
  'oauth_signature="a%2Bb%3D"',
  'oauth_signature_method="HMAC-SHA256"',
  'oauth_timestamp=1700000000',
  'oauth_nonce="\\""',
  ', ',
  ',',
  '=',
  '"',
  "'",
  '\\',
  '%',
  '%zz',
  '%C3%28',
  '&',
  '+',
  ' ',
  '\t',
  '\r\n ',
  'GET&https%3A%2F%2Fa&b%3Dc',
  '<tokenPassport>',
  '<nonce>x</nonce>',
  '</tokenPassport>',
  'latency 100; status 500',
];

/** Authorization headers, and what is pasted beside one: the reader of imports, the doctor, the practice account. */
export const authorizationHeader = fuzzTarget({
  name: 'authorization-header',
  cases: textOf(pieces),
  check: text => {
    readAuthorizationHeader(text);
    readSentHeader(text);
    readPasted(text);
    const octets = Buffer.from(text).toString('latin1');
    parseAuthorizationHeader(octets);
    parseFormParameters(octets);
    splitTarget(octets);
    orRefuses(() => parseFaultHeader([text]));
  },
});

/** Two texts held against each other: what is shown of each is all of it. */
export const difference = fuzzTarget({
  name: 'text-difference',
  cases: fc.tuple(textOf(pieces, 15), textOf(pieces, 15)),
  check: ([mine, theirs]) => {
    const found = textDifference(mine, theirs);
    must(found.mine.map(({ text }) => text).join('') === mine, 'mine is whole');
    must(found.theirs.map(({ text }) => text).join('') === theirs, 'theirs is whole');
  },
});
