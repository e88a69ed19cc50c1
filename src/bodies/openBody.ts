import { readCharset, toUtf8, type Charset } from './charset.ts';
import { guessContent, type ContentGuess, type ContentKind } from './contentKind.ts';
import { indexJson, type JsonIndex, type JsonProblem } from './jsonIndex.ts';
import { indexLines, type LineIndex } from './lines.ts';
import { readNetSuiteError, type NetSuiteError } from './netSuiteError.ts';
import type { TablePlace } from './table/tableTypes.ts';
import type { SoapFault } from './xml/soapFault.ts';
import type { XmlProblem } from './xml/xmlIndex.ts';
import type { BodyNote } from './bodyNotes.ts';
import type { ImageKind } from './imageKind.ts';
import { createRowView, type RowView } from './rows.ts';

/** What a body turned out to be, as plain data. */
export interface BodySummary {
  readonly kind: ContentKind;
  /** What Content-Type says, when that is something else than what it is shown as. */
  readonly declared?: ContentKind;
  readonly charset: Charset;
  /** Bytes as received (decoded from gzip and the like). */
  readonly bytes: number;
  /** Rows of indented JSON or XML; absent for other kinds. */
  readonly rows?: number;
  /** Rows of raw text; absent for binary bodies. */
  readonly lines?: number;
  /** Where it stops being JSON, for a body that claims or seems to be; line and column from 1, in characters. */
  readonly problem?: JsonProblem & { readonly line: number; readonly column: number };
  /** Where XML stops being well-formed; line and column from 1. */
  readonly xmlProblem?: XmlProblem & { readonly line: number; readonly column: number };
  readonly error?: NetSuiteError;
  readonly fault?: SoapFault;
  /** What to show as a table without being asked which: the likeliest of the worker's `tables`. */
  readonly table?: TablePlace;
  /** By the first bytes, whatever its type says; `svg` is XML and to be shown as source. */
  readonly image?: ImageKind;
  readonly hexRows?: number;
  readonly notes: readonly BodyNote[];
}

/** A body ready for paging. */
export interface OpenBody {
  readonly summary: BodySummary;
  /** UTF-8 without a byte order mark (binary bodies as they came). */
  readonly bytes: Uint8Array;
  readonly view?: RowView;
  readonly lines?: LineIndex;
}

/** Reads a whole body once: charset, kind, JSON index, lines, NetSuite's error. Never throws, whatever the bytes. */
export function openBody(response: {
  readonly status: number;
  readonly contentType?: string | undefined;
  readonly body: Uint8Array;
}): OpenBody {
  const charset = readCharset(response.contentType, response.body);
  const bytes = toUtf8(response.body, charset);
  const guess = guessContent(response.contentType, bytes);
  const { kind, index } = settle(guess, bytes);
  if (kind === 'binary' || kind === 'empty') {
    return {
      summary: { kind, charset, bytes: response.body.byteLength, notes: [], ...otherThan(guess.declared, kind) },
      bytes,
    };
  }
  const error = readNetSuiteError(response);
  const lines = indexLines(bytes);
  const view = kind === 'json' && index ? createRowView(index) : undefined;
  return {
    summary: {
      kind,
      ...otherThan(guess.declared, kind),
      charset,
      bytes: response.body.byteLength,
      notes: [],
      ...(view && { rows: view.total }),
      lines: lines.total,
      ...(index?.problem && { problem: located(index.problem, bytes) }),
      ...(error && { error }),
    },
    bytes,
    lines,
    ...(view && { view }),
  };
}

/** A line longer than this many bytes has its column counted in bytes. */
const LONGEST_COUNTED = 1 << 20;

/** JSON is what is JSON; a body that only claims to be is shown as what it looks like, with the problem. */
function settle(guess: ContentGuess, bytes: Uint8Array): { readonly kind: ContentKind; readonly index?: JsonIndex } {
  if (guess.looks === 'empty' || guess.looks === 'binary' || guess.declared === 'binary') {
    return { kind: guess.looks === 'empty' ? 'empty' : 'binary' };
  }
  if (guess.declared !== 'json' && guess.looks !== 'json') {
    return { kind: guess.declared ?? guess.looks };
  }
  const index = indexJson(bytes);
  if (!index.problem || (guess.declared === 'json' && index.count > 0)) {
    return { kind: 'json', index };
  }
  if (guess.declared === 'json') {
    return { kind: guess.looks === 'json' ? 'text' : guess.looks, index };
  }
  return { kind: guess.declared ?? 'text' };
}

function otherThan(declared: ContentKind | undefined, kind: ContentKind): { readonly declared?: ContentKind } {
  return declared === undefined || declared === kind ? {} : { declared };
}

function located(problem: JsonProblem, bytes: Uint8Array): NonNullable<BodySummary['problem']> {
  let line = 1;
  let lineStart = 0;
  for (let at = bytes.indexOf(0x0a); at >= 0 && at < problem.offset; at = bytes.indexOf(0x0a, at + 1)) {
    line++;
    lineStart = at + 1;
  }
  const before = bytes.subarray(lineStart, problem.offset);
  const column = before.length > LONGEST_COUNTED ? before.length : new TextDecoder().decode(before).length;
  return { ...problem, line, column: column + 1 };
}
