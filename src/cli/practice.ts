import { once } from 'node:events';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CodedError } from '../codedError.ts';
import { practiceBundle } from '../practice/bundlePath.ts';
import { launchPractice, stopPractice } from '../practice/launch.ts';
import type { ExitCode } from './cli.ts';

/** `tba practice`: starts the practice account, or finds it running, and stays until interrupted. */
export async function runPractice(words: readonly string[]): Promise<ExitCode> {
  const { port, state, workspace, json } = parse(words);
  const stateDir = state ?? defaultStateDir();
  // From the first moment: a Ctrl-C while it starts must end it as well.
  const interrupt = untilInterrupted();
  const { practice, credentials, child } = await launchPractice({
    stateDir,
    bundle: practiceBundle(import.meta.url),
    execPath: process.execPath,
    endWithParent: true,
    ...(port === undefined ? {} : { port }),
    ...(workspace === undefined ? {} : { workspace }),
  });
  const { account, consumerKey, consumerSecret, token, tokenSecret, blocked } = credentials;
  process.stdout.write(
    `${JSON.stringify({ baseUrl: practice.baseUrl, account, consumerKey, consumerSecret, token, tokenSecret, blocked })}\n`,
  );
  if (!json) {
    const end = child ? 'Ctrl-C ends it.' : 'It was running already and stays when this command ends.';
    process.stderr.write(
      `The practice account ${account} runs at ${practice.baseUrl} (state in ${stateDir}). ${end}\n` +
        `Set-up pages: ${practice.baseUrl}/practice/home\n` +
        `Its production account: ${practice.productionUrl}\n` +
        `RESTlets: ${practice.workspace}\n` +
        (token === '' ? 'It has no token yet: create an application and a token on its set-up pages.\n' : ''),
    );
  }
  await Promise.race([interrupt, ...(child ? [once(child, 'exit')] : [])]);
  if (child?.exitCode === null) {
    await stopPractice(stateDir);
  }
  // It ends with 0 when it was asked to, by us or by a Ctrl-C that reached it too.
  return (child?.exitCode ?? 0) === 0 ? 0 : 1;
}

function parse(words: readonly string[]): { port?: number; state?: string; workspace?: string; json: boolean } {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...words],
      options: {
        port: { type: 'string' },
        state: { type: 'string' },
        workspace: { type: 'string' },
        json: { type: 'boolean' },
      },
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
    ...(values.workspace === undefined ? {} : { workspace: values.workspace }),
    json: values.json ?? false,
  };
}

/** Resolves with Ctrl-C or a request to end; keeps the process alive until then, which a promise alone does not. */
function untilInterrupted(): Promise<void> {
  return new Promise(resolve => {
    const alive = setInterval(() => undefined, 60_000);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        clearInterval(alive);
        resolve();
      });
    }
  });
}

function defaultStateDir(): string {
  const data = process.env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share');
  return join(data, 'tba-workbench', 'practice');
}
