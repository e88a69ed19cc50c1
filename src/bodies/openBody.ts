import { noteBody, type BodyNote } from './bodyNotes.ts';
import { BodyReader, type ReadBody } from './bodyReader.ts';
import type { Charset } from './charset.ts';
import { guessContent, type ContentKind } from './contentKind.ts';
import { createFoldView, type FoldView } from './foldView.ts';
import { countHexRows } from './hexRows.ts';
import { sniffImage, type ImageKind } from './imageKind.ts';
import type { JsonProblem } from './jsonIndex.ts';
import { indexLines, type LineIndex } from './lines.ts';
import { readNetSuiteError, type NetSuiteError } from './netSuiteError.ts';
import type { Allocate } from './nodeTable.ts';
import type { RowView } from './rows.ts';
import { findTables } from './table/tablePlaces.ts';
import type { TablePlace } from './table/tableTypes.ts';
import { readSoapFault, type SoapFault } from './xml/soapFault.ts';
import { indexXml, type XmlIndex, type XmlProblem } from './xml/xmlIndex.ts';

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
  readonly problem?: JsonProblem & Place;
  /** Where XML stops being well-formed. */
  readonly xmlProblem?: XmlProblem & Place;
  readonly error?: NetSuiteError;
  readonly fault?: SoapFault;
  /** What to show as a table without being asked which. */
  readonly table?: TablePlace;
  /** By the first bytes, whatever its type says; `svg` is XML and to be shown as source. */
  readonly image?: ImageKind;
  /** Of binary bodies. */
  readonly hexRows?: number;
  readonly notes: readonly BodyNote[];
}

/** From 1; the column in characters. */
interface Place {
  readonly line: number;
  readonly column: number;
}

/** A body ready for paging. */
export interface OpenBody {
  readonly summary: BodySummary;
  /** As received. */
  readonly received: Uint8Array;
  /** UTF-8 without a byte order mark (binary bodies as they came). */
  readonly bytes: Uint8Array;
  readonly view?: RowView;
  readonly xml?: FoldView<XmlIndex>;
  readonly lines?: LineIndex;
}

/** What is known of a body beside its bytes. */
export interface BodyHeaders {
  readonly status: number;
  readonly contentType?: string | undefined;
}

/** Reads a whole body once: charset, kind, index, lines, errors. Never throws, whatever the bytes. */
export function openBody(response: BodyHeaders & { readonly body: Uint8Array }, allocate?: Allocate): OpenBody {
  const reader = new BodyReader({ ...response, expectedBytes: response.body.length }, allocate);
  reader.add(response.body);
  return finishBody(response, reader.finish(), allocate);
}

/** What to make of a body that was read in pieces. */
export function finishBody(response: BodyHeaders, read: ReadBody, allocate?: Allocate): OpenBody {
  const { received, bytes, charset } = read;
  const { declared, looks } = guessContent(response.contentType, bytes);
  const { kind, index } = settle(declared, looks, read);
  const image = sniffImage(received);
  const common = {
    kind,
    ...(declared !== undefined && declared !== kind && { declared }),
    charset,
    bytes: received.length,
    ...(image && { image }),
  };
  if (kind === 'binary' || kind === 'empty') {
    const rows = kind === 'binary' ? { hexRows: countHexRows(received) } : {};
    return { summary: { ...common, ...rows, notes: noteBody({ response, read, kind }) }, received, bytes: received };
  }
  const error = readNetSuiteError({ ...response, body: received });
  const lines = indexLines(bytes, allocate);
  const view = kind === 'json' && index ? createFoldView(index) : undefined;
  const xmlIndex = kind === 'xml' ? indexXml(bytes, allocate) : undefined;
  const xml = xmlIndex && xmlIndex.count > 0 ? createFoldView(xmlIndex) : undefined;
  const rows = view ?? xml;
  const fault = xmlIndex && readSoapFault(xmlIndex);
  const table = view && findTables(view.index)[0];
  return {
    summary: {
      ...common,
      ...(rows && { rows: rows.total }),
      lines: lines.total,
      ...(index?.problem && { problem: located(index.problem, bytes) }),
      ...(xmlIndex?.problem && { xmlProblem: located(xmlIndex.problem, bytes) }),
      ...(error && { error }),
      ...(fault && { fault }),
      ...(table && { table }),
      notes: noteBody({ response, read, kind, error, json: view?.index, xml: xmlIndex }),
    },
    received,
    bytes,
    lines,
    ...(view && { view }),
    ...(xml && { xml }),
  };
}

/** A line longer than this many bytes has its column counted in bytes. */
const LONGEST_COUNTED = 1 << 20;

/** JSON is what is JSON; a body that only claims to be is shown as what it looks like, with the problem. */
function settle(
  declared: ContentKind | undefined,
  looks: ContentKind,
  { index }: ReadBody,
): { readonly kind: ContentKind } & Pick<ReadBody, 'index'> {
  if (looks === 'empty' || looks === 'binary' || declared === 'binary') {
    return { kind: looks === 'empty' ? 'empty' : 'binary' };
  }
  if (declared !== 'json' && looks !== 'json') {
    return { kind: declared ?? looks };
  }
  if (index && (!index.problem || (declared === 'json' && index.count > 0))) {
    return { kind: 'json', index };
  }
  if (declared === 'json') {
    return { kind: looks === 'json' ? 'text' : looks, ...(index && { index }) };
  }
  return { kind: declared ?? 'text' };
}

function located<Problem extends { readonly offset: number }>(problem: Problem, bytes: Uint8Array): Problem & Place {
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
