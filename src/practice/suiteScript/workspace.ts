import { readFile, readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { isCoded } from '../../codedError.ts';
import { readRestletObject } from '../../sdf/restletObject.ts';
import type { RestletObject } from '../../sdf/restletObject.ts';
import { isInside } from './fileCabinet.ts';

export interface WorkspaceProblem {
  /** Relative to the project folder, with `/`. */
  readonly file: string;
  /** One of readRestletObject's codes, or `workspace-file-outside` for a link that leads out of the project. */
  readonly code: string;
  readonly data: Readonly<Record<string, string | number | boolean>>;
}

export interface RestletDeployments {
  /** In the order of their files' paths. */
  readonly restlets: readonly RestletObject[];
  readonly problems: readonly WorkspaceProblem[];
}

type Read = { readonly restlet: RestletObject } | { readonly problem: WorkspaceProblem } | undefined;

/** What was read from a file, for as long as time, size and inode stay. */
const cache = new Map<string, { readonly version: string; readonly read: Read }>();

/**
 * The RESTlets of a SuiteCloud project: every `src/Objects/**` XML file whose root is `<restlet>`; other objects are
 * passed over. A file that cannot be read spoils only its own script; of two scripts with one id the first one counts.
 * A project without the folder has none.
 *
 * @param dir the project folder, the one that holds `src`
 * @throws the signal's reason
 */
export async function readRestletDeployments(dir: string, signal?: AbortSignal): Promise<RestletDeployments> {
  const objects = join(dir, 'src', 'Objects');
  const names = await xmlFiles(objects);
  const restlets: RestletObject[] = [];
  const problems: WorkspaceProblem[] = [];
  for (const name of names) {
    signal?.throwIfAborted();
    const path = join(objects, name);
    const file = relative(dir, path).split(sep).join('/');
    const read = await readCached(objects, path, file);
    if (read && 'problem' in read) {
      problems.push(read.problem);
    } else if (read && restlets.some(each => each.scriptId === read.restlet.scriptId)) {
      const data = { scriptId: read.restlet.scriptId, line: 1, offset: 0 };
      problems.push({ file, code: 'sdf-duplicate-script-id', data });
    } else if (read) {
      restlets.push(read.restlet);
    }
  }
  signal?.throwIfAborted();
  return { restlets, problems };
}

async function xmlFiles(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder, { recursive: true });
    return names.filter(name => /\.xml$/i.test(name)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return [];
    }
    throw error;
  }
}

async function readCached(objects: string, path: string, file: string): Promise<Read> {
  try {
    const { mtimeNs, size, ino } = await stat(path, { bigint: true });
    const version = `${mtimeNs} ${size} ${ino}`;
    const known = cache.get(path);
    if (known?.version === version) {
      return known.read;
    }
    const read = await readObject(objects, path, file);
    cache.set(path, { version, read });
    return read;
  } catch (error) {
    cache.delete(path);
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'EISDIR') {
      // Removed while the folder was read, or a folder with such a name.
      return undefined;
    }
    throw error;
  }
}

async function readObject(objects: string, path: string, file: string): Promise<Read> {
  if (!isInside(await realpath(objects), await realpath(path))) {
    return { problem: { file, code: 'workspace-file-outside', data: {} } };
  }
  const xml = await readFile(path, 'utf8');
  try {
    return { restlet: readRestletObject(xml) };
  } catch (error) {
    if (!isCoded(error)) {
      throw error;
    }
    return error.code === 'sdf-not-a-restlet' ? undefined : { problem: { file, code: error.code, data: error.data } };
  }
}
