import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CodedError } from '../codedError.ts';
import { practiceBundle } from '../practice/bundlePath.ts';
import { launchPractice, stopPractice } from '../practice/launch.ts';
import type { ExitCode } from './cli.ts';

/** `tba practice`: starts the practice account, or finds it running, and stays until interrupted. */
export async function runPractice(words: readonly string[]): Promise<ExitCode> {
  const { port, state, json } = parse(words);
  const stateDir = state ?? defaultStateDir();
  const { practice, credentials, child } = await launchPractice({
    stateDir,
    bundle: practiceBundle(import.meta.url),
    execPath: process.execPath,
    endWithParent: true,
    ...(port === undefined ? {} : { port }),
  });
  const { account, consumerKey, consumerSecret, token, tokenSecret, blocked } = credentials;
  process.stdout.write(
    `${JSON.stringify({ baseUrl: practice.baseUrl, account, consumerKey, consumerSecret, token, tokenSecret, blocked })}\n`,
  );
  if (!json) {
    process.stderr.write(
      child
        ? `The practice account ${account} runs at ${practice.baseUrl} (state in ${stateDir}). Ctrl-C ends it.\n`
        : `The practice account ${account} runs at ${practice.baseUrl} already; it stays when this command ends.\n`,
    );
  }
  await interrupted(child ? new Promise(resolve => child.once('exit', () => resolve())) : undefined);
  if (child) {
    await stopPractice(stateDir);
  }
  return 0;
}

function parse(words: readonly string[]): { port?: number; state?: string; json: boolean } {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...words],
      options: { port: { type: 'string' }, state: { type: 'string' }, json: { type: 'boolean' } },
    }));
  } catch (cause) {
    throw new CodedError('usage', { reason: (cause as Error).message }, { cause });
  }
  if (values.port !== undefined && !/^\d{1,5}$/.test(values.port)) {
    throw new CodedError('usage', { reason: '--port takes a number.' });
  }
  return {
    ...(values.port === undefined ? {} : { port: Number(values.port) }),
    ...(values.state === undefined ? {} : { state: values.state }),
    json: values.json ?? false,
  };
}

/** Resolves with Ctrl-C, with a request to end, or when what we wait for ends by itself. */
function interrupted(ended: Promise<void> | undefined): Promise<void> {
  return new Promise(resolve => {
    // A promise alone keeps no process alive.
    const alive = setInterval(() => undefined, 60_000);
    const finish = () => {
      clearInterval(alive);
      resolve();
    };
    process.once('SIGINT', finish);
    process.once('SIGTERM', finish);
    void ended?.then(finish);
  });
}

function defaultStateDir(): string {
  const data = process.env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share');
  return join(data, 'tba-workbench', 'practice');
}
