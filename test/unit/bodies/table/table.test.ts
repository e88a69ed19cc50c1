import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexJson } from '../../../../src/bodies/jsonIndex.ts';
import { arrangeTable } from '../../../../src/bodies/table/arrangeTable.ts';
import { openTable, pageTable, type TableModel } from '../../../../src/bodies/table/tableModel.ts';
import { listPageUrl } from '../../../../src/bodies/table/tablePage.ts';
import { findTables } from '../../../../src/bodies/table/tablePlaces.ts';
import type { TableView } from '../../../../src/bodies/table/tableTypes.ts';
import { neutralised, writeTable, type TableFormat } from '../../../../src/bodies/table/writeTable.ts';

const index = (text: string) => indexJson(new TextEncoder().encode(text));
const table = (value: unknown, node = 0): TableModel =>
  openTable(index(typeof value === 'string' ? value : JSON.stringify(value)), node);

function texts(model: TableModel, order: Uint32Array | null = null): (string | undefined)[][] {
  const columns = model.summary.columns.map((_, column) => column);
  return pageTable(model, order, { from: 0, count: 1000, columns }).map(row => row.cells.map(cell => cell?.text.text));
}

function column(values: readonly unknown[], view: TableView, given?: TableModel): (string | undefined)[] {
  const model = given ?? table(values.map(value => (value === undefined ? {} : { v: value })));
  return texts(model, arrangeTable(model, view)).map(([first]) => first);
}

const ascending: TableView = { sort: { column: 0, descending: false } };
const descending: TableView = { sort: { column: 0, descending: true } };

describe('openTable', () => {
  it('has a column for each name in the order of first coming, with what its values are', () => {
    const model = table([{ b: 1, a: 'x' }, { a: 'y', c: null }, { a: 'z', c: true }, 5, { c: false, b: 'mixed' }]);
    expect(model.summary).toMatchObject({
      rows: 5,
      otherElements: 1,
      columns: [
        { name: 'b', present: 2, kind: 'mixed' },
        { name: 'a', present: 3, kind: 'string' },
        { name: 'c', present: 3, kind: 'true' },
      ],
    });
    expect(texts(model)).toEqual([
      ['1', 'x', undefined],
      [undefined, 'y', 'null'],
      [undefined, 'z', 'true'],
      [undefined, undefined, undefined],
      ['mixed', undefined, 'false'],
    ]);
  });

  it('shows numbers as spelled, strings as meant, and says where a name stands twice', () => {
    const model = table('[{"n":12345678901234567890.10,"s":"M\\u00fcller","n":-0}]');
    const [row] = pageTable(model, null, { from: 0, count: 1, columns: [0, 1] });
    expect(row?.cells).toMatchObject([{ text: { text: '-0' }, duplicate: true }, { text: { text: 'Müller' } }]);
    expect(model.summary.columns[0]?.present).toBe(1);
  });

  it('leaves out columns beyond 500 and counts them', () => {
    const wide = Object.fromEntries(Array.from({ length: 510 }, (_, i) => [`c${i}`, i]));
    expect(table([wide, wide]).summary).toMatchObject({ columnsLeftOut: 10, columns: { length: 500 } });
  });

  it.each(['{}', '[]', '[1]', '[[]]', 'null'])('refuses %s', text => {
    expect(() => table(text)).toThrow(expect.objectContaining({ code: 'not-a-table' }));
  });

  it('takes names such as __proto__ for what they are', () => {
    expect(texts(table('[{"__proto__":1,"constructor":2}]'))).toEqual([['1', '2']]);
  });
});

describe('findTables', () => {
  it('tells SuiteQL, record lists and other arrays apart, the likeliest first', () => {
    const list = (items: unknown) => index(JSON.stringify({ links: [], count: 1, hasMore: false, items, offset: 0 }));
    expect(findTables(list([{ links: [], id: '1', name: 'x' }]))[0]).toMatchObject({
      shape: 'suiteql',
      path: '$.items',
    });
    expect(findTables(list([{ links: [{ rel: 'self' }], id: '1' }]))[0]).toMatchObject({ shape: 'records' });
    const nested = index('{"a":[{"x":1}],"b":{"c":[{"y":1},{"y":2}]},"d":[1]}');
    expect(findTables(nested).map(({ path, rows }) => [path, rows])).toEqual([
      ['$.b.c', 2],
      ['$.a', 1],
    ]);
    expect(findTables(index('[1,2]'))).toEqual([]);
  });
});

describe('arrangeTable', () => {
  it('sorts numbers with every digit, rows without value last in either direction', () => {
    const model = table('[{"v":12345678901234567891},{"v":2},{},{"v":12345678901234567890},{"v":null},{"v":-1.5e1}]');
    expect(column([], ascending, model)).toEqual([
      '-1.5e1',
      '2',
      '12345678901234567890',
      '12345678901234567891',
      undefined,
      'null',
    ]);
    expect(column([], descending, model)).toEqual([
      '12345678901234567891',
      '12345678901234567890',
      '2',
      '-1.5e1',
      undefined,
      'null',
    ]);
  });

  it('sorts as numbers strings that all are numbers, as SuiteQL answers them', () => {
    expect(column(['10', '9', '', '-1', '9.0'], ascending)).toEqual(['-1', '9', '9.0', '10', '']);
    expect(column(['10', '9', 'x'], ascending)).toEqual(['10', '9', 'x']);
  });

  it('sorts as dates strings that all are dates of one form', () => {
    expect(column(['12/1/2025', '2/3/2026', '1/31/2026'], ascending)).toEqual(['12/1/2025', '1/31/2026', '2/3/2026']);
    expect(column(['31/12/2025', '1/2/2026', '2/1/2026'], ascending)).toEqual(['31/12/2025', '2/1/2026', '1/2/2026']);
    expect(column(['2026-01-02T00:00:00Z', '2026-01-01T23:00:00-05:00'], descending)).toEqual([
      '2026-01-01T23:00:00-05:00',
      '2026-01-02T00:00:00Z',
    ]);
  });

  it('keeps every row once, in an order that is one, for any values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer(), fc.double(), fc.string(), fc.boolean(), fc.constant(null))),
        values => {
          if (values.length > 0) {
            const model = table(values.map(v => ({ v })));
            const order = arrangeTable(model, ascending) ?? new Uint32Array();
            expect([...order].sort((a, b) => a - b)).toEqual(values.map((_, i) => i));
            const numbers = texts(model, order).flatMap(([text = ''], i) =>
              typeof values[order[i] ?? 0] === 'number' ? [Number(text)] : [],
            );
            expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
          }
        },
      ),
    );
  });

  it('filters by what cells show, in one column or all', () => {
    const model = table([
      { a: 'Größe', b: 'x' },
      { a: 'y', b: 'gr' },
      { a: '"', b: null },
    ]);
    const rows = (filter: NonNullable<TableView['filter']>) => [...(arrangeTable(model, { filter }) ?? [-1])];
    expect(rows({ text: 'gr', caseSensitive: false })).toEqual([0, 1]);
    expect(rows({ text: 'gr', caseSensitive: false, column: 0 })).toEqual([0]);
    expect(rows({ text: 'GRÖSSE', caseSensitive: false })).toEqual([]);
    expect(rows({ text: 'GRÖßE', caseSensitive: false })).toEqual([0]);
    // The quotes around a string are not in its cell.
    expect(rows({ text: '"', caseSensitive: true })).toEqual([2]);
    expect(rows({ text: '', caseSensitive: true })).toEqual([-1]);
  });
});

/** Reads CSV by RFC 4180, with any separator. */
function parsed(text: string, separator: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i] ?? '';
    if (quoted) {
      if (character === '"' && text[i + 1] === '"') {
        cell += '"';
        i++;
      } else if (character === '"') {
        quoted = false;
      } else {
        cell += character;
      }
    } else if (character === '"' && cell === '') {
      quoted = true;
    } else if (character === separator || character === '\n') {
      rows.at(-1)?.push(cell);
      cell = '';
      if (character === '\n') {
        rows.push([]);
      }
    } else if (character !== '\r') {
      cell += character;
    }
  }
  return rows.slice(0, -1);
}

function written(model: TableModel, format: TableFormat, order: Uint32Array | null = null): string {
  const columns = model.summary.columns.map((_, each) => each);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return [...writeTable(model, order, { format, columns })]
    .map(part => decoder.decode(part, { stream: true }))
    .join('');
}

describe('writeTable', () => {
  const cells = fc.record(
    { a: fc.string({ unit: 'binary' }), 'b,"': fc.oneof(fc.integer(), fc.string()), c: fc.boolean() },
    { requiredKeys: ['a'] },
  );

  it.each([
    ['csv', ','],
    ['tsv', '\t'],
  ] as const)('writes %s that reads back as what cells show, formulas neutralised', (format, separator) => {
    fc.assert(
      fc.property(fc.array(cells, { minLength: 1 }), rows => {
        const names = [...new Set(rows.flatMap(row => Object.keys(row)))];
        const text = (value: string | number | boolean | undefined) =>
          typeof value === 'string' ? neutralised(value) : value === undefined ? '' : String(value);
        const expected = [
          names,
          ...rows.map(row => names.map(name => text(Object.entries(row).find(([key]) => key === name)?.[1]))),
        ];
        // Half characters become U+FFFD in UTF-8.
        const whole = expected.map(row => row.map(cell => cell.toWellFormed()));
        expect(parsed(written(table(rows), format), separator)).toEqual(whole);
      }),
    );
  });

  it.each(['=1+1', '+cmd', '-cmd|x', '@sum', '\t=1', '\r=1', '\n=1', '＝1', '-1+1', '+1-555'])(
    'neutralises %j',
    text => {
      expect(neutralised(text)).toBe(`'${text}`);
    },
  );

  it.each(['-5', '+1.50', '-1e3', '5', 'a=1', ''])('leaves %j alone', text => {
    expect(neutralised(text)).toBe(text);
  });

  it('keeps numbers of JSON as sent, and neutralises names of columns', () => {
    expect(written(table('[{"=x":-5,"n":1.10}]'), 'csv')).toBe("'=x,n\r\n-5,1.10\r\n");
  });

  it('quotes what another separator would tear apart', () => {
    expect(written(table([{ a: 'x;=1', b: ' y' }]), 'csv')).toBe('a,b\r\n"x;=1"," y"\r\n');
  });

  it('writes JSON that parses to the same rows, every number as spelled', () => {
    const text = '[{"a":1.10,"a b":"x\\u00fc"},{"c":[1]}]';
    expect(written(table(text), 'json')).toBe('[\n  { "a": 1.10, "a b": "x\\u00fc" },\n  { "c": [1] }\n]\n');
  });

  it('writes Markdown in which nothing is markup', () => {
    expect(written(table([{ a: '![x](http://e.test) <b> | `c`\n*' }]), 'markdown')).toBe(
      '| a |\n| --- |\n| \\!\\[x\\](http://e.test) \\<b\\> \\| \\`c\\` \\* |\n',
    );
  });

  it('writes the rows that are shown, in their order, and a part of them', () => {
    const model = table([{ v: 3 }, { v: 1 }, { v: 2 }]);
    const order = arrangeTable(model, ascending);
    expect(written(model, 'tsv', order)).toBe('v\n1\n2\n3\n');
    const [part] = writeTable(model, order, { format: 'tsv', columns: [0], from: 1, count: 1 });
    expect(new TextDecoder().decode(part)).toBe('v\n2\n');
  });

  it('comes in parts', () => {
    const model = table(Array.from({ length: 3000 }, () => ({ v: 'x'.repeat(1000) })));
    expect([...writeTable(model, null, { format: 'csv', columns: [0] })]).toHaveLength(3);
  });
});

describe('another page', () => {
  it('is the URL that was sent with another offset, all else as it was written', () => {
    expect(listPageUrl('https://x.test/services/rest/query/v1/suiteql?offset=0&limit=5', 5)).toBe(
      'https://x.test/services/rest/query/v1/suiteql?limit=5&offset=5',
    );
    expect(listPageUrl('https://x.test/r?q=a%20b%2Bc#x', 10)).toBe('https://x.test/r?q=a%20b%2Bc&offset=10');
    expect(listPageUrl('https://x.test/r', 0)).toBe('https://x.test/r?offset=0');
  });

  it('is none when there is no more, whatever links say', () => {
    const text =
      '{"links":[{"rel":"next","href":"https://evil.test/?offset=9"}],"items":[{"id":1,"x":1}],"count":1,"hasMore":false,"offset":4}';
    const { summary } = table(text, findTables(index(text))[0]?.node);
    expect(summary.page).toEqual({ offset: 4, count: 1, hasMore: false });
  });
});
