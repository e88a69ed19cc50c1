import { BodyReader } from '../../bodies/bodyReader.ts';
import { duplicatesOf } from '../../bodies/duplicateKeys.ts';
import {
  createPartsView,
  foldToLevel,
  revealNode,
  toggleFold,
  type FoldView,
  type TreeIndex,
} from '../../bodies/foldView.ts';
import { pageHex } from '../../bodies/hexRows.ts';
import { indexJson, type JsonIndex } from '../../bodies/jsonIndex.ts';
import { kindName } from '../../bodies/jsonKind.ts';
import { pathFinder } from '../../bodies/jsonPathOf.ts';
import { spelledText, valueText } from '../../bodies/jsonText.ts';
import { pageLines } from '../../bodies/lines.ts';
import { sharedMemory } from '../../bodies/nodeTable.ts';
import { finishBody, type OpenBody } from '../../bodies/openBody.ts';
import { prettyJson } from '../../bodies/prettyJson.ts';
import { pageRows, type RowView } from '../../bodies/rows.ts';
import { lineAtOffset, markLines, markRows, markXml } from '../../bodies/search/marks.ts';
import { openTable, pageTable, type TableModel } from '../../bodies/table/tableModel.ts';
import { findTables } from '../../bodies/table/tablePlaces.ts';
import { readDates } from '../../bodies/values/dates.ts';
import { decodeEmbedded, readEmbedded } from '../../bodies/values/embeddedFile.ts';
import { prettyXml } from '../../bodies/xml/prettyXml.ts';
import type { XmlIndex } from '../../bodies/xml/xmlIndex.ts';
import { pageXml } from '../../bodies/xml/xmlRows.ts';
import { elementText } from '../../bodies/xml/xmlText.ts';
import { CodedError } from '../../codedError.ts';
import type { Handlers } from '../../panels/rpc.ts';
import type { BodyContract, BodyHead, RowsChanged, RowsOf, ValueDetails } from './bodyContract.ts';
import { BodyExports } from './bodyExports.ts';
import { BodySearch } from './bodySearch.ts';
import type { BodyWork } from './bodyWork.ts';

/** A body that is open, and how it is looked at. */
interface Held {
  readonly body: OpenBody;
  readonly search: BodySearch;
  readonly exports: BodyExports;
  filter?: RowView | undefined;
  table?: TableModel | undefined;
  order: Uint32Array | null;
}

/** Answers all that is asked about one body. */
export function heldBody(work: BodyWork): Handlers<BodyContract> {
  let reading: { readonly head: BodyHead; readonly reader: BodyReader } | undefined;
  let held: Held | undefined;

  const current = (): Held => {
    if (!held) {
      throw new CodedError('body-not-open');
    }
    return held;
  };
  const json = (): RowView => {
    const { view } = current().body;
    if (!view) {
      throw new CodedError('body-not-json', { problem: '', offset: 0 });
    }
    return view;
  };
  /** What folding and unfolding goes to. */
  const folding = (of: RowsOf | undefined): FoldView<JsonIndex | XmlIndex> | undefined => {
    const { body, filter } = current();
    return of === 'filter' ? filter : (body.view ?? body.xml);
  };

  return {
    begin: head => {
      work.cancel();
      held = undefined;
      reading = { head, reader: new BodyReader(head, sharedMemory) };
      return null;
    },
    chunk: ({ bytes }) => {
      if (!reading) {
        throw new CodedError('body-not-open');
      }
      reading.reader.add(bytes);
      release(bytes);
      return reading.reader.progress;
    },
    preview: () => reading?.reader.preview() ?? '',
    end: ({ body: whole }) => {
      if (!reading) {
        throw new CodedError('body-not-open');
      }
      const { head, reader } = reading;
      reading = undefined;
      if (whole) {
        reader.add(whole.subarray(reader.progress.bytes));
        release(whole);
      }
      const body = finishBody(head, reader.finish(), sharedMemory);
      held = { body, search: new BodySearch(body, work), exports: new BodyExports(), order: null };
      return body.summary;
    },

    rows: ({ from, count, of }) => {
      const { body, filter, search } = current();
      const view = of === 'filter' ? filter : body.view;
      const rows = view ? pageRows(view, from, count) : [];
      return view && search.found ? markRows(rows, view.index, search.found) : rows;
    },
    xmlRows: ({ from, count }) => {
      const { body, search } = current();
      const rows = body.xml ? pageXml(body.xml, from, count) : [];
      return body.xml && search.found ? markXml(rows, body.xml.index, search.found) : rows;
    },
    lines: ({ from, count }) => {
      const { body, search } = current();
      const page = body.lines ? pageLines(body.lines, from, count) : [];
      const first = Math.max(0, Math.trunc(from));
      return body.lines && search.foundInLines ? markLines(page, first, body.lines, search.foundInLines) : page;
    },
    hex: ({ from, count }) => pageHex(current().body.received, from, count),

    toggle: ({ node, of, row = 0, subtree = false }) => {
      const view = folding(of);
      return view ? { row: toggleFold(view, within(view.index, node), { row, subtree }), rows: view.total } : NO_ROWS;
    },
    foldToLevel: ({ level, of }) => {
      const view = folding(of);
      if (!view) {
        return NO_ROWS;
      }
      foldToLevel(view, level ?? Infinity);
      return { row: 0, rows: view.total };
    },
    reveal: ({ node }) => {
      const view = folding('body');
      return view ? { row: revealNode(view, within(view.index, node)), rows: view.total } : NO_ROWS;
    },
    lineAt: ({ offset }) => {
      const { lines } = current().body;
      return { row: lines ? lineAtOffset(lines, offset) : 0 };
    },

    search: query => current().search.start(query),
    goToMatch: ({ match }) => current().search.goTo(match),
    matchNear: ({ row, backwards = false }) => current().search.near(row, backwards),
    endSearch: () => {
      current().search.end();
      return null;
    },
    cancel: () => {
      work.cancel();
      return null;
    },

    filter: async ({ path }) => {
      const { index } = json();
      const mine = current();
      const nodes = await work.run('filter', { index, path });
      mine.filter = createPartsView(index, nodes);
      return { matches: nodes.length, rows: mine.filter.total };
    },
    endFilter: () => {
      current().filter = undefined;
      return null;
    },

    details: ({ node }) => {
      const { index } = json();
      return detailsOf(index, within(index, node));
    },
    value: ({ node, form }) => {
      const { view, xml } = current().body;
      if (view) {
        return jsonValue(view.index, within(view.index, node), form);
      }
      return xml ? xmlValue(xml.index, within(xml.index, node), form) : '';
    },
    embedded: ({ node }) => {
      const { index } = json();
      const bytes = decodeEmbedded(index, within(index, node));
      if (!bytes) {
        throw new CodedError('value-not-base64');
      }
      return bytes;
    },

    tables: () => {
      const { view } = current().body;
      return view ? findTables(view.index) : [];
    },
    table: ({ node }) => {
      const mine = current();
      const { index } = json();
      mine.table = openTable(index, within(index, node));
      mine.order = null;
      return mine.table.summary;
    },
    tableView: async view => {
      const mine = current();
      const model = tableOf(mine);
      const order = await work.run('arrange', { model, view });
      if (mine.table === model) {
        mine.order = order;
      }
      return { rows: order?.length ?? model.rows.length };
    },
    tableRows: page => {
      const mine = current();
      return pageTable(tableOf(mine), mine.order, page);
    },

    text: ({ form }) => {
      const { view, xml, bytes } = current().body;
      if (form === 'pretty' && view && !view.index.problem) {
        return utf8.decode(prettyJson(view.index));
      }
      return utf8.decode(form === 'pretty' && xml && !xml.index.problem ? prettyXml(xml.index) : bytes);
    },
    exportStart: request => {
      const { body, filter, exports, order, table } = current();
      return exports.start(request, { body, order, ...(filter && { filter }), ...(table && { table }) });
    },
    exportPart: ({ id }) => current().exports.part(id),
    exportEnd: ({ id }) => {
      current().exports.end(id);
      return null;
    },
  };
}

/**
 * Panels ask by number, and what is in a panel is not to be believed: beyond an index its columns lead round in circles.
 *
 * @throws CodedError `body-no-node`
 */
function within({ count }: TreeIndex, node: number): number {
  if (!(Number.isInteger(node) && node >= 0 && node < count)) {
    throw new CodedError('body-no-node');
  }
  return node;
}

/** Gives the memory back at once: the next time that garbage is collected may be a long time off. */
function release({ buffer }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer) {
    buffer.transfer(0);
  }
}

const NO_ROWS: RowsChanged = { row: -1, rows: 0 };

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

function tableOf({ table }: Held): TableModel {
  if (!table) {
    throw new CodedError('not-a-table');
  }
  return table;
}

/** Characters of JSON inside a string that are shown, and bytes of one that is looked into. */
const longestInnerText = 20_000;
const longestInner = 1 << 20;

function detailsOf(index: JsonIndex, node: number): ValueDetails {
  const bytes = (index.end[node] ?? 0) - (index.start[node] ?? 0);
  const kind = kindName(index.kind[node] ?? 0);
  const isText = kind === 'string' || kind === 'number';
  const text = isText && bytes <= longestInner ? valueText(index, node) : '';
  const embedded = readEmbedded(index, node);
  const inner = kind === 'string' ? innerJson(text) : undefined;
  const duplicates = duplicatesOf(index, node);
  return {
    path: pathFinder(index)(node),
    bytes,
    dates: isText ? readDates(text, kind) : [],
    ...(embedded && { embedded }),
    ...(inner !== undefined && { json: inner }),
    ...(duplicates && { duplicates }),
  };
}

function innerJson(text: string): string | undefined {
  if (!/^\s*[{[]/.test(text)) {
    return undefined;
  }
  const index = indexJson(new TextEncoder().encode(text));
  return index.problem ? undefined : utf8.decode(prettyJson(index)).slice(0, longestInnerText);
}

type ValueForm = BodyContract['value']['params']['form'];

function jsonValue(index: JsonIndex, node: number, form: ValueForm): string {
  switch (form) {
    case 'sent':
      return spelledText(index.bytes, index.start[node] ?? 0, index.end[node] ?? 0);
    case 'meant':
      return valueText(index, node);
    case 'pretty':
      return utf8.decode(prettyJson(index, node));
  }
}

function xmlValue(index: XmlIndex, node: number, form: ValueForm): string {
  switch (form) {
    case 'sent':
      return spelledText(index.bytes, index.start[node] ?? 0, index.end[node] ?? 0);
    case 'meant':
      return elementText(index, node);
    case 'pretty':
      return utf8.decode(prettyXml(index, node));
  }
}
