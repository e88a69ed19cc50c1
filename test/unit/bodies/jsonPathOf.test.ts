import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexJson } from '../../../src/bodies/jsonIndex.ts';
import { evaluateQuery } from '../../../src/bodies/jsonPath/evaluate.ts';
import { startEvaluation } from '../../../src/bodies/jsonPath/evaluation.ts';
import { parsePath } from '../../../src/bodies/jsonPath/parsePath.ts';
import { pathFinder } from '../../../src/bodies/jsonPathOf.ts';

const index = (text: string) => indexJson(new TextEncoder().encode(text));
const select = (text: string, path: string) => evaluateQuery(parsePath(path), startEvaluation(index(text), path), 0);

describe('pathFinder', () => {
  it('names every node so that its path selects that node and no other', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }), fc.boolean(), (value, backwards) => {
        const text = JSON.stringify(value);
        const { count } = index(text);
        const pathOf = pathFinder(index(text));
        const nodes = Array.from({ length: count }, (_, node) => (backwards ? count - 1 - node : node));
        for (const node of nodes) {
          expect(select(text, pathOf(node))).toEqual([node]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['{"items":[{"id":1}]}', 3, '$.items[0].id'],
    ['{"o:error \'x\'":1}', 1, "$['o:error \\'x\\'']"],
    ['{"a\\n\\"b":1}', 1, `$['a\\n"b']`],
    ['{"größe":1}', 1, '$.größe'],
    ['{"":1}', 1, "$['']"],
  ])('writes %s as people do', (text, node, path) => {
    expect(pathFinder(index(text))(node)).toBe(path);
    expect(select(text, path)).toEqual([node]);
  });

  it('goes down 100,000 levels', () => {
    const deep = index('['.repeat(100_000) + ']'.repeat(100_000));
    expect(pathFinder(deep)(99_999)).toHaveLength(1 + 99_999 * 3);
  });
});
