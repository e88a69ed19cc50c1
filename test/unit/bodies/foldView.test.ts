import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createFoldView,
  createPartsView,
  foldToLevel,
  revealNode,
  rowOfNode,
  toggleFold,
} from '../../../src/bodies/foldView.ts';
import { indexJson } from '../../../src/bodies/jsonIndex.ts';
import { pageRows, type Row } from '../../../src/bodies/rows.ts';

const index = (text: string) => indexJson(new TextEncoder().encode(text));
const short = (rows: readonly Row[]) => rows.map(({ node, role, depth, match }) => [node, role, depth, match]);

describe('a view of the whole', () => {
  it('folds and unfolds a subtree at once', () => {
    const view = createFoldView(index('[[1,[2]],[[3]]]'));
    const whole = view.total;
    expect(toggleFold(view, 1, { subtree: true })).toBe(1);
    expect(view.folded[3]).toBe(1);
    toggleFold(view, 1);
    expect(pageRows(view, 0, 4).map(row => row.role)).toEqual(['open', 'open', 'value', 'folded']);
    toggleFold(view, 1);
    toggleFold(view, 1, { subtree: true });
    expect(view.total).toBe(whole);
  });

  it('unfolds just what hides a node', () => {
    const view = createFoldView(index('{"a":[[1,2]],"b":[[3]]}'));
    foldToLevel(view, 0);
    expect(revealNode(view, 4)).toBe(4);
    expect(pageRows(view, 0, 99).map(({ role, node }) => [role, node])).toEqual([
      ['open', 0],
      ['open', 1],
      ['open', 2],
      ['value', 3],
      ['value', 4],
      ['close', 2],
      ['close', 1],
      ['folded', 5],
      ['close', 0],
    ]);
  });

  it('tells of any node, folded at random, the row it is in or that it is hidden', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.array(fc.nat(40), { maxLength: 6 }), (value, toggled) => {
        const view = createFoldView(index(JSON.stringify(value)));
        for (const node of toggled.filter(each => each < view.index.count)) {
          toggleFold(view, node);
        }
        const rows = pageRows(view, 0, view.total);
        for (let node = 0; node < view.index.count; node++) {
          expect(rowOfNode(view, node)).toBe(rows.findIndex(row => row.node === node && row.role !== 'close'));
        }
      }),
    );
  });

  it('marks members whose name stands in their object twice, however it is spelled', () => {
    const view = createFoldView(index('{"a":1,"b":{"a":2},"\\u0061":3,"c":[{"c":1}]}'));
    const marked = pageRows(view, 0, 99).filter(row => row.duplicate);
    expect(marked.map(row => row.node)).toEqual([1, 4]);
  });
});

describe('a view of parts', () => {
  const text = '[{"a":[1]},{"a":[2,3]}]';

  it('shows each part folded, with its path and number', () => {
    const view = createPartsView(index(text), Uint32Array.of(4, 5, 1));
    expect(short(pageRows(view, 0, 9))).toEqual([
      [4, 'folded', 0, 0],
      [5, 'folded', 0, 1],
      [1, 'folded', 0, 2],
    ]);
    expect(pageRows(view, 0, 9).map(row => row.path)).toEqual(['$[1]', '$[1].a', '$[0]']);
  });

  it('keeps apart parts that hold one another', () => {
    const view = createPartsView(index(text), Uint32Array.of(4, 5, 5));
    expect(toggleFold(view, 5, { row: 2 })).toBe(5);
    expect(short(pageRows(view, 0, 99))).toEqual([
      [4, 'folded', 0, 0],
      [5, 'open', 0, 1],
      [6, 'value', 1, 1],
      [7, 'value', 1, 1],
      [5, 'close', 0, 1],
      [5, 'open', 0, 2],
      [6, 'value', 1, 2],
      [7, 'value', 1, 2],
      [5, 'close', 0, 2],
    ]);
    expect(pageRows(view, 6, 1)).toMatchObject([{ depth: 1, match: 2, parentRow: 5, comma: true }]);
    foldToLevel(view, Infinity);
    expect(view.total).toBe(6 + 4 + 4);
    expect(pageRows(view, 0, 99)).toHaveLength(14);
  });

  it('refuses to write out what holds itself too often, and stays as it was', () => {
    const depth = 20_000;
    const view = createPartsView(
      index('['.repeat(depth) + ']'.repeat(depth)),
      Uint32Array.from({ length: depth }, (_, i) => i),
    );
    expect(() => foldToLevel(view, Infinity)).toThrow(expect.objectContaining({ code: 'too-many-rows' }));
    expect(view.total).toBe(depth);
    expect(pageRows(view, 0, 1)[0]?.role).toBe('folded');
  });
});
