import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatJson } from '../../../../src/requests/editor/formatJson.ts';

const format = (text: string) => formatJson(text, { indent: '  ', lineEnd: '\n' });

describe('formatJson', () => {
  test.each([
    ['{"a":1,"b":[1,2]}', '{\n  "a": 1,\n  "b": [\n    1,\n    2\n  ]\n}'],
    ['{ "a" : { } , "b" : [\n] }', '{\n  "a": {},\n  "b": []\n}'],
    ['{"n":12345678901234567.890,"n":1E5}', '{\n  "n": 12345678901234567.890,\n  "n": 1E5\n}'],
    ['{"id":{{order}},"t":"{{ a }} b"}', '{\n  "id": {{order}},\n  "t": "{{ a }} b"\n}'],
    ['{{{name}}:1}', '{\n  {{name}}: 1\n}'],
    ['[{{items}},{{ $randomInt 1 5 }}]', '[\n  {{items}},\n  {{ $randomInt 1 5 }}\n]'],
    ['{{{members}},"a":1{{zeros}}}', '{\n  {{members}},\n  "a": 1{{zeros}}\n}'],
    ['{{body}}', '{{body}}'],
    ['"text"', '"text"'],
    [
      '{\n# a note\n"a":1,\n   // another\n@v = {{x}}\n"b":2}',
      '{\n  # a note\n  "a": 1,\n  // another\n  @v = {{x}}\n  "b": 2\n}',
    ],
    ['{"a":"\\"{[,:\\\\"}', '{\n  "a": "\\"{[,:\\\\"\n}'],
    ['\r\n[1,\r\n2]\r\n', '[\n  1,\n  2\n]'],
  ])('%j', (text, expected) => {
    expect(format(text)).toBe(expected);
  });

  test.each([
    '',
    '{',
    '{"a"}',
    '{"a":}',
    '{"a":1,}',
    '[1 2]',
    '{a:1}',
    '{"a":1}}',
    '[1}',
    '{"a":01}',
    '{"a":"x}',
    '{} {}',
    '{"a":1 // no\n}',
    'SELECT 1',
    '<a/>',
    '{"a":"b":1}',
  ])('leaves %j alone, which is not JSON', text => {
    expect(format(text)).toBeUndefined();
  });

  test('any JSON keeps its value, and a second time changes nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t'), (value, space) => {
        const formatted = format(JSON.stringify(value, undefined, space));
        expect(formatted).toBeDefined();
        expect(JSON.parse(formatted ?? '')).toEqual(JSON.parse(JSON.stringify(value)));
        expect(format(formatted ?? '')).toBe(formatted);
      }),
    );
  });

  test('only blanks change', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '1',
      '{{x}}',
      ' ',
      '\n',
      '# c\n',
      'true',
      '"{{y}}"',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
        const text = pieces.join('');
        const bare = (each: string) => each.replace(/\s/g, '');
        const formatted = format(text);
        if (formatted !== undefined) expect(bare(formatted)).toBe(bare(text));
      }),
      { numRuns: 2000 },
    );
  });
});
