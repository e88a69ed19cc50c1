import jsonwebtoken from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { readTokenAnswer } from '../../../src/oauth2/tokenAnswer.ts';
import { tokenEnd } from '../../../src/oauth2/tokenEnd.ts';

describe('an answer of the token endpoint', () => {
  it.each([
    ['{"access_token":"a.b-c","expires_in":"3600"}', 3600],
    ['{"access_token":"a.b-c","expires_in":60}', 60],
    ['{"access_token":"a.b-c"}', 3600],
    ['{"access_token":"a.b-c","expires_in":"-5"}', 3600],
    ['{"access_token":"a.b-c","expires_in":0}', 3600],
  ])('%s gives a token', (body, expiresIn) => {
    expect(readTokenAnswer(200, body)).toEqual({ accessToken: 'a.b-c', expiresIn });
  });

  it('gives a refresh token where there is one that can be used', () => {
    const answer = (refresh: unknown) =>
      readTokenAnswer(200, JSON.stringify({ access_token: 'a', expires_in: 60, refresh_token: refresh }));
    expect(answer('r.e-f')).toEqual({ accessToken: 'a', expiresIn: 60, refreshToken: 'r.e-f' });
    expect(answer('two words')).toEqual({ accessToken: 'a', expiresIn: 60 });
    expect(answer(7)).toEqual({ accessToken: 'a', expiresIn: 60 });
  });

  it.each([
    [400, '{"error":"invalid_grant","error_description":"No."}', 'invalid_grant', 'No.'],
    [401, '{"error":"invalid_client"}', 'invalid_client', ''],
    [200, '{"access_token":"two words"}', '', ''],
    [200, '{"access_token":"line\\r\\nX-Header: 1"}', '', ''],
    [200, '{"access_token":7}', '', ''],
    [400, '{"access_token":"a"}', '', ''],
    [502, '<h1>Bad gateway</h1>', '', ''],
    [200, '[]', '', ''],
    [200, 'null', '', ''],
    [200, '', '', ''],
  ])('%i %s gives none', (status, body, error, description) => {
    expect(readTokenAnswer(status, body)).toEqual({ error, description });
  });
});

describe('the end of a token', () => {
  it('is what the JWT says, in milliseconds', () => {
    expect(tokenEnd(jsonwebtoken.sign({ exp: 1_800_000_000 }, 'secret'))).toBe(1_800_000_000_000);
  });

  it.each([
    jsonwebtoken.sign({ sub: '1001;42' }, 'secret'),
    `e30.${Buffer.from('{"exp":"soon"}').toString('base64url')}.x`,
    `e30.${Buffer.from('{"exp":-1}').toString('base64url')}.x`,
    'opaque',
    'a.b.c',
    '',
  ])('is not known of %s', token => {
    expect(tokenEnd(token)).toBeUndefined();
  });
});
