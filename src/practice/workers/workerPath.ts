import { fileURLToPath } from 'node:url';

/**
 * The path of a worker's own entry file: `NAME.js` of the bundles, or `NAME.ts` when run from source.
 *
 * @param name such as `scriptWorker`
 * @param from `import.meta.url` of a bundle, which lies in the same folder or in its `chunks/`, or of a source file
 *   beside the worker's
 */
export function workerPath(name: string, from: string): string {
  const url = new URL(from);
  if (url.pathname.endsWith('.ts')) {
    return fileURLToPath(new URL(`${name}.ts`, url));
  }
  const folder = new URL('.', url);
  return fileURLToPath(new URL(`${folder.pathname.endsWith('/chunks/') ? '..' : '.'}/${name}.js`, folder));
}
