import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPracticeAccount } from '../../../src/practice/account.ts';
import type { PracticeAccount } from '../../../src/practice/account.ts';
import { credentialsOf } from '../../../src/practice/credentials.ts';
import type { PracticeCredentials } from '../../../src/practice/credentials.ts';
import { createPracticeServer } from '../../../src/practice/server/practiceServer.ts';
import type { AccountKind, AccountState, PracticeState } from '../../../src/practice/state/model.ts';
import { seedState } from '../../../src/practice/state/seed.ts';
import { createStateStore } from '../../../src/practice/state/stateStore.ts';
import type { StateStore } from '../../../src/practice/state/stateStore.ts';
import { sign } from '../support/independentSigner.ts';
import type { Pairs, Signed, SignerCredentials, ToSign } from '../support/independentSigner.ts';

/** The RESTlets that ship. */
export const shippedWorkspace = join(import.meta.dirname, '../../../media/practice');

export const restletPath = '/app/site/hosting/restlet.nl';
export const echoQuery: Pairs = [
  ['script', '1'],
  ['deploy', '1'],
];

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A practice server in this process, with a clock and a state that the test may set. */
export interface Fixture {
  readonly server: Server;
  readonly account: PracticeAccount;
  readonly credentials: PracticeCredentials;
  readonly port: number;
  readonly baseUrl: string;
  readonly clock: { seconds: number };
  readonly setState: (change: (state: AccountState) => AccountState) => Promise<void>;
  /** The Detail of the last row of the Login Audit Trail. */
  readonly lastDetail: () => string | undefined;
  readonly stop: () => Promise<void>;
}

export async function startFixture(workspace?: string): Promise<Fixture> {
  const { sandbox } = await startFixturePair(seedState(), workspace);
  return sandbox;
}

export interface FixturePair {
  readonly production: Fixture;
  readonly sandbox: Fixture;
  readonly world: StateStore;
}

/** Both accounts of one practice, each with its server; stopping either ends both. */
export async function startFixturePair(
  initial: PracticeState = seedState(),
  workspace = shippedWorkspace,
): Promise<FixturePair> {
  const clock = { seconds: 1_800_000_000 };
  const world = createStateStore(initial, () => Promise.resolve());
  const urls = { production: '', sandbox: '' };
  const servers: Server[] = [];
  const pair: PracticeAccount[] = [];
  const open = async (kind: AccountKind): Promise<Fixture> => {
    const account = createPracticeAccount({ kind, world, pair, now: () => clock.seconds * 1000, workspace });
    const control = { instance: 'test', secret: 'secret', stop: () => undefined, reset: () => Promise.resolve() };
    const server = createPracticeServer(account, { control, sites: () => urls });
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    urls[kind] = `http://127.0.0.1:${port}`;
    return {
      server,
      account,
      credentials: credentialsOf(account.store.current()),
      port,
      baseUrl: urls[kind],
      clock,
      setState: change => account.store.update(current => [change(current), undefined]),
      lastDetail: () => account.loginAudit.rows().at(-1)?.detail || undefined,
      stop: () => Promise.all(servers.map(close)).then(() => undefined),
    };
  };
  return { production: await open('production'), sandbox: await open('sandbox'), world };
}

async function close(server: Server): Promise<void> {
  if (server.listening) {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
}

export interface CallOptions extends Partial<Omit<ToSign, 'credentials'>> {
  readonly path?: string;
  readonly credentials?: SignerCredentials;
  readonly contentType?: string;
  readonly body?: string | Buffer;
  readonly headers?: OutgoingHttpHeaders;
  /** Changes what was signed into what is sent. */
  readonly tamper?: (signed: Signed) => { readonly authorization?: string | string[]; readonly query?: string };
}

/** Signs a call to the echo RESTlet (or another) and sends it. */
export function call(fixture: Fixture, options: CallOptions = {}): Promise<Answer> {
  const path = options.path ?? restletPath;
  const signed = sign({
    ...options,
    method: options.method ?? 'GET',
    baseUri: options.baseUri ?? `${fixture.baseUrl}${path}`,
    query: options.query ?? (path === restletPath ? echoQuery : []),
    credentials: options.credentials ?? fixture.credentials,
    timestamp: options.timestamp ?? fixture.clock.seconds,
  });
  const { authorization, query } = { ...signed, ...options.tamper?.(signed) };
  return send(fixture, {
    method: options.method ?? 'GET',
    target: `${path}${query}`,
    headers: {
      Authorization: authorization,
      ...(options.contentType === undefined ? {} : { 'Content-Type': options.contentType }),
      ...options.headers,
    },
    ...(options.body === undefined ? {} : { body: options.body }),
  });
}

export interface Sent {
  readonly method?: string;
  readonly target: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Buffer;
}

/** Sends a request as it is, on a connection of its own. */
export async function send({ port }: { readonly port: number }, sent: Sent): Promise<Answer> {
  const outgoing = request({
    host: '127.0.0.1',
    port,
    path: sent.target,
    method: sent.method ?? 'GET',
    headers: {
      ...(sent.body === undefined || sent.headers?.['Transfer-Encoding']
        ? {}
        : { 'Content-Length': Buffer.byteLength(sent.body) }),
      ...sent.headers,
    },
    agent: false,
  });
  outgoing.end(sent.body);
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  const pieces: Buffer[] = [];
  for await (const piece of response as AsyncIterable<Buffer>) {
    pieces.push(piece);
  }
  return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces).toString('utf8') };
}

/** Writes bytes to the server and returns all it says until it hangs up. */
export async function sendRaw({ port }: { readonly port: number }, text: string): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port });
  socket.end(Buffer.from(text, 'latin1'));
  let answer = '';
  for await (const piece of socket.setEncoding('latin1') as AsyncIterable<string>) {
    answer += piece;
  }
  return answer;
}

/** The code of an error body, whatever its format. */
export function errorCode({ body }: Answer): string | undefined {
  return /"code" : "([^"]*)"|<code>([^<]*)<|error code: (.*)/.exec(body)?.slice(1).find(Boolean);
}
