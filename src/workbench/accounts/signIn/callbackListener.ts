import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CallbackReceiver } from '../../../exchange/signIn.ts';
import type { CallbackAnswer } from '../../../tba/callbackAddress.ts';
import { pageHeaders, printPage, type PageText } from './callbackPage.ts';
import { openLoopbackServers, type Bind } from './loopbackServers.ts';

/** What the browser shows at the end: the answer was taken, it was none of this sign-in's, or one was taken before. */
export interface CallbackPages {
  readonly taken: PageText;
  readonly failed: PageText;
  readonly done: PageText;
}

export interface ListenerOptions {
  /** Starts with `/`; with a part that nobody can guess. */
  readonly path: string;
  readonly pages: CallbackPages;
  /** Milliseconds after the answer in which a second request is told that it is done. */
  readonly linger?: number;
  readonly bind?: Bind;
}

/** A receiver on this machine's loopback addresses; `closed` resolves when nothing listens any more. */
export interface CallbackListener extends CallbackReceiver {
  readonly closed: Promise<void>;
}

interface Waiting extends Omit<PromiseWithResolvers<CallbackAnswer>, 'promise'> {
  readonly read: (address: string) => CallbackAnswer;
}

/**
 * Opens a listener for one answer of the browser. It knows one path and the method GET, and shows nothing of what it
 * is sent. The address goes to `read` and nowhere else.
 *
 * @throws CodedError `sign-in-listener-failed` (data: reason)
 */
export async function openCallbackListener(options: ListenerOptions): Promise<CallbackListener> {
  const { path, pages, linger = 2000 } = options;
  let waiting: Waiting | undefined;
  let answered = false;
  // Nothing is let in before the port is known.
  let port = 0;
  const opened = await openLoopbackServers(handle, options.bind);
  const { servers } = opened;
  port = opened.port;
  const origin = `http://localhost:${port}`;
  const closed = Promise.all(servers.map(server => new Promise(resolve => server.once('close', resolve)))).then(
    () => undefined,
  );

  function handle(request: IncomingMessage, response: ServerResponse): void {
    request.resume();
    response.setHeader('Connection', 'close');
    const status = refusalOf(request, port, path);
    if (status !== undefined) {
      response.writeHead(status, { 'Cache-Control': 'no-store', ...(status === 405 ? { Allow: 'GET' } : {}) }).end();
    } else if (answered) {
      sendPage(response, 410, pages.done);
    } else if (waiting === undefined) {
      response.writeHead(404, { 'Cache-Control': 'no-store' }).end();
    } else {
      take(waiting, request, response);
    }
  }

  function take({ read, resolve, reject }: Waiting, request: IncomingMessage, response: ServerResponse): void {
    answered = true;
    setTimeout(shut, linger).unref();
    // The outcome is told when the page has been handed over, or when the browser has gone.
    try {
      const answer = read(`${origin}${request.url ?? ''}`);
      response.once('close', () => resolve(answer));
      sendPage(response, 200, pages.taken);
    } catch (error) {
      response.once('close', () => reject(error));
      sendPage(response, 400, pages.failed);
    }
  }

  function shut(): void {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
  }

  return {
    url: `${origin}${path}`,
    closed,
    receive: async (read, signal) => {
      signal.throwIfAborted();
      const { promise, resolve, reject } = Promise.withResolvers<CallbackAnswer>();
      const stop = () => reject(signal.reason);
      signal.addEventListener('abort', stop);
      waiting = { read, resolve, reject };
      try {
        return await promise;
      } finally {
        waiting = undefined;
        signal.removeEventListener('abort', stop);
      }
    },
    close: () => {
      if (!answered) {
        shut();
      }
    },
  };
}

/** The status for whatever is not the browser on its way back; undefined when it may be. */
function refusalOf(request: IncomingMessage, port: number, path: string): number | undefined {
  const hosts = request.rawHeaders.filter(
    (_, index, all) => index % 2 === 1 && all[index - 1]?.toLowerCase() === 'host',
  );
  // Another name for this machine is a page elsewhere that had its own name lead here (DNS rebinding).
  if (hosts.length !== 1 || hosts[0]?.toLowerCase() !== `localhost:${port}`) {
    return 403;
  }
  if (request.url?.split('?', 1)[0] !== path) {
    return 404;
  }
  return request.method === 'GET' ? undefined : 405;
}

function sendPage(response: ServerResponse, status: number, text: PageText): void {
  response.writeHead(status, pageHeaders).end(printPage(text));
}
