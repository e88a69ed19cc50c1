/** Bytes in one row. */
const HEX_ROW_BYTES = 16;

/** One row of a binary body. */
export interface HexRow {
  /** Of the first byte. */
  readonly offset: number;
  /** Two lower-case digits for each byte, the last row may have fewer. */
  readonly hex: readonly string[];
  /** One character for each byte; `.` for what is not printable ASCII. */
  readonly ascii: string;
}

/** How many rows a body has. */
export function countHexRows(bytes: Uint8Array): number {
  return Math.ceil(bytes.length / HEX_ROW_BYTES);
}

/** Rows `from` to `from + count`, as far as there are any. */
export function pageHex(bytes: Uint8Array, from: number, count: number): HexRow[] {
  const first = Math.max(0, Math.trunc(from));
  const last = Math.min(countHexRows(bytes), first + Math.max(0, Math.trunc(count)));
  const page: HexRow[] = [];
  for (let row = first; row < last; row++) {
    const offset = row * HEX_ROW_BYTES;
    const values = Array.from(bytes.subarray(offset, offset + HEX_ROW_BYTES));
    page.push({
      offset,
      hex: values.map(value => value.toString(16).padStart(2, '0')),
      ascii: values.map(value => (value >= 0x20 && value < 0x7f ? String.fromCharCode(value) : '.')).join(''),
    });
  }
  return page;
}
