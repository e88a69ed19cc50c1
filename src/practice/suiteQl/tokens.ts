import { queryError, unsupported } from './queryErrors.ts';

export interface Token {
  readonly kind: 'word' | 'quoted' | 'text' | 'number' | 'symbol' | 'end';
  /** Upper-cased for a word; without its quotes for a quoted name or a text. */
  readonly value: string;
  /** As it was written. */
  readonly source: string;
  readonly position: number;
}

/** Longer queries are refused; assumed, a fuse for the parser. */
const longestQuery = 65_536;

const blank = /(?:\s|\uFEFF)+/uy;
const comment = /--[^\n]*|\/\*[^]*?\*\//uy;
const word = /[\p{L}_][\p{L}\p{N}_$#]*/uy;
const number = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/uy;
const text = /'((?:[^']|'')*)'/uy;
const quoted = /"([^"]+)"/uy;
const symbol = /\(\+\)|<>|!=|\^=|<=|>=|\|\||[=<>+\-*/(),.?]/uy;

/** Cuts a query into tokens, the last one of kind `end`. Throws suiteql-syntax or suiteql-unsupported. */
export function tokenize(query: string): readonly Token[] {
  if (query.length > longestQuery) {
    throw unsupported(`a query of more than ${longestQuery} characters`, longestQuery);
  }
  const tokens: Token[] = [];
  let position = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = position;
    return pattern.exec(query);
  };
  const push = (kind: Token['kind'], match: RegExpExecArray, value: string): void => {
    tokens.push({ kind, value, source: match[0], position });
    position += match[0].length;
  };
  while (position < query.length) {
    const skipped = take(blank) ?? take(comment);
    if (skipped) {
      position += skipped[0].length;
      continue;
    }
    let match: RegExpExecArray | null;
    if ((match = take(text))) {
      refuseLiteralPrefix(tokens.at(-1), position);
      push('text', match, (match[1] ?? '').replaceAll("''", "'"));
    } else if ((match = take(word))) {
      push('word', match, match[0].toUpperCase());
    } else if ((match = take(number))) {
      push('number', match, match[0]);
      const next = query[position] ?? '';
      if (/[\p{L}_$#]/u.test(next)) {
        throw queryError('suiteql-syntax', { near: match[0] + next, position: position - match[0].length });
      }
    } else if ((match = take(quoted))) {
      push('quoted', match, match[1] ?? '');
    } else if (!query.startsWith('/*', position) && (match = take(symbol))) {
      push('symbol', match, match[0]);
    } else {
      throw strangeCharacter(query, position);
    }
  }
  tokens.push({ kind: 'end', value: '', source: '', position: query.length });
  return tokens;
}

/** Oracle's N'…' and q'[…]': text of another kind, whose quotes follow other rules. */
function refuseLiteralPrefix(before: Token | undefined, position: number): void {
  if (before?.kind === 'word' && before.position + before.source.length === position) {
    throw unsupported(`${before.source}'…'`, before.position);
  }
}

function strangeCharacter(query: string, position: number): Error {
  const near = String.fromCodePoint(query.codePointAt(position) ?? 0);
  // ORA:section_156257796125
  if (near === '[' || near === ']') {
    return unsupported('[ ]', position);
  }
  if (near === ':') {
    return unsupported('a named parameter', position);
  }
  return queryError('suiteql-syntax', { near: query.startsWith('/*', position) ? '/*' : near, position });
}
