import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { authorizeAddress } from '../../../src/oauth2/authorizeAddress.ts';
import { challengeOf, makePkce, makeState } from '../../../src/oauth2/pkce.ts';

it('makes the challenge that RFC 7636 makes of its verifier', () => {
  expect(challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  );
});

it('makes verifiers and states of the lengths that are taken, of characters that need no escape', () => {
  const { verifier, challenge } = makePkce(randomBytes);
  expect(verifier).toMatch(/^[\w-]{43,128}$/);
  expect(challenge).toBe(challengeOf(verifier));
  expect(makeState(randomBytes)).toMatch(/^[\w-]{22,1024}$/);
  expect(makePkce(randomBytes).verifier).not.toBe(verifier);
});

it('asks the authorize page for a code, with nothing in the address that is secret', () => {
  const address = authorizeAddress('https://1234567.app.netsuite.com/app/login/oauth2/authorize.nl', {
    clientId: 'client+1',
    redirectUri: 'vscode://tba-workbench.tba-workbench/oauth2',
    scopes: ['restlets', 'rest_webservices'],
    state: 's'.repeat(43),
    challenge: 'c'.repeat(43),
  });
  expect(address).toContain('scope=restlets%20rest_webservices&');
  expect(Object.fromEntries(new URL(address).searchParams)).toEqual({
    response_type: 'code',
    client_id: 'client+1',
    redirect_uri: 'vscode://tba-workbench.tba-workbench/oauth2',
    scope: 'restlets rest_webservices',
    state: 's'.repeat(43),
    code_challenge: 'c'.repeat(43),
    code_challenge_method: 'S256',
  });
});
