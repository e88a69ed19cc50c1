import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRequests } from '../../../../src/requests/parse/parse.ts';
import { parseText, reparse } from '../../../../src/requests/parse/reparse.ts';
import { anyLine, anyText } from '../anyText.ts';
import { plainFile } from '../plainFile.ts';

/** Where, how many characters go, and what comes in their place; places are shares of the text's length. */
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  gone: fc.oneof({ weight: 4, arbitrary: fc.nat(3) }, fc.nat(200)),
  // What makes and unmakes lines and separators, more often than not.
  typed: fc.oneof(
    fc.constantFrom(
      '',
      'a',
      '#',
      '##',
      '###',
      '\n',
      '\r',
      '\r\n',
      '\n###',
      '###\n',
      '\uFEFF',
      '@host = x\n',
      '/*',
      '*/',
    ),
    anyLine,
    anyText,
  ),
});

test('what is parsed of a text after a change is what is parsed of it as a whole', () => {
  fc.assert(
    fc.property(anyText, fc.array(edit, { minLength: 1, maxLength: 8 }), (text, edits) => {
      let parsed = parseText(text);
      for (const { at, gone, typed } of edits) {
        const from = Math.round(at * parsed.text.length);
        const next = parsed.text.slice(0, from) + typed + parsed.text.slice(from + gone);
        parsed = reparse(parsed, next);
        expect(plainFile(parsed.file)).toStrictEqual(parseRequests(next));
      }
    }),
    { numRuns: 1500 },
  );
});

test('what stands right in front of a separator, and what is taken from it, joins and parts blocks', () => {
  const text = 'GET /a\r\n### b\r\nGET /b\r\n### c\r\nGET /c';
  for (let at = 0; at <= text.length; at++) {
    for (const typed of ['', '#', '\n', '\r', ' ', '###']) {
      for (const gone of [0, 1, 2]) {
        const next = text.slice(0, at) + typed + text.slice(at + gone);
        expect(plainFile(reparse(parseText(text), next).file)).toStrictEqual(parseRequests(next));
      }
    }
  }
});

test('requests in front of a change are the same as before, and a change that is none changes nothing', () => {
  const text = '### a\nGET /a\n\n### b\nGET /b\n\n### c\nGET /c\n\n### d\nGET /d\n';
  const before = parseText(text);
  const after = reparse(before, text.replace('/c', '/see'));
  expect(after.file.requests.map((request, index) => request === before.file.requests[index])).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(after.file.requests[1]).toBe(before.file.requests[1]);
  expect(reparse(before, text)).toBe(before);
});

test('a name and a host that come and go are known to the requests that stay', () => {
  const text = '### a\n# @ref b\nGET /a\n\n### b\nGET /b\n';
  const codes = (parsed: ReturnType<typeof parseText>) => parsed.file.requests[0]?.problems.map(({ code }) => code);
  const named = parseText(text);
  expect(codes(named)).toEqual([]);
  const unnamed = reparse(named, text.replace('### b', '### c'));
  expect(codes(unnamed)).toEqual(['request-unknown']);
  const hosted = reparse(unnamed, `${text}\n###\n@host = example.com\n`);
  expect(codes(hosted)).toEqual(['host-not-added']);
  expect(codes(reparse(hosted, text))).toEqual([]);
});
