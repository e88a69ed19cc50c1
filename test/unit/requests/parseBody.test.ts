import { describe, expect, test } from 'vitest';
import { parseRequests } from '../../../src/requests/parse.ts';
import { at, codes, only } from './sample.ts';

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
    '> {%\n  client.test("x", () => {});\n%}',
    '> {% client.log(1) %}',
    '> ./check.js',
    '<> 2026-01-01.200.json',
    '>>! ./answer.json',
    '{{\n  exports.x = 1;\n}}',
    '?? status == 200',
  ])('%j is neither run nor sent', script => {
    const text = `POST /x\n\n{"a": 1}\n\n${script}\n`;
    const request = only(text);
    expect(request.body?.text).toBe('{"a": 1}');
    expect(codes(request.problems)).toEqual(['script-ignored']);
    expect(request.problems[0]?.severity).toBe('information');
    expect(at(text, request.problems[0]!.span)).toBe(script);
  });

  test('before the request line are passed over', () => {
    const request = only('< {%\n  request.variables.set("a", 1)\n%}\nGET /x\n');
    expect([request.target.value, codes(request.problems)]).toEqual(['/x', ['script-ignored']]);
  });

  test('that do not end hide what follows instead of sending it', () => {
    expect(only('POST /x\n\n{"a": 1}\n> {%\nrest').body?.text).toBe('{"a": 1}');
  });

  test('are content in plain text', () => {
    expect(only('POST /x\nContent-Type: text/plain\n\n> quoted.js').body?.text).toBe('> quoted.js');
  });
});
