import { fileURLToPath } from 'node:url';

/**
 * The path of the practice account's own bundle.
 *
 * @param from `import.meta.url` of a bundle, which lies in the same folder or in its `chunks/`
 */
export function practiceBundle(from: string): string {
  const folder = new URL('.', from);
  return fileURLToPath(new URL(folder.pathname.endsWith('/chunks/') ? '../practice.js' : './practice.js', folder));
}
