// `tba send` as a whole process, beside other command lines and a bare client: one request, each further one, memory.
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../../host/paths.ts';
import {
  bruno,
  httpyac,
  newFolder,
  newman,
  tba,
  tbaEnvironment,
  type Command,
  type Prepare,
} from '../peers/commandLines.ts';
import { alternate, type Candidate, type Runs } from './alternate.ts';
import { startAnsweringServer, type AnsweringServer } from './answeringServer.ts';
import { buildBareClients } from './bareClient.ts';
import { compare, quickestOf, type Row } from './comparison.ts';

const many = 501;
const manyForPeers = 101;
const manyPrefix = 'many: ';
const bare = 'bare undici client';
const bareParts = 'bare client of its parts';
const bareSigning = 'bare client that signs';
const peerNames = ['httpyac', 'newman', 'Bruno CLI'] as const;

export async function commandLineRows(say: (line: string) => void): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tba-bench-cli-'));
  const server = await startAnsweringServer();
  try {
    const bench = new Bench(server, folder);
    const clients = await buildBareClients(folder);
    const prepares: Readonly<Record<string, Prepare>> = {
      here: tba(join(repository, 'dist/cli.js')),
      [bare]: bareClient(clients.whole),
      [bareParts]: bareClient(clients.parts),
      [bareSigning]: bareClient(clients.signing),
      httpyac: await httpyac(say),
      newman: await newman(say),
      'Bruno CLI': await bruno(say),
    };
    const howMany = (name: string): number => (peerNames.some(peer => peer === name) ? manyForPeers : many);
    const candidates: Readonly<Record<string, Candidate>> = {
      ...(await bench.candidates(prepares, () => 1)),
      'node -e 0': () => bench.run({ args: ['-e', '0'], cwd: folder }, 0),
      ...prefixed(await bench.candidates(prepares, howMany)),
    };
    const runs = await alternate(candidates);
    const one = Object.fromEntries(Object.entries(runs).filter(([name]) => !name.startsWith(manyPrefix)));
    const further = Object.fromEntries(
      Object.keys(prepares).map(name => {
        const all = runs[manyPrefix + name] ?? [];
        return [name, furtherOf(all, runs[name] ?? [], howMany(name) - 1)];
      }),
    );
    const memory = await alternate(await bench.candidates(prepares, () => manyForPeers, true), 5);
    return [
      ...compare('`tba send`, one request, whole process', 'ms', one, [
        { atMost: 1.25, times: bare },
        { atMost: 0.5, times: quickestOf(one, peerNames) },
      ]),
      ...compare('`tba send --all`, each further request', 'ms', further, [{ atMost: 2, times: bare }]),
      ...compare(`\`tba send --all\`, ${manyForPeers} requests, peak memory`, 'MiB', memory, [
        { atMost: 1.3, times: bare },
      ]),
    ];
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What is over one request, spread over the others; of one round each. */
function furtherOf(all: Runs, one: Runs, others: number): Runs {
  return all.map((milliseconds, round) => (milliseconds - (one[round] ?? NaN)) / others);
}

function prefixed(candidates: Readonly<Record<string, Candidate>>): Readonly<Record<string, Candidate>> {
  return Object.fromEntries(Object.entries(candidates).map(([name, candidate]) => [manyPrefix + name, candidate]));
}

function bareClient(program: string): Prepare {
  return (origin, requests, cwd) =>
    Promise.resolve({ args: [program, `${origin}/app/site/hosting/restlet.nl?script=1`, String(requests)], cwd });
}

/** Starts command lines against one server, one at a time, and sees that each sends what it should. */
class Bench {
  readonly #server: AnsweringServer;
  readonly #folder: string;
  readonly #environment: NodeJS.ProcessEnv;
  #runs = 0;

  constructor(server: AnsweringServer, folder: string) {
    this.#server = server;
    this.#folder = folder;
    const { PATH, HOME, SystemRoot } = process.env;
    this.#environment = { PATH, HOME, SystemRoot, ...tbaEnvironment(server.origin) };
  }

  /** @returns candidates whose figure is milliseconds, or mebibytes where memory is asked for */
  async candidates(
    prepares: Readonly<Record<string, Prepare>>,
    howMany: (name: string) => number,
    memory = false,
  ): Promise<Readonly<Record<string, Candidate>>> {
    const entries: [string, Candidate][] = [];
    for (const [name, prepare] of Object.entries(prepares)) {
      const folder = await newFolder(this.#folder, String((this.#runs += 1)));
      const command = await prepare(this.#server.origin, howMany(name), folder);
      entries.push([name, () => (memory ? this.#memoryOf(command, howMany(name)) : this.run(command, howMany(name)))]);
    }
    return Object.fromEntries(entries);
  }

  /** Milliseconds from start to exit. */
  async run({ args, cwd }: Command, requests: number, more: NodeJS.ProcessEnv = {}): Promise<number> {
    const began = performance.now();
    const { status, stderr, stdout } = spawnSync(process.execPath, args, {
      cwd,
      env: { ...this.#environment, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    const took = performance.now() - began;
    const sent = await this.#server.requests();
    if (status !== 0 || sent !== requests) {
      throw new Error(`${args.join(' ')} ended with ${status} after ${sent} requests:\n${stderr}${stdout}`);
    }
    return took;
  }

  /** Most that the process held, of those it may have started the largest. */
  async #memoryOf(command: Command, requests: number): Promise<number> {
    const told = join(this.#folder, 'peak');
    const reporter = join(this.#folder, 'peak.cjs');
    await writeFile(
      reporter,
      `process.on('exit', () => require('node:fs').appendFileSync(process.env.PEAK_FILE, process.resourceUsage().maxRSS + '\\n'));`,
    );
    await rm(told, { force: true });
    await this.run(command, requests, { NODE_OPTIONS: `--require ${reporter}`, PEAK_FILE: told });
    const kilobytes = (await readFile(told, 'utf8')).trim().split('\n').map(Number);
    return Math.max(...kilobytes) / 1024;
  }
}
