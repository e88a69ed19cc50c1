import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCoded } from '../../../src/codedError.ts';
import { indexJson } from '../../../src/bodies/jsonIndex.ts';
import { jsonMatchValue, selectJson } from '../../../src/bodies/selectJson.ts';

const select = (value: unknown, path: string): unknown[] =>
  selectJson(JSON.stringify(value), path).map(({ text }) => JSON.parse(text) as unknown);

const codeOf = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return isCoded(error) ? error.code : 'not ours';
  }
};

// RFC 9535 section 1.5, figure 1.
const bookstore = {
  store: {
    book: [
      { category: 'reference', author: 'Nigel Rees', title: 'Sayings of the Century', price: 8.95 },
      { category: 'fiction', author: 'Evelyn Waugh', title: 'Sword of Honour', price: 12.99 },
      { category: 'fiction', author: 'Herman Melville', title: 'Moby Dick', isbn: '0-553-21311-3', price: 8.99 },
      {
        category: 'fiction',
        author: 'J. R. R. Tolkien',
        title: 'The Lord of the Rings',
        isbn: '0-395-19395-8',
        price: 22.99,
      },
    ],
    bicycle: { color: 'red', price: 399 },
  },
};
const { book, bicycle } = bookstore.store;
const authors = book.map(({ author }) => author);

// RFC 9535 section 2.3.5.3, table 12.
const filtered = {
  a: [3, 5, 1, 2, 4, 6, { b: 'j' }, { b: 'k' }, { b: {} }, { b: 'kilo' }],
  o: { p: 1, q: 2, r: 3, s: 5, t: { u: 6 } },
  e: 'f',
};
// Section 2.3.5.3, table 11.
const compared = { obj: { x: 'y' }, arr: [2, 3] };

describe('the examples of RFC 9535', () => {
  it.each([
    ['$.store.book[*].author', authors],
    ['$..author', authors],
    ['$.store.*', [book, bicycle]],
    ['$.store..price', [8.95, 12.99, 8.99, 22.99, 399]],
    ['$..book[2]', [book[2]]],
    ['$..book[2].author', ['Herman Melville']],
    ['$..book[2].publisher', []],
    ['$..book[-1]', [book[3]]],
    ['$..book[0,1]', [book[0], book[1]]],
    ['$..book[:2]', [book[0], book[1]]],
    ['$..book[?@.isbn]', [book[2], book[3]]],
    ['$..book[?@.price<10]', [book[0], book[2]]],
  ])('of section 1.5: %s', (path, expected) => {
    expect(select(bookstore, path)).toEqual(expected);
  });

  it('selects everything below the root', () => {
    expect(select(bookstore, '$..*')).toHaveLength(27);
  });

  it.each([
    [`$.o['j j']`, [{ 'k.k': 3 }]],
    [`$.o['j j']['k.k']`, [3]],
    [`$.o["j j"]["k.k"]`, [3]],
    [`$["'"]["@"]`, [2]],
  ])('of name selectors: %s', (path, expected) => {
    expect(select({ o: { 'j j': { 'k.k': 3 } }, "'": { '@': 2 } }, path)).toEqual(expected);
  });

  it.each([
    ['$[1:3]', ['b', 'c']],
    ['$[5:]', ['f', 'g']],
    ['$[1:5:2]', ['b', 'd']],
    ['$[5:1:-2]', ['f', 'd']],
    ['$[::-1]', ['g', 'f', 'e', 'd', 'c', 'b', 'a']],
    ['$[-2:]', ['f', 'g']],
    ['$[0:0]', []],
    ['$[1:4:0]', []],
    ['$[-100:100:3]', ['a', 'd', 'g']],
    ['$[100:-100:-3]', ['g', 'd', 'a']],
    ['$[ 1 : 3 : 1 ]', ['b', 'c']],
    ['$[0, 3]', ['a', 'd']],
    ['$[0:2, 5]', ['a', 'b', 'f']],
    ['$[0, 0]', ['a', 'a']],
  ])('of slices and lists: %s', (path, expected) => {
    expect(select(['a', 'b', 'c', 'd', 'e', 'f', 'g'], path)).toEqual(expected);
  });

  it.each([
    ['$.absent1 == $.absent2', true],
    ['$.absent1 <= $.absent2', true],
    ["$.absent == 'g'", false],
    ['$.absent1 != $.absent2', false],
    ["$.absent != 'g'", true],
    ['1 <= 2', true],
    ['1 > 2', false],
    ["13 == '13'", false],
    ["'a' <= 'b'", true],
    ["'a' > 'b'", false],
    ['$.obj == $.arr', false],
    ['$.obj != $.arr', true],
    ['$.obj == $.obj', true],
    ['$.obj != $.obj', false],
    ['$.arr == $.arr', true],
    ['$.arr != $.arr', false],
    ['$.obj == 17', false],
    ['$.obj != 17', true],
    ['$.obj <= $.arr', false],
    ['$.obj < $.arr', false],
    ['$.obj <= $.obj', true],
    ['$.arr <= $.arr', true],
    ['1 <= $.arr', false],
    ['1 >= $.arr', false],
    ['1 > $.arr', false],
    ['1 < $.arr', false],
    ['true <= true', true],
    ['true > true', false],
  ])('of comparisons: %s', (condition, expected) => {
    expect(select(compared, `$[?${condition}]`)).toHaveLength(expected ? 2 : 0);
  });

  it.each([
    ["$.a[?@.b == 'kilo']", [{ b: 'kilo' }]],
    ["$.a[?(@.b == 'kilo')]", [{ b: 'kilo' }]],
    ['$.a[?@>3.5]', [5, 4, 6]],
    ['$.a[?@.b]', [{ b: 'j' }, { b: 'k' }, { b: {} }, { b: 'kilo' }]],
    ['$[?@.*]', [filtered.a, filtered.o]],
    ['$[?@[?@.b]]', [filtered.a]],
    ['$.o[?@<3, ?@<3]', [1, 2, 1, 2]],
    ["$.a[?@<2 || @.b == 'k']", [1, { b: 'k' }]],
    ['$.a[?match(@.b, "[jk]")]', [{ b: 'j' }, { b: 'k' }]],
    ['$.a[?search(@.b, "[jk]")]', [{ b: 'j' }, { b: 'k' }, { b: 'kilo' }]],
    ['$.o[?@>1 && @<4]', [2, 3]],
    ['$.o[?@.u || @.x]', [{ u: 6 }]],
    ['$.a[?@.b == $.x]', [3, 5, 1, 2, 4, 6]],
    ['$.a[?@ == @]', filtered.a],
  ])('of filters: %s', (path, expected) => {
    expect(select(filtered, path)).toEqual(expected);
  });

  it.each([
    ['$[?length(@.authors) >= 5]', 1],
    ['$[?count(@.*.author) >= 5]', 0],
    ['$[?match(@.date, "1974-05-..")]', 1],
    ['$[?search(@.author, "[BR]ob")]', 1],
    ['$[?value(@..color) == "red"]', 1],
    ['$[?length(@) < 3]', 2],
    ['$[?count(@.*) == 1]', 2],
  ])('of functions: %s', (path, found) => {
    const document = [
      { authors: [1, 2, 3, 4, 5], date: '1974-05-11', author: 'A Bob' },
      { color: 'red' },
      { authors: 'abc' },
    ];
    expect(select(document, path)).toHaveLength(found);
  });

  it.each([
    '$[?length(@.*) < 3]',
    '$[?count(1) == 1]',
    "$[?match(@.timezone, 'Europe/.*') == true]",
    '$[?value(@..color)]',
    '$[?length(@)]',
    '$[?@.* == 1]',
    '$[?@[0, 0] == 42]',
    '$[?unknown(@.a)]',
    '$[?1]',
    '$[?@.a == [1]]',
    '$[?!@.a == 1]',
    '$[01]',
    '$[-0]',
    '$[9007199254740992]',
    '$["\\x"]',
    '$["\\ud83d"]',
    "$['a\nb']",
    '$.',
    '$.1',
    '$. a',
    '$a',
    '$ ',
    ' $',
    '$[1',
    '$[]',
    '$...a',
    '$[?(@.a]',
    '$[?search(@, "(")]',
    '$[?search(@, "[a")]',
    '',
  ])('refuses %s and says where', path => {
    expect(() => selectJson('[]', path)).toThrow(
      expect.objectContaining({ code: 'json-path-invalid', data: { path, offset: expect.any(Number) as number } }),
    );
  });
});

describe('selectJson', () => {
  it('keeps what is sent: large integers, decimals, escapes', () => {
    const text =
      '{"id": 12345678901234567890123, "total": 1299.90, "e": 1E+2, "name": "a\\u00e9\\"\\n", "o": { "x":1 }}';
    const value = (path: string) => selectJson(text, path).map(jsonMatchValue);
    expect(value('$.id')).toEqual(['12345678901234567890123']);
    expect(value('$.total')).toEqual(['1299.90']);
    expect(value('$.name')).toEqual(['aé"\n']);
    expect(value('$.o')).toEqual(['{ "x":1 }']);
    expect(selectJson(text, '$.name')).toMatchObject([{ kind: 'string', text: '"a\\u00e9\\"\\n"' }]);
  });

  it('compares numbers by all their digits', () => {
    const text = '[12345678901234567890, 12345678901234567891, 1.0, 1e0, 100e-2, 0.1, -0, 1e999, 2e999]';
    const found = (path: string) => selectJson(text, path).map(jsonMatchValue);
    expect(found('$[?@ == 12345678901234567891]')).toEqual(['12345678901234567891']);
    expect(found('$[?@ == 1]')).toEqual(['1.0', '1e0', '100e-2']);
    expect(found('$[?@ == 0]')).toEqual(['-0']);
    expect(found('$[?@ > 1e999]')).toEqual(['2e999']);
    expect(found('$[?@ < 1]')).toEqual(['0.1', '-0']);
  });

  it('orders strings by code points', () => {
    expect(select(['\u{1f600}', '\uffff'], `$[?@ > '\uffff']`)).toEqual(['\u{1f600}']);
  });

  it('takes names with a hyphen or colon as NetSuite writes them', () => {
    expect(select({ 'o:errorDetails': [{ 'o:errorCode': 'X' }], 'a-b': 1 }, '$.o:errorDetails[0].o:errorCode')).toEqual(
      ['X'],
    );
    expect(select({ 'a-b': 1 }, '$.a-b')).toEqual([1]);
  });

  it('knows members of the object only, never of its prototype', () => {
    expect(select({ a: 1 }, '$.constructor')).toEqual([]);
    expect(select({ a: 1 }, '$.__proto__')).toEqual([]);
    expect(selectJson('{"__proto__": {"x": 7}}', '$.__proto__.x').map(jsonMatchValue)).toEqual(['7']);
  });

  it('takes the last of two members with one name', () => {
    expect(selectJson('{"a":1,"a":2}', '$.a').map(jsonMatchValue)).toEqual(['2']);
  });

  it('compares escaped keys and patterns by what they mean', () => {
    expect(selectJson('{"\\u0061": 1}', '$.a').map(jsonMatchValue)).toEqual(['1']);
    const matching = (pattern: string, text: string) =>
      select([text], `$[?match(@, ${JSON.stringify(pattern)})]`).length === 1;
    expect(matching('a{2,3}', 'aa')).toBe(true);
    expect(matching('a{2,3}', 'aaaa')).toBe(false);
    expect(matching('(ab|cd)+x?', 'abcdab')).toBe(true);
    expect(matching('[^a-c]*', 'xyz')).toBe(true);
    expect(matching('[^a-c]*', 'xaz')).toBe(false);
    expect(matching('\\p{Lu}\\p{Ll}+', 'Éa')).toBe(true);
    expect(matching('.', '\n')).toBe(false);
    expect(matching('.', '\u{1f600}')).toBe(true);
    expect(matching('a\\.b', 'a.b')).toBe(true);
    expect(matching('', '')).toBe(true);
    expect(matching('(a*)*', 'aaa')).toBe(true);
    expect(matching('a{0}', '')).toBe(true);
    expect(matching('a|', '')).toBe(true);
  });

  it('agrees with the patterns of JavaScript', () => {
    const atom = fc.constantFrom('a', 'b', '[ab]', '[^a]', '.', '(a|b)', '(ab|a)', '(a*b)');
    const piece = fc
      .tuple(atom, fc.constantFrom('', '*', '+', '?', '{2}', '{1,2}', '{0,2}', '{1,}'))
      .map(each => each.join(''));
    const pattern = fc.array(
      fc.array(piece, { maxLength: 3 }).map(pieces => pieces.join('')),
      { minLength: 1, maxLength: 2 },
    );
    fc.assert(
      fc.property(pattern, fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 }), (branches, text) => {
        const source = branches.join('|');
        const found = (name: string) => select([text], `$[?${name}(@, '${source}')]`).length === 1;
        expect(found('match')).toBe(new RegExp(`^(?:${source})$`, 'u').test(text));
        expect(found('search')).toBe(new RegExp(source, 'u').test(text));
      }),
    );
  });

  it('is not held up by a catastrophic pattern', () => {
    expect(select(['a'.repeat(5000)], '$[?match(@, "(a+)+b")]')).toEqual([]);
    expect(select(['a'.repeat(2000)], '$[?search(@, "(((a|a)*)*)*b")]')).toEqual([]);
    expect(codeOf(() => select(['a'], '$[?match(@, "((a{1000}){1000}){1000}")]'))).toBe('json-path-invalid');
  });

  it('goes through 10,000 levels', () => {
    const deep = `${'['.repeat(10_000)}7${']'.repeat(10_000)}`;
    expect(selectJson(deep, '$..[?@ == 7]').map(jsonMatchValue)).toEqual(['7']);
    expect(selectJson(`[${deep},${deep}]`, '$[?@ == $[1]]')).toHaveLength(2);
    const path = `$${'[0]'.repeat(3000)}`;
    expect(selectJson(deep, path)).toHaveLength(1);
  });

  it('ends what would take for ever', () => {
    const many = JSON.stringify(Array.from({ length: 20_000 }, (_, i) => i));
    expect(codeOf(() => selectJson(many, '$[?count($..*) == 1]'))).toBe('json-path-too-costly');
    const deep = `${'['.repeat(9000)}${']'.repeat(9000)}`;
    expect(codeOf(() => selectJson(deep, '$..*..*'))).toBe('json-path-too-costly');
    expect(codeOf(() => selectJson('[]', `$[?${'('.repeat(5000)}@${')'.repeat(5000)}]`))).toBe('json-path-invalid');
    expect(codeOf(() => selectJson('[]', `$[?${'length('.repeat(500)}@${')'.repeat(500)} == 1]`))).toBe(
      'json-path-invalid',
    );
  });

  it('says that a text is not JSON, without quoting it', () => {
    expect(() => selectJson('{"a": secret}', '$.a')).toThrow(
      expect.objectContaining({ code: 'body-not-json', data: { problem: 'expected-value', offset: 6 } }),
    );
  });

  it('reads an index that is already there', () => {
    expect(selectJson(indexJson(new TextEncoder().encode('[1]')), '$[0]').map(jsonMatchValue)).toEqual(['1']);
  });

  it('throws nothing but its own errors, whatever the path', () => {
    const token = fc.constantFrom(
      '$',
      '@',
      '.',
      '..',
      '*',
      '[',
      ']',
      '?',
      '(',
      ')',
      "'a'",
      '"b"',
      'a',
      '0',
      '-1',
      ':',
      ',',
      '==',
      '<',
      '&&',
      '||',
      '!',
      'length',
      'count',
      'match',
      'search',
      'value',
      'true',
      ' ',
      '\\',
      "'",
    );
    const path = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(token, { maxLength: 14 }).map(tokens => `$${tokens.join('')}`),
    );
    fc.assert(
      fc.property(path, each => {
        const code = codeOf(() => selectJson('{"a":[{"b":0}]}', each));
        expect([undefined, 'json-path-invalid']).toContain(code);
      }),
      { numRuns: 2000 },
    );
  });

  it('agrees with plain JSON.parse', () => {
    const key = fc.constantFrom('a', 'b', 'c d', 'é');
    const { value } = fc.letrec(tie => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(0, 1, 'x', null, true),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(key, tie('value'), { maxKeys: 4 }),
      ),
    }));
    const step = fc.oneof(
      key.map(name => ({ text: `[${JSON.stringify(name)}]`, of: (each: unknown) => ownMember(each, name) })),
      fc.integer({ min: -3, max: 3 }).map(i => ({
        text: `[${i}]`,
        of: (each: unknown) => (Array.isArray(each) && each.at(i) !== undefined ? [each.at(i) as unknown] : []),
      })),
      fc.constant({ text: '[*]', of: childrenOf }),
      fc.constant({ text: '..*', of: (each: unknown) => everything(each).flatMap(childrenOf) }),
      fc.constant({ text: '[?@ == 1]', of: (each: unknown) => childrenOf(each).filter(child => child === 1) }),
      fc.constant({
        text: '[?@.a]',
        of: (each: unknown) => childrenOf(each).filter(child => ownMember(child, 'a').length > 0),
      }),
      fc.constant({
        text: '[::-1]',
        of: (each: unknown) => (Array.isArray(each) ? [...(each as unknown[])].reverse() : []),
      }),
    );
    fc.assert(
      fc.property(value, fc.array(step, { maxLength: 4 }), (document, steps) => {
        const expected = steps.reduce<unknown[]>(
          (nodes, { of }) => nodes.flatMap(of),
          [JSON.parse(JSON.stringify(document))],
        );
        expect(select(document, `$${steps.map(({ text }) => text).join('')}`)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });
});

function ownMember(each: unknown, name: string): unknown[] {
  return typeof each === 'object' && each !== null && !Array.isArray(each) && Object.hasOwn(each, name)
    ? [(each as Record<string, unknown>)[name]]
    : [];
}

function childrenOf(each: unknown): unknown[] {
  return typeof each === 'object' && each !== null ? Object.values(each) : [];
}

function everything(each: unknown): unknown[] {
  return [each, ...childrenOf(each).flatMap(everything)];
}
