import { describe, expect, it } from 'vitest';
import { readCallbackAddress, type ExpectedCallback } from '../../../src/tba/callbackAddress.ts';

const expected: ExpectedCallback = {
  url: 'http://localhost:51234/tba/Zm9v',
  state: 'nnbs6b8n0zjlmhrlisv',
  token: 'a'.repeat(64),
  accountId: '1234567_SB1',
};
const fields = {
  oauth_token: expected.token,
  oauth_verifier: 'e'.repeat(64),
  company: '1234567_SB1',
  role: '3',
  entity: '38',
  state: expected.state,
};

function address(change: Readonly<Record<string, string | undefined>> = {}, suffix = ''): string {
  const all: Readonly<Record<string, string | undefined>> = { ...fields, ...change };
  const pairs = Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return `${expected.url}?${new URLSearchParams(pairs).toString()}${suffix}`;
}

describe('the address that the browser ended on', () => {
  it('gives verifier, role and entity', () => {
    expect(readCallbackAddress(address(), expected)).toEqual({
      verifier: fields.oauth_verifier,
      role: '3',
      entity: '38',
    });
  });

  it.each([
    ['another spelling of the account ID', address({ company: '1234567-sb1' })],
    ['a fragment', address({}, '#top')],
    ['parameters that nobody asked for', address({}, '&lang=en')],
    ['the host in capitals', address().replace('localhost', 'LOCALHOST')],
  ])('may have %s', (_, given) => {
    expect(readCallbackAddress(given, expected).verifier).toBe(fields.oauth_verifier);
  });

  it.each([
    ['no role or entity', address({ role: undefined, entity: undefined })],
    ['a role that is no number', address({ role: '<b>', entity: '' })],
    ['two roles', address({ entity: undefined }, '&role=4')],
  ])('may have %s: they are only shown', (_, given) => {
    const { verifier, role, entity } = readCallbackAddress(given, expected);
    expect([verifier, role, entity]).toEqual([fields.oauth_verifier, undefined, undefined]);
  });

  it.each([
    ['another path', address().replace('/tba/Zm9v', '/tba/Zm9vv')],
    ['another port', address().replace('51234', '51235')],
    ['another host', address().replace('localhost', '127.0.0.1')],
    ['another scheme', address().replace('http:', 'https:')],
    ['a user name', address().replace('localhost', 'me@localhost')],
    ['nothing that is an address', 'oauth_verifier=eee'],
    ['nothing', ''],
    ['no end', address({ entity: '1'.repeat(20_000) })],
  ])('is another one with %s', (_, given) => {
    expect(() => readCallbackAddress(given, expected)).toThrow('sign-in-address-other');
  });

  it.each([
    ['state', 'sign-in-wrong-state', { state: 'x' }],
    ['empty state', 'sign-in-wrong-state', { state: '' }],
    ['state, whatever else is wrong', 'sign-in-wrong-state', { state: 'x', oauth_verifier: '', company: '1' }],
    ['state that begins alike', 'sign-in-wrong-state', { state: `${expected.state}x` }],
    ['request token', 'sign-in-wrong-token', { oauth_token: 'b'.repeat(64) }],
    ['account', 'sign-in-other-account', { company: '7654321' }],
    ['sandbox', 'sign-in-other-account', { company: '1234567' }],
    ['account ID', 'sign-in-other-account', { company: '<script>' }],
  ])('is refused with a wrong %s: %s', (_, code, change) => {
    expect(() => readCallbackAddress(address(change), expected)).toThrow(code);
  });

  it('says which account it was instead, and nothing that is no account ID', () => {
    const company = (text: string) => {
      try {
        readCallbackAddress(address({ company: text }), expected);
      } catch (error) {
        return (error as { data: object }).data;
      }
      return undefined;
    };
    expect(company('7654321-sb2')).toEqual({ account: '1234567_SB1', company: '7654321_SB2' });
    expect(company('$(trash) [x](command:y)')).toEqual({ account: '1234567_SB1', company: '' });
  });

  it.each([{ company: undefined }, { company: '7654321' }, {}])(
    'means Deny when the verifier is empty (%j)',
    change => {
      expect(() => readCallbackAddress(address({ ...change, oauth_verifier: '' }), expected)).toThrow('sign-in-denied');
    },
  );

  it.each(['state', 'oauth_token', 'oauth_verifier', 'company'])('is refused without %s', field => {
    expect(() => readCallbackAddress(address({ [field]: undefined }), expected)).toThrow(
      expect.objectContaining({ code: 'sign-in-callback-incomplete', data: { field } }) as Error,
    );
  });

  it.each(['state', 'oauth_token', 'oauth_verifier', 'company'] as const)('is refused with %s twice', field => {
    expect(() => readCallbackAddress(address({}, `&${field}=${fields[field]}`), expected)).toThrow(
      expect.objectContaining({ code: 'sign-in-callback-repeated', data: { field } }) as Error,
    );
  });

  it('is refused when its escapes spell nothing', () => {
    expect(() => readCallbackAddress(`${expected.url}?state=%FF`, expected)).toThrow('sign-in-callback-unreadable');
  });
});
