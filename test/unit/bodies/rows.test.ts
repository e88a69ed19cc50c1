import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexJson } from '../../../src/bodies/jsonIndex.ts';
import { createFoldView, foldToLevel, rowOfNode, toggleFold } from '../../../src/bodies/foldView.ts';
import { pageRows, PREVIEW_CHARACTERS, type Row, type RowView } from '../../../src/bodies/rows.ts';

const view = (text: string): RowView => createFoldView(indexJson(new TextEncoder().encode(text)));

/** A row as the panel writes it. */
function written(row: Row): string {
  const [open, close] = row.kind === 'object' ? '{}' : '[]';
  const middle = { open, close, empty: `${open}${close}`, folded: `${open}…${close}`, value: row.value?.text }[
    row.role
  ];
  const key = row.key ? `${row.key.text}: ` : '';
  return `${'  '.repeat(row.depth)}${key}${middle ?? ''}${row.comma ? ',' : ''}`;
}

const all = (rows: RowView): string => pageRows(rows, 0, rows.total).map(written).join('\n');

describe('rows', () => {
  it('write any JSON as JSON.stringify indents it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), value => {
        expect(all(view(JSON.stringify(value)))).toBe(JSON.stringify(value, null, 2));
      }),
    );
  });

  it('are the same in whatever pages they are asked for, whatever is folded', () => {
    const json = fc.jsonValue({ maxDepth: 5 });
    fc.assert(
      fc.property(json, fc.array(fc.nat(30)), fc.integer({ min: 1, max: 5 }), (value, folds, size) => {
        const rows = view(JSON.stringify(value));
        for (const fold of folds) {
          toggleFold(rows, fold % rows.index.count);
        }
        const whole = pageRows(rows, 0, rows.total);
        const pieces: Row[] = [];
        for (let from = 0; from < rows.total; from += size) {
          pieces.push(...pageRows(rows, from, size));
        }
        expect(pieces).toEqual(whole);
        whole.forEach((row, i) => {
          if (row.role !== 'close') {
            expect(rowOfNode(rows, row.node)).toBe(i);
          }
          if (row.parentRow !== undefined) {
            expect(whole[row.parentRow]?.depth).toBe(row.role === 'close' ? row.depth : row.depth - 1);
          }
        });
      }),
    );
  });

  it('fold one object into one row and unfold it as it was', () => {
    const rows = view('{"a":{"b":[1,2]},"c":3}');
    const before = all(rows);
    expect(toggleFold(rows, 1)).toBe(1);
    expect(all(rows)).toBe('{\n  "a": {…},\n  "c": 3\n}');
    expect(rowOfNode(rows, 2)).toBe(-1);
    toggleFold(rows, 1);
    expect(all(rows)).toBe(before);
  });

  it('fold to a level, all, and nothing', () => {
    const rows = view('{"a":{"b":{"c":1}},"d":[[]]}');
    foldToLevel(rows, 1);
    expect(all(rows)).toBe('{\n  "a": {…},\n  "d": […]\n}');
    foldToLevel(rows, 2);
    expect(all(rows)).toBe('{\n  "a": {\n    "b": {…}\n  },\n  "d": [\n    []\n  ]\n}');
    foldToLevel(rows, 0);
    expect(all(rows)).toBe('{…}');
    foldToLevel(rows, Infinity);
    expect(rows.total).toBe(10);
  });

  it('show duplicate keys side by side', () => {
    expect(all(view('{"id":1,"id":2}'))).toBe('{\n  "id": 1,\n  "id": 2\n}');
  });

  it('cut a long value and tell its full length, never inside a character', () => {
    const long = '😀'.repeat(PREVIEW_CHARACTERS);
    const [row] = pageRows(view(JSON.stringify(long)), 0, 1);
    expect(row?.value?.fullBytes).toBe(PREVIEW_CHARACTERS * 4 + 2);
    expect(row?.value?.text).toBe(JSON.stringify(long).slice(0, PREVIEW_CHARACTERS - 1));
    expect(pageRows(view(`"${'x'.repeat(PREVIEW_CHARACTERS - 2)}"`), 0, 1)[0]?.value?.fullBytes).toBeUndefined();
  });

  it('page the end of 200,000 objects', () => {
    const object = '{"id":10421,"total":1299.90,"lines":[1,2,3],"memo":"text"}';
    const rows = view(`[${Array.from({ length: 200_000 }, () => object).join(',')}]`);
    expect(rows.total).toBe(200_000 * 10 + 2);
    expect(pageRows(rows, rows.total - 3, 10).map(written)).toEqual(['    "memo": "text"', '  }', ']']);
    foldToLevel(rows, 1);
    expect(rows.total).toBe(200_002);
  });

  it('page the middle of 100,000 levels', () => {
    const rows = view('['.repeat(100_000) + ']'.repeat(100_000));
    const [row] = pageRows(rows, 50_000, 1);
    expect(row).toMatchObject({ depth: 50_000, role: 'open', parentRow: 49_999 });
    expect(toggleFold(rows, 50_000)).toBe(50_000);
    expect(rows.total).toBe(100_001);
  });

  it('answer nothing for pages outside', () => {
    expect(pageRows(view('[]'), 5, 10)).toEqual([]);
    expect(pageRows(view(''), 0, 10)).toEqual([]);
    expect(pageRows(view('[1]'), -3, 1)).toHaveLength(1);
  });
});
