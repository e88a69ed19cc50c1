import { describe, expect, it } from 'vitest';
import { callFacts } from '../../../../src/exchange/login/callFacts.ts';
import type { Exchange, ExchangeRecord, Header } from '../../../../src/exchange/record.ts';
import { redactHeader } from '../../../../src/exchange/redact.ts';
import { loginSlot } from '../../../../src/exchange/soap/loginSlot.ts';
import { passportElement, passportSteps } from '../../../../src/tba/soapPassport.ts';
import { signRequest } from '../../../../src/tba/signRequest.ts';
import { soapTimeCall } from '../../../../src/exchange/login/soapTimeCall.ts';

const secrets = {
  consumerKey: 'a'.repeat(64),
  consumerSecret: 'b'.repeat(64),
  token: 'c'.repeat(64),
  tokenSecret: 'd'.repeat(64),
};
const restlet = 'https://1234567.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=1&deploy=1';

interface Made {
  readonly url?: string;
  readonly authorization?: string;
  readonly headers?: readonly Header[];
  readonly body?: string;
  readonly passport?: ExchangeRecord['passport'];
  readonly status?: number;
  readonly answered?: readonly Header[];
  readonly text?: string;
  readonly failure?: ExchangeRecord['failure'];
}

function exchange(made: Made): Exchange {
  const { url = restlet, headers = [], body, passport, status = 401, answered = [], text = '', failure } = made;
  const draft = { method: 'GET', url, realm: '1234567', nonce: 'abcdefghij', timestamp: '1800000000' };
  const signature = signRequest({ ...draft, contentType: undefined, body: undefined }, secrets);
  const authorization = { name: 'Authorization', value: made.authorization ?? signature.authorization };
  return {
    record: {
      id: 'id',
      title: 'title',
      startedAt: 1_800_000_000_000,
      account: { id: '1234567', name: 'Acme' },
      credential: { scheme: 'tba', label: 'jane' },
      request: {
        method: 'GET',
        url,
        headers: [...headers, authorization].map(redactHeader),
        ...(body !== undefined && { body }),
      },
      ...(failure ? { failure } : { response: { status, statusText: '', headers: answered, bodyBytes: text.length } }),
      timing: { via: 'direct', total: 123.4 },
      signature,
      ...(passport && { passport }),
    },
    body: new TextEncoder().encode(text),
  };
}

const facts = (made: Made) => callFacts(exchange(made));
const html = { name: 'Content-Type', value: 'text/html;charset=utf-8' };

describe('what was sent', () => {
  it('of an ordinary call', () => {
    expect(facts({})).toEqual({
      surface: 'restlet',
      at: 1_800_000_000_000,
      host: '1234567.restlets.api.netsuite.com',
      path: '/app/site/hosting/restlet.nl',
      took: 123,
      realm: '1234567',
      signatureMethod: 'HMAC-SHA256',
      timestamp: 1_800_000_000,
      nonce: 'abcdefghij',
      version: '1.0',
      oddParameters: [],
      headerFlaws: [],
      hasCookie: false,
      answer: { status: 401, isHtml: false, isLoginPage: false, proxySigns: [] },
    });
  });

  it.each([
    ['https://g.example/netsuite/services/rest/record/v1/customer/1', 'rest', '/services/rest/record/v1/customer/1'],
    ['https://1.suitetalk.api.netsuite.com/services/NetSuitePort_2025_2', 'soap', '/services/NetSuitePort_2025_2'],
    ['https://1.restlets.api.netsuite.com/rest/tokeninfo', 'token-endpoint', '/rest/tokeninfo'],
    ['https://1.app.netsuite.com/app/center/card.nl', 'page', '/app/center/card.nl'],
    ['https://1.app.netsuite.com/', 'other', '/'],
  ])('%s: %s', (url, surface, path) => {
    expect(facts({ url })).toMatchObject({ surface, path });
  });

  it.each([
    [
      'OAuth realm="1234567_sb1", oauth_nonce="a", oauth_nonce="b"',
      { realm: '1234567_sb1', oddParameters: ['oauth_nonce'] },
    ],
    ['OAuth oauth_version="", oauth_timestamp="soon"', { oddParameters: ['oauth_version'], timestamp: 0 }],
    ['OAuth oauth_nonce=abcdef', { headerFlaws: ['a value without quotes'] }],
    [
      'OAuth oauth_nonce="abcdef", limit="1", oauth_token_secret="x"',
      { headerFlaws: ['“limit”', '“oauth_token_secret”'] },
    ],
    ['Bearer abc', { headerFlaws: expect.arrayContaining(['it does not begin with OAuth']) as unknown }],
    ['', { oddParameters: [] }],
  ])('header %s', (authorization, expected) => {
    expect(facts({ authorization })).toMatchObject(expected);
  });

  it('a cookie, by its name alone', () => {
    const seen = facts({ headers: [{ name: 'cookie', value: 'JSESSIONID=secret' }] });
    expect([seen.hasCookie, JSON.stringify(seen).includes('secret')]).toEqual([true, false]);
  });

  it('of SOAP its passport', () => {
    const draft = { account: '1234567', consumerKey: 'k', token: 't', nonce: 'n&n', timestamp: '1800000001' };
    const { url, body = '' } = soapTimeCall('https://1.suitetalk.api.netsuite.com', 'x');
    const passport = passportSteps(draft, secrets);
    const carried = loginSlot('POST', url, body)?.fill(passportElement(passport, '2025_2')) ?? '';
    const expected = {
      surface: 'soap',
      realm: '1234567',
      nonce: 'n&n',
      timestamp: 1_800_000_001,
      signatureMethod: 'HMAC-SHA256',
    };
    expect(facts({ url, body: carried })).toMatchObject(expected);
    // The one that sending put in: the body is kept as it was given.
    expect(facts({ url, body, passport })).toMatchObject(expected);
    expect(facts({ url, body: '<x/>' })).not.toHaveProperty('realm');
  });

  it('holds no value of the token and no signature', () => {
    expect(JSON.stringify(facts({}))).not.toMatch(/[a-d]{20}|oauth_signature/);
  });
});

describe('what came back', () => {
  it.each([
    ['{"error" : {"code" : "INVALID_LOGIN_ATTEMPT","message" : "No."}}', 'INVALID_LOGIN_ATTEMPT'],
    ['<error><code>INVALID_REQUEST</code><message>No.</message></error>', 'INVALID_REQUEST'],
    ['error code: INVALID_LOGIN_ATTEMPT\nerror message: No.', 'INVALID_LOGIN_ATTEMPT'],
    [
      '{"title":"Unauthorized","status":401,"o:errorDetails":[{"detail":"No.","o:errorCode":"INVALID_LOGIN"}]}',
      'INVALID_LOGIN',
    ],
    [
      '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>soapenv:Server</faultcode><faultstring>No.</faultstring><detail><f:invalidCredentialsFault xmlns:f="f"><f:code>USER_ERROR</f:code><f:message>No.</f:message></f:invalidCredentialsFault></detail></s:Fault></s:Body></s:Envelope>',
      'invalidCredentialsFault',
    ],
  ])('%.60s', (text, code) => {
    expect(facts({ text }).answer).toMatchObject({ code, message: 'No.' });
  });

  it('the time by the server’s clock, and what it challenges', () => {
    const answered = [
      { name: 'Date', value: 'Sun, 29 Nov 2026 12:00:00 GMT' },
      { name: 'WWW-Authenticate', value: 'OAuth realm="1", error="token_rejected"' },
    ];
    expect(facts({ answered }).answer).toMatchObject({
      date: Date.UTC(2026, 10, 29, 12),
      wwwAuthenticate: 'OAuth realm="1", error="token_rejected"',
    });
    expect(facts({ answered: [{ name: 'Date', value: 'today' }] }).answer).not.toHaveProperty('date');
  });

  it.each([
    ['<html><form action="/app/login/secure/enterpriselogin.nl">', true],
    ['<!DOCTYPE html><input name="p" type="password">', true],
    ['<html><h1>Maintenance</h1></html>', false],
  ])('a page: %s', (text, isLoginPage) => {
    expect(facts({ status: 200, answered: [html], text }).answer).toMatchObject({ isHtml: true, isLoginPage });
  });

  it.each([
    [
      'https://system.netsuite.com/pages/customerlogin.jsp?country=US',
      'https://system.netsuite.com/pages/customerlogin.jsp',
      true,
    ],
    [
      'https://1.other.netsuite.com/app/site/hosting/restlet.nl?secret=1#x',
      'https://1.other.netsuite.com/app/site/hosting/restlet.nl',
      false,
    ],
  ])('a redirect to %s', (value, location, isLoginPage) => {
    expect(facts({ status: 302, answered: [{ name: 'Location', value }] }).answer).toMatchObject({
      location,
      isLoginPage,
    });
  });

  it.each([
    [[{ name: 'Via', value: '1.1 squid-1 (squid/6.6)' }], 1],
    [
      [
        { name: 'X-Zscaler-Reason', value: 'x' },
        { name: 'Server', value: 'Zscaler/6.2' },
      ],
      2,
    ],
    [[{ name: 'Proxy-Authenticate', value: 'Basic' }], 1],
    // NetSuite has things of its own in front of it.
    [
      [
        { name: 'Via', value: '1.1 netsuite' },
        { name: 'Server', value: 'Oracle' },
      ],
      0,
    ],
  ])('signs of a proxy: %j', (answered, count) => {
    expect(facts({ answered }).answer?.proxySigns).toHaveLength(count);
  });

  it('no answer at all', () => {
    const failure = { code: 'connect-failed', data: { reason: 'ENOTFOUND' } };
    const seen = facts({ failure });
    expect(seen).toMatchObject({ failure: 'connect-failed', failureReason: 'ENOTFOUND' });
    expect(seen).not.toHaveProperty('answer');
  });

  it('a body of any kind and length', () => {
    for (const text of ['\0'.repeat(1000), '<'.repeat(200_000), `{"error":{"code":"${'x'.repeat(2_000_000)}"}}`]) {
      expect(JSON.stringify(facts({ text })).length).toBeLessThan(2_000);
    }
  });
});
