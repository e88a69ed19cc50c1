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
  return new JsonReader(createNodeTable(bytes.length)).finish(bytes);
}

/**
 * The same for bytes that are still arriving: `read` takes what is there so far, always from the first byte on,
 * `finish` all of it. A value that is not there to its end is read again when twice as much of it is there, so that
 * one long string in many pieces costs no more than two.
 */
export class JsonReader {
  readonly #table: NodeTable;
  #at = 0;
  #open = NONE;
  #expecting: Expecting = 'value';
  #keyStart = NONE;
  #keyEnd = NONE;
  #problem: JsonProblem | undefined;
  #isOver = false;
  #waitsFor = 3;

  constructor(table: NodeTable) {
    this.#table = table;
  }

  /** Values found so far. */
  get count(): number {
    return this.#table.count;
  }

  read(bytes: Uint8Array): void {
    if (!this.#isOver && bytes.length >= this.#waitsFor) {
      this.#waitsFor = this.#readOn(bytes, false);
    }
  }

  finish(bytes: Uint8Array): JsonIndex {
    if (!this.#isOver) {
      this.#readOn(bytes, true);
    }
    while (this.#open !== NONE) {
      this.#open = close(this.#table, this.#open, Math.min(this.#at, bytes.length));
    }
    return { bytes, ...finishNodeTable(this.#table), ...(this.#problem && { problem: this.#problem }) };
  }

  #report(code: JsonProblemCode, offset: number): void {
    this.#problem ??= { code, offset };
  }

  /** The offset after the string at `from`, or -1 when it does not end; of one that ends, what is wrong is reported. */
  #stringEnd(bytes: Uint8Array, from: number, isWhole: boolean): number {
    const { end, control, escape } = readString(bytes, from);
    if (end < 0 && !isWhole) {
      return end;
    }
    if (escape >= 0 && (control < 0 || escape < control)) {
      this.#report('bad-escape', escape);
    } else if (control >= 0) {
      this.#report('control-character', control);
    }
    if (end < 0) {
      this.#report('unexpected-end', bytes.length);
    }
    return end;
  }

  /** Goes as far as the bytes do and answers how many it waits for; 0 when it is over. */
  #readOn(bytes: Uint8Array, isWhole: boolean): number {
    const table = this.#table;
    // Fields are slow where every byte comes by.
    let at = this.#at;
    let open = this.#open;
    let expecting = this.#expecting;
    let keyStart = this.#keyStart;
    let keyEnd = this.#keyEnd;
    let waitsFor = 0;
    if (at === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
      at = 3;
    }

    for (;;) {
      at = skipSpace(bytes, at);
      if (at >= bytes.length) {
        if (!isWhole) {
          waitsFor = at + 1;
        } else if (table.count === 0) {
          this.#report('nothing', at);
        } else if (open !== NONE) {
          this.#report('unexpected-end', at);
        }
        break;
      }
      const byte = bytes[at] as number;

      if (expecting === 'after-value') {
        if (open === NONE) {
          this.#report('trailing-content', at);
          break;
        }
        const inObject = table.kind[open] === jsonKind.object;
        if (byte === COMMA) {
          at++;
          expecting = inObject ? 'key' : 'value';
        } else if (byte === (inObject ? CLOSE_OBJECT : CLOSE_ARRAY)) {
          open = close(table, open, ++at);
        } else {
          this.#report('expected-comma-or-end', at);
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
          this.#report('expected-key', at);
          break;
        }
        const end = this.#stringEnd(bytes, at, isWhole);
        const colon = end < 0 ? bytes.length : skipSpace(bytes, end);
        if (colon >= bytes.length && !isWhole) {
          waitsFor = bytes.length * 2 - at;
          break;
        }
        if (end < 0) {
          break;
        }
        if (bytes[colon] !== COLON) {
          this.#report(colon < bytes.length ? 'expected-colon' : 'unexpected-end', colon);
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
        const end = this.#stringEnd(bytes, at, isWhole);
        if (end < 0 && !isWhole) {
          waitsFor = bytes.length * 2 - at;
          break;
        }
        table.add(jsonKind.string, at, end < 0 ? bytes.length : end, keyStart, keyEnd, open);
        at = end < 0 ? bytes.length : end;
        expecting = 'after-value';
        if (end < 0) {
          break;
        }
      } else {
        if (!isWhole && wordReachesEnd(bytes, at)) {
          waitsFor = bytes.length * 2 - at + 1;
          break;
        }
        const kind = scalarKind(byte);
        const end = kind === undefined ? -1 : scalarEnd(bytes, at, kind);
        if (kind === undefined || end < 0) {
          this.#report(wrongScalar(bytes, at, kind), at);
          break;
        }
        table.add(kind, at, end, keyStart, keyEnd, open);
        at = end;
        expecting = 'after-value';
      }
      keyStart = NONE;
      keyEnd = NONE;
    }

    this.#at = at;
    this.#open = open;
    this.#expecting = expecting;
    this.#keyStart = keyStart;
    this.#keyEnd = keyEnd;
    this.#isOver = waitsFor === 0;
    return waitsFor;
  }
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
