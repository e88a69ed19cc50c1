import { compareDecimals } from '../jsonPath/decimal.ts';
import { jsonKind, NONE } from '../jsonKind.ts';
import { valueText } from '../jsonText.ts';
import { createMatcher } from '../search/matcher.ts';
import { columnDates } from './columnDates.ts';
import { columnNodes, type TableModel } from './tableModel.ts';
import type { TableView } from './tableTypes.ts';

/**
 * The rows of a table that pass its filter, sorted; null for all as in the body.
 *
 * Numbers are compared with every digit as sent. SuiteQL answers every value as a string, so a column whose strings all
 * are numbers is sorted as numbers, one whose strings all are dates as dates. Other strings are sorted as people of the
 * language sort them; then true and false, then objects and arrays; rows without a value, or with null, are last in
 * either direction. Rows that are equal stay in the order of the body.
 */
export function arrangeTable(model: TableModel, { sort, filter }: TableView): Uint32Array | null {
  const isFiltered = filter !== undefined && filter.text !== '';
  if (!sort && !isFiltered) {
    return null;
  }
  const all = Uint32Array.from({ length: model.rows.length }, (_, row) => row);
  const rows = isFiltered ? all.filter(passing(model, filter)) : all;
  const name = sort && model.summary.columns[sort.column]?.name;
  return name === undefined ? rows : sorted(model, rows, name, sort?.descending === true);
}

function passing(model: TableModel, filter: NonNullable<TableView['filter']>): (row: number) => boolean {
  const { index, rows } = model;
  const matcher = createMatcher(index.bytes, { text: filter.text, caseSensitive: filter.caseSensitive, regex: false });
  const holds = (node: number): boolean => {
    let found = false;
    const isString = index.kind[node] === jsonKind.string;
    const [start = 0, end = 0] = [index.start[node], index.end[node]];
    // Without the quotes, which a cell does not show; a string with escapes is also compared as it is meant.
    const edge = isString ? 1 : 0;
    matcher(start, end, isString, (from, to) => {
      found ||= (from >= start + edge && to <= end - edge) || (from === start && to === end);
      return !found;
    });
    return found;
  };
  const { column } = filter;
  if (column !== undefined) {
    const nodes = columnNodes(model, model.summary.columns[column]?.name ?? '');
    return row => nodes[row] !== NONE && holds(nodes[row] ?? 0);
  }
  return row => {
    const element = rows[row] ?? 0;
    if (index.kind[element] !== jsonKind.object) {
      return holds(element);
    }
    const end = index.next[element] ?? 0;
    for (let child = element + 1; child < end; child = index.next[child] ?? end) {
      if (holds(child)) {
        return true;
      }
    }
    return false;
  };
}

/** What comes first. */
const rank = { number: 0, date: 0, text: 1, boolean: 2, container: 3, none: 4 } as const;

function sorted(model: TableModel, rows: Uint32Array, name: string, descending: boolean): Uint32Array {
  const { index } = model;
  const nodes = columnNodes(model, name);
  const textOf = (row: number) => valueText(index, nodes[row] ?? 0);
  const ranks = new Uint8Array(model.rows.length);
  const numbers = new Float64Array(model.rows.length);
  const texts: string[] = [];
  for (const row of rows) {
    ranks[row] = rankOf(nodes[row] === NONE ? jsonKind.null : (index.kind[nodes[row] ?? 0] ?? 0));
    if (ranks[row] === rank.number) {
      numbers[row] = Number(textOf(row));
    } else if (ranks[row] === rank.text) {
      texts[row] = textOf(row);
    } else if (ranks[row] === rank.boolean) {
      numbers[row] = index.kind[nodes[row] ?? 0] === jsonKind.true ? 1 : 0;
    }
  }
  const areNumbers = typeTexts(rows, ranks, numbers, texts);
  const collator = new Intl.Collator();
  const compare = (a: number, b: number): number => {
    switch (ranks[a] ?? rank.none) {
      case rank.number: {
        const difference = (numbers[a] ?? 0) - (numbers[b] ?? 0);
        // Rounding never turns an order round; where it makes equal, the digits decide.
        return difference !== 0 && !Number.isNaN(difference)
          ? difference
          : areNumbers
            ? compareDecimals(textOf(a), textOf(b))
            : 0;
      }
      case rank.text:
        return collator.compare(texts[a] ?? '', texts[b] ?? '');
      case rank.boolean:
        return (numbers[a] ?? 0) - (numbers[b] ?? 0);
      default:
        return 0;
    }
  };
  const sign = descending ? -1 : 1;
  return rows.sort((a, b) => {
    const [rankA = 0, rankB = 0] = [ranks[a], ranks[b]];
    if (rankA !== rankB) {
      return rankA === rank.none || rankB === rank.none ? rankA - rankB : sign * (rankA - rankB);
    }
    return sign * compare(a, b) || a - b;
  });
}

function rankOf(kind: number): number {
  switch (kind) {
    case jsonKind.number:
      return rank.number;
    case jsonKind.string:
      return rank.text;
    case jsonKind.true:
    case jsonKind.false:
      return rank.boolean;
    case jsonKind.null:
      return rank.none;
    default:
      return rank.container;
  }
}

const numberText = /^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,5})?$/;

/**
 * Turns strings into numbers or dates where all of them are (empty ones are as good as none); answers whether equal
 * ones are to be compared by their digits.
 */
function typeTexts(rows: Uint32Array, ranks: Uint8Array, numbers: Float64Array, texts: string[]): boolean {
  const withText = Array.from(rows).filter(row => ranks[row] === rank.text && texts[row] !== '');
  if (withText.length === 0) {
    return true;
  }
  let read: ((text: string) => number) | undefined;
  const areNumbers = withText.every(row => numberText.test(texts[row] ?? ''));
  if (areNumbers) {
    read = Number;
  } else if (!rows.some(row => ranks[row] === rank.number)) {
    read = columnDates(withText.map(row => texts[row] ?? ''));
  }
  if (read) {
    for (const row of rows) {
      if (ranks[row] === rank.text) {
        const text = texts[row] ?? '';
        ranks[row] = text === '' ? rank.none : rank.number;
        numbers[row] = text === '' ? 0 : read(text);
      }
    }
  }
  return read === undefined || areNumbers;
}
