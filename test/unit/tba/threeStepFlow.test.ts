import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  authorisationAddress,
  randomLetters,
  readAccessTokenAnswer,
  readRequestTokenAnswer,
  signAccessTokenStep,
  signRequestTokenStep,
} from '../../../src/tba/threeStepFlow.ts';

// Oracle's published dummies (ORA:section_157652390285, ORA:section_157652573296).
const dummy = '60712990bc09623786e7047c226bcb3f86d49dca0b04efc21001dc76d97a81f5';
const consumer = { consumerKey: dummy, consumerSecret: dummy };
const stepOne = {
  url: 'https://1234567.restlets.api.netsuite.com/rest/requesttoken',
  realm: '1234567',
  nonce: 'bUvpxBX93OWo0FLswq5M',
  timestamp: '1575998103',
};
const hex = (digit: string) => digit.repeat(64);

describe('step one', () => {
  const asked = { callback: 'https://my.example.com/TBA/?callbackRequest', role: '45678' };

  it("signs Oracle's published example", () => {
    expect(signRequestTokenStep(stepOne, consumer, asked).signature).toBe(
      '7kgwwmiAylqeMdHjCBnIUUW+drDrGCbZGBkuCt39J90=',
    );
  });

  it('sends callback and role in the header, and no token', () => {
    const { authorization, method } = signRequestTokenStep(stepOne, consumer, asked);
    expect(method).toBe('POST');
    expect(authorization).toContain('oauth_callback="https%3A%2F%2Fmy.example.com%2FTBA%2F%3FcallbackRequest"');
    expect(authorization).toContain('role="45678"');
    expect(authorization).toContain('realm="1234567"');
    expect(authorization).not.toContain('oauth_token');
  });

  it('leaves the role out when there is none', () => {
    expect(signRequestTokenStep(stepOne, consumer, { callback: 'http://localhost:1/a' }).authorization).not.toContain(
      'role',
    );
  });
});

describe('step two', () => {
  it('leads to the page with token and state, encoded', () => {
    expect(
      authorisationAddress(
        'https://1234567.app.netsuite.com/app/login/secure/authorizetoken.nl',
        'a+b',
        'nnbs6b8n0zjlmhrlisv',
      ),
    ).toBe(
      'https://1234567.app.netsuite.com/app/login/secure/authorizetoken.nl?oauth_token=a%2Bb&state=nnbs6b8n0zjlmhrlisv',
    );
  });

  it('makes states of letters and digits that are not the same twice', () => {
    const states = Array.from({ length: 200 }, () => randomLetters(32, randomBytes));
    expect(states.every(state => /^[A-Za-z0-9]{32}$/.test(state))).toBe(true);
    expect(new Set(states).size).toBe(200);
  });

  it('favours no letter: bytes beyond the last multiple of 62 are drawn again', () => {
    const draws = [Uint8Array.of(248, 255, 0, 61), Uint8Array.of(62, 247)];
    expect(randomLetters(4, () => draws.shift() ?? new Uint8Array())).toBe('A9A9');
  });
});

describe('step three', () => {
  it("signs Oracle's published example", () => {
    const token = '447d0cba5569a2d616e32a537110bc8c10ebcf42cc1fa34d6f76d08531abc179';
    const steps = signAccessTokenStep(
      {
        url: 'https://1234567.restlets.api.netsuite.com/rest/accesstoken',
        realm: '1234567',
        nonce: 'wjRgXQPWhYtKl0A7bO8Z',
        timestamp: '1576079512',
      },
      consumer,
      { token, tokenSecret: token },
      '3eff1ae4de6f924014b88e489a41e88da8ed1ba8bd5ad7684a71579d7e97f4ee',
    );
    expect(steps.signature).toBe('BBzawyjesZyFrwBjUAJfBsPDDGUY2FRdp3k4NwGDAO0=');
    expect(steps.authorization).toContain('oauth_verifier="3eff1ae4');
  });
});

describe('an answer', () => {
  const good = `oauth_token=${hex('a')}&oauth_token_secret=${hex('b')}`;

  it('gives the request token, whatever else stands in it', () => {
    expect(readRequestTokenAnswer(`${good}&oauth_callback_confirmed=true&role=3\r\n`)).toEqual({
      token: hex('a'),
      tokenSecret: hex('b'),
    });
  });

  it('gives the access token', () => {
    expect(readAccessTokenAnswer(good)).toEqual({ token: hex('a'), tokenSecret: hex('b') });
  });

  it.each([
    ['', 'sign-in-answer-incomplete', 'oauth_token'],
    ['{"oauth_token":"a"}', 'sign-in-answer-incomplete', 'oauth_token'],
    ['<!DOCTYPE html><html>', 'sign-in-answer-incomplete', 'oauth_token'],
    [`oauth_token=&oauth_token_secret=${hex('b')}`, 'sign-in-answer-incomplete', 'oauth_token'],
    [`oauth_token=${hex('a')}`, 'sign-in-answer-incomplete', 'oauth_token_secret'],
    [`${good}&oauth_token=${hex('c')}`, 'sign-in-answer-repeated', 'oauth_token'],
    [`${good}&oauth_token_secret=${hex('b')}`, 'sign-in-answer-repeated', 'oauth_token_secret'],
    ['oauth_token=a+b&oauth_token_secret=c', 'sign-in-answer-unreadable', undefined],
    ['oauth_token=%00&oauth_token_secret=c', 'sign-in-answer-unreadable', undefined],
    [`oauth_token=${'a'.repeat(513)}&oauth_token_secret=c`, 'sign-in-answer-unreadable', undefined],
    ['oauth_token=%FF&oauth_token_secret=c', 'sign-in-answer-unreadable', undefined],
  ])('like %j is refused with %s', (body, code, field) => {
    expect(() => readAccessTokenAnswer(body)).toThrow(
      expect.objectContaining({ code, data: field === undefined ? {} : { field } }) as Error,
    );
  });

  it.each(['', '&oauth_callback_confirmed=false', '&oauth_callback_confirmed=TRUE'])(
    'that does not confirm the callback is refused: %j',
    suffix => {
      expect(() => readRequestTokenAnswer(good + suffix)).toThrow(/sign-in-(?:callback-unconfirmed|answer-incomplete)/);
    },
  );

  it('never tells what it holds', () => {
    try {
      readAccessTokenAnswer('oauth_token=%FFcanary&oauth_token_secret=canary');
    } catch (error) {
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('canary');
    }
    expect.assertions(1);
  });
});
