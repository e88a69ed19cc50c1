import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexJson, type JsonIndex } from '../../../src/bodies/jsonIndex.ts';
import { jsonKind, NONE } from '../../../src/bodies/jsonKind.ts';
import { prettyJson } from '../../../src/bodies/prettyJson.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const spelled = (index: JsonIndex, node: number): string =>
  new TextDecoder().decode(index.bytes.subarray(index.start[node], index.end[node]));
const keyOf = (index: JsonIndex, node: number): string =>
  new TextDecoder().decode(index.bytes.subarray(index.keyStart[node], index.keyEnd[node]));

/** The value that an index describes, built from its columns alone. */
function rebuild(index: JsonIndex, node = 0): unknown {
  const children: number[] = [];
  for (let child = node + 1; child < index.next[node]!; child = index.next[child]!) {
    children.push(child);
  }
  expect(children).toHaveLength(index.childCount[node]!);
  expect(children.every(child => index.parent[child] === node)).toBe(true);
  if (index.kind[node] === jsonKind.array) {
    return children.map(child => rebuild(index, child));
  }
  if (index.kind[node] === jsonKind.object) {
    return Object.fromEntries(children.map(child => [JSON.parse(keyOf(index, child)), rebuild(index, child)]));
  }
  return JSON.parse(spelled(index, node));
}

describe('indexJson', () => {
  it('finds in any JSON exactly what JSON.parse finds', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 1, '\t'), (value, space) => {
        const text = JSON.stringify(value, null, space);
        const index = indexJson(encode(text));
        expect(index.problem).toBeUndefined();
        expect(JSON.stringify(rebuild(index))).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it('has a problem just when JSON.parse refuses the text', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '1',
      '-',
      '0',
      '.5',
      'e3',
      'true',
      'nul',
      'null',
      ' ',
      '\n',
      '\\',
      '\\u00e',
      'é',
      '{"a":1}',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), parts => {
        const text = parts.join('');
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        expect(indexJson(encode(text)).problem === undefined, text).toBe(valid);
      }),
      { numRuns: 5000 },
    );
  });

  it('takes any bytes without throwing and stays inside them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
        const index = indexJson(bytes);
        for (let node = 0; node < index.count; node++) {
          expect(index.start[node]).toBeLessThanOrEqual(index.end[node]!);
          expect(index.end[node]).toBeLessThanOrEqual(bytes.length);
          expect(index.next[node]).toBeGreaterThan(node);
          expect(index.next[node]).toBeLessThanOrEqual(index.count);
        }
      }),
    );
  });

  it.each([
    ['', 'nothing', 0],
    ['  ', 'nothing', 2],
    ['{"a":1', 'unexpected-end', 6],
    ['{"a"', 'unexpected-end', 4],
    ['["abc', 'unexpected-end', 5],
    ['[1,tru', 'unexpected-end', 3],
    ['{a:1}', 'expected-key', 1],
    ['{"a":1,}', 'expected-key', 7],
    ['[1,]', 'expected-value', 3],
    ['{"a" 1}', 'expected-colon', 5],
    ['[1 2]', 'expected-comma-or-end', 3],
    ['[01]', 'bad-number', 1],
    ['[1.]', 'bad-number', 1],
    ['[nope]', 'bad-word', 1],
    ['{"a":"x\ty"}', 'control-character', 7],
    ['{"a":"x\\q"}', 'bad-escape', 7],
    ['{} x', 'trailing-content', 3],
    ['<html>', 'expected-value', 0],
  ])('says what is wrong with %j and where', (text, code, offset) => {
    expect(indexJson(encode(text)).problem).toEqual({ code, offset });
  });

  it('keeps what it read before a body was cut off', () => {
    const index = indexJson(encode('{"a":[1,2,{"b":"cut he'));
    expect(index.problem?.code).toBe('unexpected-end');
    expect(index.count).toBe(6);
    expect(spelled(index, 5)).toBe('"cut he');
    expect(index.next[0]).toBe(6);
  });

  it('reads on after a control character in a string', () => {
    const index = indexJson(encode('["a\nb",2]'));
    expect(index.problem?.code).toBe('control-character');
    expect(index.childCount[0]).toBe(2);
  });

  it('keeps duplicate keys, __proto__ among them', () => {
    const index = indexJson(encode('{"id":1,"id":2,"__proto__":{"polluted":true},"constructor":null}'));
    expect([1, 2, 3, 5].map(node => keyOf(index, node))).toEqual(['"id"', '"id"', '"__proto__"', '"constructor"']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('leaves numbers as they are spelled', () => {
    const numbers = ['9007199254740993', '1299.90', '-0', '1E+400', '0.1000000000000000055511151231257827'];
    const index = indexJson(encode(`[${numbers.join(',')}]`));
    expect(numbers.map((_, i) => spelled(index, i + 1))).toEqual(numbers);
  });

  it('skips a byte order mark', () => {
    expect(indexJson(new Uint8Array([0xef, 0xbb, 0xbf, 0x5b, 0x5d])).problem).toBeUndefined();
  });

  it.each([
    ['arrays', '[', ']'],
    ['objects', '{"a":', '}'],
  ])('goes 100,000 levels deep in %s', (_, open, close) => {
    const text = open.repeat(100_000) + '1' + close.repeat(100_000);
    const index = indexJson(encode(text));
    expect(index.problem).toBeUndefined();
    expect(index.count).toBe(100_001);
    expect(index.parent[0]).toBe(NONE);
    expect(index.parent[100_000]).toBe(99_999);
    expect(prettyJson(index).length).toBeGreaterThan(text.length);
    expect(indexJson(encode(open.repeat(100_000))).problem?.code).toBe('unexpected-end');
  });

  it('does not reserve for a long string what many short values before it would need', () => {
    const index = indexJson(encode(`[${'1,'.repeat(3000)}"${'x'.repeat(2_000_000)}"]`));
    expect(index.count).toBe(3002);
    expect(index.kind.length).toBeLessThan(10_000);
  });
});

describe('prettyJson', () => {
  it('spells any JSON as JSON.stringify indents it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), value => {
        const text = JSON.stringify(value);
        const pretty = new TextDecoder('utf-8', { ignoreBOM: true }).decode(prettyJson(indexJson(encode(text))));
        expect(pretty).toBe(JSON.stringify(value, null, 2));
      }),
    );
  });
});
