import { NONE } from '../jsonKind.ts';
import { spelledText, valueText } from '../jsonText.ts';
import { jsonKind } from '../jsonKind.ts';
import { PartWriter } from '../partWriter.ts';
import { membersByName, type TableModel } from './tableModel.ts';

export type TableFormat = 'csv' | 'tsv' | 'markdown' | 'json';

/** Which part of a table is written. */
export interface WrittenTable {
  readonly format: TableFormat;
  /** Positions in the summary's columns, in the order wanted. */
  readonly columns: readonly number[];
  readonly from?: number;
  readonly count?: number;
}

/**
 * Writes a table in pieces of about a megabyte, UTF-8 without a byte order mark.
 *
 * - `csv` by RFC 4180: commas, lines end with CR LF. `tsv` the same with tabs and LF. A cell with a separator (also `;`,
 *   which Excel takes in many languages), quote, line end or outer space stands in quotes, quotes in it are doubled.
 * - Formulas are neutralised in both, names of columns included: a text that begins with `=`, `+`, `-`, `@` (or their
 *   full-width forms), tab, CR or LF gets a `'` in front, unless all of it is a number such as `-5` or `+1.50`. Numbers
 *   of JSON stay as sent.
 * - `markdown` is a table of GitHub's kind; whatever could be markup or HTML is escaped, a line end is a space.
 * - `json` is an array of objects with the chosen columns, every value as spelled; a name that a row has not stays away.
 */
export function* writeTable(
  model: TableModel,
  order: Uint32Array | null,
  { format, columns, from = 0, count = Infinity }: WrittenTable,
): Generator<Uint8Array, void> {
  const { index, rows, summary } = model;
  const total = order?.length ?? rows.length;
  const first = Math.max(0, Math.trunc(from));
  const last = Math.min(total, first + Math.max(0, count));
  const names = columns.map(column => summary.columns[column]?.name).filter(name => name !== undefined);
  const out = new PartWriter();
  const form = FORMS[format];
  out.text(form.head(names));
  for (let i = first; i < last; i++) {
    const members = membersByName(index, rows[order?.[i] ?? i] ?? 0);
    const cells = names.map((name): Cell => {
      const node = members.get(name)?.node ?? NONE;
      if (node === NONE) {
        return { name, isThere: false, isNumber: false, text: () => '', spelled: () => '' };
      }
      const kind = index.kind[node];
      return {
        name,
        isThere: true,
        isNumber: kind === jsonKind.number,
        text: () => (kind === jsonKind.null ? '' : valueText(index, node)),
        spelled: () => spelledText(index.bytes, index.start[node] ?? 0, index.end[node] ?? 0),
      };
    });
    out.text(form.row(cells, i === first));
    if (out.isFull) {
      yield out.take();
    }
  }
  out.text(form.foot);
  yield out.take();
}

/** A table of short texts as a whole, by the rules of writeTable. */
export function textTable(
  format: 'csv' | 'markdown',
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const form = FORMS[format];
  const cell = (text: string): Cell => ({
    name: '',
    isThere: true,
    isNumber: false,
    text: () => text,
    spelled: () => text,
  });
  return form.head(head) + rows.map((row, index) => form.row(row.map(cell), index === 0)).join('');
}

interface Cell {
  readonly name: string;
  readonly isThere: boolean;
  readonly isNumber: boolean;
  readonly text: () => string;
  readonly spelled: () => string;
}

interface Form {
  readonly head: (names: readonly string[]) => string;
  readonly row: (cells: readonly Cell[], isFirst: boolean) => string;
  readonly foot: string;
}

function separated(separator: string, lineEnd: string): Form {
  const line = (cells: readonly string[]) => cells.map(quoted).join(separator) + lineEnd;
  return {
    head: names => line(names.map(neutralised)),
    row: cells => line(cells.map(cell => (cell.isNumber ? cell.text() : neutralised(cell.text())))),
    foot: '',
  };
}

const FORMS: Readonly<Record<TableFormat, Form>> = {
  csv: separated(',', '\r\n'),
  tsv: separated('\t', '\n'),
  markdown: {
    head: names =>
      `${markdownLine(names)}${markdownLine(
        names.map(() => '---'),
        false,
      )}`,
    row: cells => markdownLine(cells.map(cell => cell.text())),
    foot: '',
  },
  json: {
    head: () => '[',
    row: (cells, isFirst) => {
      const members = cells.filter(cell => cell.isThere).map(cell => `${JSON.stringify(cell.name)}: ${cell.spelled()}`);
      return `${isFirst ? '' : ','}\n  {${members.length === 0 ? '' : ` ${members.join(', ')} `}}`;
    },
    foot: '\n]\n',
  },
};

/** A text that a spreadsheet would take for a formula, made one that it shows. */
export function neutralised(text: string): string {
  return /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) &&
    !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)
    ? `'${text}`
    : text;
}

function quoted(text: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function markdownLine(cells: readonly string[], areTexts = true): string {
  const inside = cells.map(cell => (areTexts ? cell.replace(/[\\`*_[\]<>|~&!#]/g, '\\$&').replace(/\s+/g, ' ') : cell));
  return `| ${inside.join(' | ')} |\n`;
}
