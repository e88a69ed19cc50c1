import { describe, expect, it } from 'vitest';
import { createResponseLookup, type Answer } from '../../../../src/exchange/values/responseValues.ts';
import { parseRequests } from '../../../../src/requests/parse/parse.ts';
import { resolveRequest } from '../../../../src/requests/values/resolve.ts';
import { fixedSources } from '../../requests/sample.ts';

const json = 'application/json; charset=utf-8';

function answer(contentType: string, body: string | Uint8Array, more: Partial<Answer> = {}): Answer {
  return {
    status: 201,
    headers: [
      { name: 'Content-Type', value: contentType },
      { name: 'location', value: '/record/1' },
      { name: 'Set-Cookie', value: 'a=b' },
    ],
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
    request: {
      headers: [
        { name: 'Accept', value: '*/*' },
        { name: 'Authorization', value: 'OAuth' },
      ],
      body: '{"a": 1.50}',
    },
    ...more,
  };
}

const value = (name: string, given: Answer) =>
  createResponseLookup(request => (request === 'login' ? given : undefined))(name);

const order = answer(json, '{"id": 12345678901234567890, "name": "Jané", "lines": [{"q": 1.0}], "o:x": null}');
const xml = answer('text/xml', '<?xml version="1.0"?><a:r xmlns:a="u"><a:id n="7">é &amp; e</a:id></a:r>');

describe('createResponseLookup', () => {
  it.each([
    ['login.response.body.$.id', order, '12345678901234567890'],
    ['login.response.body.$.name', order, 'Jané'],
    ['login.response.body.$..q', order, '1.0'],
    ['login.response.body.lines[0].q', order, '1.0'],
    ["login.response.body.['o:x']", order, 'null'],
    ['login.response.body.$.lines', order, '[{"q": 1.0}]'],
    ['login.response.status', order, '201'],
    ['login.response.headers.Location', order, '/record/1'],
    ['login.request.body.$.a', order, '1.50'],
    ['login.request.headers.accept', order, '*/*'],
    ['login.response.body.//id/text()', xml, 'é & e'],
    ['login.response.body.//a:id/@n', xml, '7'],
    ['login.response.body.string(//id)', xml, 'é & e'],
    // The Content-Type of a RESTlet is often wrong.
    ['login.response.body.$.id', answer('text/html', '{"id": 1}'), '1'],
    ['login.response.body.id', answer('text/plain', '{"id": 1}'), '1'],
    ['login.response.body.$', answer(json, '"text"'), 'text'],
    ['login.response.body', answer('text/plain', 'all of it'), 'all of it'],
    ['login.response.body.*', answer('text/plain', new Uint8Array()), ''],
    ['login.response.body.*', answer('text/plain; charset=iso-8859-1', new Uint8Array([0xe9])), 'é'],
  ])('finds %s', (name, given, expected) => {
    expect(value(name, given)).toBe(expected);
  });

  it('leaves other names to others', () => {
    expect(value('login', order)).toBeUndefined();
    expect(value('$uuid', order)).toBeUndefined();
  });

  it.each([
    [
      'login.response.body.$.gone',
      order,
      'response-value-missing',
      { name: 'login.response.body.$.gone', path: '$.gone' },
    ],
    [
      'login.response.body.//gone',
      xml,
      'response-value-missing',
      { name: 'login.response.body.//gone', path: '//gone' },
    ],
    [
      'login.response.headers.ETag',
      order,
      'response-value-missing',
      { name: 'login.response.headers.ETag', path: 'ETag' },
    ],
    [
      'login.response.body.//x',
      answer('text/xml', ''),
      'response-value-missing',
      { name: 'login.response.body.//x', path: '//x' },
    ],
    ['other.response.status', order, 'response-not-received', { request: 'other' }],
    [
      'login.response.body.*',
      answer('image/png', new Uint8Array([0x89, 0, 1])),
      'response-value-not-text',
      { name: 'login.response.body.*' },
    ],
    [
      'login.response.body.*',
      answer('text/plain', new Uint8Array([0x41, 0xff, ...new Array<number>(40).fill(0x41)])),
      'response-value-not-text',
      { name: 'login.response.body.*' },
    ],
    [
      'login.request.headers.authorization',
      order,
      'response-value-hidden',
      { name: 'login.request.headers.authorization' },
    ],
    [
      'login.response.headers.Set-Cookie',
      order,
      'response-value-hidden',
      { name: 'login.response.headers.Set-Cookie' },
    ],
    ['login.response.body.$.', order, 'json-path-invalid', { path: '$.', offset: 2 }],
    ['login.response.body.$.id', xml, 'body-not-json', { problem: 'expected-value', offset: 0 }],
    ['login.response.body.//id', order, 'body-not-xml', { line: 1, column: 1 }],
    ['login.response.body.//id | //x', xml, 'xpath-unsupported', { path: '//id | //x', offset: 5 }],
  ])('says why there is no %s', (name, given, code, data) => {
    expect(() => value(name, given)).toThrow(expect.objectContaining({ code, data }));
  });

  it('asks for the newest answer each time', () => {
    let current = order;
    const lookup = createResponseLookup(() => current);
    expect(lookup('x.response.body.$.name')).toBe('Jané');
    current = answer(json, '{"name": "other"}');
    expect(lookup('x.response.body.$.name')).toBe('other');
  });

  it('never searches an answer for references', () => {
    const file = parseRequests('### @name b\nGET /app/x?y={{login.response.body.$.evil}}');
    const lookup = createResponseLookup(() => answer(json, '{"evil": "{{$processEnv SECRET}}"}'));
    expect(resolveRequest(file, file.requests[0]!, fixedSources(), lookup).target).toBe(
      '/app/x?y={{$processEnv SECRET}}',
    );
  });
});
