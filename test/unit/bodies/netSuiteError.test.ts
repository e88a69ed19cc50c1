import { describe, expect, it } from 'vitest';
import { readNetSuiteError } from '../../../src/bodies/netSuiteError.ts';

const read = (status: number, text: string, contentType = 'application/json') =>
  readNetSuiteError({ status, contentType, body: new TextEncoder().encode(text) });

const thrown = {
  type: 'error.SuiteScriptError',
  name: 'SSS_MISSING_REQD_ARGUMENT',
  message: 'load: Missing a required argument: id',
  stack: ['post(/SuiteScripts/orders.js:12)', 'createError(N/error)'],
};
const script = {
  name: thrown.name,
  message: thrown.message,
  stack: thrown.stack,
  frames: [
    { text: 'post(/SuiteScripts/orders.js:12)', function: 'post', file: '/SuiteScripts/orders.js', line: 12 },
    { text: 'createError(N/error)' },
  ],
};

describe('readNetSuiteError', () => {
  it('reads a RESTlet error in JSON, spaces before the colons and all', () => {
    const body = '{"error" : {"code" : "SSS_REQUEST_LIMIT_EXCEEDED","message" : "Too many."}}';
    expect(read(400, body)).toEqual({ code: 'SSS_REQUEST_LIMIT_EXCEEDED', message: 'Too many.' });
  });

  it('reads a RESTlet error in XML, entities and CDATA undone', () => {
    const body =
      '<?xml version="1.0" encoding="UTF-8"?>\n<error><code>INVALID_LOGIN_ATTEMPT</code><message>A &lt;b&gt; &amp; &#67;<![CDATA[ & D]]></message></error>';
    expect(read(401, body, 'application/xml')).toEqual({ code: 'INVALID_LOGIN_ATTEMPT', message: 'A <b> & C & D' });
  });

  it('reads a RESTlet error in text', () => {
    const body = 'error code: SSS_INVALID_SCRIPTLET_ID\r\nerror message: That Suitelet is invalid,\nor disabled.';
    expect(read(400, body, 'text/plain')).toEqual({
      code: 'SSS_INVALID_SCRIPTLET_ID',
      message: 'That Suitelet is invalid,\nor disabled.',
    });
  });

  it.each([
    ['JSON', JSON.stringify({ error: { code: thrown.name, message: JSON.stringify(thrown) } }), 'application/json'],
    ['JSON with an object', JSON.stringify({ error: { code: thrown.name, message: thrown } }), 'application/json'],
    ['text', `error code: ${thrown.name}\nerror message: ${JSON.stringify(thrown)}`, 'text/plain'],
    [
      'XML',
      `<error><code>${thrown.name}</code><message>${JSON.stringify(thrown).replaceAll('"', '&quot;')}</message></error>`,
      'application/xml',
    ],
    ['the error alone', JSON.stringify(thrown), 'application/json'],
  ])('unwraps what a script threw: %s', (_, body, contentType) => {
    expect(read(400, body, contentType)).toEqual({ code: thrown.name, message: thrown.message, script });
  });

  it('reads what REST web services answer', () => {
    const body = JSON.stringify({
      type: 'https://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html#sec10.4.1',
      title: 'Bad Request',
      status: 400,
      'o:errorDetails': [
        { detail: 'Unknown field.', 'o:errorPath': 'entity', 'o:errorCode': 'INVALID_CONTENT' },
        { detail: 'No such value.', 'o:errorQueryParam': 'q', 'o:errorCode': 'INVALID_REQUEST' },
      ],
    });
    expect(read(400, body, 'application/vnd.oracle.resource+json; type=error')).toEqual({
      code: 'INVALID_CONTENT',
      message: 'Unknown field.',
      further: [{ code: 'INVALID_REQUEST', message: 'No such value.', about: 'q' }],
    });
  });

  it('falls back to the title when there are no details', () => {
    expect(read(401, '{"title":"Unauthorized","o:errorDetails":[]}')).toEqual({ code: '', message: 'Unauthorized' });
  });

  it('sees an error behind a success status', () => {
    expect(read(200, '{"error":{"code":"USER_ERROR","message":"Please enter a value."}}')?.code).toBe('USER_ERROR');
  });

  it('does not go by the content type', () => {
    expect(read(400, '{"error":{"code":"X","message":"y"}}', 'text/html')?.code).toBe('X');
  });

  it.each([
    ['data', '{"id":1,"name":"x","stack":["a"]}'],
    ['an empty error', '{"error":null,"items":[]}'],
    ['an error without words', '{"error":{}}'],
    ['an array', '[{"error":{"code":"X"}}]'],
    ['broken JSON', '{"error":{"code":"X"'],
    ['inherited names', '{"__proto__":{"error":{"code":"X","message":"y"}}}'],
    ['XML that is no error', '<orders><code>1</code></orders>'],
    ['text', 'error codes: none'],
    ['nothing', ''],
  ])('finds none in %s', (_, body) => {
    expect(read(200, body)).toBeUndefined();
  });

  it('survives 100,000 levels', () => {
    expect(read(400, `{"error":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).toBeUndefined();
  });
});
