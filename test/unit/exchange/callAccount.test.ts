import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../src/codedError.ts';
import { pageUrl, pathAtNetSuite, routeToAccount, signedUrl } from '../../../src/exchange/callAccount.ts';
import { defaultTimeLimit } from '../../../src/exchange/requestCall.ts';
import { checkCall, send, signCall } from '../../../src/exchange/send.ts';
import type { WireRequest } from '../../../src/exchange/transport/transport.ts';
import { twoWayTransport } from '../../../src/exchange/transport/twoWayTransport.ts';
import { answer, call, never, newCaller, newExchanger } from './sampleCall.ts';

describe('routeToAccount', () => {
  const account = { accountId: '1234567_SB1' };
  const gateway = { ...account, baseUrl: 'https://gateway.example/ns' };

  it.each([
    [account, 'https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/', undefined],
    [account, 'https://1234567-SB1.app.netsuite.com/x', undefined],
    [gateway, 'https://gateway.example/ns/app/x?y=1', undefined],
    [gateway, 'https://1234567-sb1.restlets.api.netsuite.com/app/x?y=1', 'https://gateway.example/ns/app/x?y=1'],
  ])('%o lets %s through', (to, url, routed) => expect(routeToAccount(url, to)).toBe(routed ?? url));

  it.each([
    [account, 'https://1234567.restlets.api.netsuite.com/'],
    [account, 'http://1234567-sb1.restlets.api.netsuite.com/'],
    [account, 'https://1234567-sb1.restlets.api.netsuite.com:8443/'],
    [account, 'https://1234567-sb1.restlets.api.netsuite.com.evil.example/'],
    [account, 'https://evil.example/?1234567-sb1.restlets.api.netsuite.com'],
    [account, 'http://127.0.0.1:1234/'],
    [gateway, 'https://gateway.example/other'],
    [gateway, 'https://gateway.example/nsx'],
    [gateway, 'https://gateway.example/ns/../other'],
    [gateway, 'http://gateway.example/ns'],
  ])('%o refuses %s', (to, url) => {
    expect(() => routeToAccount(url, to)).toThrow(expect.objectContaining({ code: 'host-of-another-account' }));
  });
});

describe('the page of an account', () => {
  const account = { accountId: '1234567_SB1' };
  const baseUrl = 'https://gateway.example/ns';
  const hostCheck = { at: 1, restlets: '', suiteTalk: '', app: 'https://system.na9.netsuite.com' };

  it.each([
    ['https://1234567-sb1.app.netsuite.com', account],
    ['https://system.na9.netsuite.com', { ...account, hostCheck }],
    [baseUrl, { ...account, baseUrl }],
    [baseUrl, { ...account, baseUrl, hostCheck }],
    [baseUrl, { ...account, baseUrl, signedAs: 'https://other.example' }],
    // Such a gateway hands calls on, and serves no pages.
    ['https://1234567-sb1.app.netsuite.com', { ...account, baseUrl, signedAs: 'netsuite' }],
    ['https://system.na9.netsuite.com', { ...account, baseUrl, signedAs: 'netsuite', hostCheck }],
  ])('is at %s', (origin, of) => expect(pageUrl(of, '/app/x.nl')).toBe(`${origin}/app/x.nl`));
});

describe('signedUrl', () => {
  const account = { accountId: '1234567_SB1', name: 'Acme' };
  const gateway = { ...account, baseUrl: 'https://gateway.example/ns', signedAs: 'netsuite' };
  const other = { ...gateway, signedAs: 'https://other.example/base/' };
  const restlets = 'https://1234567-sb1.restlets.api.netsuite.com';
  const suiteTalk = 'https://1234567-sb1.suitetalk.api.netsuite.com';

  it.each([
    [{ ...account, signedAs: 'netsuite' }, `${restlets}/app/x?y=1`, `${restlets}/app/x?y=1`],
    [{ ...account, baseUrl: gateway.baseUrl }, 'https://gateway.example/ns/app/x', 'https://gateway.example/ns/app/x'],
    [gateway, 'https://gateway.example/ns/app/x?y=1&y=%2B+', `${restlets}/app/x?y=1&y=%2B+`],
    [gateway, 'https://gateway.example/ns/rest/tokeninfo', `${restlets}/rest/tokeninfo`],
    [gateway, 'https://gateway.example/ns/services/rest/record', `${suiteTalk}/services/rest/record`],
    [gateway, 'https://gateway.example/ns/services/../app/x', `${restlets}/app/x`],
    [gateway, 'https://gateway.example/ns', `${restlets}/`],
    [gateway, `${suiteTalk}/services/rest/record`, `${suiteTalk}/services/rest/record`],
    [other, 'https://gateway.example/ns/services/x?y', 'https://other.example/base/services/x?y'],
  ])('%j: a call to %s is signed as %s', (to, url, expected) => expect(signedUrl(url, to)).toBe(expected));

  it.each(['https://gateway.example/nsx', 'https://1234567.restlets.api.netsuite.com/', restlets.replace('s:', ':')])(
    'signs nothing for %s',
    url => {
      expect(() => signedUrl(url, gateway)).toThrow(expect.objectContaining({ code: 'host-of-another-account' }));
    },
  );

  it('is what a call is signed as, while it goes to the base URL, with the same query', async () => {
    const sent: WireRequest[] = [];
    const caller = { ...newCaller(), account: gateway };
    const { record } = await send(
      { ...call, url: 'https://gateway.example/ns/services/x?b=2&a=1+1' },
      caller,
      newExchanger(request => {
        sent.push(request);
        return Promise.resolve(answer(200));
      }),
      1000,
      never,
    );
    expect(sent[0]?.url).toBe('https://gateway.example/ns/services/x?b=2&a=1%201');
    expect(record.request.url).toBe(sent[0]?.url);
    expect(record.signature?.url.wire).toBe(`${suiteTalk}/services/x?b=2&a=1%201`);
    expect(record.signature?.baseString.text).toContain(encodeURIComponent(`${suiteTalk}/services/x`));
    const looked = signCall({ ...call, url: `${suiteTalk}/services/x?b=2&a=1+1` }, caller);
    expect([looked.url, looked.steps?.url.wire]).toEqual([sent[0]?.url, record.signature?.url.wire]);
  });

  it('holds for the second way of a transport too', async () => {
    const seen: string[] = [];
    const transport = twoWayTransport(
      () => Promise.reject(new CodedError('connect-failed', { reason: 'ENOTFOUND' })),
      ({ url }) => {
        seen.push(url);
        return Promise.resolve(answer(200));
      },
      () => 'auto',
    );
    const caller = { ...newCaller(), account: gateway };
    const { record } = await send({ ...call, url: `${restlets}/app/x` }, caller, newExchanger(transport), 1000, never);
    expect([seen, record.signature?.url.wire]).toEqual([['https://gateway.example/ns/app/x'], `${restlets}/app/x`]);
  });

  it('may not be plain http beyond this machine', () => {
    const plain = { ...gateway, signedAs: 'http://other.example' };
    expect(() => checkCall({ ...call, url: `${restlets}/app/x` }, { ...newCaller(), account: plain })).toThrow(
      expect.objectContaining({ code: 'url-http-not-loopback' }),
    );
  });

  it('knows SuiteTalk behind a base URL by its path, and gives it more time', () => {
    expect(pathAtNetSuite('https://gateway.example/ns/services/rest/x', gateway)).toBe('/services/rest/x');
    expect(defaultTimeLimit('https://gateway.example/ns/services/rest/x', gateway)).toBe(920_000);
    expect(defaultTimeLimit('https://gateway.example/ns/app/x', gateway)).toBe(330_000);
  });
});
