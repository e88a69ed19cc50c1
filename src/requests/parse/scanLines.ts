/** One line: `start` to `end` is its text, `next` is where the following line starts. UTF-16 offsets. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const BYTE_ORDER_MARK = 0xfeff;

/** The lines of a text with any mix of LF, CRLF and CR. A byte order mark belongs to no line. */
export function scanLines(text: string): Line[] {
  const lines: Line[] = [];
  let start = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code !== LF && code !== CR) continue;
    const next = code === CR && text.charCodeAt(i + 1) === LF ? i + 2 : i + 1;
    lines.push({ start, end: i, next });
    start = next;
    i = next - 1;
  }
  lines.push({ start, end: text.length, next: text.length });
  return lines;
}

/** The first offset in [from, to) that is neither space nor tab, or `to`. */
export function skipBlanks(text: string, from: number, to: number): number {
  let i = from;
  while (i < to && isBlank(text.charCodeAt(i))) i++;
  return i;
}

/** The offset after the last character in [from, to) that is neither space nor tab, or `from`. */
export function skipBlanksBack(text: string, from: number, to: number): number {
  let i = to;
  while (i > from && isBlank(text.charCodeAt(i - 1))) i--;
  return i;
}

/** The first space or tab in [from, to), or `to`. */
export function findBlank(text: string, from: number, to: number): number {
  let i = from;
  while (i < to && !isBlank(text.charCodeAt(i))) i++;
  return i;
}

/** The first `char` in [from, to), or `to`. Unlike indexOf it never looks past `to`, which keeps parsing linear. */
export function findChar(text: string, char: string, from: number, to: number): number {
  let i = from;
  while (i < to && text[i] !== char) i++;
  return i;
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}
