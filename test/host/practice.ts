// The practice account as a process of its own, for ui tests and npm start.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { HostError } from './hostError.ts';
import { repository } from './paths.ts';
import { startProcess, stopProcess } from './processes.ts';

/** The line that `dist/practice.js` prints when it is ready. */
export type PracticeAccount = {
  readonly baseUrl: string;
  readonly account: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly token: string;
  readonly tokenSecret: string;
  /** A second application in state Blocked, with a token. */
  readonly blocked: {
    readonly consumerKey: string;
    readonly consumerSecret: string;
    readonly token: string;
    readonly tokenSecret: string;
  };
  /** Another process runs it already; this one ends at once. */
  readonly shared?: true;
};

export type RunningPractice = {
  readonly account: PracticeAccount;
  /** Whether another process runs it; that one is left alone. */
  readonly found: boolean;
  readonly stop: () => Promise<void>;
};

/**
 * Starts the practice account of a state folder, or finds the one running there; its RESTlets come from the workspace
 * given, or from one beside its state. Throws `practice-not-started`.
 */
export async function startPractice(stateFolder: string, workspace?: string): Promise<RunningPractice> {
  const bundle = join(repository, 'dist', 'practice.js');
  if (!existsSync(bundle)) {
    throw new HostError('practice-not-started', 'dist/practice.js is missing; run npm run build.');
  }
  // It ends with its standard input, so with this process, however that ends.
  const scripts = workspace === undefined ? [] : ['--workspace', workspace];
  const child = startProcess(process.execPath, [bundle, '--state', stateFolder, ...scripts, '--end-with-stdin'], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (output += text));
  const account = await new Promise<PracticeAccount>((done, fail) => {
    const failed = (why: string): void => {
      clearTimeout(timer);
      void stopProcess(child);
      fail(new HostError('practice-not-started', `The practice account ${why}:\n${output}`));
    };
    const timer = setTimeout(() => failed('was not ready within 20 s'), 20_000);
    child.once('error', error => failed(`could not be run: ${error.message}`));
    child.once('close', code => failed(`ended with code ${code}`));
    if (child.stdout) {
      createInterface({ input: child.stdout }).on('line', line => {
        output += `${line}\n`;
        const ready = readReadyLine(line);
        if (ready !== undefined) {
          clearTimeout(timer);
          done(ready);
        }
      });
    }
  });
  return { account, found: account.shared === true, stop: () => stopProcess(child) };
}

function readReadyLine(line: string): PracticeAccount | undefined {
  try {
    const value = JSON.parse(line) as Partial<PracticeAccount>;
    return typeof value.baseUrl === 'string' ? (value as PracticeAccount) : undefined;
  } catch {
    return undefined;
  }
}
