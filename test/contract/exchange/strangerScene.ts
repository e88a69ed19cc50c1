// A stranger that listens, and sends of every scheme whose secrets it must not hear.
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { expect } from 'vitest';
import { isCoded } from '../../../src/codedError.ts';
import { AccountQueue } from '../../../src/exchange/accountQueue.ts';
import { tbaAuthenticator } from '../../../src/exchange/authenticate.ts';
import { LoginGuard } from '../../../src/exchange/guards/loginGuard.ts';
import { clientLogin } from '../../../src/exchange/oauth2/clientCredentials.ts';
import { refreshLogin } from '../../../src/exchange/oauth2/refreshLogin.ts';
import { callOf } from '../../../src/exchange/requestCall.ts';
import { send, type Caller, type CallerAccount } from '../../../src/exchange/send.ts';
import { directTransport } from '../../../src/exchange/transport/directTransport.ts';
import { createLayeredLookup, type Layers } from '../../../src/exchange/values/layeredLookup.ts';
import { readSigningKey } from '../../../src/oauth2/signingKey.ts';
import { parseRequests } from '../../../src/requests/parse/parse.ts';
import { resolveRequest } from '../../../src/requests/values/resolve.ts';
import { Canaries } from '../../ui/support/canaries.ts';
import { pemOf } from '../practice/oauth2.ts';

export const account: CallerAccount = { accountId: '1234567_SB1', name: 'Acme' };

const secrets = {
  consumerKey: 'canary-consumer-key',
  consumerSecret: 'canary-consumer-secret',
  token: 'canary-token-id',
  tokenSecret: 'canary-token-secret',
};
const clientId = 'canary-client-id';
const certificateId = 'canary-certificate';
const accessToken = 'canary-access-token';
const refreshToken = 'canary-refresh-token';
const key = readSigningKey(pemOf('p256', 'key'));
const sources = { now: Date.now, random: Math.random, uuid: () => 'uuid' };

type Login = Pick<Caller, 'authenticate' | 'logIn'>;

/** A way of logging in, and what it says first to whom it talks to. */
export interface Scheme {
  readonly name: string;
  /** Made anew for each send: an access token is kept in memory. */
  readonly login: (of: CallerAccount) => Login | Promise<Login>;
  /** The host of the account that is called first. */
  readonly first: 'restlets' | 'suitetalk';
  /** What the server that is called first hears of it. */
  readonly tells: readonly string[];
}

/** What an account gives for an assertion or a refresh token. */
export const tokenAnswer = JSON.stringify({ access_token: accessToken, expires_in: 3600, token_type: 'bearer' });

const client = () => clientLogin({ clientId, certificateId, scopes: ['restlets'], key }, Date.now, () => undefined);

export const schemes: readonly Scheme[] = [
  {
    name: 'a signature',
    login: of => ({
      authenticate: tbaAuthenticator(of.accountId, secrets, { nonce: () => 'n1', timestamp: () => '1700000000' }),
    }),
    first: 'restlets',
    tells: ['consumerKey as UTF-8', 'token as UTF-8', 'a signature as UTF-8', 'the header as UTF-8'],
  },
  {
    name: 'an assertion, for an access token',
    login: client,
    first: 'suitetalk',
    tells: ['clientId as base64', 'certificateId as base64', 'an assertion as UTF-8'],
  },
  {
    name: 'a refresh token, for an access token',
    login: () =>
      refreshLogin(
        { clientId },
        {
          inTurn: work => work(),
          read: () => Promise.resolve(refreshToken),
          write: () => Promise.resolve(),
        },
        Date.now,
        () => undefined,
      ),
    first: 'suitetalk',
    tells: ['clientId as UTF-8', 'refreshToken as UTF-8'],
  },
  {
    name: 'an access token that is there already',
    login: async of => {
      const login = client();
      const answer = { status: 200, statusText: '', headers: [], body: Buffer.from(tokenAnswer) };
      await login.logIn.ready(of, () => Promise.resolve({ ...answer, timing: { via: 'direct', total: 0 } }), 0);
      return login;
    },
    first: 'restlets',
    tells: ['accessToken as UTF-8', 'a bearer as UTF-8'],
  },
];

/** Listens, answers whatever opens a tunnel, and keeps every byte. */
export interface Stranger {
  readonly port: number;
  connections: number;
  heard: Buffer[];
  /** What it says first, such as to one who wants a tunnel through it. */
  greeting: string;
  readonly text: () => string;
  readonly forget: () => void;
  readonly stop: () => void;
}

const tunnel = 'HTTP/1.1 200 OK\r\n\r\n';

export async function startStranger(): Promise<Stranger> {
  const sockets = new Set<Socket>();
  const server: Server = createServer(socket => {
    stranger.connections++;
    // What comes late belongs to the attempt that it began with.
    const words = stranger.heard;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    let isGreeted = false;
    socket.on('data', bytes => {
      words.push(bytes);
      if (!isGreeted) {
        isGreeted = true;
        socket.write(stranger.greeting);
      } else {
        // What comes through the tunnel is the beginning of TLS, to which there is no good answer.
        socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi');
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stranger: Stranger = {
    port: (server.address() as AddressInfo).port,
    connections: 0,
    heard: [],
    greeting: tunnel,
    text: () => Buffer.concat(stranger.heard).toString('latin1'),
    forget: () => {
      stranger.heard = [];
      stranger.connections = 0;
      stranger.greeting = tunnel;
    },
    stop: () => {
      server.close();
      sockets.forEach(socket => socket.destroy());
    },
  };
  return stranger;
}

/** What of the secrets and of anything made with them somebody heard. */
export function leaked(heard: readonly Buffer[]): string[] {
  const canaries = new Canaries();
  Object.entries({ ...secrets, clientId, certificateId, accessToken, refreshToken }).forEach(([name, text]) =>
    canaries.add(name, text),
  );
  canaries.add('a signature', 'oauth_signature');
  canaries.add('the header', 'OAuth realm');
  canaries.add('a bearer', 'Bearer ');
  canaries.add('an assertion', 'client_assertion');
  return canaries.in(Buffer.concat(heard));
}

export interface Attempt {
  /** As in a file; `STRANGER` is the stranger's address. */
  readonly request: string;
  readonly account?: CallerAccount;
  readonly layers?: Layers;
  readonly throughStranger?: boolean;
}

/** Sends a request of a file as it is sent from the editor, and tells the code of what stopped it, or the status. */
export async function outcomeOf(
  { request, account: of = account, layers = {}, throughStranger = true }: Attempt,
  scheme: Scheme,
  stranger: Stranger,
): Promise<string> {
  const transport = directTransport(() =>
    Promise.resolve({
      noProxy: [],
      strictTls: true,
      extraCertificates: [],
      ...(throughStranger && { proxy: `http://127.0.0.1:${stranger.port}` }),
    }),
  );
  try {
    const file = parseRequests(request.replaceAll('STRANGER', `127.0.0.1:${stranger.port}`));
    const { lookup } = createLayeredLookup(layers);
    const call = callOf(resolveRequest(file, file.requests[0] ?? expect.fail(), sources, lookup), of);
    const { record } = await send(
      call,
      {
        account: of,
        credentialId: 'c',
        credentialLabel: 'jane',
        mayWrite: true,
        ...(await scheme.login(of)),
      },
      {
        transport,
        queue: new AccountQueue(),
        guard: new LoginGuard({ read: () => ({}), write: () => Promise.resolve() }, Date.now),
        now: Date.now,
        newId: () => 'id',
      },
      5000,
      new AbortController().signal,
    );
    return record.failure?.code ?? String(record.response?.status);
  } catch (error) {
    if (!isCoded(error)) {
      throw error;
    }
    return error.code;
  } finally {
    await transport.close();
  }
}
