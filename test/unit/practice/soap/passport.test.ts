import { describe, expect, it } from 'vitest';
import { authenticatePassport } from '../../../../src/practice/authentication/authenticate.ts';
import { createNonceMemory } from '../../../../src/practice/authentication/nonceMemory.ts';
import { readEnvelope } from '../../../../src/practice/soap/envelope.ts';
import { readLogin } from '../../../../src/practice/soap/passport.ts';
import { namespacesOf } from '../../../../src/practice/soap/versions.ts';
import { seedState } from '../../../../src/practice/state/seed.ts';
import type { AccountState } from '../../../../src/practice/state/model.ts';

const key = 'ef40afdd8abaac111b13825dd5e5e2ddddb44f86d5a0dd6dcf38c20aae6b67e4';
const token = '2b0ce516420110bcbd36b69e99196d1b7f6de3c6234c5afb799b73d87569f5cc';
const namespaces = namespacesOf('2025_2');

/** Oracle's dummies, in an account of their own. */
const state: AccountState = (() => {
  const { sandbox } = seedState();
  return {
    ...sandbox,
    accountId: '123456',
    applications: sandbox.applications.map(each => ({
      ...each,
      consumerKey: each.id === 1 ? key : each.consumerKey,
      consumerSecret: each.id === 1 ? 'd26ad321a4b2f23b0741c8d38392ce01c3e23e109df6c96eac6d099e9ab9e8b5' : 'x',
    })),
    tokens: sandbox.tokens.map(each => ({
      ...each,
      token: each.id === 1 ? token : each.token,
      tokenSecret: each.id === 1 ? 'c29a677df7d5439a458c063654187e3d678d73aca8e3c9d8bea1478a3eb0d295' : 'x',
    })),
  };
})();

function message(signature: string): Buffer {
  return Buffer.from(`<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
  <soap:Header><ns:tokenPassport xmlns:ns="${namespaces.messages}">
    <ns:account>123456</ns:account><ns:consumerKey>${key}</ns:consumerKey><ns:token>${token}</ns:token>
    <ns:nonce>fjaLirsIcCGVZWzBX0pg</ns:nonce><ns:timestamp>1508242306</ns:timestamp>
    <ns:signature algorithm="HMAC-SHA256">${signature}</ns:signature>
  </ns:tokenPassport></soap:Header>
  <soap:Body><getServerTime xmlns="${namespaces.messages}"/></soap:Body>
</soap:Envelope>`);
}

function logIn(signature: string, nonces = createNonceMemory()) {
  const { passport } = readLogin(readEnvelope(message(signature), undefined), namespaces, []);
  return authenticatePassport(passport, { state, nonces, now: 1_508_242_306 });
}

describe('1.5 worked example 9: TokenPassport (section_1534941088)', () => {
  const published = 'tIcC5zyKUmycB5Ml/cNxOHDusw03Y5KPQiXVNUHHp4U=';

  it('verifies from the envelope on, once', () => {
    const nonces = createNonceMemory();
    expect(logIn(published, nonces)).toMatchObject({
      ok: true,
      signature: published,
      baseString: `123456&${key}&${token}&fjaLirsIcCGVZWzBX0pg&1508242306`,
    });
    expect(logIn(published, nonces)).toMatchObject({ ok: false, detail: 'NonceUsed' });
  });

  it('does not verify with one character changed', () => {
    expect(logIn(published.replace('t', 'T'))).toMatchObject({ ok: false, detail: 'InvalidSignature' });
  });
});
