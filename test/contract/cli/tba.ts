// The built command line, as a process of its own.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';

export const cli = join(import.meta.dirname, '../../../dist/cli.js');

export interface Result {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export const credentials = {
  NETSUITE_ACCOUNT_ID: '1234567-sb1',
  NETSUITE_CONSUMER_KEY: 'consumer-key',
  NETSUITE_CONSUMER_SECRET: 'canary-consumer-secret',
  NETSUITE_TOKEN_ID: 'token-id',
  NETSUITE_TOKEN_SECRET: 'canary-token-secret',
};

export function start(
  args: readonly string[],
  env: NodeJS.Dict<string> = credentials,
): ChildProcessWithoutNullStreams & { readonly ended: Promise<Result> } {
  const child = spawn(process.execPath, ['--', cli, ...args], { env: { PATH: process.env['PATH'], ...env } });
  child.stdin.on('error', () => undefined);
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const ended = new Promise<Result>(resolve => {
    child.on('close', (code, signal) => resolve({ code, signal, out: '', err }));
  });
  return Object.assign(child, { ended });
}

export async function tba(args: readonly string[], input = '', env?: NodeJS.Dict<string>): Promise<Result> {
  const child = start(args, env);
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stdin.end(input);
  return { ...(await child.ended), out };
}
