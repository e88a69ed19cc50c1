import { parseCondition } from './parseCondition.ts';
import { expect, invalidPath, readInteger, readString, skipBlanks, take, takeMatch, type Reader } from './reader.ts';
import type { Query, Segment, Selector } from './syntax.ts';

/** Characters. No person writes more. */
const longest = 10_000;

// RFC 9535 section 2.5.1.1, and within a name `-` and `:`, which clients older than the RFC take and NetSuite's names
// have (`o:errorDetails`). Neither can mean anything else there.
const shorthand = /[A-Za-z_\u0080-\u{10ffff}][\w\u0080-\u{10ffff}:-]*/uy;

/**
 * Parses a JSONPath as RFC 9535 has it.
 *
 * @throws CodedError `json-path-invalid` (data: path, offset)
 */
export function parsePath(path: string): Query {
  const reader: Reader = { path, at: 0, depth: 0 };
  if (path.length > longest) throw invalidPath(reader, longest);
  expect(reader, '$');
  const query: Query = { from: 'root', segments: readSegments(reader) };
  if (reader.at < path.length) throw invalidPath(reader);
  return query;
}

/** What follows `$` or `@`. Blanks after the last segment are left unread. */
export function readSegments(reader: Reader): Segment[] {
  const segments: Segment[] = [];
  for (;;) {
    const before = reader.at;
    skipBlanks(reader);
    const next = reader.path.charAt(reader.at);
    if (next === '[') {
      segments.push({ descendants: false, selectors: readBrackets(reader) });
    } else if (next === '.') {
      segments.push(readDotted(reader));
    } else {
      reader.at = before;
      return segments;
    }
  }
}

function readDotted(reader: Reader): Segment {
  const descendants = take(reader, '..');
  if (!descendants) expect(reader, '.');
  if (descendants && reader.path.charAt(reader.at) === '[') return { descendants, selectors: readBrackets(reader) };
  if (take(reader, '*')) return { descendants, selectors: [{ kind: 'wildcard' }] };
  const name = takeMatch(reader, shorthand);
  if (name === undefined || !name.isWellFormed()) throw invalidPath(reader);
  return { descendants, selectors: [{ kind: 'name', name }] };
}

function readBrackets(reader: Reader): Selector[] {
  const selectors: Selector[] = [];
  expect(reader, '[');
  do {
    skipBlanks(reader);
    selectors.push(readSelector(reader));
    skipBlanks(reader);
  } while (take(reader, ','));
  expect(reader, ']');
  return selectors;
}

function readSelector(reader: Reader): Selector {
  const next = reader.path.charAt(reader.at);
  if (next === '"' || next === "'") return { kind: 'name', name: readString(reader) };
  if (take(reader, '*')) return { kind: 'wildcard' };
  if (take(reader, '?')) return { kind: 'filter', condition: parseCondition(reader) };
  const start = readInteger(reader);
  const afterStart = reader.at;
  skipBlanks(reader);
  if (!take(reader, ':')) {
    reader.at = afterStart;
    if (start === undefined) throw invalidPath(reader);
    return { kind: 'index', index: start };
  }
  skipBlanks(reader);
  const end = readInteger(reader);
  skipBlanks(reader);
  if (!take(reader, ':')) return { kind: 'slice', start, end, step: 1 };
  skipBlanks(reader);
  return { kind: 'slice', start, end, step: readInteger(reader) ?? 1 };
}
