import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';

/** The folder of a SuiteCloud project that stands for the File Cabinet. */
export function cabinetOf(projectDir: string): string {
  return join(projectDir, 'src', 'FileCabinet');
}

/**
 * The File Cabinet path that a module name means (ORA:section_4430268304): absolute from the root, or relative to the
 * folder of the module that asks. `.js` is added unless the name ends in .js or .json.
 *
 * @param from the path of the asking module; undefined where relative names mean nothing
 * @returns undefined for names that are no path, or that lead out of the File Cabinet
 */
export function modulePath(name: string, from: string | undefined): string | undefined {
  const isRelative = /^\.\.?(?:\/|$)/.test(name);
  if (/[\\\0]/.test(name) || (isRelative ? from === undefined : !name.startsWith('/'))) {
    return undefined;
  }
  // From the root on, `posix.join('/', '..')` would stop silently: segments are counted so that it is refused.
  const segments: string[] = isRelative
    ? posix
        .dirname(from ?? '/')
        .split('/')
        .filter(Boolean)
    : [];
  for (const segment of name.split('/').filter(each => each !== '' && each !== '.')) {
    if (segment !== '..') {
      segments.push(segment);
    } else if (segments.pop() === undefined) {
      return undefined;
    }
  }
  const path = `/${segments.join('/')}`;
  return /\.js(?:on)?$/.test(path) ? path : `${path}.js`;
}

/**
 * The text of a file, undefined when there is none, or when links lead out of the File Cabinet.
 *
 * @param path as modulePath gives it
 */
export function readCabinetFile(cabinet: string, path: string): string | undefined {
  try {
    const real = realpathSync(join(cabinet, ...path.split('/')));
    return isInside(realpathSync(cabinet), real) ? readFileSync(real, 'utf8').replace(/^\uFEFF/, '') : undefined;
  } catch (error) {
    if (isMissing(error)) {
      return undefined;
    }
    throw error;
  }
}

/** Whether a real path lies in a real folder. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && dirname(way) !== way;
}

/** Also folders where a file should be, and names that the file system cannot hold. */
function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return ['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENAMETOOLONG', 'EACCES'].includes(code);
}
