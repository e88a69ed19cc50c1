import { CodedError } from '../codedError.ts';

/**
 * JSON with offsets. Members are a list, so that order and duplicates stay and no name can meet a prototype.
 * The bounds of a string are those of what stands between its quotes.
 */
export type JsonNode =
  | { readonly kind: 'object'; readonly members: readonly JsonMember[] }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | {
      readonly kind: 'string' | 'number' | 'word';
      readonly value: string;
      readonly start: number;
      readonly end: number;
    };

export interface JsonMember {
  readonly key: string;
  readonly value: JsonNode;
}

const deepest = 100;

/**
 * Reads JSON as settings files have it: comments and trailing commas are fine. With `membersOnly` the text is a piece cut
 * out of an object, without its braces.
 *
 * @throws CodedError `json-invalid` (data: offset), `json-too-deep` (data: limit)
 */
export function parseJsonText(text: string, { membersOnly = false } = {}): JsonNode {
  const reader: Reader = { text, at: 0 };
  const node = membersOnly ? readMembers(reader, 0, '') : readValue(reader, 0);
  skipBlanks(reader);
  if (reader.at < text.length) {
    throw invalid(reader);
  }
  return node;
}

/** The last member of a name, as JSON.parse has it; undefined for none and for what is no object. */
export function memberOf(node: JsonNode | undefined, key: string): JsonNode | undefined {
  return node?.kind === 'object' ? node.members.findLast(member => member.key === key)?.value : undefined;
}

export function itemsOf(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.kind === 'array' ? node.items : [];
}

/** The text of a string, or of a number as it is spelled. */
export function textOf(node: JsonNode | undefined): string | undefined {
  return node?.kind === 'string' || node?.kind === 'number' ? node.value : undefined;
}

interface Reader {
  readonly text: string;
  at: number;
}

function invalid({ at }: Reader): CodedError {
  return new CodedError('json-invalid', { offset: at });
}

function readValue(reader: Reader, depth: number): JsonNode {
  if (depth > deepest) {
    throw new CodedError('json-too-deep', { limit: deepest });
  }
  skipBlanks(reader);
  switch (reader.text.charAt(reader.at)) {
    case '{':
      reader.at++;
      return readMembers(reader, depth, '}');
    case '[':
      reader.at++;
      return readItems(reader, depth);
    case '"':
      return readString(reader);
    default:
      return readWord(reader);
  }
}

function readMembers(reader: Reader, depth: number, end: string): JsonNode {
  const members: JsonMember[] = [];
  for (;;) {
    skipBlanks(reader);
    if (isAtEnd(reader, end)) {
      return { kind: 'object', members };
    }
    if (reader.text[reader.at] !== '"') {
      throw invalid(reader);
    }
    const key = readString(reader).value;
    skipBlanks(reader);
    if (reader.text[reader.at] !== ':') {
      throw invalid(reader);
    }
    reader.at++;
    members.push({ key, value: readValue(reader, depth + 1) });
    skipBlanks(reader);
    if (reader.text[reader.at] === ',') {
      reader.at++;
    } else if (isAtEnd(reader, end)) {
      return { kind: 'object', members };
    } else {
      throw invalid(reader);
    }
  }
}

/** Steps over the closing brace; the end of the text stands for it where there is none. */
function isAtEnd(reader: Reader, end: string): boolean {
  if (end === '') {
    return reader.at >= reader.text.length;
  }
  if (reader.text[reader.at] !== end) {
    return false;
  }
  reader.at++;
  return true;
}

function readItems(reader: Reader, depth: number): JsonNode {
  const items: JsonNode[] = [];
  for (;;) {
    skipBlanks(reader);
    if (isAtEnd(reader, ']')) {
      return { kind: 'array', items };
    }
    items.push(readValue(reader, depth + 1));
    skipBlanks(reader);
    if (reader.text[reader.at] === ',') {
      reader.at++;
    } else if (reader.text[reader.at] !== ']') {
      throw invalid(reader);
    }
  }
}

function readString(reader: Reader) {
  const { text } = reader;
  const start = reader.at + 1;
  let at = start;
  let isEscaped = false;
  while (at < text.length && text[at] !== '"') {
    if (text[at] === '\\') {
      isEscaped = true;
      at++;
    } else if (text[at] === '\n') {
      throw invalid({ text, at });
    }
    at++;
  }
  if (at >= text.length) {
    throw invalid(reader);
  }
  reader.at = at + 1;
  const spelled = text.slice(start, at);
  return { kind: 'string' as const, value: isEscaped ? unescape(spelled) : spelled, start, end: at };
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

function unescape(spelled: string): string {
  return spelled.replace(/\\(?:u([0-9A-Fa-f]{4})|([^]))/g, (_all, code: string | undefined, character = '') =>
    code === undefined
      ? (escapes.get(String(character)) ?? String(character))
      : String.fromCharCode(parseInt(code, 16)),
  );
}

function readWord(reader: Reader): JsonNode {
  const word = /[-+.\w]+/y;
  word.lastIndex = reader.at;
  const value = word.exec(reader.text)?.[0] ?? '';
  if (!/^(?:true|false|null|-?\d[-+.\w]*)$/.test(value)) {
    throw invalid(reader);
  }
  const start = reader.at;
  reader.at += value.length;
  return { kind: /^-?\d/.test(value) ? 'number' : 'word', value, start, end: reader.at };
}

function skipBlanks(reader: Reader): void {
  const { text } = reader;
  for (;;) {
    const character = text[reader.at];
    if (character === '/' && text[reader.at + 1] === '/') {
      const end = text.indexOf('\n', reader.at);
      reader.at = end < 0 ? text.length : end;
    } else if (character === '/' && text[reader.at + 1] === '*') {
      const end = text.indexOf('*/', reader.at + 2);
      reader.at = end < 0 ? text.length : end + 2;
    } else if (character !== undefined && /[\s\uFEFF]/.test(character)) {
      reader.at++;
    } else {
      return;
    }
  }
}
