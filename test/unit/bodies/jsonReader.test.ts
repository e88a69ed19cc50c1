import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexJson, JsonReader, type JsonIndex } from '../../../src/bodies/jsonIndex.ts';
import { createNodeTable } from '../../../src/bodies/nodeTable.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The columns up to the last node, without room that was kept for more. */
function columns({ bytes, count, problem, ...rest }: JsonIndex) {
  return {
    count,
    problem,
    bytes: bytes.length,
    ...Object.fromEntries(Object.entries(rest).map(([name, column]) => [name, Array.from(column.subarray(0, count))])),
  };
}

function inPieces(bytes: Uint8Array, cuts: readonly number[]): JsonIndex {
  const reader = new JsonReader(createNodeTable(0));
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    reader.read(bytes.subarray(0, cut));
  }
  return reader.finish(bytes);
}

const texts = fc.oneof(
  fc.jsonValue({ maxDepth: 5 }).map(value => JSON.stringify(value)),
  fc.jsonValue({ maxDepth: 5 }).map(value => JSON.stringify(value, null, 2)),
  fc
    .array(
      fc.constantFrom('{', '}', '[', ']', ',', ':', '"a\\u00e9"', '"', '\\', '1', '-0', '.5', 'e3', 'true', 'nul', ' '),
    )
    .map(pieces => pieces.join('')),
);

describe('JsonReader', () => {
  it('finds in a text that comes in pieces what it finds in the whole, wherever it is cut', () => {
    fc.assert(
      fc.property(texts, fc.array(fc.nat(300), { maxLength: 12 }), (text, cuts) => {
        const bytes = encode(text);
        expect(
          columns(
            inPieces(
              bytes,
              cuts.map(cut => Math.min(cut, bytes.length)),
            ),
          ),
        ).toEqual(columns(indexJson(bytes)));
      }),
      { numRuns: 500 },
    );
  });

  it('finds the same when every byte comes alone', () => {
    const bytes = encode('\ufeff {"a" : [1, -2.5e+3, true, null, "x\\u00e9\\n ü"], "a": {}, "": [[]]} ');
    const cuts = Array.from(bytes, (_, i) => i);
    expect(columns(inPieces(bytes, cuts))).toEqual(columns(indexJson(bytes)));
    expect(indexJson(bytes).problem).toBeUndefined();
  });

  it('reads one long string in many pieces without starting over each time', () => {
    const bytes = encode(`["${'x'.repeat(4_000_000)}"]`);
    let looked = 0;
    const reader = new JsonReader(createNodeTable(0));
    for (let cut = 1000; cut < 100_000; cut += 1000) {
      // Counts which bytes are asked for, and ends at the cut.
      const watched = new Proxy(bytes, {
        get: (target, name): unknown => {
          looked += 1;
          return name === 'length' ? cut : target[Number(name)];
        },
      });
      reader.read(watched);
    }
    expect(looked).toBeLessThan(100_000 * 8);
    expect(reader.finish(bytes).count).toBe(2);
  });

  it('counts what it has found so far', () => {
    const reader = new JsonReader(createNodeTable(0));
    reader.read(encode('[1,2,3'));
    expect(reader.count).toBe(3);
  });

  it('holds 100,000 levels', () => {
    const bytes = encode('['.repeat(100_000) + ']'.repeat(100_000));
    const index = inPieces(bytes, [5, 70_000, 150_000]);
    expect([index.count, index.problem]).toEqual([100_000, undefined]);
  });
});
