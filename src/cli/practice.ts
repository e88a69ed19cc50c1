import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { isBuiltin } from 'node:module';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { CodedError } from '../codedError.ts';
import { practiceBundle } from '../practice/process/bundlePath.ts';
import { launchPractice, stopPractice } from '../practice/process/launch.ts';
import type { LaunchedPractice } from '../practice/process/launch.ts';
import { command } from './command.ts';
import type { ExitCode } from './exitCode.ts';
import { untilInterrupted, type Interrupt } from './streams/interrupt.ts';
import { parseWords } from './parseWords.ts';

interface Wanted {
  readonly port?: number;
  readonly state?: string;
  readonly workspace?: string;
  readonly json: boolean;
}

/** `tba practice`: starts the practice account, or finds it running, and stays until interrupted. */
export const runPractice = command('practice', async words => {
  const wanted = parse(words);
  // From the first moment: a Ctrl-C while it starts must end it as well.
  const interrupt = untilInterrupted({ stayAlive: true });
  try {
    const exitCode = await runUntil(interrupt, wanted);
    return hangUpOf(interrupt) ?? exitCode;
  } catch (error) {
    if (interrupt.signal.aborted) {
      return hangUpOf(interrupt) ?? 0;
    }
    throw error;
  } finally {
    interrupt.forget();
  }
});

/** Being interrupted is how it is meant to end, a terminal that goes away is not. */
function hangUpOf({ exitCode }: Interrupt): ExitCode | undefined {
  return exitCode() === 129 ? 129 : undefined;
}

async function runUntil({ signal }: Interrupt, wanted: Wanted): Promise<ExitCode> {
  const happened = once(signal, 'abort');
  const { port, state: stateDir = defaultStateDir(), workspace, json } = wanted;
  const launched = await launchPractice({
    stateDir,
    bundle: practiceBundle(import.meta.url),
    execPath: process.execPath,
    endWithParent: true,
    signal,
    ...(port === undefined ? {} : { port }),
    ...(workspace === undefined ? {} : { workspace }),
  });
  const { practice, credentials, child } = launched;
  const { account, consumerKey, consumerSecret, token, tokenSecret, blocked } = credentials;
  process.stdout.write(
    `${JSON.stringify({ baseUrl: practice.baseUrl, account, consumerKey, consumerSecret, token, tokenSecret, blocked })}\n`,
  );
  if (!json) {
    process.stderr.write(explanation(launched, stateDir, wanted));
  }
  if (!child) {
    await happened;
    return 0;
  }
  if (!hasEnded(child)) {
    await Promise.race([happened, once(child, 'exit')]);
  }
  if (!hasEnded(child)) {
    await stopPractice(stateDir);
    return 0;
  }
  // It ends with 0 when it was asked to, by a Ctrl-C that reached it too or from elsewhere.
  if (child.exitCode === 0) {
    return 0;
  }
  process.stderr.write(`tba: The practice account ended unexpectedly (${child.signalCode ?? child.exitCode}).\n`);
  return 1;
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** What is said to a person at a terminal beside the line of JSON. */
function explanation(
  { practice, credentials: { account, token }, child }: LaunchedPractice,
  stateDir: string,
  { port, workspace }: Wanted,
): string {
  const isElsewhere =
    (port !== undefined && port !== practice.port) ||
    (workspace !== undefined && resolve(workspace) !== practice.workspace);
  const end = child ? 'Ctrl-C ends it.' : 'It was running already and stays when this command ends.';
  return [
    `The practice account ${account} runs at ${practice.baseUrl} (state in ${stateDir}). ${end}`,
    ...(isElsewhere ? ['It keeps the port and the workspace that it was started with, not those given here.'] : []),
    `Set-up pages: ${practice.baseUrl}/practice/home`,
    `Its production account: ${practice.productionUrl}`,
    `RESTlets: ${practice.workspace}`,
    ...(isBuiltin('node:sqlite') ? [] : ['SuiteQL needs Node.js 22.16 or later, and answers with an error here.']),
    ...(token === '' ? ['It has no token yet: create an application and a token on its set-up pages.'] : []),
    '',
  ].join('\n');
}

function parse(words: readonly string[]): Wanted {
  const { values, positionals } = parseWords(words, {
    port: { type: 'string' },
    state: { type: 'string' },
    workspace: { type: 'string' },
    json: { type: 'boolean' },
  });
  if (positionals.length > 0) {
    throw new CodedError('usage', { reason: 'practice takes options only.' });
  }
  const { port, state, workspace, json = false } = values;
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) > 0 && Number(port) < 65_536)) {
    throw new CodedError('usage', { reason: '--port takes a number from 1 to 65535.' });
  }
  if (state === '' || workspace === '') {
    throw new CodedError('usage', { reason: `--${state === '' ? 'state' : 'workspace'} takes a folder.` });
  }
  return {
    ...(port === undefined ? {} : { port: Number(port) }),
    ...(state === undefined ? {} : { state }),
    ...(workspace === undefined ? {} : { workspace }),
    json,
  };
}

function defaultStateDir(): string {
  const data = process.env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share');
  return join(data, 'tba-workbench', 'practice');
}
