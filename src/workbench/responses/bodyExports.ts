import type { OpenBody } from '../../bodies/openBody.ts';
import { PartWriter } from '../../bodies/partWriter.ts';
import { prettyParts } from '../../bodies/prettyJson.ts';
import type { RowView } from '../../bodies/rows.ts';
import type { TableModel } from '../../bodies/table/tableModel.ts';
import { writeTable } from '../../bodies/table/writeTable.ts';
import { prettyXmlParts } from '../../bodies/xml/prettyXml.ts';
import { CodedError } from '../../codedError.ts';
import type { ExportPart, ExportRequest } from './bodyContract.ts';

/** What can be written. */
interface Written {
  readonly body: OpenBody;
  readonly filter?: RowView;
  readonly table?: TableModel;
  readonly order: Uint32Array | null;
}

/** Bytes of a part. */
const partBytes = 1 << 20;

/** What is being written part by part, so that it never is in memory as a whole. */
export class BodyExports {
  readonly #running = new Map<number, Iterator<Uint8Array, void>>();
  #lastId = 0;

  start(request: ExportRequest, written: Written): { readonly id: number } {
    const id = ++this.#lastId;
    this.#running.set(id, partsOf(request, written));
    return { id };
  }

  part(id: number): ExportPart {
    const next = this.#running.get(id)?.next();
    if (!next) {
      throw new CodedError('body-export-ended');
    }
    if (next.done === true) {
      this.#running.delete(id);
      return { bytes: new Uint8Array(0), done: true };
    }
    return { bytes: next.value, done: false };
  }

  end(id: number): void {
    this.#running.delete(id);
  }
}

function partsOf(request: ExportRequest, { body, filter, table, order }: Written): Iterator<Uint8Array, void> {
  switch (request.what) {
    case 'body':
      return slices(body.received);
    case 'pretty':
      if (body.view && !body.view.index.problem) {
        return prettyParts(body.view.index);
      }
      return body.xml && !body.xml.index.problem ? prettyXmlParts(body.xml.index) : slices(body.bytes);
    case 'filter':
      return filtered(filter);
    case 'table':
      if (!table) {
        throw new CodedError('not-a-table');
      }
      return writeTable(table, order, request);
  }
}

function* slices(bytes: Uint8Array): Generator<Uint8Array, void> {
  for (let at = 0; at < bytes.length; at += partBytes) {
    // A copy, since what is posted from shared memory would stay shared.
    yield bytes.slice(at, at + partBytes);
  }
}

function* filtered(filter: RowView | undefined): Generator<Uint8Array, void> {
  const out = new PartWriter();
  out.text('[');
  let isFirst = true;
  for (const root of filter?.roots ?? []) {
    out.text(isFirst ? '\n' : ',\n');
    isFirst = false;
    const { bytes, start, end } = filter?.index ?? {};
    out.bytes(bytes?.subarray(start?.[root], end?.[root]) ?? new Uint8Array(0));
    if (out.isFull) {
      yield out.take();
    }
  }
  out.text('\n]\n');
  yield out.take();
}
