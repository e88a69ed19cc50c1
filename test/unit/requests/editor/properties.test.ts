import fc from 'fast-check';
import { expect, test } from 'vitest';
import { completionContext } from '../../../../src/requests/editor/completionContext.ts';
import { fixesFor } from '../../../../src/requests/editor/edits.ts';
import { foldsOf } from '../../../../src/requests/editor/folding.ts';
import { lintRequests } from '../../../../src/requests/problems/lint.ts';
import { lintNetSuite } from '../../../../src/requests/problems/netSuiteProblems.ts';
import type { RequestFile, Span } from '../../../../src/requests/nodes.ts';
import { parseRequests } from '../../../../src/requests/parse/parse.ts';
import { occurrenceAt, occurrencesOf } from '../../../../src/requests/editor/referencesOf.ts';
import { outlineOf, type OutlineItem } from '../../../../src/requests/editor/symbols.ts';
import { edited } from './marked.ts';

const LINES = [
  '',
  '###',
  '### Name',
  '# note',
  '# @name x',
  '# @prompt a What?',
  '# @account {{a}}',
  '# @suiteql',
  '# @auth oauth2',
  '# @auth {{a}}',
  '#region',
  '#endregion',
  '@a = 1',
  '@b = {{a}}{{c}}',
  '@broken value',
  'GET /app/site/hosting/restlet.nl?script={{a}}&oauth_token=1',
  'POST restlet:1',
  'PATCH restlet:1/1?script=1&x={{x.response.body.$.id}}',
  'get http://a:b@1_SB1.restlets.api.netsuite.com/services/x',
  'https://2.restlets.api.netsuite.com/rest/x?%6fauth_x',
  'POST /services/rest/query/v1/suiteql',
  '  ?oauth_q=1',
  '&r={{$uuid}}',
  'Content-Type: Application/json',
  'Content-Type: text/plain',
  'Authorization: x',
  'OAuth x',
  '{ "a": "{{a}}",',
  '  "b": {{b',
  '}',
  '> {%',
];
const line = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...LINES) },
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('#', '@', '/', '{', '}', '"', ':', '=', ' ', '\t', '%', 'a', '?', '&') }),
);
const anyText = fc
  .tuple(fc.constantFrom('', '\uFEFF'), fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r'))), line)
  .map(([mark, lines, last]) => mark + lines.flat().join('') + last);

const account = { accountId: '1', hosts: ['1.restlets.api.netsuite.com'] };
const property = (check: (text: string, file: RequestFile) => void) => {
  fc.assert(
    fc.property(anyText, text => check(text, parseRequests(text))),
    { numRuns: 500 },
  );
};
const isSpan = ({ start, end }: Span, text: string) => start >= 0 && start <= end && end <= text.length;

test('any offset of any text has a context, or none, with the caret in what would be replaced', () => {
  property((text, file) => {
    for (let offset = -1; offset <= text.length + 1; offset++) {
      const context = completionContext(text, file, offset);
      if (!context) continue;
      const { replace, prefix, kind } = context;
      expect(isSpan(replace, text) && replace.start <= offset && offset <= replace.end).toBe(true);
      expect(text.slice(replace.start, replace.end)).not.toMatch(/[\r\n]/);
      if (kind !== 'target') expect(text.slice(replace.start, offset)).toBe(prefix);
    }
  });
});

test('names stand where they are said to', () => {
  property((text, file) => {
    for (let offset = 0; offset <= text.length; offset++) {
      const found = occurrenceAt(file, offset);
      if (!found) continue;
      expect(text.slice(found.span.start, found.span.end)).toBe(found.thing.name);
      expect(occurrencesOf(file, found.thing)).toContainEqual(found);
    }
  });
});

test('every problem and every edit of a fix is in the text, and edits do not overlap', () => {
  property((text, file) => {
    for (const problem of [...lintRequests(file), ...lintNetSuite(file, { account })]) {
      expect(isSpan(problem.span, text)).toBe(true);
      for (const { edits } of fixesFor(text, file, problem)) {
        expect(edits.every(({ span }) => isSpan(span, text))).toBe(true);
        expect(() => edited(text, edits)).not.toThrow();
      }
    }
  });
});

test('folds and outline lie in the text', () => {
  const check = (text: string, { range, selection, children }: OutlineItem, outer: Span) => {
    expect(isSpan(range, text)).toBe(true);
    expect(selection.start >= range.start && selection.end <= range.end).toBe(true);
    expect(range.start >= outer.start && range.end <= outer.end).toBe(true);
    for (const child of children) check(text, child, range);
  };
  property((text, file) => {
    const folds = foldsOf(text, file);
    expect(folds.every(fold => isSpan(fold, text))).toBe(true);
    for (const item of outlineOf(file)) check(text, item, { start: 0, end: text.length });
  });
});

test('ten thousand requests are judged, which takes too long for this test where it is quadratic', () => {
  const one = (index: number) =>
    `### Request ${index}\n# @name r${index}\nPOST restlet:customscript_a/customdeploy_a?id={{id}}\nContent-Type: application/json\n\n{\n  "a": {{id}}\n}\n\n`;
  const text = `@id = 1\n${Array.from({ length: 10_000 }, (_, index) => one(index)).join('')}`;
  const file = parseRequests(text);
  const offset = text.lastIndexOf('{{id}}') + 2;
  expect(completionContext(text, file, offset)?.kind).toBe('variable');
  expect(occurrenceAt(file, offset)?.thing.name).toBe('id');
  expect(foldsOf(text, file)).toHaveLength(20_000);
  expect(outlineOf(file)).toHaveLength(10_001);
  expect(lintNetSuite(file)).toEqual([]);
  expect(occurrencesOf(file, { kind: 'variable', name: 'id' })).toHaveLength(20_001);
});
