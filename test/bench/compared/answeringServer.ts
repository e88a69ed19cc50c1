// A server that answers at once and always the same, in a process of its own so that nobody measured pays for it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';

export interface AnsweringServer {
  /** `http://127.0.0.1:port` */
  readonly origin: string;
  /** How many requests came since this was asked last. */
  readonly requests: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

const countPath = '/how-many';

export async function startAnsweringServer(): Promise<AnsweringServer> {
  const child = spawn(process.execPath, [import.meta.filename], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [origin] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return {
    origin,
    requests: async () => Number(await (await fetch(origin + countPath)).text()),
    stop: async () => {
      child.kill();
      await once(child, 'exit');
    },
  };
}

function serve(): void {
  const answer = JSON.stringify({ id: 10421, total: '1299.90', status: 'open', lines: [1, 2, 3] });
  let count = 0;
  const server = createServer((request, response) => {
    request.resume();
    if (request.url === countPath) {
      response.end(String(count));
      count = 0;
      return;
    }
    count += 1;
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': answer.length });
    response.end(answer);
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  // It ends with whoever started it.
  process.stdin.on('end', () => process.exit()).resume();
}

if (process.argv[1] === import.meta.filename) {
  serve();
}
