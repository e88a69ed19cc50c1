// A place to run `tba send` in as a process of its own: a folder, the practice account, servers that only count.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startFixture, type Fixture } from '../practice/practiceFixture.ts';

const cli = join(import.meta.dirname, '../../../dist/cli.js');

export interface Result {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Reported {
  readonly name: string | null;
  readonly request: { readonly method: string; readonly url: string; readonly headers: Record<string, string> };
  readonly response?: { readonly status: number; readonly headers: Record<string, unknown>; readonly body: string };
  readonly error?: { readonly code: string; readonly message: string };
  readonly checks?: readonly {
    readonly check: string;
    readonly passed: boolean;
    readonly actual?: string;
    readonly error?: { readonly code: string; readonly message: string };
  }[];
  readonly causes?: readonly { readonly code: string; readonly certainty: string }[];
  readonly timings: Record<string, number> | null;
}

export type Variables = Record<string, string | undefined>;

export interface SendPlace {
  readonly practice: Fixture;
  readonly folder: string;
  /** The request file that send writes. */
  readonly file: string;
  readonly write: (name: string, text: string) => Promise<void>;
  readonly environment: (change?: Variables) => Variables;
  readonly start: (args: readonly string[], change?: Variables) => { child: ChildProcess; ended: Promise<Result> };
  readonly send: (text: string, args?: readonly string[], change?: Variables) => Promise<Result>;
  readonly serve: (listener: RequestListener) => Promise<{ url: string; seen: string[] }>;
  /** Says yes to everything, and counts. */
  readonly yes: () => Promise<{ url: string; seen: string[] }>;
  readonly setClock: () => void;
  readonly closeServers: () => void;
  readonly stop: () => Promise<void>;
}

export async function sendPlace(): Promise<SendPlace> {
  const practice = await startFixture();
  const folder = await mkdtemp(join(tmpdir(), 'tba send '));
  const file = join(folder, 'orders.http');
  const servers: Server[] = [];

  const environment = (change: Variables = {}): Variables => {
    const { account, consumerKey, consumerSecret, token, tokenSecret } = practice.credentials;
    return {
      PATH: process.env['PATH'],
      NETSUITE_ACCOUNT_ID: account,
      NETSUITE_CONSUMER_KEY: consumerKey,
      NETSUITE_CONSUMER_SECRET: consumerSecret,
      NETSUITE_TOKEN_ID: token,
      NETSUITE_TOKEN_SECRET: tokenSecret,
      NETSUITE_BASE_URL: practice.baseUrl,
      ...change,
    };
  };
  const start: SendPlace['start'] = (args, change) => {
    const child = spawn(process.execPath, [cli, 'send', ...args], { env: environment(change), cwd: folder });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.stdin.end();
    const ended = once(child, 'close').then(([code]: unknown[]): Result => ({ code: code as number | null, out, err }));
    return { child, ended };
  };
  const serve: SendPlace['serve'] = async listener => {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      listener(request, response);
    }).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
  };
  return {
    practice,
    folder,
    file,
    environment,
    start,
    serve,
    write: async (name, text) => {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    },
    send: async (text, args = [], change = {}) => {
      await writeFile(file, text);
      return start([file, ...args], change).ended;
    },
    yes: () => serve((_, response) => void response.end('{}')),
    setClock: () => {
      practice.clock.seconds = Math.floor(Date.now() / 1000);
    },
    closeServers: () => {
      for (const server of servers.splice(0)) {
        server.close();
        server.closeAllConnections();
      }
    },
    stop: async () => {
      await practice.stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** What `--json` printed. */
export function lines(out: string): Reported[] {
  return out
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Reported);
}
