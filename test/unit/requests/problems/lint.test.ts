import { describe, expect, test } from 'vitest';
import { checkVariables } from '../../../../src/requests/problems/checkVariables.ts';
import { lintRequests } from '../../../../src/requests/problems/lint.ts';
import { parseRequests } from '../../../../src/requests/parse/parse.ts';
import { at, codes } from '../sample.ts';

const lint = (text: string) => lintRequests(parseRequests(text));

test('a file with nothing wrong has no problems', () => {
  expect(lint('@a = 1\n### x\n# @name x\nPOST /{{a}}/{{$uuid}}\nContent-Type: a/b\n\n{}\n### y\nGET /y')).toEqual([]);
});

test.each(['Cookie', 'authorization', 'HOST'])('a header %s is pointed out, since it is not sent', name => {
  const text = `GET /x\n${name}: secret\n`;
  const [problem] = lint(text);
  expect(problem).toMatchObject({ code: 'header-refused', severity: 'error', data: { header: name } });
  expect(at(text, problem!.span)).toBe(name);
  expect(JSON.stringify(problem)).not.toContain('secret');
});

test('a body on GET or DELETE is pointed out, on POST it is not', () => {
  expect(codes(lint('get /x\n\n{}\n###\nDELETE /x\n\n{}'))).toEqual(['body-not-allowed', 'body-not-allowed']);
  expect(codes(lint('POST /x\n\n{}'))).toEqual([]);
});

test('a header value that cannot be sent is pointed out', () => {
  expect(codes(lint('GET /x\nA: Łódź'))).toEqual(['header-value-invalid']);
});

test('the second of two requests with the same @name is pointed out, titles may repeat', () => {
  const text = '### t\n# @name a\nGET /1\n### t\nGET /2\n### t\n# @name a\nGET /3';
  const [problem, ...more] = lint(text);
  expect(problem).toMatchObject({ code: 'duplicate-name', data: { name: 'a' } });
  expect(problem?.span.start).toBe(text.lastIndexOf('a\nGET /3'));
  expect(more).toEqual([]);
});

test('problems come in the order of the file', () => {
  const text = '@x\nGET /{{no}}\nbroken\nCookie: a\n###\nFOO /x';
  expect(codes(lint(text))).toEqual([
    'variable-invalid',
    'undefined-variable',
    'header-invalid',
    'header-refused',
    'method-unknown',
  ]);
});

describe('variables', () => {
  test('that lead nowhere are found in every place, with the reference marked', () => {
    const text =
      '@v = {{a}}\n# @account {{b}}\n# @token {{c}}\nPOST /{{d}}\n?x={{ e }}\nH: {{%f}}\n\n{"x": {{g}} }\n# {{not}}\n';
    const problems = checkVariables(parseRequests(text));
    expect(problems.map(({ data }) => data['name']).sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    expect(problems.map(({ span }) => at(text, span))).toContain('{{ e }}');
  });

  test('known outside the file are fine', () => {
    expect(checkVariables(parseRequests('GET /{{a}}'), name => name === 'a')).toEqual([]);
  });

  test('that lead back to themselves are found once, used or not', () => {
    const text = '@a = {{b}}\n@b = {{c}}\n@c = {{b}}\n@d = {{d}}\n@e = {{d}}\nGET /x';
    const problems = checkVariables(parseRequests(text));
    expect(problems.map(({ code, data }) => [code, data['cycle']])).toEqual([
      ['variable-cycle', 'b, c, b'],
      ['variable-cycle', 'd, d'],
    ]);
    expect(at(text, problems[0]!.span)).toBe('@b = {{c}}');
  });

  test('in a long chain are checked without running out of stack', () => {
    const chain = Array.from({ length: 50_000 }, (_, i) => `@v${i} = {{v${(i + 1) % 50_000}}}`).join('\n');
    expect(codes(checkVariables(parseRequests(chain)))).toEqual(['variable-cycle']);
  });
});
