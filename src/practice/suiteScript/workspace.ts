import { readFile, readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { isCoded } from '../../codedError.ts';
import { readRestletObject } from '../../sdf/restletObject.ts';
import type { RestletObject } from '../../sdf/restletObject.ts';
import { isInside } from './fileCabinet.ts';

export interface WorkspaceProblem {
  /** Relative to the project folder, with `/`. */
  readonly file: string;
  /**
   * One of readRestletObject's codes; `workspace-file-outside` for a link that leads out of the project,
   * `workspace-file-unreadable` (data: reason) for what the file system refuses, or what is no file or far too large.
   */
  readonly code: string;
  readonly data: Readonly<Record<string, string | number | boolean>>;
}

export interface RestletDeployments {
  /** In the order of their files' paths. */
  readonly restlets: readonly RestletObject[];
  readonly problems: readonly WorkspaceProblem[];
}

type Read = { readonly restlet: RestletObject } | { readonly problem: WorkspaceProblem } | undefined;

/** No description of a RESTlet comes near it; bytes. */
const largestObject = 4 * 1024 * 1024;

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
    // With file types, because only then are folders behind links left alone: two links to `.` would have no end.
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter(({ name }) => /\.xml$/i.test(name))
      .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return [];
    }
    throw error;
  }
}

async function readCached(objects: string, path: string, file: string): Promise<Read> {
  try {
    const found = await stat(path, { bigint: true });
    if (found.isDirectory()) {
      return undefined;
    }
    // Reading a pipe would wait for ever, and take one of the few threads that read files.
    if (!found.isFile() || found.size > largestObject) {
      return unreadable(file, found.isFile() ? 'EFBIG' : 'EINVAL');
    }
    const version = `${found.mtimeNs} ${found.size} ${found.ino}`;
    const known = cache.get(path);
    if (known?.version === version) {
      return known.read;
    }
    const read = await readObject(objects, path, file);
    cache.set(path, { version, read });
    return read;
  } catch (error) {
    cache.delete(path);
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) {
      throw error;
    }
    // Removed while the folder was read.
    return code === 'ENOENT' ? undefined : unreadable(file, code);
  }
}

function unreadable(file: string, reason: string): Read {
  return { problem: { file, code: 'workspace-file-unreadable', data: { reason } } };
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
