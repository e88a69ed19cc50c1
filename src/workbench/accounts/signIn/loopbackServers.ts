import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CodedError } from '../../../codedError.ts';
import { reasonOf } from '../../../exchange/transport/transport.ts';

/** Binds a server to an address; rejects with the system's error. Tests give their own. */
export type Bind = (server: Server, port: number, host: string) => Promise<void>;

/** Servers for both addresses that `localhost` may mean, on one port. */
export interface LoopbackServers {
  readonly port: number;
  /** One of them where the machine has no IPv6. */
  readonly servers: readonly Server[];
}

const attempts = 20;
const noSuchAddress = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EPROTONOSUPPORT']);
/** EACCES: Windows keeps ranges of ports to itself. */
const portTaken = new Set(['EADDRINUSE', 'EACCES']);

/**
 * Listens on 127.0.0.1 and ::1, on the same free port: browsers choose between the two, and at the other one another
 * program could wait for the answer.
 *
 * @throws CodedError `sign-in-listener-failed` (data: reason)
 */
export async function openLoopbackServers(handle: RequestListener, bind: Bind = listen): Promise<LoopbackServers> {
  let reason = '';
  for (let attempt = 0; attempt < attempts; attempt++) {
    const first = newServer(handle);
    await bind(first, 0, '127.0.0.1').catch((cause: unknown) => {
      throw new CodedError('sign-in-listener-failed', { reason: reasonOf(cause) }, { cause });
    });
    const { port } = first.address() as AddressInfo;
    const second = newServer(handle);
    try {
      await bind(second, port, '::1');
      return { port, servers: [first, second] };
    } catch (error) {
      reason = reasonOf(error);
      if (noSuchAddress.has(reason)) {
        return { port, servers: [first] };
      }
      first.close();
      if (!portTaken.has(reason)) {
        break;
      }
    }
  }
  throw new CodedError('sign-in-listener-failed', { reason });
}

/** A client that sends slowly, or nothing that is HTTP, is hung up on. */
function newServer(handle: RequestListener): Server {
  const server = createServer({ headersTimeout: 3000, requestTimeout: 3000, connectionsCheckingInterval: 500 }, handle);
  server.on('clientError', (_, socket) => socket.destroy());
  return server;
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  server.listen({ port, host, exclusive: true });
  await once(server, 'listening');
}
