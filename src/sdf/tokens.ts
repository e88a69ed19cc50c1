export type TokenKind = 'name' | 'number' | 'string' | 'template' | 'regex' | 'open' | 'close' | 'punctuation';

/** One token of JavaScript or TypeScript. UTF-16 offsets, `end` exclusive. */
export interface Token {
  readonly kind: TokenKind;
  /** A string without its quotes, escapes kept as written; everything else as written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface Tokens {
  readonly list: readonly Token[];
  /** For an opening bracket the index of its closing one, and the other way round; undefined without a partner. */
  readonly partner: readonly (number | undefined)[];
  /** For each token the documentation comment (from slash to slash) that stands right before it. */
  readonly doc: readonly (string | undefined)[];
  /** Every documentation comment, in order. */
  readonly docs: readonly string[];
}

/** After these words a slash starts a regular expression; after any other name it divides. */
const beforeRegex = new Set('return typeof case in of do else void delete throw new instanceof yield await'.split(' '));
const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '${': '}' };
const nameStart = /[\p{ID_Start}$_#@\\]/u;

/**
 * Cuts a script into tokens, near enough to find functions: comments, strings, templates and regular expressions never
 * look like code. Any text gives an answer, in time that grows with its length; nothing is run. Where a slash may mean
 * either, the guess costs at most its line.
 */
export function tokenize(text: string): Tokens {
  const list: Token[] = [];
  const doc: (string | undefined)[] = [];
  const docs: string[] = [];
  /** How many brackets stood open where each template was interrupted by a `${`. */
  const templates: number[] = [];
  let depth = 0;
  let pending: string | undefined;
  /** A line that ended inside a regular expression had none; looking again from each of its slashes would take long. */
  let noRegexBefore = 0;
  let at = 0;

  const add = (kind: TokenKind, end: number, value = text.slice(at, end)): void => {
    list.push({ kind, text: value, start: at, end });
    doc.push(pending);
    pending = undefined;
    at = end;
  };
  const addTemplate = (from: number): void => {
    const { end, interrupted } = templateEnd(text, from);
    add('template', end);
    if (interrupted) {
      add('open', at + 2);
      templates.push(depth++);
    }
  };

  while (at < text.length) {
    const char = text.charAt(at);
    const next = text.charAt(at + 1);
    if (char <= ' ' || char === '\u00a0' || char === '\u2028' || char === '\u2029' || char === '\ufeff') {
      at++;
    } else if (char === '/' && next === '/') {
      at = lineEnd(text, at);
    } else if (char === '/' && next === '*') {
      const close = text.indexOf('*/', at + 2);
      const end = close < 0 ? text.length : close + 2;
      // `/**/` is an empty comment.
      if (text.charAt(at + 2) === '*' && end - at > 4) {
        pending = text.slice(at, end);
        docs.push(pending);
      }
      at = end;
    } else if (char === '"' || char === "'") {
      const end = stringEnd(text, at);
      add('string', end, text.slice(at + 1, text.charAt(end - 1) === char && end > at + 1 ? end - 1 : end));
    } else if (char === '`') {
      addTemplate(at + 1);
    } else if (char === '/' && at >= noRegexBefore && mayBeRegex(list.at(-1))) {
      const { end, closed } = regexEnd(text, at);
      if (closed) {
        add('regex', end);
      } else {
        noRegexBefore = end;
        add('punctuation', at + 1);
      }
    } else if (char === '(' || char === '[' || char === '{') {
      depth++;
      add('open', at + 1);
    } else if (char === '}' && templates.at(-1) === depth - 1) {
      templates.pop();
      depth--;
      add('close', at + 1);
      addTemplate(at);
    } else if (char === ')' || char === ']' || char === '}') {
      depth = Math.max(depth - 1, templates.length === 0 ? 0 : (templates.at(-1) ?? 0) + 1);
      add('close', at + 1);
    } else if (nameStart.test(String.fromCodePoint(text.codePointAt(at) ?? 0))) {
      add('name', wordEnd(text, at));
    } else if (char >= '0' && char <= '9') {
      add('number', wordEnd(text, at));
    } else {
      add('punctuation', at + (char === '=' && next === '>' ? 2 : text.startsWith('...', at) ? 3 : 1));
    }
  }
  return { list, doc, docs, partner: findPartners(list) };
}

/** A closing bracket goes to the nearest open one of its kind; those that stand open in between have none. */
function findPartners(list: readonly Token[]): (number | undefined)[] {
  const partner = new Array<number | undefined>(list.length).fill(undefined);
  const open: { readonly index: number; readonly closer: string }[] = [];
  const waiting = new Map<string, number>();
  const count = (closer: string, change: number) => waiting.set(closer, (waiting.get(closer) ?? 0) + change);
  list.forEach(({ kind, text }, index) => {
    if (kind === 'open') {
      const closer = closers[text] ?? '';
      open.push({ index, closer });
      count(closer, 1);
    } else if (kind === 'close' && (waiting.get(text) ?? 0) > 0) {
      for (let top = open.pop(); top; top = open.pop()) {
        count(top.closer, -1);
        if (top.closer === text) {
          partner[index] = top.index;
          partner[top.index] = index;
          break;
        }
      }
    }
  });
  return partner;
}

function mayBeRegex(before: Token | undefined): boolean {
  switch (before?.kind) {
    case undefined:
    case 'open':
    case 'punctuation':
      return true;
    case 'name':
      return beforeRegex.has(before.text);
    case 'close':
      return before.text === '}';
    case 'number':
    case 'string':
    case 'template':
    case 'regex':
      return false;
  }
}

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isLineEnd(text.charAt(at))) at++;
  return at;
}

function stringEnd(text: string, from: number): number {
  const quote = text.charAt(from);
  let at = from + 1;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === '\\') at += text.startsWith('\r\n', at + 1) ? 3 : 2;
    else if (char === quote) return at + 1;
    else if (char === '\n' || char === '\r') return at;
    else at++;
  }
  return text.length;
}

/** From inside a template to its end, or to the `${` that interrupts it. */
function templateEnd(text: string, from: number): { end: number; interrupted: boolean } {
  let at = from;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === '\\') at += 2;
    else if (char === '`') return { end: at + 1, interrupted: false };
    else if (char === '$' && text.charAt(at + 1) === '{') return { end: at, interrupted: true };
    else at++;
  }
  return { end: text.length, interrupted: false };
}

/** The end of a regular expression with its flags, or of the line that it would have to end on. */
function regexEnd(text: string, from: number): { end: number; closed: boolean } {
  let inClass = false;
  let at = from + 1;
  for (; at < text.length && !isLineEnd(text.charAt(at)); at++) {
    const char = text.charAt(at);
    if (char === '\\') at++;
    else if (char === '[') inClass = true;
    else if (char === ']') inClass = false;
    else if (char === '/' && !inClass) return { end: wordEnd(text, at + 1), closed: true };
  }
  return { end: at, closed: false };
}

function wordEnd(text: string, from: number): number {
  const word = /[\p{ID_Continue}$\u200c\u200d#@\\]+/uy;
  word.lastIndex = from;
  return from + (word.exec(text)?.[0].length ?? 0);
}

function isLineEnd(char: string): boolean {
  return char === '\n' || char === '\r' || char === '\u2028' || char === '\u2029';
}
