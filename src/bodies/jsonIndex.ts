import { jsonKind, NONE } from './jsonKind.ts';
import { readString, scalarEnd, scalarKind, skipSpace, wordReachesEnd } from './jsonTokens.ts';
import { createNodeTable, finishNodeTable, type NodeTable } from './nodeTable.ts';

/** Why a body is not JSON as RFC 8259 has it. */
export type JsonProblemCode =
  | 'nothing'
  | 'unexpected-end'
  | 'expected-value'
  | 'expected-key'
  | 'expected-colon'
  | 'expected-comma-or-end'
  | 'bad-number'
  | 'bad-word'
  | 'control-character'
  | 'bad-escape'
  | 'trailing-content';

/** The first thing that is wrong, and where (a byte offset). */
export interface JsonProblem {
  readonly code: JsonProblemCode;
  readonly offset: number;
}

/**
 * Where everything in a JSON text is: one entry for each value, in document order, in columns. Duplicate keys are
 * kept, numbers are left as spelled. Offsets are bytes. With a `problem` it holds what was read up to there,
 * open objects and arrays ended.
 */
export interface JsonIndex {
  readonly bytes: Uint8Array;
  readonly count: number;
  /** A value of `jsonKind`. */
  readonly kind: Uint8Array;
  /** Of the value as spelled, quotes and brackets included. */
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  /** Of the key as spelled, quotes included; NONE outside objects. */
  readonly keyStart: Uint32Array;
  readonly keyEnd: Uint32Array;
  /** The object or array that a node stands in; NONE for the root. */
  readonly parent: Uint32Array;
  /** The first node after this one and all that it holds. */
  readonly next: Uint32Array;
  readonly childCount: Uint32Array;
  readonly problem?: JsonProblem;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** What may come next. */
type Expecting = 'value' | 'first-element' | 'first-key' | 'key' | 'after-value';

/**
 * Reads UTF-8 bytes as JSON (RFC 8259) without recursion and without throwing, whatever they are.
 * A control character or unknown escape inside a string is reported and read over; anything else ends the reading.
 */
export function indexJson(bytes: Uint8Array): JsonIndex {
  const table = createNodeTable(bytes.length);
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let open = NONE;
  let expecting: Expecting = 'value';
  let keyStart = NONE;
  let keyEnd = NONE;
  let problem: JsonProblem | undefined;

  const report = (code: JsonProblemCode, offset: number): void => {
    problem ??= { code, offset };
  };

  /** The offset after the string at `from`, or -1 when it never ends; what is wrong in it is reported. */
  const stringEnd = (from: number): number => {
    const { end, control, escape } = readString(bytes, from);
    if (escape >= 0 && (control < 0 || escape < control)) {
      report('bad-escape', escape);
    } else if (control >= 0) {
      report('control-character', control);
    }
    if (end < 0) {
      report('unexpected-end', bytes.length);
    }
    return end;
  };

  for (;;) {
    at = skipSpace(bytes, at);
    if (at >= bytes.length) {
      if (table.count === 0) {
        report('nothing', at);
      } else if (open !== NONE) {
        report('unexpected-end', at);
      }
      break;
    }
    const byte = bytes[at] as number;

    if (expecting === 'after-value') {
      if (open === NONE) {
        report('trailing-content', at);
        break;
      }
      const inObject = table.kind[open] === jsonKind.object;
      if (byte === COMMA) {
        at++;
        expecting = inObject ? 'key' : 'value';
      } else if (byte === (inObject ? CLOSE_OBJECT : CLOSE_ARRAY)) {
        open = close(table, open, ++at);
      } else {
        report('expected-comma-or-end', at);
        break;
      }
      continue;
    }

    if (expecting === 'first-key' || expecting === 'key') {
      if (byte === CLOSE_OBJECT && expecting === 'first-key') {
        open = close(table, open, ++at);
        expecting = 'after-value';
        continue;
      }
      if (byte !== QUOTE) {
        report('expected-key', at);
        break;
      }
      const end = stringEnd(at);
      if (end < 0) {
        break;
      }
      const colon = skipSpace(bytes, end);
      if (bytes[colon] !== COLON) {
        report(colon < bytes.length ? 'expected-colon' : 'unexpected-end', colon);
        break;
      }
      keyStart = at;
      keyEnd = end;
      at = colon + 1;
      expecting = 'value';
      continue;
    }

    if (byte === CLOSE_ARRAY && expecting === 'first-element') {
      open = close(table, open, ++at);
      expecting = 'after-value';
      continue;
    }
    if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      const kind = byte === OPEN_OBJECT ? jsonKind.object : jsonKind.array;
      open = table.add(kind, at, bytes.length, keyStart, keyEnd, open);
      at++;
      expecting = byte === OPEN_OBJECT ? 'first-key' : 'first-element';
    } else if (byte === QUOTE) {
      const end = stringEnd(at);
      table.add(jsonKind.string, at, end < 0 ? bytes.length : end, keyStart, keyEnd, open);
      at = end < 0 ? bytes.length : end;
      expecting = 'after-value';
      if (end < 0) {
        break;
      }
    } else {
      const kind = scalarKind(byte);
      const end = kind === undefined ? -1 : scalarEnd(bytes, at, kind);
      if (kind === undefined || end < 0) {
        report(wrongScalar(bytes, at, kind), at);
        break;
      }
      table.add(kind, at, end, keyStart, keyEnd, open);
      at = end;
      expecting = 'after-value';
    }
    keyStart = NONE;
    keyEnd = NONE;
  }

  while (open !== NONE) {
    open = close(table, open, Math.min(at, bytes.length));
  }
  return { bytes, ...finishNodeTable(table), ...(problem && { problem }) };
}

/** Ends an object or array and answers the one around it. */
function close(table: NodeTable, node: number, end: number): number {
  table.end[node] = end;
  table.next[node] = table.count;
  return table.parent[node] ?? NONE;
}

function wrongScalar(bytes: Uint8Array, at: number, kind: number | undefined): JsonProblemCode {
  if (kind === undefined) {
    return 'expected-value';
  }
  if (wordReachesEnd(bytes, at)) {
    return 'unexpected-end';
  }
  return kind === jsonKind.number ? 'bad-number' : 'bad-word';
}
