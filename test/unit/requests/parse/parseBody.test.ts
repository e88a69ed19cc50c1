import { describe, expect, test } from 'vitest';
import { parseRequests } from '../../../../src/requests/parse/parse.ts';
import { at, codes, only } from '../sample.ts';

test('the body is everything up to the next separator, blank lines around it left out', () => {
  const { requests } = parseRequests('POST /x\nA: b\n\n\n  first\n\nlast\n\n\n###\nGET /y');
  expect(requests[0]?.body).toMatchObject({ text: '  first\n\nlast' });
  expect(requests[1]?.body).toBeUndefined();
});

describe('comments and variables in a body', () => {
  const lines = '# above\n@a = 1\n{\n  # inside\n  // "off": 1,\n  "a": 1\n@b = 2\n}\n\n# below\n// @token t\n';

  test('are left out of JSON anywhere, by its content type or its first character', () => {
    for (const type of ['', 'Content-Type: application/json\n', 'content-type: text/json; charset=utf-8\n']) {
      const text = `POST /x\n${type}\n${lines}`;
      const request = only(text);
      expect(request.body?.text).toBe('{\n  "a": 1\n}');
      expect(request.body?.parts.map(({ range }) => at(text, range)).join('')).toBe(request.body?.text);
      expect(request.token?.value).toBe('t');
      expect(parseRequests(text).variables.map(({ name }) => name.value)).toEqual(['a', 'b']);
    }
  });

  test('belong to plain text', () => {
    const body = '# Heading\n@a = 1\n{\n// x\n# end';
    expect(only(`POST /x\nContent-Type: text/plain\n\n${body}\n\n`).body?.text).toBe(body);
  });

  test('are left out above and below XML, and kept within', () => {
    const request = only('POST /x\nContent-Type: text/xml\n\n# a\n<a>\n# b\n</a>\n# c\n');
    expect(request.body?.text).toBe('<a>\n# b\n</a>');
  });

  test('are no body of their own', () => {
    expect(only('GET /x\nContent-Type: text/plain\n\n# more below\n@a = 1\n').body).toBeUndefined();
  });
});

describe('a body from a file', () => {
  test.each([
    ['< ./body.json', './body.json', false],
    ['<@ ./a b.json  ', './a b.json', true],
    ['<@latin1 x.txt', 'x.txt', true],
  ])('%j is known by its path', (line, path, substitute) => {
    const text = `POST /x\n\n${line}\n`;
    const request = only(text);
    expect(request.body).toMatchObject({ text: '', file: { path: { value: path }, substitute } });
    expect(at(text, request.body!.file!.path.range)).toBe(path);
    expect(request.problems).toEqual([]);
  });

  test('may name the encoding that it is in', () => {
    expect(only('POST /x\n\n<@latin1 x.txt').body?.file?.encoding).toBe('latin1');
    expect(only('POST /x\n\n<@ x.txt').body?.file).not.toHaveProperty('encoding');
  });

  test('is not mistaken for markup', () => {
    expect(only('POST /x\n\n<a>\n</a>').body?.file).toBeUndefined();
    expect(only('POST /x\n\n<').body?.text).toBe('<');
  });

  test('stands alone: among other lines nothing is sent', () => {
    const text = 'POST /x\n\n{\n< ./rest.json\n}';
    const request = only(text);
    expect(request.problems).toMatchObject([{ code: 'body-file-mixed', severity: 'error' }]);
    expect(at(text, request.problems[0]!.span)).toBe('< ./rest.json');
    expect(only('POST /x\n\n\n< ./rest.json\n\n').problems).toEqual([]);
  });
});

describe('a query', () => {
  const sql = 'SELECT id, -- the key\n# not now: name\n  companyname\nFROM customer';

  test('is plain text over many lines, without the comments of the file', () => {
    const request = only(`# @suiteql\nPOST /services/rest/query/v1/suiteql\n\n${sql}\n`);
    expect(request.body?.text).toBe('SELECT id, -- the key\n  companyname\nFROM customer');
    expect(request.problems).toEqual([]);
  });

  test('that is missing is a problem', () => {
    expect(codes(only('# @suiteql\nPOST /services/rest/query/v1/suiteql\n').problems)).toEqual(['suiteql-empty']);
  });
});

test('a multipart body is said to be refused by NetSuite', () => {
  const text = 'POST /x\nContent-Type: multipart/form-data; boundary=b\n\n--b\n\na\n--b--';
  const request = only(text);
  expect(request.problems).toMatchObject([{ code: 'multipart-refused', severity: 'error' }]);
  expect(at(text, request.problems[0]!.span)).toBe('multipart/form-data; boundary=b');
});

describe("other clients' scripts", () => {
  test.each([
    ['> {%\n  client.test("x", () => {});\n%}', 'script-ignored'],
    ['> {% client.log(1) %}', 'script-ignored'],
    ['> ./check.js', 'script-ignored'],
    ['{{\n  exports.x = request.url;\n}}', 'script-ignored'],
    ['<> 2026-01-01.200.json', 'output-ignored'],
    ['>>! ./answer.json', 'output-ignored'],
    ['>> an answer.json', 'output-ignored'],
    ['?? status == 200', 'assertion-ignored'],
    ['HTTP/1.1 200 OK\nA: b\n\n{"a": 2}', 'answer-ignored'],
  ])('%j is neither run nor sent', (script, code) => {
    const text = `POST /x\n\n{"a": 1}\n\n${script}\n`;
    const request = only(text);
    expect(request.body?.text).toBe('{"a": 1}');
    expect(codes(request.problems)).toEqual([code]);
    expect(request.problems[0]?.severity).toBe('information');
    expect(at(text, request.problems[0]!.span)).toBe(script);
  });

  test.each([
    '< {%\n  request.body.set("a")\n%}\nGET /x',
    '{{\n  request.headers["a"] = "b";\n}}\nGET /x',
    '< ./prepare.js\nGET /x',
    'GET /x\n\n{{@request\n  a();\n}}',
    'GET /x\n\n{{+\n  a();\n}}',
  ])('that may change the request keep it from being sent: %j', text => {
    expect(only(text)).toMatchObject({
      target: { value: '/x' },
      problems: [{ code: 'script-before-request', severity: 'error' }],
    });
  });

  test('for all requests of a file are told of', () => {
    const { requests, problems } = parseRequests('{{+\n  request.url = "b";\n}}\n###\nGET /x\n');
    expect(problems).toMatchObject([{ code: 'script-before-request', severity: 'warning' }]);
    expect(requests).toHaveLength(1);
  });

  test('before the request line are passed over', () => {
    const request = only('< {%\n  request.variables.set("a", 1)\n%}\nGET /x\n');
    expect([request.target.value, codes(request.problems)]).toEqual(['/x', ['script-ignored']]);
  });

  test('that do not end hide what follows instead of sending it', () => {
    expect(only('POST /x\n\n{"a": 1}\n> {%\nrest').body?.text).toBe('{"a": 1}');
  });

  test('are taken out of plain text where nothing else can be meant, and refused where it can', () => {
    const text = 'POST /x\nContent-Type: text/plain\n\n';
    const handled = only(`${text}a\n\n> {% check() %}`);
    expect([handled.body?.text, codes(handled.problems)]).toEqual(['a', ['script-ignored']]);
    for (const line of ['> quoted.js', '?? status == 200', '>> answer', '{{']) {
      const request = only(`${text}a\n${line}`);
      expect(request.body?.text).toBe(`a\n${line}`);
      expect(request.problems).toMatchObject([{ code: 'script-in-text', severity: 'error' }]);
    }
  });

  test('block comments are left out of JSON, and kept elsewhere', () => {
    const json = 'POST /x\n\n{\n/* no\n  more */\n"a": "/*"\n}';
    expect(only(json).body?.text).toBe('{\n"a": "/*"\n}');
    expect(only('POST /x\nContent-Type: text/xml\n\n<a>\n/* b */\n</a>').body?.text).toBe('<a>\n/* b */\n</a>');
    expect(only('# @suiteql\nPOST /x\n\nSELECT 1\n/* b */\nFROM a').body?.text).toContain('/* b */');
  });

  test('a request line in a body is not sent as one', () => {
    const text = 'GET /x HTTP/1.1\n\nGET /y HTTP/1.1\n';
    const request = only(text);
    expect(request.problems).toMatchObject([{ code: 'request-line-in-body', severity: 'error' }]);
    expect(at(text, request.problems[0]!.span)).toBe('GET /y HTTP/1.1');
    expect(only('POST /x\n\nGET it done\n').problems).toEqual([]);
  });
});
