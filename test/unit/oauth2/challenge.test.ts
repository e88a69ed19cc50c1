import { expect, it } from 'vitest';
import { readBearerChallenge } from '../../../src/oauth2/challenge.ts';

it.each([
  [
    'Bearer realm="1_SB1", error="invalid_token", error_description="Invalid login attempt."',
    'invalid_token',
    'Invalid login attempt.',
  ],
  ['bearer error=invalid_request', 'invalid_request', ''],
  ['OAuth realm="1", error="token_rejected", Bearer error="invalid_token"', 'invalid_token', ''],
  ['Bearer error="a\\"b", error_description="c, d"', 'a"b', 'c, d'],
])('reads %s', (header, error, description) => {
  expect(readBearerChallenge(header)).toEqual({ error, description });
});

it.each(['', 'Bearer', 'Bearer realm="1"', 'OAuth realm="1", error="token_rejected"', 'Bearer x_error="1"'])(
  'finds nothing against a token in %j',
  header => expect(readBearerChallenge(header)).toBeUndefined(),
);
