/** A piece of a page's text that stands alone: a line, or a cell of one. Bounds are those in the text. */
export interface PageCell {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const longestCell = 1000;

/**
 * Cuts a pasted page into cells: lines, divided by tabs, bars or two blanks. Markup is read as it is shown: a tag divides,
 * comment signs, bullets and quotes around a cell (people keep such texts in code) are left out.
 */
export function cellsOf(text: string): PageCell[] {
  const page = withoutMarkup(text);
  const cells: PageCell[] = [];
  for (const { index, 0: piece } of page.matchAll(/[^\t\r\n|]+/g)) {
    let from = 0;
    while (from < piece.length) {
      const gap = piece.indexOf('  ', from);
      const to = gap < 0 ? piece.length : gap;
      const cell = cellAt(page, index + from, index + to);
      if (cell) {
        cells.push(cell);
      }
      from = to + 1;
    }
  }
  return cells;
}

function cellAt(page: string, from: number, to: number): PageCell | undefined {
  let start = from;
  let end = to;
  while (start < end && /[\s/*#>•·◦"'`\u200B-\u200F\u2060\uFEFF-]/.test(page.charAt(start))) start++;
  while (end > start && /[\s*"'`,;\u200B-\u200F\u2060\uFEFF]/.test(page.charAt(end - 1))) end--;
  return start < end && end - start <= longestCell ? { text: page.slice(start, end), start, end } : undefined;
}

/** Puts blanks of the same length in place of tags and blank entities, so that offsets stay. */
function withoutMarkup(text: string): string {
  const page = text.includes('</') ? text.replace(/<[/!]?[a-z][^<>]{0,2000}>/gi, tag => '\t'.repeat(tag.length)) : text;
  return page.includes('&')
    ? page.replace(/&(?:nbsp|ensp|emsp|thinsp|#160|#xa0);/gi, entity => '\u00A0'.repeat(entity.length))
    : page;
}

const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** A name as the page shows it. */
export function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi,
    (all, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) {
        return entities.get(name.toLowerCase()) ?? all;
      }
      const code = decimal !== undefined ? Number(decimal) : parseInt(hex ?? '', 16);
      return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : all;
    },
  );
}
