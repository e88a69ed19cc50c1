/** How a body is indented. */
export interface JsonStyle {
  /** One level, for example two spaces. */
  readonly indent: string;
  readonly lineEnd: string;
}

type TokenKind = 'open' | 'close' | 'comma' | 'colon' | 'value' | 'reference' | 'line';

interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

/** Strings, references, and what else stands for a value: numbers and words, with references glued to them. */
const VALUE = /"(?:[^"\\\r\n]|\\.)*"|(?:\{\{[^{}\r\n]+\}\}|[^\s{}[\],:"#/])+/y;
const REFERENCE = /^\{\{[^{}\r\n]+\}\}$/;
/** Lines that are not sent: comments, directives, variables. */
const ASIDE = /^[ \t]*(?:#|\/\/|@[^\s=]+[ \t]*:?=)/;

/**
 * Lays out a JSON body anew. Nothing but the blanks between its tokens changes: numbers keep their digits, names that
 * stand twice stay, `{{references}}` stay without quotes where they had none, and lines that are not sent keep a line of
 * their own.
 *
 * @returns undefined when the text is not JSON, apart from what references may stand for
 */
export function formatJson(text: string, { indent, lineEnd }: JsonStyle): string | undefined {
  const tokens = tokenise(text);
  if (!tokens || !isWellFormed(tokens)) return undefined;
  const lines: string[] = [];
  let line = '';
  let depth = 0;
  const flush = () => {
    if (line !== '') lines.push(indent.repeat(depth) + line);
    line = '';
  };
  tokens.forEach(({ kind, text: piece }, index) => {
    const next = tokens[index + 1];
    switch (kind) {
      case 'open':
        line += piece;
        if (next?.kind === 'close') break;
        flush();
        depth++;
        break;
      case 'close':
        if (tokens[index - 1]?.kind !== 'open') {
          flush();
          depth--;
        }
        line += piece;
        break;
      case 'comma':
        line += piece;
        flush();
        break;
      case 'colon':
        line += ': ';
        break;
      case 'line':
        flush();
        lines.push(indent.repeat(depth) + piece);
        break;
      case 'value':
      case 'reference':
        line += piece;
    }
  });
  flush();
  return lines.map(each => each.trimEnd()).join(lineEnd);
}

function tokenise(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  let at = 0;
  let isLineStart = true;
  while (at < text.length) {
    const char = text.charAt(at);
    if (isLineStart) {
      isLineStart = false;
      const end = endOfLine(text, at);
      const written = text.slice(at, end);
      if (ASIDE.test(written)) {
        tokens.push({ kind: 'line', text: written.trim() });
        at = end;
        continue;
      }
    }
    if (/\s/.test(char)) {
      isLineStart = char === '\n' || char === '\r';
      at++;
      continue;
    }
    VALUE.lastIndex = at;
    const value = VALUE.exec(text)?.[0];
    if (value !== undefined) {
      tokens.push({ kind: REFERENCE.test(value) ? 'reference' : 'value', text: value });
      at += value.length;
      continue;
    }
    const kind = kindOf(char);
    if (!kind) return undefined;
    tokens.push({ kind, text: char });
    at++;
  }
  return tokens;
}

function endOfLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

function kindOf(char: string): TokenKind | undefined {
  switch (char) {
    case '{':
    case '[':
      return 'open';
    case '}':
    case ']':
      return 'close';
    case ',':
      return 'comma';
    case ':':
      return 'colon';
    default:
      return undefined;
  }
}

/** Whether the tokens make one JSON value. A reference can stand for a value, a name, or whole members. */
function isWellFormed(tokens: readonly Token[]): boolean {
  const open: string[] = [];
  let previous: Token | undefined;
  let beforeColon = false;
  for (const token of tokens) {
    if (token.kind === 'line') continue;
    // After a whole value nothing may follow but blanks.
    if (previous && open.length === 0) return false;
    const isStart = previous === undefined || previous.kind === 'open';
    const inObject = open.at(-1) === '{';
    // `{"a"}` and `{"a", …}`: a name without a value, unless a reference brings the whole member.
    const isLoneName = previous?.kind === 'value' && !beforeColon && inObject;
    if (isLoneName && (token.kind === 'comma' || token.kind === 'close')) return false;
    switch (token.kind) {
      case 'open':
        if (!isStart && previous?.kind !== 'comma' && previous?.kind !== 'colon') return false;
        if (inObject && previous?.kind !== 'colon') return false;
        open.push(token.text);
        beforeColon = false;
        break;
      case 'close':
        if (previous?.kind === 'comma' || previous?.kind === 'colon') return false;
        if (open.pop() !== (token.text === '}' ? '{' : '[')) return false;
        beforeColon = false;
        break;
      case 'comma':
        if (!previous || previous.kind === 'open' || previous.kind === 'comma' || previous.kind === 'colon')
          return false;
        beforeColon = false;
        break;
      case 'colon': {
        const isName = previous?.kind === 'reference' || (previous?.kind === 'value' && previous.text.startsWith('"'));
        if (!inObject || !isName || beforeColon) return false;
        beforeColon = true;
        break;
      }
      case 'value':
      case 'reference':
        if (!isStart && previous?.kind !== 'comma' && previous?.kind !== 'colon') return false;
        if (token.kind === 'value' && !isValue(token.text)) return false;
    }
    previous = token;
  }
  return previous !== undefined && open.length === 0;
}

function isValue(text: string): boolean {
  return (
    text.startsWith('"') ||
    text.includes('{{') ||
    /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/.test(text)
  );
}
