// A gigabyte where an answer was expected: it is stopped at the setting, and its memory comes back.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { memoryInUse } from '../contract/support/memoryInUse.ts';
import { isCoded } from '../../src/codedError.ts';
import { directTransport } from '../../src/exchange/transport/directTransport.ts';

export interface LargeBody {
  readonly code: string;
  /** Bytes that were there when it was stopped. */
  readonly kept: number;
  /** Bytes of memory before, and after it was let go. */
  readonly before: number;
  readonly after: number;
  readonly seconds: number;
}

/**
 * Asks for a body of so many bytes.
 *
 * @param limit bytes that are taken in
 */
export async function largeBody(bytes: number, limit: number): Promise<LargeBody> {
  const piece = Buffer.from(`${JSON.stringify({ id: 1, name: 'x'.repeat(60_000) })},\n`);
  const server = createServer((_, response) => {
    let sent = 0;
    const more = () => {
      while (sent < bytes && response.writable) {
        sent += piece.length;
        if (!response.write(piece)) {
          response.once('drain', more);
          return;
        }
      }
      response.end();
    };
    response.on('error', () => undefined);
    more();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const transport = directTransport(
    () => Promise.resolve({ noProxy: [], strictTls: true, extraCertificates: [] }),
    undefined,
    () => limit,
  );
  const before = memoryInUse();
  const started = performance.now();
  const { code, kept } = await ask(transport, url);
  const seconds = (performance.now() - started) / 1000;
  await transport.close();
  server.closeAllConnections();
  server.close();
  return { code, kept, before, after: await leastMemory(), seconds };
}

/** What was let go is given back in the background. */
async function leastMemory(): Promise<number> {
  let least = memoryInUse();
  for (let tries = 0; tries < 20; tries++) {
    await sleep(50);
    least = Math.min(least, memoryInUse());
  }
  return least;
}

async function ask(transport: ReturnType<typeof directTransport>, url: string) {
  const request = { method: 'GET', url, headers: [] };
  let kept = 0;
  try {
    const { status, body } = await transport(
      request,
      new AbortController().signal,
      () => request,
      ({ body: arrived }) => void (kept = arrived.length),
    );
    return { code: String(status), kept: body.length };
  } catch (error) {
    if (!isCoded(error)) {
      throw error;
    }
    return { code: error.code, kept };
  }
}
