// Files that make each command line send the same GET request once or many times, and how it is told to.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accountId, restletPath, secrets } from '../compared/sample.ts';
import { providePeer } from './peers.ts';

/** A program to start with Node: its arguments, and the folder that it is started in. */
export interface Command {
  readonly args: readonly string[];
  readonly cwd: string;
}

/** Prepares the files for so many requests. */
export type Prepare = (origin: string, requests: number, folder: string) => Promise<Command>;

type Say = (line: string) => void;

export async function httpyac(say: Say): Promise<Prepare> {
  const program = join(await providePeer('httpyac', say), 'node_modules/httpyac/bin/httpyac.js');
  return async (origin, requests, cwd) => {
    await writeFile(join(cwd, 'requests.http'), requestFile(origin, requests));
    return { args: [program, 'send', 'requests.http', '--all'], cwd };
  };
}

/** Newman signs too: a Postman collection can. */
export async function newman(say: Say): Promise<Prepare> {
  const program = join(await providePeer('newman', say), 'node_modules/newman/bin/newman.js');
  return async (origin, requests, cwd) => {
    const oauth1 = Object.entries({
      ...{ consumerKey: secrets.consumerKey, consumerSecret: secrets.consumerSecret },
      ...{ token: secrets.token, tokenSecret: secrets.tokenSecret, realm: accountId },
      ...{ signatureMethod: 'HMAC-SHA256', version: '1.0', addParamsToHeader: true },
    }).map(([key, value]) => ({ key, value }));
    const collection = {
      info: { name: 'bench', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
      auth: { type: 'oauth1', oauth1 },
      item: names(requests).map(name => ({ name, request: { method: 'GET', url: origin + restletPath } })),
    };
    await writeFile(join(cwd, 'collection.json'), JSON.stringify(collection));
    return { args: [program, 'run', 'collection.json'], cwd };
  };
}

export async function bruno(say: Say): Promise<Prepare> {
  const program = join(await providePeer('@usebruno/cli', say), 'node_modules/@usebruno/cli/bin/bru.js');
  return async (origin, requests, cwd) => {
    await writeFile(join(cwd, 'bruno.json'), JSON.stringify({ version: '1', name: 'bench', type: 'collection' }));
    for (const [index, name] of names(requests).entries()) {
      const text = `meta {\n  name: ${name}\n  type: http\n  seq: ${index + 1}\n}\n\nget {\n  url: ${origin}${restletPath}\n  body: none\n  auth: none\n}\n`;
      await writeFile(join(cwd, `${name}.bru`), text);
    }
    return { args: [program, 'run'], cwd };
  };
}

/** Ours: the same file as httpYac's. */
export function tba(program: string): Prepare {
  return async (origin, requests, cwd) => {
    await writeFile(join(cwd, 'requests.http'), requestFile(origin, requests));
    return { args: [program, 'send', 'requests.http', '--all'], cwd };
  };
}

/** What the command needs to know of the account. */
export function tbaEnvironment(origin: string): NodeJS.ProcessEnv {
  return {
    NETSUITE_ACCOUNT_ID: accountId,
    NETSUITE_CONSUMER_KEY: secrets.consumerKey,
    NETSUITE_CONSUMER_SECRET: secrets.consumerSecret,
    NETSUITE_TOKEN_ID: secrets.token,
    NETSUITE_TOKEN_SECRET: secrets.tokenSecret,
    NETSUITE_BASE_URL: origin,
  };
}

export async function newFolder(inside: string, name: string): Promise<string> {
  const folder = join(inside, name);
  await mkdir(folder, { recursive: true });
  return folder;
}

function requestFile(origin: string, requests: number): string {
  return names(requests)
    .map(name => `### ${name}\nGET ${origin}${restletPath}\nAccept: application/json\n\n`)
    .join('');
}

function names(requests: number): readonly string[] {
  return Array.from({ length: requests }, (_, index) => `order${index + 1}`);
}
