import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../../fixtures/brokenClients');

/** Credentials and a request, as a client has them before it signs. */
export interface Job {
  readonly call: {
    readonly method: string;
    readonly url: string;
    readonly contentType?: string;
    readonly body?: string;
  };
  readonly credentials: {
    readonly account: string;
    readonly consumerKey: string;
    readonly consumerSecret: string;
    readonly token: string;
    readonly tokenSecret: string;
  };
  readonly nonce: string;
  readonly timestamp: number;
  /** `code/form`, as the clients know them. */
  readonly bugs: readonly string[];
}

export interface Sent {
  readonly authorization: string;
  readonly baseString: string;
}

export interface Client {
  readonly name: string;
  /** All bugs that the client can have. */
  readonly bugs: readonly string[];
  readonly run: (jobs: readonly Job[]) => Sent[];
}

/** The clients in JavaScript and Python. */
export function brokenClients(): Client[] {
  return [client('JavaScript', process.execPath, 'client.mjs'), client('Python', 'python3', 'client.py')];
}

function client(name: string, program: string, file: string): Client {
  const path = join(folder, file);
  const names = readFileSync(path, 'utf8').matchAll(/['"]([a-z0-9]+(?:-[a-z0-9]+)*\/[\w.-]+)['"]/g);
  return {
    name,
    bugs: [...new Set([...names].map(([, bug = '']) => bug))].filter(bug => !bug.startsWith('application/')),
    run: jobs => {
      const { stdout, stderr, status } = spawnSync(program, [path], {
        input: jobs.map(job => JSON.stringify(job)).join('\n') + '\n',
        maxBuffer: 500_000_000,
        encoding: 'utf8',
      });
      if (status !== 0) {
        throw new Error(`The client in ${name} failed: ${stderr}`);
      }
      return stdout
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line) as Sent);
    },
  };
}

/** The code that a bug of a client should be diagnosed as. */
export function codeOf(bug: string): string {
  return bug.slice(0, bug.indexOf('/'));
}
