import { generateKeyPairSync } from 'node:crypto';
import jsonwebtoken from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { clientLogin } from '../../../../src/exchange/oauth2/clientCredentials.ts';
import type { WireRequest, WireResponse } from '../../../../src/exchange/transport/transport.ts';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const client = {
  clientId: 'client',
  certificateId: 'kid',
  scopes: ['restlets'],
  key: { key: privateKey, algorithm: 'ES256' },
} as const;
const account = { accountId: '1234567_SB1', name: 'Acme' };
const call = { method: 'GET', url: 'https://1234567-sb1.restlets.api.netsuite.com/x?b= 1', headers: [] };

function answer(status: number, body: object): WireResponse {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  return { status, statusText: '', headers: [], body: bytes, timing: { via: 'direct', total: 1 } };
}

/** A login at a clock of its own, and what it sends. */
function scene(respond = (nth: number) => answer(200, { access_token: `token${nth}`, expires_in: '3600' })) {
  const clock = { now: 1_700_000_000_000 };
  const sent: WireRequest[] = [];
  const heard: string[] = [];
  const login = clientLogin(
    client,
    () => clock.now,
    token => heard.push(token),
  );
  const send = (request: WireRequest) => Promise.resolve(respond(sent.push(request)));
  return {
    clock,
    sent,
    heard,
    ready: (to: Parameters<typeof login.logIn.ready>[0] = account, skew = 0) => login.logIn.ready(to, send, skew),
    refused: () => login.logIn.refused(),
    header: () => login.authenticate(call).headers[0]?.value,
    url: () => login.authenticate(call).url,
  };
}

function claimsOf({ body = '' }: WireRequest): Record<string, unknown> {
  const assertion = new URLSearchParams(body).get('client_assertion') ?? '';
  return jsonwebtoken.decode(assertion) as Record<string, unknown>;
}

describe('an access token', () => {
  it('is asked for at the account’s token endpoint, for that audience', async () => {
    const { ready, sent, header, heard } = scene();
    expect(header()).toBeUndefined();
    await ready();
    const url = 'https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token';
    expect(sent).toMatchObject([{ method: 'POST', url }]);
    expect(claimsOf(sent[0]!)).toMatchObject({ aud: url, iat: 1_700_000_000 });
    expect([header(), heard]).toEqual(['Bearer token1', ['token1']]);
  });

  it('is asked for at a gateway in the name of what that stands for, by the server’s clock', async () => {
    const { ready, sent } = scene();
    await ready({ ...account, baseUrl: 'https://gateway.example/ns', signedAs: 'netsuite' }, 30);
    expect(sent[0]?.url).toBe('https://gateway.example/ns/services/rest/auth/oauth2/v1/token');
    expect(claimsOf(sent[0]!)).toMatchObject({
      aud: 'https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token',
      iat: 1_700_000_030,
    });
  });

  it('serves until a minute before its end', async () => {
    const { ready, sent, header, clock } = scene();
    await ready();
    clock.now += 3_539_999;
    await ready();
    expect([sent.length, header()]).toEqual([1, 'Bearer token1']);
    clock.now += 1;
    expect(header()).toBeUndefined();
    await ready();
    expect([sent.length, header()]).toEqual([2, 'Bearer token2']);
  });

  it('is asked for anew when the clock was set back since: it may have ended', async () => {
    const { ready, sent, header, clock } = scene();
    await ready();
    // As much as a clock is put right by now and then.
    clock.now -= 30_000;
    await ready();
    expect([sent.length, header()]).toEqual([1, 'Bearer token1']);
    clock.now -= 24 * 3_600_000;
    expect(header()).toBeUndefined();
    await ready();
    expect([sent.length, header()]).toEqual([2, 'Bearer token2']);
  });

  it('that lives a minute or less serves for half of that', async () => {
    const { ready, sent, header, clock } = scene(nth => answer(200, { access_token: `token${nth}`, expires_in: 60 }));
    await ready();
    expect(header()).toBe('Bearer token1');
    clock.now += 29_999;
    await ready();
    expect([sent.length, header()]).toEqual([1, 'Bearer token1']);
    clock.now += 1;
    await ready();
    expect([sent.length, header()]).toEqual([2, 'Bearer token2']);
  });

  it('is asked for once by calls that begin together', async () => {
    const { ready, sent } = scene();
    await Promise.all([ready(), ready(), ready()]);
    expect(sent).toHaveLength(1);
  });

  it('is not used again when NetSuite has refused it', async () => {
    const { ready, refused, header } = scene();
    await ready();
    refused();
    expect(header()).toBeUndefined();
    await ready();
    expect(header()).toBe('Bearer token2');
  });

  it('is not there after a refusal, which the next call asks about anew', async () => {
    const { ready, header } = scene(nth =>
      nth === 1 ? answer(401, { error: 'invalid_client' }) : answer(200, { access_token: 'a' }),
    );
    await expect(ready()).rejects.toMatchObject({
      code: 'oauth2-refused',
      data: { status: 401, error: 'invalid_client' },
    });
    expect(header()).toBeUndefined();
    await ready();
    expect(header()).toBe('Bearer a');
  });

  it('goes with the URL as it is spelled on the wire', () => {
    expect(scene().url()).toBe('https://1234567-sb1.restlets.api.netsuite.com/x?b=%201');
  });
});
