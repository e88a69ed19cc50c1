import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFoldView } from '../../../../src/bodies/foldView.ts';
import { indexJson } from '../../../../src/bodies/jsonIndex.ts';
import { indexLines, pageLines } from '../../../../src/bodies/lines.ts';
import { pageRows } from '../../../../src/bodies/rows.ts';
import { beyondShown, markLines, markRows } from '../../../../src/bodies/search/marks.ts';
import { search } from '../../../../src/bodies/search/search.ts';
import type { SearchQuery } from '../../../../src/bodies/search/searchTypes.ts';
import { indexXml } from '../../../../src/bodies/xml/xmlIndex.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const query = (text: string, options: Partial<SearchQuery> = {}): SearchQuery => ({
  text,
  caseSensitive: true,
  regex: false,
  in: 'rows',
  ...options,
});

/** The matches as they are spelled, with what stands before each. */
function inJson(text: string, wanted: SearchQuery): string[] {
  const index = indexJson(encode(text));
  const { from, to } = search({ kind: 'json', index }, wanted);
  return Array.from(from, (start, i) => new TextDecoder().decode(index.bytes.subarray(start, to[i])));
}

function inLines(text: string, wanted: SearchQuery): number[] {
  const lines = indexLines(encode(text));
  return Array.from(search({ kind: 'lines', lines }, wanted).from);
}

describe('search', () => {
  it('finds plain text in lines just where indexOf does', () => {
    const letters = fc.constantFrom('a', 'b', 'A', 'ü', '\n', ' ');
    const text = fc.array(letters, { maxLength: 60 }).map(all => all.join(''));
    const needle = fc.array(fc.constantFrom('a', 'b', 'A', 'ü', ' '), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        text,
        needle.map(all => all.join('')),
        fc.boolean(),
        (haystack, wanted, caseSensitive) => {
          const [body, part] = caseSensitive ? [haystack, wanted] : [haystack.toLowerCase(), wanted.toLowerCase()];
          const expected: number[] = [];
          for (let at = body.indexOf(part); at >= 0; at = body.indexOf(part, at + part.length)) {
            expected.push(encode(haystack.slice(0, at)).length);
          }
          expect(inLines(haystack, query(wanted, { in: 'lines', caseSensitive }))).toEqual(expected);
        },
      ),
    );
  });

  it('finds a pattern in lines just where matchAll does, line by line', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'ü', '\n'), { maxLength: 40 }).map(all => all.join(''));
    fc.assert(
      fc.property(text, fc.constantFrom('a+', '^a', 'b$', '[^a]', '.', 'ü|a'), (body, pattern) => {
        let offset = 0;
        const expected: number[] = [];
        for (const line of body.split('\n')) {
          for (const match of line.matchAll(new RegExp(pattern, 'gu'))) {
            expected.push(offset + encode(line.slice(0, match.index)).length);
          }
          offset += encode(line).length + 1;
        }
        expect(inLines(body, query(pattern, { in: 'lines', regex: true }))).toEqual(expected);
      }),
    );
  });

  it('looks into keys and values, not across them', () => {
    const text = '{"name":"Name","names":["name",12,true,null]}';
    expect(inJson(text, query('name'))).toEqual(['name', 'name', 'name']);
    expect(inJson(text, query('"name"'))).toEqual(['"name"', '"name"']);
    expect(inJson(text, query('NAME', { caseSensitive: false }))).toHaveLength(4);
    expect(inJson(text, query('1'))).toEqual(['1']);
    expect(inJson(text, query('name":"'))).toEqual([]);
    expect(inJson(text, query(''))).toEqual([]);
  });

  it('shows a pattern a string without its quotes, unless it names one', () => {
    const text = '{"id":"ORD-1","x":"ORD-12","n":12}';
    expect(inJson(text, query('^ORD-\\d$', { regex: true }))).toEqual(['ORD-1']);
    expect(inJson(text, query('"\\w+-1"', { regex: true }))).toEqual(['"ORD-1"']);
    expect(inJson(text, query('^12$', { regex: true }))).toEqual(['12']);
    expect(inJson(text, query('ord', { regex: true, caseSensitive: false }))).toHaveLength(2);
    // Escapes that flag u refuses.
    expect(inJson(text, query('ORD\\-1$', { regex: true }))).toEqual(['ORD-1']);
  });

  it('finds text in strings that spell it with escapes', () => {
    const text = '["M\\u00fcller","M\\u00fcllerM\\u00fcller","Müller","a\\nb"]';
    expect(inJson(text, query('Müller'))).toEqual(['"M\\u00fcller"', '"M\\u00fcllerM\\u00fcller"', 'Müller']);
    expect(inJson(text, query('MÜLLER', { caseSensitive: false }))).toHaveLength(3);
    expect(inJson(text, query('\\u00fc'))).toHaveLength(3);
  });

  it('finds in XML what rows show, a name not again in its end tag', () => {
    const index = indexXml(encode('<a><item>item</item><b x="item"/><!--item--></a>'));
    expect(search({ kind: 'xml', index }, query('item')).count).toBe(5);
    expect(search({ kind: 'xml', index }, query('<a')).count).toBe(1);
  });

  it('keeps a million matches and says that there are more', () => {
    const lines = indexLines(encode('a'.repeat(1_000_001)));
    expect(search({ kind: 'lines', lines }, query('a', { in: 'lines' }))).toMatchObject({
      count: 1_000_000,
      capped: true,
    });
  });

  it('goes through a very long line in pieces and finds each match once', () => {
    const piece = 1 << 20;
    const line = `${'x'.repeat(piece - 3)}needle${'x'.repeat(piece)}needle`;
    expect(inLines(line, query('needle', { in: 'lines' }))).toEqual([piece - 3, 2 * piece + 3]);
    expect(inLines(line, query('ne+dle', { in: 'lines', regex: true }))).toEqual([piece - 3, 2 * piece + 3]);
  });

  it('says what is wrong with a pattern', () => {
    expect(() => inJson('[1]', query('(', { regex: true }))).toThrow(
      expect.objectContaining({ code: 'search-pattern-invalid' }),
    );
  });
});

describe('marks', () => {
  it('mark in rows exactly what was found', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: 'grapheme', maxLength: 6 }), fc.string({ unit: 'grapheme', maxLength: 20 })),
        fc.constantFrom('a', 'e', ' ', '"', '1'),
        (value, wanted) => {
          const index = indexJson(encode(JSON.stringify(value)));
          const found = search({ kind: 'json', index }, query(wanted));
          const view = createFoldView(index);
          const rows = markRows(pageRows(view, 0, view.total), index, found);
          const spelled = rows.flatMap(row =>
            (row.marks ?? []).map(({ part, from, to }) => (part === 'key' ? row.key : row.value)?.text.slice(from, to)),
          );
          const expected = Array.from(found.from, (start, i) =>
            new TextDecoder().decode(index.bytes.subarray(start, found.to[i])),
          );
          expect(spelled).toEqual(expected);
        },
      ),
    );
  });

  it('are in both rows of a match that goes over the end of one of a long line', () => {
    const lines = indexLines(encode(`${'x'.repeat(1998)}needle${'x'.repeat(100)}`));
    const found = search({ kind: 'lines', lines }, query('needle', { in: 'lines' }));
    const page = markLines(pageLines(lines, 0, 2), 0, lines, found);
    expect(page.map(line => line.marks)).toEqual([
      [{ part: 'text', from: 1998, to: 2000, match: 0 }],
      [{ part: 'text', from: 0, to: 4, match: 0 }],
    ]);
  });

  it('leave out what a long value does not show, which is told beside', () => {
    const index = indexJson(encode(JSON.stringify(`${'ü'.repeat(6000)}needle and more`)));
    const found = search({ kind: 'json', index }, query('needle'));
    const [row] = markRows(pageRows(createFoldView(index), 0, 1), index, found);
    expect(row).not.toHaveProperty('marks');
    const [from = 0, to = 0] = [found.from[0], found.to[0]];
    expect(beyondShown(index.bytes, 0, index.bytes.length, from, to)).toEqual({
      before: 'ü'.repeat(30),
      match: 'needle',
      after: ' and more"',
    });
    expect(beyondShown(index.bytes, 0, index.bytes.length, 10, 12)).toBeUndefined();
  });
});
