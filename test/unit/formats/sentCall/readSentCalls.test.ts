import { describe, expect, it } from 'vitest';
import { readSentCall } from '../../../../src/formats/sentCall/readSentCalls.ts';

const header = 'OAuth realm="1234567",oauth_consumer_key="ck",oauth_nonce="n1n1n1",oauth_signature="a%2Fb%3D"';
const url = 'https://1234567.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=1&deploy=1&q=a+b%2f';

describe('what another program sent is read as it was sent', () => {
  it('from curl commands', () => {
    expect(
      readSentCall(
        `$ curl -X put '${url}' \\\n  -H 'Authorization: ${header}' \\\n  --data-raw '{"a":1}' -H 'Content-Type: application/json'`,
      ),
    ).toEqual({
      kind: 'curl',
      method: 'put',
      url,
      authorization: header,
      contentType: 'application/json',
      body: '{"a":1}',
    });
    expect(
      readSentCall(`curl --location "${url}" --header "Authorization: ${header.replaceAll('"', '\\"')}" -d a=1 -d b=2`),
    ).toEqual({
      kind: 'curl',
      method: 'POST',
      url,
      authorization: header,
      contentType: 'application/x-www-form-urlencoded',
      body: 'a=1&b=2',
    });
    expect(readSentCall(`curl -G ${url.split('?')[0]!} -d script=1 -d deploy=1`)).toMatchObject({
      method: 'GET',
      url: `${url.split('?')[0]!}?script=1&deploy=1`,
    });
  });

  it('from raw HTTP, with an answer after it', () => {
    const request = `POST /app/site/hosting/restlet.nl?script=1 HTTP/1.1\r\nHost: 1234567.restlets.api.netsuite.com\r\nAuthorization: ${header}\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\na=1&b=2`;
    const expected = {
      kind: 'http',
      method: 'POST',
      url: 'https://1234567.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=1',
      authorization: header,
      contentType: 'application/x-www-form-urlencoded',
      body: 'a=1&b=2',
    };
    expect(readSentCall(request)).toEqual(expected);
    const answer = 'HTTP/1.1 401 Unauthorized\r\nDate: Tue, 14 Nov 2023 22:13:20 GMT\r\n\r\n{"error":{}}';
    expect(readSentCall(`${request}\r\n\r\n${answer}`)).toEqual({
      ...expected,
      serverTime: 1_700_000_000,
      answer: { status: 401, body: '{"error":{}}' },
    });
    expect(readSentCall(`GET http://127.0.0.1:8080/rest/tokeninfo\nAuthorization: ${header}`)).toMatchObject({
      method: 'GET',
      url: 'http://127.0.0.1:8080/rest/tokeninfo',
      authorization: header,
    });
    expect(readSentCall(`GET /rest/tokeninfo HTTP/1.1\nHost: localhost:8080\nAuthorization: ${header}`)?.url).toBe(
      'http://localhost:8080/rest/tokeninfo',
    );
  });

  it('with what curl -v printed below the command, of which the answer is kept', () => {
    const log = `curl -v -X POST https://a.example/token -d 'a=1'\n* Connected\n> POST /token HTTP/1.1\n> Host: a.example\n> \n} [3 bytes data]\n< HTTP/1.1 400 Bad Request\n< WWW-Authenticate: Bearer error="x"\n< \n{ [9 bytes data]\n{\n  "error": "y"\n}\n* Connection #0 to host a.example left intact`;
    expect(readSentCall(log)).toMatchObject({
      kind: 'curl',
      body: 'a=1',
      answer: { status: 400, challenge: 'Bearer error="x"', body: '{\n  "error": "y"\n}' },
    });
  });

  it('from the log of curl -v', () => {
    const log = `* Connected\n> GET /rest/tokeninfo HTTP/2\n> Host: 1234567.restlets.api.netsuite.com\n> Authorization: ${header}\n> \n< HTTP/2 401 \n< date: Tue, 14 Nov 2023 22:13:20 GMT\n< \n* left intact`;
    expect(readSentCall(log)).toEqual({
      kind: 'http',
      method: 'GET',
      url: 'https://1234567.restlets.api.netsuite.com/rest/tokeninfo',
      answer: { status: 401 },
      authorization: header,
      serverTime: 1_700_000_000,
    });
  });

  it('from a HAR entry, and from a log the call that is signed', () => {
    const entry = {
      startedDateTime: '2023-11-14T22:13:20.000Z',
      request: {
        method: 'POST',
        url,
        headers: [{ name: 'authorization', value: header }],
        postData: { mimeType: 'application/json', text: '{}' },
      },
      response: { headers: [] },
    };
    const expected = {
      kind: 'har',
      method: 'POST',
      url,
      authorization: header,
      contentType: 'application/json',
      body: '{}',
      serverTime: 1_700_000_000,
    };
    const other = { request: { method: 'GET', url: 'https://example.com/', headers: [] } };
    expect(readSentCall(JSON.stringify(entry))).toEqual(expected);
    expect(readSentCall(JSON.stringify({ log: { entries: [other, entry] } }))).toEqual(expected);
    expect(readSentCall(JSON.stringify(entry.request))).toMatchObject({ method: 'POST', url, authorization: header });
  });

  it('from Postman’s console', () => {
    const dump = `▶ GET ${url}\n401\n312 ms\n▼ Request Headers\nAuthorization: "${header.replaceAll('"', '\\"')}"\nUser-Agent: "PostmanRuntime/7.39.0"\n▼ Response Headers\nDate: "Tue, 14 Nov 2023 22:13:20 GMT"\n▼ Response Body\n{"error":1}`;
    expect(readSentCall(dump)).toEqual({
      kind: 'postman-console',
      method: 'GET',
      url,
      authorization: header,
      serverTime: 1_700_000_000,
    });
  });

  it('from a SOAP envelope', () => {
    const envelope =
      '<soapenv:Envelope xmlns:soapenv="x"><soapenv:Header><tokenPassport/></soapenv:Header></soapenv:Envelope>';
    expect(readSentCall(envelope)).toEqual({
      kind: 'soap',
      method: 'POST',
      url: '',
      contentType: 'text/xml',
      body: envelope,
      authorization: '',
    });
    expect(
      readSentCall(
        `https://1.suitetalk.api.netsuite.com/services/NetSuitePort_2025_2\n<?xml version="1.0"?>\n${envelope}`,
      )?.url,
    ).toBe('https://1.suitetalk.api.netsuite.com/services/NetSuitePort_2025_2');
  });

  it('from a header with method and URL, in whatever stands around it', () => {
    const expected = { kind: 'header', method: 'GET', url, authorization: header };
    expect(readSentCall(`GET ${url}\n\n${header}`)).toEqual(expected);
    expect(readSentCall(`${header}\nmethod: GET\nurl: ${url}`)).toEqual(expected);
    expect(
      readSentCall(
        `headers = {"Authorization": "${header.replaceAll('"', '\\"')}"}; GET ${url}`.replace('}; GET', '}\nGET'),
      ),
    ).toMatchObject({
      method: 'GET',
      url,
    });
    expect(readSentCall(`Authorization: ${header.replaceAll(',', ',\n  ')}`)?.authorization.replace(/\s+/g, ' ')).toBe(
      header.replaceAll(',', ', '),
    );
    expect(readSentCall(header)).toEqual({ kind: 'header', method: '', url: '', authorization: header });
  });
});

it('anything else is nothing', () => {
  for (const text of [
    '',
    'hello',
    '{"a":1}',
    '{',
    'Bearer abc',
    'GET it done',
    'curly hair',
    'OAuth 2.0',
    '[]',
    '\u0000',
  ]) {
    expect(readSentCall(text), text).toBeUndefined();
  }
});
