import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { CodedError, isCoded } from '../../codedError.ts';
import type { LayerValues } from '../../exchange/values/layeredLookup.ts';
import { readDotenvVariables } from '../../formats/readDotenv.ts';
import { readEnvironments } from '../../formats/readEnvironments.ts';

/** What the files beside a request file say. */
export interface ValueFiles {
  /** Of the environment that was asked for, or of `$default`. */
  readonly environment: LayerValues;
  readonly environmentShared: LayerValues;
  readonly dotenv: ReadonlyMap<string, string>;
}

const mostFolders = 20;

/**
 * Reads `http-client.env.json`, its private companion and `.env`, each from the request file's folder or the nearest one
 * above it, up to the one with `.git`. Where there is no such folder, `.env` is read from the request file's own only:
 * what lies somewhere above need not belong to it.
 *
 * @throws CodedError `environment-unknown` (data: name, known), `value-file-unreadable` (data: path, reason) and those of
 *   readEnvironments
 */
export async function readValueFiles(requestFile: string, name: string | undefined): Promise<ValueFiles> {
  const { folders, isRepository } = await foldersOf(requestFile);
  const [open, hidden, dotenv] = await Promise.all([
    readNearest(folders, 'http-client.env.json'),
    readNearest(folders, 'http-client.private.env.json'),
    readNearest(isRepository ? folders : folders.slice(0, 1), '.env'),
  ]);
  const environments = readEnvironments(open, hidden);
  const variables = dotenv === undefined ? [] : readDotenvVariables(dotenv).variables;
  return {
    environment: valuesOf(environments, name),
    environmentShared: environments.shared,
    dotenv: new Map(variables.map(variable => [variable.name, variable.value])),
  };
}

function valuesOf({ names, valuesOf }: ReturnType<typeof readEnvironments>, name: string | undefined): LayerValues {
  try {
    return valuesOf(name);
  } catch (cause) {
    if (!isCoded(cause, 'environment-unknown')) throw cause;
    throw new CodedError('environment-unknown', { ...cause.data, known: names.join(', ').slice(0, 500) }, { cause });
  }
}

async function foldersOf(requestFile: string): Promise<{ folders: readonly string[]; isRepository: boolean }> {
  const folders: string[] = [];
  let folder = dirname(resolve(requestFile));
  while (folders.length < mostFolders) {
    folders.push(folder);
    // A file in a work tree or submodule.
    if (await exists(join(folder, '.git'))) {
      return { folders, isRepository: true };
    }
    const above = dirname(folder);
    if (above === folder) {
      break;
    }
    folder = above;
  }
  return { folders, isRepository: false };
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function readNearest(folders: readonly string[], name: string): Promise<string | undefined> {
  for (const folder of folders) {
    const path = join(folder, name);
    try {
      return new TextDecoder().decode(await readFile(path));
    } catch (cause) {
      const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown';
      // Python keeps folders that are called .env.
      if (!['ENOENT', 'ENOTDIR', 'EISDIR'].includes(reason)) {
        throw new CodedError('value-file-unreadable', { path, reason }, { cause });
      }
    }
  }
  return undefined;
}
