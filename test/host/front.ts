// What VS Code's server lacks when code-server's own front is left out: a key for the secrets, links to loopback
// ports, and a guard against other web pages that reach for the loopback address.
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { IncomingMessage, RequestOptions, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { HostError } from './hostError.ts';

export type Front = { readonly port: number; readonly stop: () => Promise<void> };

export type FrontOptions = {
  /** 0 for any free port; a page's secrets belong to its origin, so a kept profile wants a kept port. */
  readonly port: number;
  /** Where the key that encrypts the page's secrets is kept. */
  readonly keyFile: string;
  /** How to reach VS Code's server. */
  readonly server: { readonly socketPath: string } | { readonly host: string; readonly port: number };
};

/** Listens on 127.0.0.1 only. Throws `port-taken`. */
export async function startFront(options: FrontOptions): Promise<Front> {
  const key = await keepKey(options.keyFile);
  let port = options.port;
  const ours = (message: IncomingMessage): boolean => {
    const { host, origin } = message.headers;
    return host === `127.0.0.1:${port}` && (origin === undefined || origin === `http://${host}`);
  };
  const server = createServer((incoming, response) => {
    if (!ours(incoming)) {
      response.writeHead(403).end();
    } else if (incoming.method === 'POST' && incoming.url === '/mint-key') {
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(key);
    } else if (!redirectLoopback(incoming, response)) {
      passOn(incoming, response, options.server);
    }
  });
  const sockets = new Set<Duplex>();
  server.on('connection', socket => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (ours(incoming)) {
      passUpgrade(incoming, socket, head, options.server);
    } else {
      socket.destroy();
    }
  });
  await new Promise<void>((done, fail) => {
    server.once('error', error => {
      fail(new HostError('port-taken', `Cannot listen on 127.0.0.1:${port}: ${error.message}`, { cause: error }));
    });
    server.listen(port, '127.0.0.1', done);
  });
  port = (server.address() as AddressInfo).port;
  return {
    port,
    stop: () =>
      new Promise(done => {
        server.close(() => done());
        for (const socket of sockets) {
          socket.destroy();
        }
      }),
  };
}

async function keepKey(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch {
    const key = randomBytes(32);
    await writeFile(file, key, { mode: 0o600 });
    return key;
  }
}

/** The web workbench rewrites links to loopback ports to /proxy/<port>/…; the browser is on this machine, so undo it. */
function redirectLoopback(incoming: IncomingMessage, response: ServerResponse): boolean {
  const match = /^\/proxy\/(\d{1,5})(\/.*)?$/.exec(incoming.url ?? '');
  if (!match) {
    return false;
  }
  response.writeHead(307, { location: `http://127.0.0.1:${match[1]}${match[2] ?? '/'}` }).end();
  return true;
}

function passOn(incoming: IncomingMessage, response: ServerResponse, target: RequestOptions): void {
  // The host header stays as it is: VS Code takes its own address from it.
  const outgoing = request(
    { ...target, method: incoming.method, path: incoming.url, headers: incoming.headers },
    answer => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  outgoing.on('error', () => {
    if (!response.headersSent) {
      response.writeHead(502);
    }
    response.end();
  });
  response.on('close', () => outgoing.destroy());
  incoming.pipe(outgoing);
}

function passUpgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer, target: FrontOptions['server']): void {
  const upstream = 'socketPath' in target ? connect(target.socketPath) : connect(target.port, target.host);
  const end = (): void => {
    socket.destroy();
    upstream.destroy();
  };
  socket.on('error', end).on('close', end);
  upstream.on('error', end).on('close', end);
  const lines = [`${incoming.method} ${incoming.url} HTTP/1.1`];
  for (let index = 0; index < incoming.rawHeaders.length; index += 2) {
    lines.push(`${incoming.rawHeaders[index]}: ${incoming.rawHeaders[index + 1]}`);
  }
  upstream.write(`${lines.join('\r\n')}\r\n\r\n`);
  upstream.write(head);
  upstream.pipe(socket).pipe(upstream);
}
