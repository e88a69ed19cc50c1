import { once } from 'node:events';
import type { OutgoingHttpHeaders } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { Exchange } from '../exchange.ts';
import type { FaultOf } from './catalogue.ts';
import { holdAnswer } from './heldAnswer.ts';
import type { HeldAnswer } from './heldAnswer.ts';

/** Time for what was sent to be read before a reset throws away what is still under way, in milliseconds. */
const settling = 100;

/** How often a slow drip drops at most, in milliseconds. */
const dripInterval = 50;

interface Late {
  readonly delay: FaultOf<'delay'> | undefined;
  readonly delivery: FaultOf<'delivery'> | undefined;
}

/**
 * Lets the endpoint answer at once, and brings its answer to the client late (`delay`), in an odd way (`delivery`), or
 * both. Ends early when the client goes away.
 */
export async function deliver(
  exchange: Exchange,
  { delay, delivery }: Late,
  answer: (exchange: Exchange) => void | Promise<void>,
): Promise<void> {
  const { response, signal } = exchange;
  const held = holdAnswer(response);
  const milliseconds = Number(delay?.value ?? 0) * 1000;
  const sending = held.head.then(async ({ status, headers }) => {
    if (await pause(milliseconds, signal)) {
      await send(exchange, held, status, headers, delivery);
    }
  });
  // Awaited below; until then the endpoint may still be writing.
  sending.catch(() => undefined);
  try {
    await answer(exchange);
  } catch (error) {
    if (response.headersSent) {
      response.destroy();
    } else {
      held.release();
    }
    throw error;
  }
  await Promise.race([sending, gone(signal)]);
  held.body.destroy();
}

async function send(
  exchange: Exchange,
  held: HeldAnswer,
  status: number,
  headers: OutgoingHttpHeaders,
  delivery: FaultOf<'delivery'> | undefined,
): Promise<void> {
  const { wire } = held;
  const { socket } = exchange.request;
  const length = headers['content-length'] === undefined ? undefined : Number(headers['content-length']);
  switch (delivery?.id) {
    case 'drip':
      wire.writeHead(status, headers);
      wire.flushHeaders();
      await drip(exchange, held, Number(delivery.value));
      return;
    case 'reset':
      if (delivery.value !== 'before') {
        wire.writeHead(status, headers);
        wire.flushHeaders();
        await sendHalf(exchange, held, delivery.value === 'headers' ? 0 : length);
        await pause(settling, exchange.signal);
      }
      socket.resetAndDestroy();
      return;
    case 'truncate':
      // An empty body has no half: then more is promised.
      wire.writeHead(status, { ...headers, ...(length === 0 ? { 'content-length': 100 } : {}) });
      wire.flushHeaders();
      await sendHalf(exchange, held, length);
      socket.destroySoon();
      return;
    case 'bad-gzip':
      wire.writeHead(status, { ...headers, 'content-encoding': 'gzip' });
      await sendAll(exchange, held);
      return;
    case undefined:
      wire.writeHead(status, headers);
      await sendAll(exchange, held);
  }
}

async function sendAll({ response, signal }: Exchange, { body, wire }: HeldAnswer): Promise<void> {
  for await (const piece of body as AsyncIterable<Buffer>) {
    if (!wire.write(piece)) {
      await once(response, 'drain', { signal }).catch(() => undefined);
    }
    if (signal.aborted) {
      return;
    }
  }
  wire.end();
}

async function drip({ signal }: Exchange, { body, wire }: HeldAnswer, bytesPerSecond: number): Promise<void> {
  const drop = Math.max(1, Math.round((bytesPerSecond * dripInterval) / 1000));
  for await (const piece of body as AsyncIterable<Buffer>) {
    for (let at = 0; at < piece.length; at += drop) {
      wire.write(piece.subarray(at, at + drop));
      if (!(await pause((drop * 1000) / bytesPerSecond, signal))) {
        return;
      }
    }
  }
  wire.end();
}

/** Sends half of a body of known length, or of the first piece of one without. */
async function sendHalf({ signal }: Exchange, { body, wire }: HeldAnswer, length: number | undefined): Promise<void> {
  let left = length === undefined ? undefined : Math.floor(length / 2);
  for await (const piece of body as AsyncIterable<Buffer>) {
    left ??= Math.floor(piece.length / 2);
    const part = piece.subarray(0, left);
    left -= part.length;
    if (part.length > 0) {
      await Promise.race([new Promise<void>(resolve => wire.write(part, () => resolve())), gone(signal)]);
    }
    if (left === 0 || signal.aborted) {
      return;
    }
  }
}

/** Waits; false when the client went away meanwhile. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  if (milliseconds > 0) {
    await setTimeout(milliseconds, undefined, { signal }).catch(() => undefined);
  }
  return !signal.aborted;
}

function gone(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) {
      resolve();
    } else {
      signal.addEventListener('abort', () => resolve(), { once: true });
    }
  });
}
