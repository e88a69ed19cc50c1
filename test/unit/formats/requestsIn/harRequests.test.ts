import { describe, expect, it } from 'vitest';
import { isCoded } from '../../../../src/codedError.ts';
import { harRequestsOf, isHar, parseRequestsJson } from '../../../../src/formats/requestsIn/harRequests.ts';
import { isNetsuiteCall, isNetsuiteUrl } from '../../../../src/formats/requestsIn/netsuiteTarget.ts';
import { writeRequest } from '../../../../src/formats/requestsIn/writeRequest.ts';
import { readBack } from './readBack.ts';

const url = 'https://1234567.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=1&deploy=1';

function har(...requests: readonly object[]): string {
  return JSON.stringify({ log: { version: '1.2', entries: requests.map(request => ({ request, response: {} })) } });
}

const readHarRequests = (text: string) => harRequestsOf(parseRequestsJson(text));

function codeOf(text: string) {
  try {
    readHarRequests(text);
    return undefined;
  } catch (error) {
    return isCoded(error) ? { code: error.code, ...error.data } : error;
  }
}

describe('a HAR log', () => {
  it('gives the request of each entry, without what the browser added', () => {
    const { requests } = readHarRequests(
      har({
        method: 'POST',
        url,
        httpVersion: 'h2',
        headers: [
          { name: ':authority', value: '1234567.restlets.api.netsuite.com' },
          { name: ':method', value: 'POST' },
          { name: 'Host', value: 'x' },
          { name: 'User-Agent', value: 'Mozilla' },
          { name: 'sec-ch-ua', value: 'x' },
          { name: 'Accept-Encoding', value: 'br' },
          { name: 'Content-Length', value: '7' },
          { name: 'Connection', value: 'keep-alive' },
          { name: 'Cookie', value: 'JSESSIONID=s3cret' },
          { name: 'Authorization', value: 'OAuth s3cret' },
          { name: 'Content-Type', value: 'application/json' },
          { name: 'Accept', value: '*/*' },
        ],
        cookies: [{ name: 'JSESSIONID', value: 's3cret' }],
        postData: { mimeType: 'application/json', text: '{"a":"{{b}}"}' },
      }),
    );
    expect(requests).toEqual([
      {
        method: 'POST',
        url,
        headers: [
          { name: 'Content-Type', value: 'application/json' },
          { name: 'Accept', value: '*/*' },
        ],
        body: '{"a":"{{b}}"}',
        notes: [
          { code: 'cookies-left-out' },
          { code: 'authorization-left-out', data: { scheme: 'OAuth' } },
          {
            code: 'headers-left-out',
            data: {
              names: ':authority, :method, host, user-agent, sec-ch-ua, accept-encoding, content-length, connection',
            },
          },
        ],
      },
    ]);
    expect(JSON.stringify(requests)).not.toContain('s3cret');
    const [found] = requests;
    expect(found && readBack(writeRequest(found).text)).toMatchObject([
      { url, body: '{"a":"{{b}}"}', account: '1234567' },
    ]);
  });

  it('counts what is the same once, whatever the connection added', () => {
    const one = { method: 'GET', url, headers: [{ name: 'sec-x', value: '1' }] };
    const { requests, duplicates } = readHarRequests(
      har(
        one,
        { ...one, headers: [{ name: 'sec-x', value: '2' }] },
        { ...one, method: 'DELETE' },
        { ...one, url: `${url}#top` },
      ),
    );
    expect(requests.map(({ method }) => method)).toEqual(['GET', 'DELETE']);
    expect(duplicates).toBe(2);
  });

  it('has forms with and without their text, and no multipart or binary bodies', () => {
    const form = { mimeType: 'application/x-www-form-urlencoded', params: [{ name: 'a b', value: 'c&d' }] };
    const read = (postData: object) => readHarRequests(har({ method: 'POST', url, headers: [], postData })).requests[0];
    expect(read({ ...form, text: 'a+b=c%26d' })?.body).toBe('a+b=c%26d');
    expect(read(form)).toMatchObject({
      body: 'a%20b=c%26d',
      headers: [{ name: 'Content-Type', value: form.mimeType }],
    });
    expect(
      read({ mimeType: 'multipart/form-data; boundary=x', text: '--x', params: [{ name: 'file' }] }),
    ).toMatchObject({
      headers: [],
      notes: [{ code: 'multipart-left-out', data: { fields: 'file' } }],
    });
    expect(read({ mimeType: 'application/octet-stream', text: 'AAAA', encoding: 'base64' })?.notes).toEqual([
      { code: 'body-left-out', data: { why: 'binary' } },
    ]);
  });

  it('passes over what is no request over HTTP', () => {
    expect(
      readHarRequests(
        har({ method: 'GET', url: 'data:text/plain,x' }, { method: 'GET', url: 'wss://x' }, {}, { url: 7 }),
      ).requests,
    ).toEqual([]);
    expect(readHarRequests('{"log":{"entries":[null,1,"x",[],{"request":[]}]}}').requests).toEqual([]);
  });

  it('that cannot be read says why', () => {
    expect(codeOf('{"log": {"entries": [}}')).toEqual({ code: 'json-invalid', offset: 21 });
    expect(isHar(parseRequestsJson('{"log": {}}'))).toBe(false);
  });

  it('of twenty megabytes is read in reasonable time', () => {
    const entry = {
      request: { method: 'GET', url, headers: [{ name: 'Accept', value: '*/*' }] },
      response: { content: { text: '{"a": "\\"quoted\\" text"} '.repeat(1000) } },
      _initiator: { stack: { callFrames: [{ functionName: 'a', lineNumber: 1 }] } },
    };
    const entries = Array.from({ length: 800 }, (_, index) => ({
      ...entry,
      request: { ...entry.request, url: `${url}&i=${index}` },
    }));
    const text = JSON.stringify({ log: { entries } });
    expect(text.length).toBeGreaterThan(20 * 1024 * 1024);
    expect(readHarRequests(text).requests).toHaveLength(800);
  }, 30_000);
});

describe('a URL', () => {
  it.each([
    [url, true, true],
    ['https://1234567.suitetalk.api.netsuite.com/services/rest/x', true, true],
    ['https://1234567.app.netsuite.com/app/center/card.nl', true, false],
    ['https://system.netsuite.com/core/x.js', true, false],
    ['https://netsuite.com.example.com/services/x', false, false],
    ['https://example.com/?u=https://a.netsuite.com/services/x', false, false],
  ])('%s is NetSuite’s: %s, and a call: %s', (given, isNetsuite, isCall) => {
    expect([isNetsuiteUrl(given), isNetsuiteCall(given)]).toEqual([isNetsuite, isCall]);
  });
});
