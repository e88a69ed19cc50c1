import { describe, expect, test } from 'vitest';
import { isCoded } from '../../../../src/codedError.ts';
import type { Lookup } from '../../../../src/requests/values/expand.ts';
import { parseRequests } from '../../../../src/requests/parse/parse.ts';
import { resolveRequest, type ResolvedRequest } from '../../../../src/requests/values/resolve.ts';
import { fixedSources } from '../sample.ts';

function resolve(text: string, lookup?: Lookup): ResolvedRequest {
  const file = parseRequests(text);
  return resolveRequest(file, file.requests[0]!, fixedSources(), lookup);
}

function refusal(text: string, lookup?: Lookup): { code: string; data: unknown } {
  try {
    resolve(text, lookup);
  } catch (error) {
    if (isCoded(error)) return { code: error.code, data: error.data };
    throw error;
  }
  throw new Error('was not refused');
}

test('everything of a request comes out with its variables in place', () => {
  const text = `@host = https://example.com
@id = 42
### Read
# @account {{account}}
# @token jane
post {{host}}/x
  ?id={{ id }}
Accept: {{type}}
X: {{id}}{{id}}

{ "id": {{id}} }
`;
  const values: Record<string, string> = { account: '1_SB1', type: 'a/b', id: 'not used' };
  expect(resolve(text, name => values[name])).toEqual({
    name: 'Read',
    method: 'POST',
    target: 'https://example.com/x?id=42',
    headers: [
      { name: 'Accept', value: 'a/b' },
      { name: 'X', value: '4242' },
    ],
    body: '{ "id": 42 }',
    account: '1_SB1',
    token: 'jane',
  });
});

describe('variables', () => {
  test('the last definition in the file counts, wherever the request is', () => {
    expect(resolve('@a = 1\nGET /{{a}}\n###\n@a = 2').target).toBe('/2');
  });

  test('refer to variables defined above or below', () => {
    expect(resolve('@a = {{b}}/{{c}}\n@b = 1\nGET /{{a}}\n###\n@c = {{b}}2').target).toBe('/1/12');
  });

  test('are resolved once for a request, values written out each time', () => {
    const { target, body } = resolve('@id = {{$uuid}}\nPOST /{{id}}\n\n{{id}} {{$uuid}} {{$uuid}}');
    const [first, second, third] = body!.split(' ');
    expect(`/${first!}`).toBe(target);
    expect(new Set([first, second, third]).size).toBe(3);
  });

  test('have escapes, and a value from outside has neither escapes nor references', () => {
    expect(resolve('@a = 1\\n2\\t3\\\\4\nPOST /x\n\n{{a}} {{out}}', () => '\\n{{a}}').body).toBe('1\n2\t3\\4 \\n{{a}}');
  });

  test('are percent-encoded on request', () => {
    expect(resolve('@a = a b&c/ü\nGET /x?q={{%a}}&r={{a}}').target).toBe('/x?q=a%20b%26c%2F%C3%BC&r=a b&c/ü');
  });

  test('with names of object members are not found by accident', () => {
    expect(refusal('GET /{{constructor}}').data).toMatchObject({ name: 'constructor' });
    expect(resolve('@__proto__ = x\nGET /{{__proto__}}').target).toBe('/x');
  });

  test.each([
    ['GET /{{nope}}', 'nope', '{{nope}}'],
    ['GET /x\n  &a={{ nope }}', 'nope', '{{ nope }}'],
    ['GET /x\nA: {{nope}}', 'nope', '{{nope}}'],
    ['POST /x\n\n{\n# c\n"a":{{nope}} }', 'nope', '{{nope}}'],
    ['@a = {{nope}}\nGET /{{a}}', 'nope', '{{nope}}'],
    ['# @token {{nope}}\nGET /x', 'nope', '{{nope}}'],
    ['GET /{{$nope}}', '$nope', '{{$nope}}'],
    ['GET /{{$randomInt 5 1}}', '$randomInt 5 1', '{{$randomInt 5 1}}'],
  ])('in %j is not defined, and named with its place', (text, name, reference) => {
    expect(refusal(text)).toEqual({
      code: 'undefined-variable',
      data: { name, offset: text.indexOf(reference) },
    });
  });

  test('that are not used need not be defined', () => {
    expect(resolve('@a = {{nope}}\nGET /x').target).toBe('/x');
  });

  test('that lead back to themselves are refused with the way', () => {
    const text = '@a = {{b}}\n@b = {{c}}\n@c = {{b}}\nGET /{{a}}';
    expect(refusal(text)).toEqual({
      code: 'variable-cycle',
      data: { name: 'b', cycle: 'b, c, b', offset: text.lastIndexOf('{{b}}') },
    });
    expect(refusal('@a = {{a}}\nGET /{{a}}').code).toBe('variable-cycle');
  });

  test('cannot fill the memory or the stack', () => {
    const doubling = Array.from({ length: 60 }, (_, i) => `@v${i} = {{v${i + 1}}}{{v${i + 1}}}`).join('\n');
    expect(refusal(`${doubling}\n@v60 = aa\nGET /{{v0}}`).code).toBe('expansion-too-long');
    const chain = Array.from({ length: 20_000 }, (_, i) => `@v${i} = {{v${i + 1}}}`).join('\n');
    expect(refusal(`${chain}\nGET /{{v0}}`).code).toBe('variable-too-deep');
  });

  test.each(['{{}}', '{{ }}', '{ {a} }', '{{a\nb}}', '}}{{', '{{%}}'])('%j is content', text => {
    expect(resolve(`POST /x\n\n${text}`).body).toBe(text);
  });
});

describe('what would change the request on its way', () => {
  test('a line end in a header is refused', () => {
    const text = '@a = x\\r\\nAuthorization: y\nGET /x\nB: c\nX-Name: {{a}}';
    expect(refusal(text)).toEqual({
      code: 'header-injection',
      data: { header: 'X-Name', offset: text.indexOf('{{a}}') },
    });
    expect(refusal('GET /x\nA: {{v}}', () => 'a\nb').code).toBe('header-injection');
  });

  test('a character that headers cannot carry is refused', () => {
    expect(refusal('GET /x\nA: {{v}}', () => 'a\0b').code).toBe('header-value-invalid');
    expect(refusal('GET /x\nA: Ł').code).toBe('header-value-invalid');
    expect(resolve('GET /x\nA: é\tb').headers[0]?.value).toBe('é\tb');
  });

  test.each(['a\nb', 'a\rb', 'a\tb', '\0', '\x7f'])('control characters in the target are refused: %j', value => {
    expect(refusal('GET /{{v}}x', () => value).code).toBe('target-injection');
  });

  test('a target that variables leave empty is refused', () => {
    expect(refusal('@a =\nGET {{a}}').code).toBe('target-missing');
  });

  test.each([
    ['GET /x\nbroken', 'header-invalid', 7],
    ['POST /x\n\n{\n< ./body.json\n}', 'body-file-mixed', 11],
    ['# @timeout soon\nGET /x', 'timeout-invalid', 11],
    ['GET', 'target-missing', 0],
    ['WS /x', 'protocol-unsupported', 0],
    ['# @account\nGET /x', 'directive-empty', 0],
  ])('%j is not sent in part', (text, code, offset) => {
    expect(refusal(text)).toMatchObject({ code, data: { offset } });
  });

  test('the body has the same line ends whatever the file has', () => {
    expect(resolve('POST /x\r\n\r\n{\r\n  "a": "{{v}}"\r\n}\r\n', () => 'a\r\nb').body).toBe('{\n  "a": "a\r\nb"\n}');
  });
});

test('an account left empty by a variable means none in particular', () => {
  expect(resolve('# @account {{a}}\nGET /x', () => ' ')).not.toHaveProperty('account');
});
