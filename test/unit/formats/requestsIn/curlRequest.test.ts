import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCurlRequests } from '../../../../src/formats/requestsIn/curlRequest.ts';
import { startsWithCurl } from '../../../../src/formats/requestsIn/curlStart.ts';
import type { FoundRequest } from '../../../../src/formats/requestsIn/types.ts';
import { writeRequest } from '../../../../src/formats/requestsIn/writeRequest.ts';
import { readBack } from './readBack.ts';

const host = 'https://1234567-sb1.suitetalk.api.netsuite.com';
const url = `${host}/services/rest/record/v1/customer`;

const readCurlRequest = (text: string) => readCurlRequests(text).requests[0];

/** The request without its notes, and their codes. */
function read(command: string) {
  const { notes = [], ...request }: Partial<FoundRequest> = readCurlRequest(command) ?? {};
  return { request, codes: notes.map(({ code }) => code) };
}

describe('a curl command', () => {
  it('of bash with continued lines becomes a request', () => {
    expect(
      readCurlRequest(
        `curl --location --request PATCH '${url}/7' \\\n  --header 'Content-Type: application/json' \\\n  --data-raw '{\n  "a": "it'\\''s"\n}'\n`,
      ),
    ).toEqual({
      method: 'PATCH',
      url: `${url}/7`,
      headers: [{ name: 'Content-Type', value: 'application/json' }],
      body: '{\n  "a": "it\'s"\n}',
      notes: [],
    });
  });

  it.each([
    [
      'bash',
      `curl '${url}' \\\n -H 'X-A: a "b" & c' \\\n --data-raw '{"q":"a & b"}' -H 'content-type: application/json'`,
    ],
    [
      'bash on Windows lines',
      `curl '${url}' \\\r\n -H 'X-A: a "b" & c' \\\r\n --data-raw '{"q":"a & b"}' -H 'content-type: application/json'`,
    ],
    [
      'ANSI quotes',
      `curl $'${url}' -H $'X-A: a \\"b\\" \\u0026 c' --data-raw $'{"q":"a \\x26 b"}' -H 'content-type: application/json'`,
    ],
    [
      'cmd',
      `curl "${url}" ^\r\n -H "X-A: a \\"b\\" & c" ^\r\n --data-raw "{\\"q\\":\\"a & b\\"}" -H "content-type: application/json"`,
    ],
    [
      'cmd as browsers write it',
      `curl ^"${url}^" ^\n -H ^"X-A: a ^\\^"b^\\^" ^& c^" ^\n --data-raw ^"^{^\\^"q^\\^":^\\^"a ^& b^\\^"^}^" -H ^"content-type: application/json^"`,
    ],
    [
      'PowerShell',
      `curl.exe "${url}" \`\n -H 'X-A: a "b" & c' \`\n --data-raw "{\`"q\`":\`"a & b\`"}" -H 'content-type: application/json'`,
    ],
    ['one with a prompt', `$ curl ${url} -H 'X-A: a "b" & c' -d '{"q":"a & b"}' -Hcontent-type:application/json`],
  ])('of %s is read by its own quoting', (_, command) => {
    expect(read(command)).toEqual({
      request: {
        method: 'POST',
        url,
        headers: [
          { name: 'X-A', value: 'a "b" & c' },
          { name: 'content-type', value: 'application/json' },
        ],
        body: '{"q":"a & b"}',
      },
      codes: [],
    });
  });

  it.each([
    [`curl ${url}`, 'GET', url, undefined],
    [`curl -sSL -XDELETE ${url}/1`, 'DELETE', `${url}/1`, undefined],
    [`curl -I --url ${url}`, 'HEAD', url, undefined],
    [`curl -X put ${url} -d a`, 'PUT', url, 'a'],
    [
      `curl ${url} -d a=1 -d 'b=2' --data-urlencode 'c=x y&z' --data-urlencode '=p q'`,
      'POST',
      url,
      'a=1&b=2&c=x%20y%26z&p%20q',
    ],
    [`curl -G ${url} -d limit=1 --data-urlencode 'q=a IS "b"'`, 'GET', `${url}?limit=1&q=a%20IS%20%22b%22`, undefined],
    [`curl --get '${url}?a=1' -d limit=1`, 'GET', `${url}?a=1&limit=1`, undefined],
    [`curl '${url}#part' --url-query 'a=b c'`, 'GET', `${url}?a=b%20c`, undefined],
    [
      `curl 1234567.suitetalk.api.netsuite.com/services/x`,
      'GET',
      'https://1234567.suitetalk.api.netsuite.com/services/x',
      undefined,
    ],
    [`curl example.com`, 'GET', 'http://example.com', undefined],
    [`curl ${url}?a=1&b=2`, 'GET', `${url}?a=1&b=2`, undefined],
    [`curl -m 30 -o out.json ${url} > all.txt 2>&1`, 'GET', url, undefined],
  ])('%s', (command, method, wanted, body) => {
    const { request } = read(command);
    expect(request).toMatchObject({ method, url: wanted });
    expect(request.body).toBe(body);
  });

  it('sets the headers that curl sets for data', () => {
    expect(read(`curl ${url} -d a=1`).request.headers).toEqual([
      { name: 'Content-Type', value: 'application/x-www-form-urlencoded' },
    ]);
    expect(read(`curl ${url} --json '{"a":' --json '1}'`).request).toMatchObject({
      method: 'POST',
      body: '{"a":1}',
      headers: [
        { name: 'Content-Type', value: 'application/json' },
        { name: 'Accept', value: 'application/json' },
      ],
    });
    expect(read(`curl ${url} --json {} -H 'Accept: */*'`).request.headers).toEqual([
      { name: 'Accept', value: '*/*' },
      { name: 'Content-Type', value: 'application/json' },
    ]);
    expect(read(`curl ${url} -H 'X-Empty;' -H 'Accept:'`).request.headers).toEqual([{ name: 'X-Empty', value: '' }]);
  });

  it('takes a body from the file that it named', () => {
    expect(read(`curl ${url} -H 'Content-Type: text/plain' --data-binary @./a\\ b.txt`).request).toMatchObject({
      method: 'POST',
      bodyFile: './a b.txt',
    });
    expect(read(`curl -T up.json ${url}`).request).toMatchObject({ method: 'PUT', bodyFile: 'up.json' });
    expect(read(`curl ${url} -d @- -d a=1`)).toMatchObject({ request: { body: 'a=1' }, codes: ['files-left-out'] });
    expect(read(`curl ${url} --data-raw @handle`).request.body).toBe('@handle');
  });

  it.each([
    [`curl ${url} -F name=x -F 'file=@secret.pdf' -H 'Content-Type: multipart/form-data'`, 'multipart-left-out'],
    [`curl ${url} -b 'JSESSIONID=s3cret'`, 'cookies-left-out'],
    [`curl ${url} -H 'Cookie: JSESSIONID=s3cret'`, 'cookies-left-out'],
    [`curl ${url} -u jane:s3cret`, 'password-left-out'],
    [`curl ${url.replace('https://', 'https://jane:s3cret@')}`, 'password-left-out'],
    [`curl ${url} -H 'Authorization: OAuth realm="1", oauth_token="s3cret"'`, 'authorization-left-out'],
    [`curl ${url} -H 'authorization: NLAuth nlauth_signature=s3cret'`, 'authorization-left-out'],
    [`curl ${url} --oauth2-bearer s3cret`, 'authorization-left-out'],
    [`curl ${url} -H 'X-Api-Key: s3cret'`, 'secret-left-out'],
    [`curl '${url}?oauth_token=s3cret&oauth_nonce=1'`, 'oauth-left-out'],
    [`curl '${url}?%6fauth_token=s3cret'`, 'oauth-left-out'],
    [`curl ${url} -k --cacert x.pem`, 'options-left-out'],
    [`curl ${url} https://example.com/s3cret`, 'urls-left-out'],
    [`curl ${url} -H 'sec-ch-ua: x' -H 'User-Agent: y' -A z`, 'headers-left-out'],
    [`curl ${url} -X REPORT`, 'method-unknown'],
    [`curl ${url} -H 'X-A: s3cret`, 'unterminated-quote'],
  ])('%s: says %s', (command, code) => {
    const { notes = [], ...request } = readCurlRequest(command) ?? {};
    expect(notes.map(each => each.code)).toEqual([code]);
    expect(JSON.stringify(notes)).not.toContain('s3cret');
    if (code !== 'unterminated-quote') {
      expect(JSON.stringify(request)).not.toContain('s3cret');
      expect(request).toMatchObject({ url, headers: [] });
    }
  });

  it('loses OAuth parameters of a form and the login of a SOAP envelope', () => {
    expect(read(`curl ${url} -d 'a=1&oauth_token=s3cret&b=2'`).request.body).toBe('a=1&b=2');
    const envelope = (header: string) => `<e:Envelope><e:Header>${header}</e:Header></e:Envelope>`;
    const passport = '<m:passport a="1"><c:email>x</c:email><c:password>s3cret</c:password></m:passport>';
    const soap = read(
      `curl ${url} -H 'Content-Type: text/xml' --data '${envelope(passport + '<tokenPassport>s3cret</tokenPassport >')}'`,
    );
    expect(soap.request.body).toBe(envelope(''));
    expect(soap.codes).toEqual(['passport-left-out']);
  });

  it('has no variables unless its URL could be nothing else', () => {
    expect(read(`curl ${url} -d '{{a}}'`).request).not.toHaveProperty('hasVariables');
    expect(read(`curl '{{base}}/x/{{id}}' -d '{{a}}'`).request).toMatchObject({
      url: '{{base}}/x/{{id}}',
      hasVariables: true,
    });
    expect(read(`curl "$BASE/x"`).request).toMatchObject({ url: '{{BASE}}/x', hasVariables: true });
    expect(read(`curl "\${BASE}/x"`).request).toMatchObject({ url: '{{BASE}}/x', hasVariables: true });
    expect(read(`curl -g '${url}?a={{b}}'`).request).not.toHaveProperty('hasVariables');
  });
});

describe('a text', () => {
  it.each([
    'curl http://a',
    ' \n$ curl -s x',
    'curl.exe x',
    'CURL x',
    'curl ^\n',
    'PS C:\\Users\\me> curl x',
    'C:\\work> curl x',
  ])('%j begins with curl', text => expect(startsWithCurl(text)).toBe(true));

  it.each(['', 'curl', 'curly braces', 'a curl http://a', 'GET /x\n\ncurl x', 'libcurl x', '# curl x', '"curl x"'])(
    '%j does not',
    text => {
      expect(startsWithCurl(text)).toBe(false);
      expect(readCurlRequest(text)).toBeUndefined();
    },
  );

  it('of several commands gives them all', () => {
    const { requests, isWhole } = readCurlRequests(`curl ${url}/1 ;\ncurl ${url}/2 | jq .\n\ncurl ${url}/3 &\n`);
    expect(requests.map(each => each.url)).toEqual([`${url}/1`, `${url}/2`, `${url}/3`]);
    expect(isWhole).toBe(true);
  });

  it('with more than curl commands is not taken for whole', () => {
    expect(readCurlRequests(`curl ${url}/1\n\nand then some text`).isWhole).toBe(false);
    expect(readCurlRequests('curl --version').requests).toEqual([]);
  });

  it('of any kind is read without an error, and written as requests', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ' ',
        '\n',
        '\\\n',
        '^\n',
        '`\n',
        "'",
        '"',
        "$'",
        '-H',
        '-d',
        '--json',
        '-F',
        '@x',
        '--',
        '-',
        url,
        'curl ',
        '|',
        ';',
        '<<EOF',
        '--next',
        '-X',
        '###',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece), pieces => {
        const { requests } = readCurlRequests(`curl ${pieces.join('')}`);
        requests.forEach(each => expect(writeRequest(each).text).toMatch(/^###/));
      }),
    );
  });

  it('of a megabyte is read to its end', () => {
    const body = JSON.stringify({ a: 'x'.repeat(1_000_000) });
    const command = `curl ${url} --json '${body}' ${"-H 'A: b' ".repeat(1000)}`;
    expect(readCurlRequest(command)?.body).toBe(body);
    readCurlRequests(`curl ${'\\\n '.repeat(300_000)}`);
    readCurlRequests(`curl ${url}\n`.repeat(2000));
  }, 30_000);
});

it('written down, sends what curl would have sent', () => {
  const found = readCurlRequest(
    `curl '${url}?q=a+b' -H 'X-A: {{b}}' --data-raw $'### a\\r\\n{{b}}\\n' -H 'content-type: text/plain'`,
  );
  expect(found).toBeDefined();
  expect(found && readBack(writeRequest(found).text)).toEqual([
    {
      name: undefined,
      method: 'POST',
      url: `${url}?q=a+b`,
      headers: [
        { name: 'X-A', value: '{{b}}' },
        { name: 'content-type', value: 'text/plain' },
      ],
      body: '### a\r\n{{b}}\n',
      bodyFile: undefined,
      account: '1234567_SB1',
    },
  ]);
});
