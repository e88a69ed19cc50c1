// VS Code's API, taken apart once: what our modules use of it, by name.
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const namespace = 'vscode-names';

const folder = join(root, 'src/workbench');

/** Names of values of the API that occur in files of src/workbench, in the order of its declarations. */
async function usedNames(chosen) {
  const files = chosen ?? (await readdir(folder, { recursive: true })).filter(name => name.endsWith('.ts'));
  const texts = await Promise.all(files.map(name => readFile(join(folder, name), 'utf8')));
  const words = new Set(texts.flatMap(text => text.match(/\w+/g) ?? []));
  const declarations = await readFile(join(root, 'node_modules/@types/vscode/index.d.ts'), 'utf8');
  const values = declarations.matchAll(/^\texport (?:abstract )?(?:class|const|enum|function|let|namespace) (\w+)/gm);
  return [...new Set(Array.from(values, ([, name]) => name))].filter(name => words.has(name));
}

/**
 * A plugin for esbuild: every `import * as vscode from 'vscode'` gets one module, which asks the extension host once.
 * Otherwise each of our modules would ask for itself, and where an ES module asks, the extension host writes one of the
 * whole API first.
 *
 * @param {readonly string[]} [files] of src/workbench, where not all of them are built
 * @returns {import('esbuild').Plugin}
 */
export function vscodeNames(files) {
  return {
    name: namespace,
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^vscode$/ }, ({ importer }) =>
        importer.startsWith(root) ? { path: 'vscode', namespace } : { path: 'vscode', external: true },
      );
      onLoad({ filter: /.*/, namespace }, async () => ({
        contents: [
          "import api from 'vscode';",
          ...(await usedNames(files)).map(name => `export const ${name} = api.${name};`),
        ].join('\n'),
      }));
    },
  };
}
