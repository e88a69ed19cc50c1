import { fileURLToPath } from 'node:url';

/**
 * The path of the worker's own entry file: `scriptWorker.js` of the bundles, or `scriptWorker.ts` when run from source.
 *
 * @param from `import.meta.url` of a bundle, which lies in the same folder or in its `chunks/`, or of a source file
 *   beside the worker's
 */
export function workerPath(from: string): string {
  const url = new URL(from);
  if (url.pathname.endsWith('.ts')) {
    return fileURLToPath(new URL('scriptWorker.ts', url));
  }
  const folder = new URL('.', url);
  return fileURLToPath(
    new URL(folder.pathname.endsWith('/chunks/') ? '../scriptWorker.js' : './scriptWorker.js', folder),
  );
}
