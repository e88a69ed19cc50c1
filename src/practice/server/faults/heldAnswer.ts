import { PassThrough } from 'node:stream';
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** What an endpoint wrote as its answer, held back from the wire. */
export interface HeldAnswer {
  /** Settles when the endpoint has begun to answer. */
  readonly head: Promise<Head>;
  /** The body as it is written, with back-pressure on the writer. */
  readonly body: PassThrough;
  /** The response's own methods, which write to the wire. */
  readonly wire: Pick<ServerResponse, 'writeHead' | 'write' | 'end' | 'flushHeaders'>;
  /** Gives the response its methods back. */
  readonly release: () => void;
}

interface Head {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
}

type Callback = (error?: Error | null) => void;

/**
 * Takes over a response: what is written to it from now on is held, until `release`. To the writer it looks like any
 * response, `drain` and `headersSent` included.
 */
export function holdAnswer(response: ServerResponse): HeldAnswer {
  const body = new PassThrough();
  body.on('drain', () => response.emit('drain'));
  // An answer that nobody takes any more is nobody's error.
  body.on('error', () => undefined);
  const wire = {
    writeHead: response.writeHead.bind(response),
    write: response.write.bind(response),
    end: response.end.bind(response),
    flushHeaders: response.flushHeaders.bind(response),
  };
  let resolve: (head: Head) => void = () => undefined;
  const head = new Promise<Head>(settle => {
    resolve = settle;
  });
  let hasBegun = false;
  const begin = (status = response.statusCode, headers: OutgoingHttpHeaders = {}) => {
    hasBegun = true;
    resolve({ status, headers: { ...response.getHeaders(), ...lowerCased(headers) } });
  };
  const write = (chunk: unknown, encoding?: unknown, callback?: unknown) => {
    if (!hasBegun) {
      begin();
    }
    const done = [encoding, callback].find((each): each is Callback => typeof each === 'function');
    const charset = typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8';
    return body.writableEnded || body.destroyed ? false : body.write(chunk, charset, done);
  };
  Object.defineProperties(response, {
    headersSent: { configurable: true, get: () => hasBegun },
    writeHead: own((status: number, ...rest: unknown[]) => {
      begin(
        status,
        rest.find((each): each is OutgoingHttpHeaders => typeof each === 'object' && each !== null),
      );
      return response;
    }),
    flushHeaders: own(() => {
      if (!hasBegun) {
        begin();
      }
    }),
    write: own(write),
    end: own((chunk?: unknown, encoding?: unknown, callback?: unknown) => {
      if (chunk !== undefined && chunk !== null && typeof chunk !== 'function') {
        write(chunk, encoding);
      } else if (!hasBegun) {
        begin();
      }
      const done = [chunk, encoding, callback].find((each): each is Callback => typeof each === 'function');
      body.end(done);
      return response;
    }),
  });
  const release = () => {
    for (const name of ['headersSent', 'writeHead', 'flushHeaders', 'write', 'end']) {
      Reflect.deleteProperty(response, name);
    }
  };
  return { head, body, wire, release };
}

function own(value: unknown): PropertyDescriptor {
  return { configurable: true, writable: true, value };
}

function lowerCased(headers: OutgoingHttpHeaders): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
