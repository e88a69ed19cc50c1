import { Socket } from 'node:net';
import type undiciTypes from 'undici';
import type { Agent, Dispatcher } from 'undici';
import { CodedError } from '../../codedError.ts';
import { wireFault } from '../../wireFault.ts';
import { AnswerHandler } from './answerHandler.ts';
import type { Timing } from '../record.ts';
import { isBeforeSending, reasonOf, type Transport, type WireRequest, type WireResponse } from './transport.ts';

/** How connections are made; every value comes from the person's own settings. */
export interface ConnectionSettings {
  /** `http://user:pass@host:port`, absent for a direct connection. */
  readonly proxy?: string | undefined;
  /** Host names that need no proxy, `*` and leading dots allowed. */
  readonly noProxy: readonly string[];
  readonly strictTls: boolean;
  /** PEM certificates trusted besides Node's own. */
  readonly extraCertificates: readonly string[];
}

/** A transport that keeps its connections for the next call. */
export interface DirectTransport extends Transport {
  /** Resolves when the calls under way have ended; there can be no further ones. */
  close(): Promise<void>;
  /** Leaves no connection, whatever is under way: such calls are broken off. */
  destroy(): Promise<void>;
}

/**
 * Milliseconds by the clock on the wall, which goes on while the machine sleeps and undici's own timers may not:
 * connections that nobody used for longer are taken for dead. What is sent on a dead one may go unanswered to the end.
 */
const longestIdle = 60_000;

/**
 * Calls through undici itself, loaded on first use, with a connection pool of its own.
 *
 * @param settings asked for whenever a pool is made
 * @param connections to one host, at most
 * @param limit bytes of a body that are taken in; asked for with each call
 */
export function directTransport(
  settings: () => Promise<ConnectionSettings>,
  connections = 4,
  limit?: () => number,
): DirectTransport {
  let pool: Promise<Pool> | undefined;
  let underWay = 0;
  let lastUsed = Date.now();
  const call: Transport = async (request, signal, _, onReceived) => {
    // Assigned before anything is awaited, so that two calls at once share one pool.
    pool ??= settings().then(wanted => openPool(wanted, connections));
    const { agent, connects, proxyOf } = await pool;
    const started = performance.now();
    const connectsBefore = connects.done;
    const handler = new AnswerHandler(signal, onReceived, limit?.());
    agent.dispatch(dispatched(request), handler);
    try {
      const { head, whole } = await handler.answered;
      const ended = performance.now();
      const { connect, ...parts } = connects.done > connectsBefore ? connects.last : standing;
      return {
        ...head.answer,
        body: whole.body,
        wireBytes: whole.bytes,
        ...(whole.packedAs !== undefined && { packedAs: whole.packedAs }),
        timing: {
          via: 'direct',
          total: ended - started,
          connect,
          ...parts,
          waiting: Math.max(0, head.at - started - connect),
          receiving: ended - head.at,
        },
      } satisfies WireResponse;
    } catch (error) {
      const proxy = proxyOf(request.url);
      const isKept = proxy === undefined && connects.done === connectsBefore;
      throw failure(error, signal, handler.isAnswered, isKept, proxy);
    }
  };
  const transport: Transport = async (request, signal, signAnew, onReceived) => {
    signal.throwIfAborted();
    if (underWay === 0 && Date.now() - lastUsed > longestIdle) {
      const left = pool;
      pool = undefined;
      left?.then(({ agent }) => agent.close()).catch(() => undefined);
    }
    underWay++;
    try {
      return await call(request, signal, signAnew, onReceived);
    } finally {
      underWay--;
      lastUsed = Date.now();
    }
  };
  return Object.assign(transport, {
    close: async () => {
      await (await pool)?.agent.close();
    },
    destroy: async () => {
      const opened = await pool;
      const destroyed = opened?.agent.destroy();
      // undici lets them connect first.
      opened?.connecting.forEach(socket => socket.destroy(new Error('destroyed')));
      await destroyed;
    },
  });
}

/** What the build takes of undici: see esbuild.js. */
type Undici = Pick<typeof undiciTypes, 'Agent' | 'Dispatcher' | 'ProxyAgent' | 'buildConnector'>;

interface Pool {
  readonly agent: Dispatcher;
  readonly connects: { done: number; last: Connecting };
  /** What does not stand yet. */
  readonly connecting: ReadonlySet<Socket>;
  /** Host and port of the proxy that a URL is asked for through. */
  readonly proxyOf: (url: string) => string | undefined;
}

type Connecting = Required<Pick<Timing, 'connect'>> & Pick<Timing, 'dns' | 'tls'>;

/** Of a connection that stood already. */
const standing: Connecting = { connect: 0 };

/** A request as undici takes it. Time is limited by whoever calls. */
function dispatched({ method, url, headers, body }: WireRequest): Dispatcher.DispatchOptions {
  const { origin, pathname, search } = new URL(url);
  const pairs: string[] = [];
  for (const { name, value } of headers) {
    pairs.push(name, value);
  }
  return {
    origin,
    path: pathname + search,
    method: method,
    headers: pairs,
    body: body ?? null,
    headersTimeout: 0,
    bodyTimeout: 0,
  };
}

async function openPool(settings: ConnectionSettings, connections: number): Promise<Pool> {
  // A bundled CommonJS package gives its names on `default` only.
  const { default: undici } = await import('undici');
  const connects: Pool['connects'] = { done: 0, last: standing };
  const connecting = new Set<Socket>();
  const tls = {
    rejectUnauthorized: settings.strictTls,
    ...(settings.extraCertificates.length > 0 ? { ca: [...settings.extraCertificates] } : {}),
  };
  const connector = undici.buildConnector({ ...tls, timeout: 30_000 });
  // It answers the socket, which its type does not say.
  const connectNow: (...args: Parameters<typeof connector>) => unknown = connector;
  const timed: typeof connector = (options, callback) => {
    const started = performance.now();
    let lookedUp: number | undefined;
    let reached: number | undefined;
    const socket = connectNow(options, (...result) => {
      const ended = performance.now();
      connecting.delete(socket as Socket);
      connects.done++;
      connects.last = {
        connect: ended - started,
        ...(lookedUp !== undefined && { dns: lookedUp - started }),
        ...(reached !== undefined && { tls: ended - reached }),
      };
      callback(...result);
    });
    if (socket instanceof Socket) {
      connecting.add(socket);
      socket.once('lookup', () => (lookedUp = performance.now()));
      if (options.protocol === 'https:') {
        socket.once('connect', () => (reached = performance.now()));
      }
    }
  };
  const direct: Agent = new undici.Agent({ connect: timed, connections });
  if (settings.proxy === undefined) {
    return { agent: direct, connects, connecting, proxyOf: () => undefined };
  }
  const proxied = new undici.ProxyAgent({ uri: settings.proxy, requestTls: tls, proxyTls: tls });
  const { host } = new URL(settings.proxy);
  const { noProxy } = settings;
  const { dispatcher } = new ByHost(undici, direct, proxied, noProxy);
  return { agent: dispatcher, connects, connecting, proxyOf: url => (needsNoProxy(url, noProxy) ? undefined : host) };
}

/** Sends what needs no proxy straight out. The loopback address never goes through one. */
class ByHost {
  readonly dispatcher: Dispatcher;

  constructor(undici: Undici, direct: Agent, proxied: Dispatcher, noProxy: readonly string[]) {
    const choose = (origin: string | URL | undefined) => (needsNoProxy(origin, noProxy) ? direct : proxied);
    this.dispatcher = new (class extends undici.Dispatcher {
      override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
        return choose(options.origin).dispatch(options, handler);
      }

      override close(): Promise<void> {
        return Promise.all([direct.close(), proxied.close()]).then(() => undefined);
      }

      override destroy(): Promise<void> {
        return Promise.all([direct.destroy(), proxied.destroy()]).then(() => undefined);
      }
    })();
  }
}

/** Whether a host is exempt from the proxy, by the conventions of NO_PROXY. */
export function needsNoProxy(origin: string | URL | undefined, noProxy: readonly string[]): boolean {
  const { hostname, host } = new URL(String(origin));
  if (hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')) {
    return true;
  }
  return noProxy
    .map(entry => entry.trim().toLowerCase())
    .filter(entry => entry !== '')
    .some(entry => {
      const suffix = entry.replace(/^\*?\.?/, '');
      return entry === '*' || hostname === suffix || host === suffix || hostname.endsWith(`.${suffix}`);
    });
}

function failure(
  error: unknown,
  signal: AbortSignal,
  isAnswered: boolean,
  isKept: boolean,
  proxy: string | undefined,
): unknown {
  if (error instanceof CodedError) {
    return error;
  }
  if (signal.aborted) {
    return signal.reason;
  }
  const reason = reasonOf(error);
  if (isAnswered || (!isBeforeSending(reason) && !isConnecting(error))) {
    const kept = isKept && !isAnswered && wireFault({ reason }) === 'closed';
    return new CodedError('connection-broken', { reason, ...(kept && { kept }) }, { cause: error });
  }
  // undici says it in words only.
  const [, status] = /^Proxy response \((\d{3})\)/.exec(error instanceof Error ? error.message : '') ?? [];
  const onTheWay = proxy === undefined ? {} : { proxy, ...(status !== undefined && { proxyStatus: Number(status) }) };
  return new CodedError('connect-failed', { reason, ...onTheWay }, { cause: error });
}

/** Whatever it was, it was the connecting that failed. */
function isConnecting(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'connect';
}
