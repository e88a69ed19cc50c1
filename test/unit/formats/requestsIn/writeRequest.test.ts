import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FoundRequest } from '../../../../src/formats/requestsIn/types.ts';
import { writeRequest, writeRequests } from '../../../../src/formats/requestsIn/writeRequest.ts';
import { problemsOf, readBack } from './readBack.ts';

const restlets = 'https://1234567-sb1.restlets.api.netsuite.com';
const suiteTalk = 'https://1234567-sb1.suitetalk.api.netsuite.com';

function found(more: Partial<FoundRequest> = {}): FoundRequest {
  return { method: 'POST', url: `${suiteTalk}/services/rest/x`, headers: [], notes: [], ...more };
}

/** What is read back from a request that was written below another one and above a third. */
function roundTrip(request: FoundRequest) {
  const neighbour = writeRequest(found({ method: 'PUT', name: 'neighbour', body: 'neighbour' })).text;
  const { text, notes } = writeRequest(request);
  const all = readBack(`${neighbour}\n${text}\n${neighbour}`);
  expect(all).toHaveLength(3);
  expect(all[0]?.body).toBe('neighbour');
  expect(all[2]?.body).toBe('neighbour');
  return { text, notes, read: all[1] };
}

describe('the target of a written request', () => {
  it.each([
    ['/app/site/hosting/restlet.nl?script=12&deploy=1', 'restlet:12/1'],
    [
      '/app/site/hosting/restlet.nl?script=customscript_a&deploy=customdeploy_a&id=7&q=a%20b',
      'restlet:customscript_a/customdeploy_a?id=7&q=a%20b',
    ],
    ['/app/site/hosting/restlet.nl?deploy=1&script=12', '/app/site/hosting/restlet.nl?deploy=1&script=12'],
    ['/app/site/hosting/restlet.nl?script=12&deploy=1&q=a+b', '/app/site/hosting/restlet.nl?script=12&deploy=1&q=a+b'],
    ['/app/site/hosting/restlet.nl?script=12&deploy=1&q=%2b', '/app/site/hosting/restlet.nl?script=12&deploy=1&q=%2b'],
    [
      '/app/site/hosting/restlet.nl?script=12&deploy=1&script=13',
      '/app/site/hosting/restlet.nl?script=12&deploy=1&script=13',
    ],
    ['/app/site/hosting/restlet.nl?script=12', '/app/site/hosting/restlet.nl?script=12'],
    ['/rest/tokeninfo', '/rest/tokeninfo'],
  ])('%s of the RESTlet host becomes %s', (path, target) => {
    const { text, read } = roundTrip(found({ method: 'GET', url: restlets + path }));
    expect(text).toContain(`\n# @account 1234567_SB1\nGET ${target}\n`);
    expect(read?.url).toBe(restlets + path);
  });

  it('is relative for SuiteTalk, and names its account, so that it cannot go to another one', () => {
    const { text } = writeRequest(found({ url: `${suiteTalk}/services/rest/record/v1/customer?limit=1` }));
    expect(text).toBe('###\n# @account 1234567_SB1\nPOST /services/rest/record/v1/customer?limit=1\n');
  });

  it.each([
    'https://example.com/services/rest',
    'http://1234567-sb1.suitetalk.api.netsuite.com/services/rest',
    'https://1234567-sb1.suitetalk.api.netsuite.com:8443/services/rest',
    'https://1234567-sb1.app.netsuite.com/app/site/hosting/restlet.nl?script=1&deploy=1',
    'https://account.suitetalk.api.netsuite.com/services/rest',
    'https://1234567-sb1.suitetalk.api.netsuite.com.example.com/services/rest',
    `${suiteTalk}/app/site/hosting/restlet.nl?script=1&deploy=1`,
    `${restlets}/services/rest`,
    `${restlets}/`,
  ])('%s stays a whole URL', url => {
    const { text, read } = roundTrip(found({ url }));
    expect(text).toContain(`\nPOST ${url}\n`);
    expect(text).not.toContain('@account');
    expect(read?.url).toBe(url);
  });

  it('has no braces that would become a variable', () => {
    const { read } = roundTrip(found({ url: `${suiteTalk}/services/rest?q={{name}}` }));
    expect(read?.url).toBe(`${suiteTalk}/services/rest?q=%7B%7Bname%7D%7D`);
  });

  it('keeps variables where they are meant', () => {
    const { text } = writeRequest(found({ url: '{{baseUrl}}/services/{{id}}', hasVariables: true }));
    expect(readBack(text, { baseUrl: suiteTalk, id: '7' })[0]?.url).toBe(`${suiteTalk}/services/7`);
  });
});

describe('a written body', () => {
  it.each([
    ['a separator', 'a\n### b\nGET /app/x\n'],
    ['a comment', '# one\ntext\n// two\n  # three'],
    ['a directive', '# @account 7654321\n{"a":1}\n# @no-log'],
    ['a variable', '@name = value\n<a/>\n  @x=1'],
    ['a file', '< ./secret.txt'],
    ['a file within JSON', '{\n< ./secret.txt\n<@latin1 other\n}'],
    ['scripts', '> {% client.test() %}\n>> out.json\n<> a.200.json\n?? status == 200\n> x.js'],
    ['an httpYac script', '{{\nexports.a = 1;\n}}\ntext'],
    ['variables', '{"a":"{{name}}","b":"{{{c}}}","d":"{{{{e}}}}","f":"{{$uuid}}","g":"{{%h}}"}'],
    ['blank edges', '\n\n  \ntext\n\t\n\n'],
    ['nothing but blanks', ' \n\t\n '],
    ['carriage returns', 'a\r\nb\rc\r'],
    ['backslashes', 'C:\\new\\{{x}}\\'],
    ['other line ends', 'a\u2028b\u2029c\u0085d\ve\ff'],
  ])('of %s comes back as it was', (_, body) => {
    for (const type of ['application/json', 'text/plain', 'application/xml', 'application/octet-stream', undefined]) {
      const headers = type === undefined ? [] : [{ name: 'Content-Type', value: type }];
      const { read, text } = roundTrip(found({ body, headers }));
      expect(read).toMatchObject({ body, headers, method: 'POST' });
      expect(problemsOf(text)).toEqual([]);
    }
  });

  it('is written as it is where nothing in it is special', () => {
    const body = '{\n  "name": "A # B",\n  "list": [{ "a": {} }]\n}';
    expect(writeRequest(found({ body })).text).toContain(`\n\n${body}\n`);
  });

  it('of a form has its line ends and outer blanks encoded, and says so', () => {
    const headers = [{ name: 'Content-Type', value: 'application/x-www-form-urlencoded' }];
    const { read, notes } = roundTrip(found({ headers, body: ' a=1\nb=2&c={{d}} ' }));
    expect(read?.body).toBe('%20a=1%0Ab=2&c={{d}}%20');
    expect(notes).toEqual([{ code: 'form-encoded' }]);
  });

  it('stands in a file where it did so', () => {
    expect(roundTrip(found({ bodyFile: './{{a}} b.json' })).read?.bodyFile).toBe('./{{a}} b.json');
    expect(roundTrip(found({ bodyFile: 'a\n### b' })).notes).toEqual([{ code: 'files-left-out', data: { names: '' } }]);
  });

  it('uses no name that the file has another value for', () => {
    const variables = new Map([
      ['empty', 'something'],
      ['openBraces', '{{'],
    ]);
    const { text } = writeRequest(found({ body: '# {{x}}' }), { variables });
    expect(text).toContain('\n@empty2 =\n');
    expect(text).not.toContain('@openBraces');
    expect(readBack(`@empty = something\n@openBraces = {{\n${text}`)[0]?.body).toBe('# {{x}}');
  });

  it('says that half a surrogate pair was replaced', () => {
    expect(roundTrip(found({ body: 'a\ud800' })).notes).toEqual([{ code: 'characters-replaced' }]);
  });
});

describe('anything that is written', () => {
  const line = fc.oneof(
    fc.constantFrom(
      '###',
      '### x',
      '#',
      '# @account 1',
      '# @name x',
      '//',
      '@a = b',
      '@',
      '< ./x',
      '<@ ./x',
      '<',
      '<a>',
      '> {%',
      '>',
      '>> x',
      '??',
      '?? x',
      '&a=b',
      '{{',
      '}}',
      '{{a}}',
      '{{@',
      'GET /app/x',
      'A: b',
      'HTTP/1.1 200 OK',
      'GET /app/x HTTP/1.1',
      '/* x',
      '*/',
      'query {',
      '\\{\\{',
      '\\{\\{{a',
      '',
      ' ',
      '\t',
      '\\',
      '{',
      '[',
      '"',
      '\r',
      '\u2028',
      '\ufeff',
      '%}',
      '--',
      '__proto__: x',
      '{{empty}}',
      '{{openBraces}}',
      '@empty = x',
    ),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.string({
      unit: fc.constantFrom('{', '}', '#', '@', '<', '>', '?', '/', ' ', '\t', '\r', 'a', '=', ':', '%', '$'),
    }),
  );
  const text = fc.array(line, { maxLength: 8 }).map(lines => lines.join('\n'));
  const headers = fc.array(
    fc.record({
      name: fc.stringMatching(/^[A-Za-z!$%'*+.^_`|~-][A-Za-z0-9!#$%&'*+.^_`|~-]{0,12}$/).map(name => `X-${name}`),
      value: fc.oneof(line, fc.string()).map(value => value.replace(/[^\t\x20-\x7e\xa1-\xff]/g, '').trim()),
    }),
    { maxLength: 4 },
  );
  const type = fc.constantFrom(undefined, 'application/json', 'text/plain', 'text/xml', 'application/octet-stream');

  it('is read back as the same request, alone in its block', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'),
        fc.webUrl({ withQueryParameters: true }),
        headers,
        type,
        text,
        fc.oneof(fc.constant(undefined), text),
        (method, url, others, contentType, body, name) => {
          const typed = contentType === undefined ? [] : [{ name: 'Content-Type', value: contentType }];
          const given = [
            ...others.filter(({ name: each }) => !/auth|token|key|secret|pass|sess|srf/i.test(each)),
            ...typed,
          ];
          const { read } = roundTrip(found({ method, url, headers: given, body, ...(name !== undefined && { name }) }));
          expect(read?.method).toBe(method);
          expect(read?.url).toBe(url.replaceAll('{', '%7B').replaceAll('}', '%7D'));
          expect(read?.headers).toEqual(given);
          expect(read?.body ?? '').toBe(body);
          expect(read?.account).toBeUndefined();
        },
      ),
      { numRuns: 200 },
    );
  }, 30_000);

  it('as a file has as many requests as were written, with comments and variables that stay such', () => {
    fc.assert(
      fc.property(
        fc.array(text, { maxLength: 4 }),
        fc.array(text, { maxLength: 3 }),
        text,
        (bodies, comments, value) => {
          const variable = { name: 'given', value: value.replaceAll('{{', '') };
          const requests = bodies.map(body => found({ body }));
          const written = writeRequests(requests, {
            summary: comments,
            variables: [variable],
            commentsOf: () => comments,
          });
          expect(readBack(written.text).map(({ body = '' }) => body)).toEqual(bodies);
          expect(problemsOf(written.text)).toEqual([]);
          const use = '###\nPOST /services/rest/x\n\n|{{given}}|\n';
          expect(readBack(written.text + use).at(-1)?.body).toBe(`|${variable.value}|`);
        },
      ),
      { numRuns: 200 },
    );
  }, 30_000);
});

describe('names and remarks', () => {
  it.each(['@account 7654321', '# @account 7654321', 'a\n### b', '/// @token x', '\u2028@account x'])(
    'say nothing to the client: %j',
    name => {
      const { text } = writeRequest(found({ name, url: 'https://example.com/' }), { comments: [name] });
      const [request, ...others] = readBack(text);
      expect(others).toEqual([]);
      expect(request?.account).toBeUndefined();
    },
  );

  it('stand above the request', () => {
    const { text } = writeRequest(found({ name: 'Orders / Read' }), { comments: ['The password was left out.'] });
    expect(text).toMatch(/^### Orders \/ Read\n# The password was left out\.\n# @account /);
    expect(readBack(text)[0]?.name).toBe('Orders / Read');
  });
});

describe('what a request file cannot hold', () => {
  it.each([
    [{ headers: [{ name: 'X A', value: '1' }] }, 'header-invalid'],
    [{ headers: [{ name: 'X-A', value: '1\r\nX-B: 2' }] }, 'header-invalid'],
    [{ headers: [{ name: '#X', value: '1' }] }, 'header-invalid'],
    [{ headers: [{ name: 'X-A', value: '日本' }] }, 'header-invalid'],
    [{ headers: [{ name: 'Authorization', value: 'OAuth realm="1"' }] }, 'authorization-left-out'],
    [{ headers: [{ name: 'Cookie', value: 'a=b' }] }, 'cookies-left-out'],
    [{ method: 'FOO' }, 'method-unknown'],
  ] as const)('is said: %j', (more, code) => {
    const { text, notes } = writeRequest(found(more));
    expect(notes).toEqual([expect.objectContaining({ code })]);
    expect(text).not.toMatch(/X-A|X A|#X|OAuth|a=b/);
  });
});
