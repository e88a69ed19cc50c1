import { describe, expect, test } from 'vitest';
import { parseRequests } from '../../../../src/requests/parse/parse.ts';
import { at, codes, only } from '../sample.ts';

describe('the request line', () => {
  test.each([
    ['GET /app/x', 'GET', '/app/x'],
    ['  post   /app/x  ', 'post', '/app/x'],
    ['PUT /app/x HTTP/1.1', 'PUT', '/app/x'],
    ['/app/x?a=b', 'GET', '/app/x?a=b'],
    ['https://example.com/x HTTP/2', 'GET', 'https://example.com/x'],
    ['restlet:1/1', 'GET', 'restlet:1/1'],
    ['GET {{host}}/x', 'GET', '{{host}}/x'],
    ['GET\t/app/a b', 'GET', '/app/a b'],
    ['get', 'get', ''],
  ])('%j is method %j and target %j', (line, method, target) => {
    const request = only(line);
    expect([request.method.value, request.target.value]).toEqual([method, target]);
  });

  test('a method alone has no target, and says so', () => {
    expect(only('POST HTTP/1.1').problems).toEqual([
      { code: 'target-missing', span: { start: 0, end: 13 }, severity: 'error', data: {} },
    ]);
  });

  test('a method of another protocol is named', () => {
    const [problem] = only('GRAPHQL /x').problems;
    const span = { start: 0, end: 7 };
    expect(problem).toMatchObject({ code: 'protocol-unsupported', data: { method: 'GRAPHQL' }, span });
    expect(only('LIST /x').problems).toMatchObject([{ code: 'method-unknown', data: { method: 'LIST' } }]);
  });

  test.each(['curl -u jane:example \\\n  https://example.com/x\n-H "a: b"', 'run #a\nrun b.http (@c=d)'])(
    '%j is refused once, and nothing of it is in the data',
    text => {
      const { problems } = only(text);
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatchObject({ severity: 'error', data: { method: /^\w+/.exec(text)?.[0] } });
    },
  );

  test('a version other than 1.1 is left to the server, and no part of the target', () => {
    for (const version of ['HTTP/2', 'HTTP/2 (Prior Knowledge)', 'http/3']) {
      const text = `GET /x ${version}  \nA: b`;
      const request = only(text);
      expect(request.target.value).toBe('/x');
      expect(codes(request.problems)).toEqual(['http-version-ignored']);
      expect(at(text, request.problems[0]!.span)).toBe(version);
    }
    expect(only('GET /x (Prior Knowledge)').target.value).toBe('/x (Prior Knowledge)');
  });

  test('a missing method has an empty range', () => {
    expect(only('\n /x').method).toEqual({ value: 'GET', range: { start: 2, end: 2 } });
  });

  test('lines that start with ? or & continue the target, comments between them do not', () => {
    const text = 'GET /app/x\n  ?script=1\n&deploy=1\n# &off=1\n// @account here\n  &on=2 HTTP/1.1\nAccept: a/b\n';
    const request = only(text);
    expect(request.target.value).toBe('/app/x?script=1&deploy=1&on=2');
    expect(request.target.parts.map(({ range }) => at(text, range))).toEqual([
      '/app/x',
      '?script=1',
      '&deploy=1',
      '&on=2',
    ]);
    expect(request.headers.map(({ name }) => name.value)).toEqual(['Accept']);
    expect(request.account?.value).toBe('here');
  });

  test('indented lines continue the target unless they are headers', () => {
    const request = only('GET restlet:customscript_a/\n    customdeploy_a?id=1\n  Accept: a/b\n');
    expect(request.target.value).toBe('restlet:customscript_a/customdeploy_a?id=1');
    expect(request.headers[0]?.value.value).toBe('a/b');
    expect(only('GET\n  https://example.com/x').target.value).toBe('https://example.com/x');
  });
});

describe('headers', () => {
  test('names and values have ranges without the blanks around them', () => {
    const text = 'GET /x\nX-Long :  a: b \nEmpty:\n';
    const { headers } = only(text);
    expect(headers.map(({ name, value }) => [name.value, value.value])).toEqual([
      ['X-Long', 'a: b'],
      ['Empty', ''],
    ]);
    expect(at(text, headers[0]!.range)).toBe('X-Long :  a: b');
  });

  test.each(['no colon', 'not a token: x', ': x', 'Ümlaut: x', '{{name}}: x'])('%j is a problem at its place', line => {
    const text = `GET /x\nA: b\n${line}\n\nbody`;
    const request = only(text);
    expect(codes(request.problems)).toEqual(['header-invalid']);
    expect(at(text, request.problems[0]!.span)).toBe(line);
    expect(request.headers).toHaveLength(1);
  });

  test('a broken header spoils its own request only', () => {
    const { requests, problems } = parseRequests('GET /a\nbroken\n###\nGET /b\nA: b\n');
    expect(requests.map(each => codes(each.problems))).toEqual([['header-invalid'], []]);
    expect(problems).toEqual([]);
  });
});

describe('separators, names and directives', () => {
  test('the text after ### is the name, unless # @name gives one', () => {
    const text = '### Title\n# @name real\nGET /a\n\n#### Other ##\nGET /b\n###\nGET /c\n### @name d\nGET /d';
    const { requests } = parseRequests(text);
    expect(requests.map(({ name }) => name)).toEqual(['real', 'Other ##', undefined, 'd']);
    expect(requests.map(({ nameRange }) => nameRange && at(text, nameRange))).toEqual([
      'real',
      'Other ##',
      undefined,
      'd',
    ]);
  });

  test.each(['# @account 1_SB1', '// @account 1_SB1', '#@account=1_SB1', '  ## @account = 1_SB1  '])(
    '%j is a directive before, after or under the request line',
    line => {
      for (const text of [`${line}\nGET /x`, `GET /x\n${line}\nA: b`, `GET /x\n\n${line}\n`, `GET /x\n\n${line}`]) {
        const request = only(text);
        expect(request.account).toMatchObject({ value: '1_SB1' });
        expect(at(text, request.account!.range)).toBe('1_SB1');
        expect(request.body).toBeUndefined();
        expect(request.range.end).toBeGreaterThanOrEqual(request.directives[0]!.range.end);
      }
    },
  );

  test('the last of two directives counts', () => {
    expect(only('# @token a\n# @token b\nGET /x').token?.value).toBe('b');
  });

  test('a directive without its value is a problem, one that is not known is not', () => {
    expect(codes(only('# @account\n# @no-log\nGET /x').problems)).toEqual(['directive-empty']);
    expect(only('# @no-log\nGET /x').directives[0]?.name.value).toBe('no-log');
  });

  test('a directive in a block without a request is pointed out', () => {
    expect(codes(parseRequests('# @account a\n###\nGET /x').problems)).toEqual(['directive-without-request']);
  });

  test('comments that only look like directives are comments', () => {
    expect(only('# mail me @home\n# @\nGET /x').directives).toEqual([]);
  });

  test('three hashes that are not at the start of a line do not separate', () => {
    expect(only('GET /x\nA: b ### c\n ### d\nE: f').headers).toHaveLength(2);
  });

  test('a kept response is not a request', () => {
    const { requests, problems } = parseRequests('GET /a\n###\nHTTP/1.1 200 OK\nA: b\n\n{"x":1}\n###\nGET /b');
    expect(requests.map(({ target }) => target.value)).toEqual(['/a', '/b']);
    expect(problems).toEqual([]);
  });

  test('an empty text and one with comments only have no requests', () => {
    for (const text of ['', '\n\n', '# nothing', '###', '\uFEFF', '### a\n### b\n']) {
      expect(parseRequests(text).requests).toEqual([]);
    }
  });
});

describe('variables', () => {
  test('stand before, between and under requests, name and value with their ranges', () => {
    const text = '@a = 1\n###\n@b=two words \nGET /x\n@c =\nA: b\n\n@d := 4\n###\n@e = x=y\n';
    const { variables, requests } = parseRequests(text);
    expect(variables.map(({ name, value }) => [name.value, value.value])).toEqual([
      ['a', '1'],
      ['b', 'two words'],
      ['c', ''],
      ['d', '4'],
      ['e', 'x=y'],
    ]);
    for (const { name, value } of variables) {
      expect([at(text, name.range), at(text, value.range)]).toEqual([name.value, value.value]);
    }
    expect(requests[0]?.headers).toHaveLength(1);
    expect(requests[0]?.body).toBeUndefined();
  });

  test.each(['@', '@name', '@two words = x', '@ = x', '@= x'])('%j is a problem of the file', line => {
    const { problems, requests } = parseRequests(`${line}\nGET /x`);
    expect(codes(problems)).toEqual(['variable-invalid']);
    expect(requests[0]?.target.value).toBe('/x');
  });
});

describe('line ends and byte order mark', () => {
  test.each(['\n', '\r\n', '\r'])('mean the same with %j', eol => {
    const text = `\uFEFF@a = 1${eol}### N${eol}POST /x${eol}?a=1${eol}A: b${eol}${eol}{${eol}}${eol}${eol}###${eol}`;
    const request = only(text);
    expect([request.name, request.target.value, request.headers[0]?.value.value]).toEqual(['N', '/x?a=1', 'b']);
    expect(request.body?.text).toBe(`{${eol}}`);
    expect(at(text, request.body!.range)).toBe(`{${eol}}`);
  });
});

test('ten thousand requests parse, each with its own parts', () => {
  const block = (i: number) =>
    `### Request ${i}\n# @account 1_SB1\nPOST restlet:customscript_a/customdeploy_a?id=${i}\nContent-Type: application/json\n\n{ "id": ${i}, "v": "{{v}}" }\n\n`;
  const text = `@v = 1\n${Array.from({ length: 10_000 }, (_, i) => block(i)).join('')}`;
  const { requests, problems } = parseRequests(text);
  expect(requests).toHaveLength(10_000);
  expect(problems).toEqual([]);
  expect(requests[9_999]).toMatchObject({ name: 'Request 9999', body: { text: '{ "id": 9999, "v": "{{v}}" }' } });
});

test.each(['@x\n', '> {%\n', '{{\n', '# @a\n', '&a\n', ' \n', 'a: ', '{{', '< x\n', '###\n', '\r'])(
  'a hundred thousand of %j parse, which quadratic scanning would not do within the time limit',
  piece => {
    for (const before of ['', 'GET /x\n', 'POST /x\n\n', 'POST /x\n\n{\n']) {
      expect(parseRequests(before + piece.repeat(100_000)).length).toBe(before.length + piece.length * 100_000);
    }
  },
);
