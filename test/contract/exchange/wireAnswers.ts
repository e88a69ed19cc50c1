// Answers that go wrong on the wire, of servers that do something to a connection once a request is there.
import type { Socket } from 'node:net';
import type { WireFault } from '../../../src/wireFault.ts';

export interface WireAnswer {
  /** Which fault it is told as. */
  readonly fault: WireFault;
  readonly work: (socket: Socket) => void;
}

const says = (text: string) => (socket: Socket) => void socket.end(text);
const resetsAfter = (text: string) => (socket: Socket) => {
  socket.write(text, () => setTimeout(() => socket.resetAndDestroy(), 20));
};
const ok = 'HTTP/1.1 200 OK\r\n';

export const brokenAnswers = {
  'a close before the headers': { fault: 'closed', work: says('') },
  'a reset before the headers': { fault: 'closed', work: resetsAfter('') },
  'a reset in the headers': { fault: 'closed', work: resetsAfter(`${ok}Content-Le`) },
  'a reset in the body': { fault: 'closed', work: resetsAfter(`${ok}Content-Length: 9\r\n\r\nabc`) },
  'a body shorter than its length': { fault: 'closed', work: says(`${ok}Content-Length: 9\r\n\r\nabc`) },
  'a body in chunks that ends early': {
    fault: 'closed',
    work: says(`${ok}Transfer-Encoding: chunked\r\n\r\n5\r\nabc`),
  },
  'a chunk without a size': { fault: 'not-http', work: says(`${ok}Transfer-Encoding: chunked\r\n\r\nzz\r\nabc`) },
  'something else than HTTP': { fault: 'not-http', work: says('SSH-2.0\r\n') },
  'two lengths': { fault: 'length', work: says(`${ok}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`) },
  '10,000 headers': {
    fault: 'headers-too-large',
    work: says(`${ok}${Array.from({ length: 10_000 }, (_, at) => `X-${at}: 1\r\n`).join('')}\r\n`),
  },
} as const satisfies Record<string, WireAnswer>;

/** A body that comes drop by drop, and never to its end. */
export function drip(socket: Socket): void {
  socket.write(`${ok}Content-Type: text/plain\r\nContent-Length: 100000\r\n\r\n`);
  const timer = setInterval(() => socket.write('x'), 10);
  socket.once('close', () => clearInterval(timer));
}
