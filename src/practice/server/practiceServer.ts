import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { finished } from 'node:stream/promises';
import type { PracticeAccount } from '../account.ts';
import { splitTarget } from '../authentication/parameters.ts';
import { sendAnswer } from './answer.ts';
import { answerControl } from './control.ts';
import type { Control } from './control.ts';
import type { Route, Sites } from './exchange.ts';
import { answerWithFaults } from './faults.ts';
import { foreignness } from './localOnly.ts';
import { bodyLimit, readBody } from './readBody.ts';
import { findRoute } from './routes.ts';
import { errorOfSurface } from './surfaceErrors.ts';
import type { SurfaceError } from './surfaceErrors.ts';

/** How a server is looked after, and where it and its sibling are. */
export interface ServerSurroundings {
  readonly control: Control;
  readonly sites: () => Sites;
}

/**
 * The HTTP server of a practice account, not listening yet; the caller makes it listen on 127.0.0.1.
 *
 * A client that sends slowly is cut off: 15 s for the headers, 60 s for the whole request. How long an answer takes is
 * not limited.
 */
export function createPracticeServer(account: PracticeAccount, { control, sites }: ServerSurroundings): Server {
  const startedAt = performance.now();
  const server = createServer(
    {
      headersTimeout: 15_000,
      requestTimeout: 60_000,
      connectionsCheckingInterval: 5_000,
      keepAliveTimeout: 30_000,
      maxHeaderSize: 64 * 1024,
    },
    (request, response) => {
      answerRequest(request, response).catch((error: unknown) => failRequest(request, response, error));
    },
  );
  server.on('clientError', refuseGarbage);

  async function answerRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { port } = server.address() as AddressInfo;
    const foreign = foreignness(request, port);
    const target = request.url ?? '';
    // An absolute-form target names its own host, which then counts instead of the Host header (RFC 9112 3.2.2).
    if (foreign || !target.startsWith('/')) {
      const message =
        foreign === 'origin'
          ? 'The practice account does not take requests from pages of other sites.'
          : `The practice account answers only to 127.0.0.1:${port}, localhost:${port} and [::1]:${port}.`;
      await sendEarly(request, response, { status: 403, code: 'FORBIDDEN', message });
      return;
    }
    const { path } = splitTarget(target);
    const uptime = Math.floor((performance.now() - startedAt) / 1000);
    if (await answerControl(request, response, account, control, uptime)) {
      return;
    }
    const route: Route | undefined = findRoute(path);
    if (!route) {
      await sendEarly(request, response, { status: 404, code: 'NOT_FOUND', message: 'There is nothing at this URL.' });
      return;
    }
    if (!route.methods.includes(request.method ?? '')) {
      const error = { status: 405, code: 'METHOD_NOT_ALLOWED', message: 'This URL does not take that method.' };
      await sendEarly(request, response, error, { Allow: route.methods.join(', ') });
      return;
    }
    const body = await readBody(request, route.bodyLimit);
    if (body === 'too-large') {
      await sendEarly(request, response, tooLarge(route));
      return;
    }
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const { signal } = gone;
    const { now } = account;
    const exchange = { account, sites: sites(), request, response, target, path, body, signal, now };
    await (route.isCall ? answerWithFaults(exchange, route.answer) : route.answer(exchange));
  }

  return server;
}

/** Oracle gives the limit of a call but no answer for exceeding it: status and code are assumed. */
function tooLarge({ bodyLimit: limit = bodyLimit }: Route): SurfaceError {
  return limit === bodyLimit
    ? { status: 400, code: 'SSS_FILE_CONTENT_SIZE_EXCEEDED', message: 'The request is larger than 10 MB.' }
    : {
        status: 413,
        code: 'CONTENT_TOO_LARGE',
        message: `The form is larger than ${limit / 1024} KB. Nothing was changed.`,
      };
}

/** Answers without looking at the body. It is read away first, for a while: hanging up on a sender hides the answer. */
async function sendEarly(
  request: IncomingMessage,
  response: ServerResponse,
  error: SurfaceError,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  if (!request.complete) {
    request.resume();
    await finished(request, { signal: AbortSignal.timeout(3_000) }).catch(() => undefined);
  }
  sendAnswer(response, errorOfSurface(request, error, headers), !request.complete);
}

function failRequest(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (request.socket.destroyed || response.headersSent) {
    response.destroy();
    return;
  }
  const id = randomUUID();
  process.stderr.write(`${JSON.stringify({ unexpected: id, error: String(error) })}\n`);
  const message = `An unexpected error occurred. Error ID: ${id}`;
  sendAnswer(response, errorOfSurface(request, { status: 500, code: 'UNEXPECTED_ERROR', message }), true);
}

/** What was not HTTP, or came too slowly or too large, gets a plain status and no connection. */
function refuseGarbage(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const statuses: Readonly<Record<string, string>> = {
    HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
    ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  };
  const status = statuses[error.code ?? ''] ?? '400 Bad Request';
  socket.end(
    `HTTP/1.1 ${status}\r\nDate: ${new Date().toUTCString()}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
  );
}
