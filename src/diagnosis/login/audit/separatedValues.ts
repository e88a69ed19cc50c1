/** Which sign parts the cells. */
type Separator = '\t' | ';' | ',';

/**
 * Reads text of comma-, semicolon- or tab-separated values (RFC 4180), which sign it is being taken from the first line.
 * Quotes that are not closed end with the text; empty lines are left out.
 *
 * @param most rows that are read at most
 */
export function readSeparatedValues(text: string, most: number): readonly (readonly string[])[] {
  const separator = separatorOf(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  const endRow = () => {
    row.push(cell);
    cell = '';
    if (row.some(each => each.trim() !== '')) {
      rows.push(row);
    }
    row = [];
  };
  for (let at = 0; at < text.length && rows.length < most; at++) {
    const sign = text.charAt(at);
    if (isQuoted) {
      if (sign !== '"') {
        cell += sign;
      } else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at++;
      } else {
        isQuoted = false;
      }
    } else if (sign === '"' && cell.trim() === '') {
      cell = '';
      isQuoted = true;
    } else if (sign === separator) {
      row.push(cell);
      cell = '';
    } else if (sign === '\n' || sign === '\r') {
      endRow();
    } else {
      cell += sign;
    }
  }
  if (rows.length < most) {
    endRow();
  }
  return rows;
}

/** Tabs come from a table that was copied, and are in no cell; of the other two the one that the first line has more of. */
function separatorOf(text: string): Separator {
  const bare = (/^\s*([^\r\n]*)/.exec(text)?.[1] ?? '').replaceAll(/"[^"]*"/g, '');
  if (bare.includes('\t')) {
    return '\t';
  }
  return bare.split(';').length > bare.split(',').length ? ';' : ',';
}
