import { createPublicKey } from 'node:crypto';
import fc from 'fast-check';
import jsonwebtoken from 'jsonwebtoken';
import { describe, expect, it, vi } from 'vitest';
import { isSignedBy } from '../../../../src/oauth2/checkSignature.ts';
import { findJwt, partsOf } from '../../../../src/oauth2/jwt.ts';
import { TokenModel, type InspectedToken } from '../../../../src/workbench/token/tokenModel.ts';
import { tokenReport } from '../../../../src/workbench/token/tokenReport.ts';
import { pemOf } from '../../../contract/practice/oauth2.ts';

vi.mock('vscode', () => ({
  l10n: {
    t: (message: string, ...values: unknown[]) =>
      typeof values[0] === 'object'
        ? Object.entries(values[0] as Record<string, string>).reduce(
            (text, [name, value]) => text.replaceAll(`{${name}}`, value),
            message,
          )
        : message.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
  },
}));

const now = 1_800_000_000;
const aud = 'https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token';
const claims = { iss: 'client', scope: ['restlets'], aud, iat: now - 60, exp: now + 240 };
const sign = (change: object = {}) =>
  jsonwebtoken.sign({ ...claims, ...change }, pemOf('p256', 'key'), { algorithm: 'ES256', keyid: 'cert1' });
const key = (name: string) => createPublicKey(pemOf(name, 'cert'));

function modelOf(jwt: InspectedToken['jwt'], changes: Partial<InspectedToken> = {}) {
  const clock = { now: now * 1000 };
  const ports = { now: () => clock.now, locale: 'en', isSignedBy };
  return { model: new TokenModel({ jwt, context: {}, owner: '', ...changes }, ports), clock };
}

const verdicts = ({ state }: TokenModel) => state.checks.map(({ id, verdict }) => [id, verdict].join(' '));

describe('an assertion', () => {
  it('is shown with what it says, when that is, and what NetSuite looks at', () => {
    const { state } = modelOf(findJwt(sign())).model;
    expect([state.title, state.isBad]).toEqual(['Assertion', false]);
    expect(state.header.map(({ name, value }) => [name, value])).toEqual([
      ['alg', 'ES256'],
      ['typ', 'JWT'],
      ['kid', 'cert1'],
    ]);
    expect(state.claims.find(({ name }) => name === 'exp')?.note).toMatch(/\(in 4 min\)$/);
    expect(state.claims.find(({ name }) => name === 'iat')?.note).toMatch(/\(60 s ago\)$/);
    expect(state.claims.find(({ name }) => name === 'scope')?.value).toBe('["restlets"]');
    expect(state.checks.find(({ id }) => id === 'audience')?.text).toContain('account 1234567_SB1');
    expect(state.checks.every(({ name, word, text }) => name && word && text && !/[{}]/.test(text))).toBe(true);
  });

  it('is judged by the time at which it was opened, until somebody judges it anew', () => {
    const { model, clock } = modelOf(findJwt(sign()));
    clock.now += 300_000;
    expect(verdicts(model)).toContain('expiry good');
    model.judge();
    expect(verdicts(model)).toContain('expiry bad');
    const check = model.state.checks.find(({ id }) => id === 'expiry');
    expect(check?.fix).toContain('Sign a new assertion');
    expect(model.state).toMatchObject({ isBad: true, verdict: 'NetSuite refuses it, by what can be seen here.' });
  });

  it('is held against what the account book knows of its certificate', () => {
    const known = { accountId: '7654321', certificateId: 'cert1', certificateUntil: now - 1 };
    const { model } = modelOf(findJwt(sign()), { context: { known }, owner: 'Acme · bot' });
    expect(verdicts(model)).toEqual(expect.arrayContaining(['certificate bad', 'audience bad']));
    expect(model.state.owner).toBe('Acme · bot');
  });

  it('has its signature checked with a certificate', async () => {
    const { model } = modelOf(findJwt(sign()));
    expect(model.state.signatureVerdict).toBe('open');
    await model.checkSignature(key('p256'));
    expect([model.state.signatureVerdict, model.state.isBad]).toEqual(['good', false]);
    await expect(model.checkSignature(key('p384'))).rejects.toMatchObject({ code: 'public-key-other-kind' });
    expect(model.state.signatureVerdict).toBe('open');
    await model.checkSignature(key('tenYears'));
    expect([model.state.signatureVerdict, model.state.isBad]).toEqual(['bad', true]);
  });

  it('without a signature is bad', () => {
    const unsigned = sign().replace(/[^.]*$/, '');
    expect(modelOf(findJwt(unsigned)).model.state).toMatchObject({ signatureVerdict: 'bad', check: '' });
  });
});

describe('an access token', () => {
  const token = jsonwebtoken.sign(
    { sub: '3;42', aud: ['client'], scope: ['restlets'], iat: now - 60, exp: now + 60 },
    'x',
  );

  it('says what it is, what it opens and until when; its signature is NetSuite’s business', () => {
    const { state } = modelOf(findJwt(token)).model;
    expect(state).toMatchObject({ title: 'Access token', isBad: false, check: '', signatureVerdict: 'open' });
    expect(state.checks.map(({ text }) => text).join()).toContain('It opens what has these scopes: restlets.');
  });

  it('is shown from a record, which has no signature', () => {
    const { state } = modelOf(partsOf(token)!).model;
    expect(state.signature).toContain('neither the token nor its signature');
  });
});

describe('whatever it says', () => {
  it.each([sign(), jsonwebtoken.sign({ sub: 'a' }, 'x')])('neither the token nor its signature is shown', token => {
    const { model } = modelOf(findJwt(token));
    const all = JSON.stringify(model.state) + tokenReport(model.state);
    expect(token.split('.').some(part => all.includes(part))).toBe(false);
  });

  it('it is shown cut, and at once', () => {
    let nested: unknown = 'x';
    for (let depth = 0; depth < 20_000; depth++) nested = [nested];
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`claim${index}`, index]));
    const { state } = modelOf({
      header: { alg: 'x'.repeat(60_000) },
      claims: { nested, aud: nested, exp: nested, ...many },
    }).model;
    expect(state.claims).toHaveLength(101);
    expect(state.claims.at(-1)?.note).toBe('4903 more fields');
    expect(JSON.stringify(state).length).toBeLessThan(40_000);
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), some => {
        expect(modelOf({ header: some, claims: some }).model.state.title).not.toBe('');
      }),
    );
  });
});
