import { NONE } from '../jsonKind.ts';
import { createNodeTable, finishNodeTable, type Allocate, type NodeTable } from '../nodeTable.ts';
import { afterSpace, findBytes, isNameStart, isSpace, nameEnd, tagEnd, doctypeEnd } from './xmlTokens.ts';

/** What a node is, as a number. */
export const xmlKind = { element: 1, text: 2, cdata: 3, comment: 4, instruction: 5, doctype: 6 } as const;

/** Why a text is not well-formed XML. */
export type XmlProblemCode =
  'no-element' | 'unexpected-end' | 'bad-tag' | 'wrong-end-tag' | 'text-outside' | 'second-root';

/** The first thing that is wrong, and where (a byte offset). */
export interface XmlProblem {
  readonly code: XmlProblemCode;
  readonly offset: number;
}

/**
 * Where everything in an XML text is: one entry for each node, in document order, in columns. White space between tags
 * has none, and an element with nothing but text is one node. Offsets are bytes. With a `problem` it holds what was
 * read up to there.
 */
export interface XmlIndex {
  readonly bytes: Uint8Array;
  readonly count: number;
  /** A value of `xmlKind`. */
  readonly kind: Uint8Array;
  /** Of the whole node as spelled; of text without the white space around it. */
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  /** Of an element: the end of its name, which begins after the `<`. */
  readonly nameEnd: Uint32Array;
  /** Of an element: the end of its start tag. */
  readonly headEnd: Uint32Array;
  readonly parent: Uint32Array;
  readonly next: Uint32Array;
  readonly childCount: Uint32Array;
  readonly problem?: XmlProblem;
}

const LESS = 0x3c;
const SLASH = 0x2f;

/**
 * Reads UTF-8 bytes as XML 1.0 without recursion and without throwing, whatever they are. Tags, nesting, comments,
 * CDATA and instructions are checked, attributes and characters are not. A document type is one node: nothing that it
 * declares is read, expanded or fetched.
 */
export function indexXml(bytes: Uint8Array, allocate?: Allocate): XmlIndex {
  const table = createNodeTable(bytes.length, allocate);
  const reading: Reading = { bytes, table, open: NONE, at: 0, hasRoot: false };
  let problem: XmlProblem | undefined;
  while (!problem && reading.at < bytes.length) {
    problem = bytes[reading.at] === LESS ? readMarkup(reading) : readText(reading);
  }
  if (reading.open !== NONE) {
    problem ??= { code: 'unexpected-end', offset: bytes.length };
  } else if (!reading.hasRoot) {
    problem ??= { code: 'no-element', offset: Math.min(reading.at, bytes.length) };
  }
  while (reading.open !== NONE) {
    close(reading, Math.min(problem?.offset ?? bytes.length, bytes.length));
  }
  const { count, kind, start, end, keyStart, keyEnd, parent, next, childCount } = finishNodeTable(table);
  return {
    bytes,
    count,
    kind,
    start,
    end,
    nameEnd: keyStart,
    headEnd: keyEnd,
    parent,
    next,
    childCount,
    ...(problem && { problem }),
  };
}

interface Reading {
  readonly bytes: Uint8Array;
  readonly table: NodeTable;
  open: number;
  at: number;
  hasRoot: boolean;
}

function readText(reading: Reading): XmlProblem | undefined {
  const { bytes, table, open, at } = reading;
  const found = bytes.indexOf(LESS, at);
  const end = found < 0 ? bytes.length : found;
  const from = afterSpace(bytes, at, end);
  reading.at = end;
  if (from === end) {
    // White space is content where it is all that an element holds; it is found again in the whole element.
    return undefined;
  }
  if (open === NONE) {
    return { code: 'text-outside', offset: from };
  }
  let to = end;
  while (isSpace(bytes[to - 1])) {
    to--;
  }
  table.add(xmlKind.text, from, to, NONE, NONE, open);
  return undefined;
}

function readMarkup(reading: Reading): XmlProblem | undefined {
  const { bytes, at } = reading;
  if (bytes[at + 1] === SLASH) {
    return readEndTag(reading);
  }
  if (isNameStart(bytes[at + 1])) {
    return readStartTag(reading);
  }
  const special = SPECIAL.find(({ opens }) => findBytes(bytes, opens, at, at + opens.length) === at);
  if (!special) {
    return { code: at + 1 < bytes.length ? 'bad-tag' : 'unexpected-end', offset: at };
  }
  const end = special.end(bytes, at + special.opens.length);
  if (end < 0) {
    return { code: 'unexpected-end', offset: bytes.length };
  }
  if (special.kind === xmlKind.cdata && reading.open === NONE) {
    return { code: 'text-outside', offset: at };
  }
  reading.table.add(special.kind, at, end, NONE, NONE, reading.open);
  reading.at = end;
  return undefined;
}

const upTo =
  (mark: string) =>
  (bytes: Uint8Array, from: number): number => {
    const found = findBytes(bytes, mark, from, bytes.length);
    return found < 0 ? -1 : found + mark.length;
  };

const SPECIAL = [
  { opens: '<!--', kind: xmlKind.comment, end: upTo('-->') },
  { opens: '<![CDATA[', kind: xmlKind.cdata, end: upTo(']]>') },
  { opens: '<!DOCTYPE', kind: xmlKind.doctype, end: doctypeEnd },
  { opens: '<?', kind: xmlKind.instruction, end: upTo('?>') },
];

function readStartTag(reading: Reading): XmlProblem | undefined {
  const { bytes, table, at, open } = reading;
  if (open === NONE && reading.hasRoot) {
    return { code: 'second-root', offset: at };
  }
  const end = tagEnd(bytes, at + 1);
  if (end < 0) {
    return { code: end === -1 ? 'unexpected-end' : 'bad-tag', offset: end === -1 ? bytes.length : at };
  }
  reading.hasRoot = true;
  const node = table.add(xmlKind.element, at, end, nameEnd(bytes, at + 1), end, open);
  reading.at = end;
  if (bytes[end - 2] !== SLASH) {
    reading.open = node;
  }
  return undefined;
}

function readEndTag(reading: Reading): XmlProblem | undefined {
  const { bytes, table, at, open } = reading;
  const end = nameEnd(bytes, at + 2);
  const last = afterSpace(bytes, end, bytes.length);
  if (last >= bytes.length) {
    return { code: 'unexpected-end', offset: bytes.length };
  }
  if (bytes[last] !== 0x3e) {
    return { code: 'bad-tag', offset: at };
  }
  if (open === NONE || !sameName(bytes, (table.start[open] ?? 0) + 1, table.keyStart[open] ?? 0, at + 2, end)) {
    return { code: 'wrong-end-tag', offset: at };
  }
  close(reading, last + 1);
  reading.at = last + 1;
  return undefined;
}

/** Ends the open element. One that holds nothing but text is one node from then on. */
function close(reading: Reading, end: number): void {
  const { table, open } = reading;
  if (table.childCount[open] === 1 && table.count === open + 2) {
    const kind = table.kind[open + 1];
    if (kind === xmlKind.text || kind === xmlKind.cdata) {
      table.count--;
      table.childCount[open] = 0;
    }
  }
  table.end[open] = end;
  table.next[open] = table.count;
  reading.open = table.parent[open] ?? NONE;
}

function sameName(bytes: Uint8Array, start: number, end: number, otherStart: number, otherEnd: number): boolean {
  if (end - start !== otherEnd - otherStart) {
    return false;
  }
  for (let i = 0; i < end - start; i++) {
    if (bytes[start + i] !== bytes[otherStart + i]) {
      return false;
    }
  }
  return true;
}
