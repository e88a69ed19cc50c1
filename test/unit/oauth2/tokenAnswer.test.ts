import { describe, expect, it } from 'vitest';
import { readTokenAnswer } from '../../../src/oauth2/tokenAnswer.ts';

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
