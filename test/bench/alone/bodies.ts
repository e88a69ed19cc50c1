// Figures of large bodies: from the practice account's port through the transport's pieces into the worker as it ships.
import { once } from 'node:events';
import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { BodySession } from '../../../src/workbench/responses/bodySession.ts';
import { repository } from '../../host/paths.ts';

/** One row of the table about large bodies; others add columns of their own. */
export interface BodyFigures {
  readonly body: string;
  readonly [column: string]: string;
}

/** A body that arrives in pieces. */
export interface Arriving {
  readonly label: string;
  readonly contentType: string;
  readonly expectedBytes: number;
  readonly pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

const worker = pathToFileURL(join(repository, 'dist/bodyWorker.js'));

/** A large body of the practice account, by its fault `body` (1 to 200 million bytes): small objects, one a line. */
export async function practiceBody(
  url: string,
  headers: Readonly<Record<string, string>>,
  megabytes: number,
): Promise<Arriving> {
  const outgoing = get(url, { headers: { ...headers, 'X-Practice-Fault': `body=${megabytes}` } });
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  if (response.statusCode !== 200) {
    throw new Error(`The practice account answered ${response.statusCode}.`);
  }
  return {
    label: `${megabytes} MB from the practice account`,
    contentType: response.headers['content-type'] ?? '',
    expectedBytes: Number(response.headers['content-length'] ?? 0),
    pieces: response,
  };
}

/** An array of 200,000 objects in about 50 MB, made here. */
export function manyObjects(): Arriving {
  const record = {
    id: 1,
    name: 'Müller & Söhne',
    balance: 1299.9,
    lines: [1, 2, 3],
    memo: 'x'.repeat(150),
    open: true,
  };
  const text = JSON.stringify(
    Array.from({ length: 200_000 }, (_, id) => ({ ...record, id, balance: `${id % 1000}.5` })),
  );
  const bytes = new TextEncoder().encode(text);
  function* pieces(): Generator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += 1 << 16) {
      yield bytes.subarray(at, at + (1 << 16));
    }
  }
  return {
    label: `${(bytes.length / 1e6).toFixed(0)} MB, 200,000 objects`,
    contentType: 'application/json',
    expectedBytes: bytes.length,
    pieces: pieces(),
  };
}

/** Reads a body as it arrives and does with it what people do. Memory is that of this process over what it was before. */
export async function bodyFigures({ label, contentType, expectedBytes, pieces }: Arriving): Promise<BodyFigures> {
  const memory = watchMemory();
  const session = new BodySession(worker, { status: 200, contentType, expectedBytes });
  const arrival = performance.now();
  let added: Promise<unknown> = Promise.resolve();
  for await (const piece of pieces) {
    await added;
    added = session.add(piece);
  }
  const lastByte = performance.now();
  const summary = await session.finish();
  await session.rows({ from: 0, count: 100 });
  const firstRows = performance.now();
  const opened = memory.now();
  const rows = summary.rows ?? 0;
  const timed = async (work: () => Promise<unknown>): Promise<string> => {
    const start = performance.now();
    await work();
    return milliseconds(performance.now() - start);
  };
  const search = (text: string, regex: boolean) => () =>
    session.ask('search', { text, caseSensitive: false, regex, in: 'rows' });
  const lastRows = await timed(() => session.rows({ from: rows - 100, count: 100 }));
  const table = await timed(() => session.ask('table', { node: summary.table?.node ?? 0 }));
  const figures: BodyFigures = {
    body: label,
    rows: rows.toLocaleString('en'),
    arriving: milliseconds(lastByte - arrival),
    'last byte to first rows': milliseconds(firstRows - lastByte),
    '100 last rows': lastRows,
    'search plain': await timed(search('row 99', false)),
    'search regex': await timed(search('9\\.?5$', true)),
    'filter $[?@.id == 7]': await timed(() => session.ask('filter', { path: '$[?@.id == 7]' }).catch(costly)),
    table,
    'table page': await timed(() => session.ask('tableRows', { from: 1000, count: 100, columns: [0, 1, 2] })),
    'sort by number': await timed(() => session.ask('tableView', { sort: { column: 2, descending: true } })),
    'fold to level 1': await timed(() => session.foldToLevel(1)),
    'memory when read': opened,
  };
  const most = memory.most(expectedBytes);
  // The second thread is ended when it has nothing to do.
  await sleep(7000);
  const atRest = memory.now();
  session.dispose();
  await sleep(2000);
  return { ...figures, 'memory at most': most, 'memory at rest': atRest, 'after closing': memory.stop() };
}

/** A path that takes too many steps is refused; that is a figure too. */
function costly(): undefined {
  return undefined;
}

function milliseconds(value: number): string {
  return value < 10 ? `${value.toFixed(1)} ms` : `${value.toFixed(0)} ms`;
}

function watchMemory() {
  const before = process.memoryUsage.rss();
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 20);
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
  return {
    now: () => megabytes(process.memoryUsage.rss() - before),
    most: (bodyBytes: number) => `${megabytes(peak - before)} (${((peak - before) / bodyBytes).toFixed(1)} ×)`,
    stop(): string {
      clearInterval(timer);
      return megabytes(process.memoryUsage.rss() - before);
    },
  };
}
