/** How a command line is quoted. */
export type Shell = 'bash' | 'cmd' | 'powershell';

/** An argument as the program gets it, with the way back to where each of its characters stands. */
export interface ShellWord {
  readonly text: string;
  /** Runs of characters that stand side by side in both; `at` counts in the word, `start` in the text. */
  readonly runs: readonly { readonly at: number; readonly start: number }[];
  /** Whether a part of it was quoted. */
  readonly isQuoted: boolean;
}

export interface ShellCommand {
  readonly words: readonly ShellWord[];
  /** Where the command ends: at a line break, `;`, `|` or `&` outside quotes, or at the end of the text. */
  readonly end: number;
  readonly isUnterminated: boolean;
}

/** Where a character of a word stands in the text. */
export function placeInText({ runs }: ShellWord, index: number): number {
  const run = runs.findLast(({ at }) => at <= index);
  return run ? run.start + index - run.at : 0;
}

/** Splits the command that starts at `from` into words, by the quoting rules of its shell. */
export function splitCommand(text: string, from: number, shell: Shell): ShellCommand {
  const reading: Reading = { text, at: from, words: [], parts: undefined, depth: 0 };
  while (reading.at < text.length) {
    if (!step(reading, shell)) {
      finishWord(reading);
      return { words: reading.words, end: reading.at, isUnterminated: reading.isUnterminated === true };
    }
  }
  finishWord(reading);
  return { words: reading.words, end: text.length, isUnterminated: reading.isUnterminated === true };
}

interface Reading {
  readonly text: string;
  at: number;
  readonly words: ShellWord[];
  /** The word being read. */
  parts: WordParts | undefined;
  /** Open braces of PowerShell. */
  depth: number;
  isUnterminated?: boolean;
}

interface WordParts {
  text: string;
  /** The first characters, kept apart: looking into a growing text would copy it each time. */
  head: string;
  runs: { at: number; start: number }[];
  isQuoted: boolean;
  nextPlace: number;
}

/** Reads one unit; false at the end of the command. */
function step(reading: Reading, shell: Shell): boolean {
  const { text, at } = reading;
  const character = text.charAt(at);
  if (isContinuation(reading, escapeOf[shell])) {
    return true;
  }
  if (character === escapeOf[shell]) {
    return readEscape(reading, shell);
  }
  if (character === '"') {
    return quoteReaders[shell](reading);
  }
  if (character === "'" && shell !== 'cmd') {
    return shell === 'bash' ? readSingleQuotes(reading, []) : readSingleQuotes(reading, ["''"]);
  }
  if (character === '$' && text[at + 1] === "'" && shell === 'bash') {
    return readAnsiQuotes(reading);
  }
  if (shell === 'powershell' && /[{}()]/.test(character)) {
    reading.depth += /[{(]/.test(character) ? 1 : -1;
    finishWord(reading);
    reading.at++;
    return reading.depth >= 0;
  }
  const isSeparator = shell === 'powershell' ? /[=;,]/.test(character) && reading.depth > 0 : false;
  if (
    /[\r\n]/.test(character)
      ? reading.depth === 0
      : !isSeparator && /[;|&]/.test(character) && !isInWord(reading, shell)
  ) {
    return false;
  }
  if (isSeparator || /\s/.test(character)) {
    finishWord(reading);
  } else {
    append(reading, character, at, false);
  }
  reading.at++;
  return true;
}

const escapeOf: Readonly<Record<Shell, string>> = { bash: '\\', cmd: '^', powershell: '`' };

/** A URL with `&` is often pasted without quotes: within a word of a URL the sign does not end the command. */
function isInWord({ parts }: Reading, shell: Shell): boolean {
  return shell !== 'powershell' && parts !== undefined && /^(?:--url=)?https?:/i.test(parts.head);
}

function isContinuation(reading: Reading, sign: string): boolean {
  const { text, at } = reading;
  if (text[at] !== sign) {
    return false;
  }
  // Blanks after the sign make it something else in a shell, but pasted text often has them.
  const match = /[^\S\r\n]{0,20}(?:\r\n|\r|\n)/y;
  match.lastIndex = at + 1;
  if (!match.test(text)) {
    return false;
  }
  reading.at = match.lastIndex;
  finishIfBlank(reading);
  return true;
}

function finishIfBlank(reading: Reading): void {
  if (/\s/.test(reading.text.charAt(reading.at))) {
    finishWord(reading);
  }
}

function readEscape(reading: Reading, shell: Shell): boolean {
  const { text, at } = reading;
  const next = text.charAt(at + 1);
  if (shell === 'cmd' && next === '"') {
    return readDoubleQuotesOfCmd(reading);
  }
  if (shell === 'cmd' && next === '\\' && text.startsWith('^\\^"', at)) {
    append(reading, '"', at + 3, false);
    reading.at += 4;
    return true;
  }
  if (next !== '') {
    append(reading, next, at + 1, false);
  }
  reading.at += 2;
  return true;
}

const quoteReaders: Readonly<Record<Shell, (reading: Reading) => boolean>> = {
  bash: reading => readDoubleQuotes(reading, /[\\"$`\n]/, '\\', false),
  cmd: readDoubleQuotesOfCmd,
  powershell: reading => readDoubleQuotes(reading, /[^]/, '`', true),
};

function readDoubleQuotes(reading: Reading, escaped: RegExp, sign: string, isDoubled: boolean): boolean {
  const { text } = reading;
  open(reading);
  let at = reading.at + 1;
  for (; at < text.length && text[at] !== '"'; at++) {
    const next = text.charAt(at + 1);
    if (text[at] === sign && next !== '' && escaped.test(next)) {
      at++;
      if (next === '\n' && sign === '\\') {
        continue;
      }
    }
    append(reading, text.charAt(at), at, true);
    if (isDoubled && text.startsWith('""', at + 1)) {
      at += 2;
      append(reading, '"', at, true);
    }
  }
  return close(reading, at);
}

/**
 * Double quotes as cmd and the C library of a program read them together: `\"` and `""` are a quote inside, and each of
 * the signs may have a caret before it, as browsers write it.
 */
function readDoubleQuotesOfCmd(reading: Reading): boolean {
  const { text } = reading;
  const hasCarets = text[reading.at] === '^';
  open(reading);
  let at = reading.at + (hasCarets ? 2 : 1);
  const sign = hasCarets ? '^"' : '"';
  for (; at < text.length && !text.startsWith(sign, at); at++) {
    if (hasCarets && /[\r\n]/.test(text.charAt(at + 1)) && text[at] === '^') {
      at += text.startsWith('\r\n', at + 1) ? 2 : 1;
      continue;
    }
    if (hasCarets && text[at] === '^') {
      at++;
    }
    if (text[at] === '\\' && text.startsWith(sign, at + 1)) {
      at += sign.length;
    }
    append(reading, text.charAt(at), at, true);
  }
  reading.at = at;
  if (at >= text.length) {
    reading.isUnterminated = true;
    return false;
  }
  reading.at = at + sign.length;
  if (text.startsWith('"', reading.at) && !hasCarets) {
    append(reading, '"', reading.at, true);
    return readDoubleQuotesOfCmd(reading);
  }
  return true;
}

function readSingleQuotes(reading: Reading, doubled: readonly string[]): boolean {
  const { text } = reading;
  open(reading);
  let at = reading.at + 1;
  for (; at < text.length; at++) {
    const isDoubled = doubled.some(sign => text.startsWith(sign, at));
    if (text[at] === "'" && !isDoubled) {
      break;
    }
    at += isDoubled ? 1 : 0;
    append(reading, text.charAt(at), at, true);
  }
  return close(reading, at);
}

const ansi: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** `$'…'` of bash: backslash escapes, `\xHH` and `\uHHHH`. */
function readAnsiQuotes(reading: Reading): boolean {
  const { text } = reading;
  open(reading);
  let at = reading.at + 2;
  for (; at < text.length && text[at] !== "'"; at++) {
    if (text[at] !== '\\') {
      append(reading, text.charAt(at), at, true);
      continue;
    }
    const code = /x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})/y;
    code.lastIndex = at + 1;
    const match = code.exec(text);
    if (match) {
      append(reading, String.fromCharCode(parseInt(match[1] ?? match[2] ?? '', 16)), at, true);
      at = code.lastIndex - 1;
    } else {
      at++;
      append(reading, ansi.get(text.charAt(at)) ?? text.charAt(at), at, true);
    }
  }
  return close(reading, at);
}

function open(reading: Reading): void {
  append(reading, '', reading.at, true);
}

function close(reading: Reading, at: number): boolean {
  reading.at = at + 1;
  if (at >= reading.text.length) {
    reading.at = reading.text.length;
    reading.isUnterminated = true;
    return false;
  }
  return true;
}

function append(reading: Reading, character: string, place: number, isQuoted: boolean): void {
  const parts = (reading.parts ??= { text: '', head: '', runs: [], isQuoted: false, nextPlace: -1 });
  parts.isQuoted ||= isQuoted;
  if (character === '') {
    return;
  }
  if (parts.nextPlace !== place) {
    parts.runs.push({ at: parts.text.length, start: place });
  }
  parts.text += character;
  parts.head += parts.head.length < 16 ? character : '';
  parts.nextPlace = place + character.length;
}

function finishWord(reading: Reading): void {
  if (reading.parts) {
    const { text, runs, isQuoted } = reading.parts;
    reading.words.push({ text, runs, isQuoted });
    reading.parts = undefined;
  }
}
