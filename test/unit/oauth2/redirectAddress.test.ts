import { describe, expect, it } from 'vitest';
import { readRedirectAddress, stateOf } from '../../../src/oauth2/redirectAddress.ts';

const redirectUri = 'vscode://tba-workbench.tba-workbench/oauth2';
const state = 'abcdefghijklmnopqrstuvwxyz';
const expected = { redirectUri, state, accountId: '1234567_SB1' };
const good = { code: 'c0de', state, company: '1234567_SB1', role: '1001', entity: '42' };

function address(fields: Readonly<Record<string, string>> | string, base = redirectUri): string {
  return `${base}?${typeof fields === 'string' ? fields : new URLSearchParams(fields).toString()}`;
}
const read = (text: string) => readRedirectAddress(text, expected);

describe('the address that the browser brings back', () => {
  it('gives the code, and for whom it is', () => {
    expect(read(address(good))).toEqual({ code: 'c0de', role: '1001', entity: '42' });
  });

  it('may name the company as its host does, and leave role and entity out or empty', () => {
    expect(read(address({ code: 'c0de', state, company: '1234567-sb1', role: '' }))).toEqual({ code: 'c0de' });
  });

  it('may be an https address', () => {
    const https = { ...expected, redirectUri: 'https://localhost/oauth2' };
    expect(readRedirectAddress(address(good, 'https://localhost/oauth2'), https).code).toBe('c0de');
  });

  it.each([
    ['no address', 'hello', 'oauth2-redirect-other'],
    ['another program’s', address(good, 'other://tba-workbench.tba-workbench/oauth2'), 'oauth2-redirect-other'],
    ['another extension’s', address(good, 'vscode://evil.tba-workbench/oauth2'), 'oauth2-redirect-other'],
    ['another path', address(good, `${redirectUri}/x`), 'oauth2-redirect-other'],
    ['one with a user', address(good, 'vscode://a@tba-workbench.tba-workbench/oauth2'), 'oauth2-redirect-other'],
    ['an endless one', address({ ...good, code: 'x'.repeat(20_000) }), 'oauth2-redirect-other'],
    ['another state', address({ ...good, state: `${state}x` }), 'oauth2-wrong-state'],
    ['another state with an error', address({ state: 'x', error: 'access_denied' }), 'oauth2-wrong-state'],
    ['no state', address({ code: 'c0de', company: '1234567_SB1' }), 'oauth2-redirect-unreadable'],
    ['two states', address(`state=${state}&state=${state}&code=c`), 'oauth2-redirect-unreadable'],
    ['two codes', address(`state=${state}&company=1234567_SB1&code=c&code=d`), 'oauth2-redirect-unreadable'],
    ['no code', address({ state, company: '1234567_SB1' }), 'oauth2-redirect-unreadable'],
    ['an empty code', address({ ...good, code: '' }), 'oauth2-redirect-unreadable'],
    ['no company', address({ state, code: 'c0de' }), 'oauth2-redirect-unreadable'],
    ['a no', address({ state, error: 'access_denied' }), 'oauth2-denied'],
  ])('is refused: %s', (_, text, code) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code }));
  });

  it('says which other account it is for, and what NetSuite has against it, without control characters', () => {
    expect(() => read(address({ ...good, company: '7654321\n' }))).toThrow(
      expect.objectContaining({ code: 'oauth2-other-account', data: { account: '1234567_SB1', company: '7654321 ' } }),
    );
    expect(() => read(address({ state, error: 'invalid_scope', error_description: 'No.\u001b[2J' }))).toThrow(
      expect.objectContaining({ code: 'oauth2-not-allowed', data: { error: 'invalid_scope', description: 'No. [2J' } }),
    );
  });

  it.each([
    [address(good), state],
    [address({ error: 'x' }), undefined],
    [address('state=a&state=b'), undefined],
    [address('state='), undefined],
    ['nothing', undefined],
  ])('tells its state before anything is known of it: %s', (text, found) => {
    expect(stateOf(text)).toBe(found);
  });
});
