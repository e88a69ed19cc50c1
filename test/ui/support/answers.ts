// A server that answers with what a test says: bodies that the practice account has no reason to send.
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export interface Answers {
  readonly baseUrl: string;
  /** Requests as they came, newest last: method and path. */
  readonly seen: readonly string[];
  readonly stop: () => Promise<void>;
}

type Respond = Answer | ((request: IncomingMessage, response: ServerResponse) => void);

/** Answers `/app/<name>` with the answer of that name, whoever asks and however it is signed. */
export async function startAnswers(answers: Readonly<Record<string, Respond>>): Promise<Answers> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    seen.push(`${request.method ?? ''} ${request.url ?? ''}`);
    const answer = answers[pathname.replace(/^\/app\//, '')];
    if (typeof answer === 'function') {
      answer(request, response);
    } else if (answer) {
      response.writeHead(answer.status ?? 200, { 'Content-Type': 'application/json', ...answer.headers });
      response.end(answer.body);
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
