import { describe, expect, it } from 'vitest';
import { readSentCalls } from '../../../../src/formats/sentCall/readSentCalls.ts';

const url = 'https://1234567.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=42&deploy=1';
const authorization = 'OAuth realm="1234567", oauth_consumer_key="k", oauth_signature="a%2Bb%3D"';
const json = { method: 'POST', url, contentType: 'application/json', body: '{"id":1}', authorization };

describe('one call, in every way that it is written down', () => {
  it.each([
    [
      'curl in bash',
      `curl --location '${url}' \\\n-H 'Authorization: ${authorization}' \\\n-H 'Content-Type: application/json' --data '{"id":1}'`,
    ],
    [
      'curl in cmd',
      `curl -X POST "${url}" ^\r\n -H "Authorization: ${authorization.replaceAll('"', '\\"')}" ^\r\n -H "Content-Type: application/json" --data "{\\"id\\":1}"`,
    ],
    [
      'raw HTTP',
      `POST /app/site/hosting/restlet.nl?script=42&deploy=1 HTTP/1.1\r\nHost: 1234567.restlets.api.netsuite.com\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\n\r\n{"id":1}`,
    ],
    [
      'raw HTTP with its answer',
      `POST ${url}\nAuthorization: ${authorization}\nContent-Type: application/json\n\n{"id":1}\nHTTP/1.1 401 Unauthorized\nContent-Type: text/html`,
    ],
    [
      'curl -v',
      `> POST /app/site/hosting/restlet.nl?script=42&deploy=1 HTTP/2\n> Host: 1234567.restlets.api.netsuite.com\n> Authorization: ${authorization}\n> Content-Type: application/json\n>\n{"id":1}`,
    ],
    [
      'Postman’s console',
      `POST ${url}\nRequest Headers\nAuthorization: ${JSON.stringify(authorization)}\nContent-Type: "application/json"\nRequest Body\n{"id":1}\nResponse Headers\nContent-Type: "text/html"`,
    ],
    [
      'Postman’s console as JSON',
      JSON.stringify({
        [`POST ${url}`]: {
          'Request Headers': { authorization, 'content-type': 'application/json' },
          'Request Body': '{"id":1}',
        },
      }),
    ],
    [
      'Postman’s console in part',
      `POST ${url}: {\n "Request Headers": {"authorization": ${JSON.stringify(authorization)}, "content-type": "application/json"}, "Request Body": "{\\"id\\":1}"}`,
    ],
    [
      'a HAR entry',
      JSON.stringify({
        request: {
          method: 'POST',
          url,
          headers: [{ name: 'Authorization', value: authorization }],
          postData: { mimeType: 'application/json', text: '{"id":1}' },
        },
      }),
    ],
    [
      'a HAR log',
      JSON.stringify({
        log: {
          entries: [
            {
              request: {
                method: 'POST',
                url,
                headers: [{ name: 'authorization', value: authorization }],
                postData: { mimeType: 'application/json', text: '{"id":1}' },
              },
            },
          ],
        },
      }),
    ],
  ])('reads %s', (_, text) => {
    const [call, ...more] = readSentCalls(text);
    expect(more).toEqual([]);
    expect(call).toMatchObject({ kind: expect.any(String) as unknown, ...json });
  });
});
