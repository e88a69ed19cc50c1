import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCoded } from '../../../../src/codedError.ts';
import { parseRequestsJson } from '../../../../src/formats/requestsIn/harRequests.ts';
import { postmanRequestsOf } from '../../../../src/formats/requestsIn/postmanRequests.ts';
import { writeRequests } from '../../../../src/formats/requestsIn/writeRequest.ts';
import { problemsOf, readBack } from './readBack.ts';

const base = 'https://1234567.restlets.api.netsuite.com';

const readPostmanRequests = (text: string) => postmanRequestsOf(parseRequestsJson(text));

function collection(item: readonly unknown[], more: object = {}): string {
  return JSON.stringify({ info: { name: 'Orders' }, item, ...more });
}

function readOne(request: unknown, more: object = {}) {
  const { requests, notes } = readPostmanRequests(collection([{ name: 'Read', request, ...more }]));
  const [found] = requests;
  return { found, codes: found?.notes.map(({ code }) => code) ?? [], notes };
}

function codeOf(text: string) {
  try {
    readPostmanRequests(text);
    return undefined;
  } catch (error) {
    return isCoded(error) ? { code: error.code, ...error.data } : error;
  }
}

describe('a Postman collection', () => {
  it('of format 2.1 gives its requests, folders in their names', () => {
    const { name, requests } = readPostmanRequests(
      collection([
        { name: 'Top', request: { method: 'GET', url: { raw: `${base}/rest/tokeninfo` } } },
        {
          name: 'Folder',
          item: [{ name: 'Sub', item: [{ name: 'Deep', request: { method: 'DELETE', url: `${base}/app/x` } }] }],
        },
      ]),
    );
    expect(name).toBe('Orders');
    expect(requests.map(each => [each.name, each.method, each.url])).toEqual([
      ['Top', 'GET', `${base}/rest/tokeninfo`],
      ['Folder / Sub / Deep', 'DELETE', `${base}/app/x`],
    ]);
  });

  it('of format 2.0 has URLs, headers and requests that are strings', () => {
    expect(readOne(`${base}/rest/tokeninfo`).found).toMatchObject({ method: 'GET', url: `${base}/rest/tokeninfo` });
    const { found } = readOne({
      method: 'POST',
      url: `${base}/app/x`,
      header: 'Accept: application/json\nX-A: b:c\n',
      body: { mode: 'raw', raw: '{}' },
      auth: { type: 'oauth1', oauth1: { consumerKey: 's3cret' } },
    });
    expect(found).toEqual({
      name: 'Read',
      method: 'POST',
      url: `${base}/app/x`,
      headers: [
        { name: 'Accept', value: 'application/json' },
        { name: 'X-A', value: 'b:c' },
      ],
      body: '{}',
      hasVariables: true,
      notes: [{ code: 'auth-left-out', data: { type: 'oauth1' } }],
    });
  });

  it('keeps variables, replaces path variables, and leaves out what is switched off', () => {
    const { found, notes } = readOne({
      method: 'GET',
      url: {
        raw: '{{baseUrl}}/record/:type/:id/:none?limit={{ page size }}',
        variable: [
          { key: 'type', value: 'customer' },
          { id: 'id', value: '{{id}}' },
          { key: 'none', value: '' },
        ],
        query: [
          { key: 'limit', value: '{{limit}}' },
          { key: 'offset', value: '1', disabled: true },
        ],
      },
      header: [
        { key: 'Accept', value: '{{accept}}' },
        { key: 'X-Off', value: 's3cret', disabled: true },
        { key: '', value: '' },
      ],
    });
    expect(found).toMatchObject({
      url: '{{baseUrl}}/record/customer/{{id}}/:none?limit={{page_size}}',
      headers: [{ name: 'Accept', value: '{{accept}}' }],
      notes: [
        { code: 'disabled-left-out', data: { names: 'offset' } },
        { code: 'path-variable-empty', data: { name: 'none' } },
        { code: 'disabled-left-out', data: { names: 'X-Off' } },
      ],
    });
    expect(notes).toEqual([{ code: 'variables-elsewhere', data: { names: 'baseUrl, id, page_size, accept' } }]);
  });

  it('builds a URL from its parts where there is nothing else', () => {
    const url = {
      protocol: 'https',
      host: ['1234567', 'restlets', 'api', 'netsuite', 'com'],
      path: ['app', 'x'],
      query: [
        { key: 'a', value: '1' },
        { key: 'b', value: null },
      ],
    };
    expect(readOne({ url }).found?.url).toBe(`${base}/app/x?a=1&b`);
  });

  it.each([
    [{ mode: 'raw', raw: '<a/>', options: { raw: { language: 'xml' } } }, '<a/>', 'application/xml'],
    [
      { mode: 'raw', raw: '{\r\n  "a": "{{b}}"\r\n}', options: { raw: { language: 'json' } } },
      '{\n  "a": "{{b}}"\n}',
      'application/json',
    ],
    [{ mode: 'raw', raw: 'a\r\nb', options: { raw: { language: 'text' } } }, 'a\r\nb', 'text/plain'],
    [
      {
        mode: 'urlencoded',
        urlencoded: [
          { key: 'a b', value: 'x&{{y}}' },
          { key: 'off', value: 's3cret', disabled: true },
        ],
      },
      'a%20b=x%26{{%y}}',
      'application/x-www-form-urlencoded',
    ],
    [
      { mode: 'graphql', graphql: { query: 'query {\n a }', variables: '{"id": {{id}}}' } },
      '{"query":"query {\\n a }","variables":{"id": {{id}}}}',
      'application/json',
    ],
    [{ mode: 'graphql', graphql: { query: '{a}', variables: '' } }, '{"query":"{a}"}', 'application/json'],
  ])('has a body of %j', (body, text, type) => {
    const { found } = readOne({ method: 'POST', url: base, body });
    expect(found?.body).toBe(text);
    expect(found?.headers).toEqual([{ name: 'Content-Type', value: type }]);
  });

  it('has bodies from files, and no multipart', () => {
    expect(
      readOne({ method: 'POST', url: base, body: { mode: 'file', file: { src: '/tmp/a.json' } } }).found?.bodyFile,
    ).toBe('/tmp/a.json');
    const formdata = [
      { key: 'a', value: 's3cret' },
      { key: 'f', type: 'file', src: '/x' },
    ];
    const { found } = readOne({
      method: 'POST',
      url: base,
      body: { mode: 'formdata', formdata },
      header: [{ key: 'content-type', value: 'multipart/form-data' }],
    });
    expect(found).toMatchObject({ headers: [], notes: [{ code: 'multipart-left-out', data: { fields: 'a, f' } }] });
    expect(found).not.toHaveProperty('body');
    expect(
      readOne({ method: 'POST', url: base, body: { mode: 'raw', raw: 'x', disabled: true } }).found,
    ).not.toHaveProperty('body');
    expect(readOne({ method: 'POST', url: base, body: { mode: 'new' } }).codes).toEqual(['body-left-out']);
  });

  it('leaves out credentials, scripts and saved answers, and says so', () => {
    const event = [
      { listen: 'test', script: { exec: ['pm.test()'] } },
      { listen: 'prerequest', script: { exec: ['', ' '] } },
    ];
    const header = [
      { key: 'Authorization', value: 'Bearer s3cret' },
      { key: 'X-Api-Key', value: 's3cret' },
      { key: 'X-Auth-Token', value: '{{token}}' },
    ];
    const text = collection(
      [
        { name: 'A', event, request: { url: base, header }, response: [{ body: 's3cret' }] },
        { name: 'No URL', request: { url: '' } },
      ],
      {
        event,
        auth: { type: 'oauth1', oauth1: [{ key: 'tokenSecret', value: 's3cret' }] },
        variable: [
          { key: 'host', value: base },
          { key: 'tokenSecret', value: 's3cret' },
          { key: 'plain', value: 'ab12'.repeat(16) },
          { key: 'secretRef', value: '{{vault}}' },
          { key: 'off', value: 'x', disabled: true },
        ],
      },
    );
    const result = readPostmanRequests(text);
    expect(JSON.stringify(result)).not.toMatch(/s3cret|ab12ab12/);
    expect(result.variables).toEqual([
      { name: 'host', value: base },
      { name: 'secretRef', value: '{{vault}}' },
    ]);
    expect(result.requests[0]?.headers).toEqual([{ name: 'X-Auth-Token', value: '{{token}}' }]);
    expect(result.requests[0]?.notes.map(({ code }) => code)).toEqual(['authorization-left-out', 'secret-left-out']);
    expect(result.notes).toEqual([
      { code: 'variable-left-out', data: { name: 'tokenSecret' } },
      { code: 'variable-left-out', data: { name: 'plain' } },
      { code: 'auth-left-out', data: { type: 'oauth1' } },
      { code: 'variables-elsewhere', data: { names: 'token' } },
      { code: 'scripts-left-out', data: { count: 2 } },
      { code: 'url-missing', data: { count: 1 } },
    ]);
  });

  it('has system values under the names they have here', () => {
    const { found, codes } = readOne({
      method: 'POST',
      url: base,
      body: { mode: 'raw', raw: '{{$guid}} {{$randomUUID}} {{$randomCity}}' },
    });
    expect(found?.body).toBe('{{$guid}} {{$uuid}} {{$randomCity}}');
    expect(codes).toEqual(['system-variable-unknown']);
  });

  it('may be wrapped, or one of many', () => {
    const inner: unknown = JSON.parse(collection([{ name: 'A', request: base }]));
    expect(readPostmanRequests(JSON.stringify({ collection: inner })).requests[0]?.name).toBe('A');
    expect(
      readPostmanRequests(JSON.stringify({ version: 1, collections: [inner, inner] })).requests.map(each => each.name),
    ).toEqual(['Orders / A', 'Orders / A']);
  });

  it('that cannot be read says why', () => {
    expect(codeOf('{"item": [')).toEqual({ code: 'json-invalid', offset: 10 });
    expect(codeOf('{"a": tru}')).toEqual({ code: 'json-invalid', offset: 6 });
    expect(codeOf('{}')).toEqual({ code: 'requests-unknown-format' });
    expect(codeOf('[1]')).toEqual({ code: 'requests-unknown-format' });
    expect(codeOf('{"requests":[],"name":"old"}')).toEqual({ code: 'postman-version' });
    expect(codeOf('['.repeat(200))).toEqual({ code: 'json-too-deep', limit: 100 });
    expect(codeOf(' '.repeat(65 * 1024 * 1024))).toMatchObject({ code: 'requests-too-large', limit: 64 * 1024 * 1024 });
  });

  it('with names of the prototype harms nothing', () => {
    const text = `{"__proto__":{"item":[]},"info":{"name":"x","__proto__":{"polluted":true}},"item":[{"name":"constructor","request":{"url":"${base}/:constructor/:__proto__?a={{__proto__}}","header":[{"key":"__proto__","value":"toString"}]}}],"variable":[{"key":"__proto__","value":"v"},{"key":"constructor","value":"w"}]}`;
    const { requests, variables } = readPostmanRequests(text);
    expect({}).not.toHaveProperty('polluted');
    expect(requests[0]?.headers).toEqual([{ name: '__proto__', value: 'toString' }]);
    const written = writeRequests(requests, { summary: [], variables, commentsOf: () => [] });
    expect(readBack(written.text)[0]).toMatchObject({
      name: 'constructor',
      url: `${base}/:constructor/:__proto__?a=v`,
    });
  });

  it('of any content is read without another error than ours', () => {
    const leaf = fc.oneof(
      fc.string(),
      fc.constant(null),
      fc.integer(),
      fc.boolean(),
      fc.constantFrom('raw', 'formdata', '{{a}}', base),
    );
    const key = fc.constantFrom(
      'item',
      'request',
      'url',
      'raw',
      'header',
      'key',
      'value',
      'body',
      'mode',
      'name',
      'query',
      'variable',
      'auth',
      'event',
      '__proto__',
    );
    const { tree } = fc.letrec(tie => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 5 }),
      ),
    }));
    fc.assert(
      fc.property(fc.array(tree), items => {
        const { requests, variables } = readPostmanRequests(collection(items));
        const { text } = writeRequests(requests, { summary: ['all'], variables, commentsOf: () => ['one'] });
        expect(problemsOf(text).filter(code => code !== 'method-unknown')).toEqual([]);
      }),
    );
  });
});

it('a collection written down is read back with the values of its variables', () => {
  const { requests, variables } = readPostmanRequests(
    collection(
      [
        {
          name: 'Save',
          request: {
            method: 'PUT',
            url: '{{base}}/app/site/hosting/restlet.nl?script=1&deploy=1',
            body: { mode: 'raw', raw: '### {{text}}\n# end' },
          },
        },
      ],
      {
        variable: [
          { key: 'base', value: base },
          { key: 'text', value: ' C:\\new\nline ' },
        ],
      },
    ),
  );
  const { text } = writeRequests(requests, { summary: ['From Postman'], variables, commentsOf: () => [] });
  expect(text).toMatch(/^# From Postman\n@empty =\n@base = https/);
  expect(readBack(text)).toMatchObject([
    {
      name: 'Save',
      method: 'PUT',
      url: `${base}/app/site/hosting/restlet.nl?script=1&deploy=1`,
      body: '###  C:\\new\nline \n# end',
    },
  ]);
});
