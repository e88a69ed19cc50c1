import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from './paths.ts';

/** Paths of all TypeScript files below a folder of the repository, relative to the repository. */
export async function sourcePaths(folder: string): Promise<string[]> {
  const entries = await readdir(join(repository, folder), { recursive: true });
  return entries.filter(name => name.endsWith('.ts')).map(name => join(folder, name).replaceAll('\\', '/'));
}

/** Their contents. */
export async function sourceFiles(folder: string): Promise<string[]> {
  const paths = await sourcePaths(folder);
  return Promise.all(paths.map(path => readFile(join(repository, path), 'utf8')));
}
