// What is loaded on first use, put together by feature: a chunk a command would make hundreds of little files, whose names
// and headers weigh as much as some of them and which compress badly, each on its own.
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';

const features = resolve(import.meta.dirname, '../../src/workbench');
const namespace = 'loaded-together';
const afterwards = 'loaded-after-activation';

/**
 * Whatever is loaded later imports what was loaded right after activation. It is there already, so that costs nothing; but
 * what they share then belongs to both, and comes in a few files instead of one for each set of features that wants it.
 */
const activated = `import ${JSON.stringify(join(features, 'startWorkbench.ts'))};`;

/** Paths of what src/workbench imports when it is wanted, in an order that does not change. */
async function lazyModules() {
  const entries = await readdir(features, { recursive: true });
  const found = await Promise.all(
    entries
      .filter(name => name.endsWith('.ts'))
      .map(async name => {
        const path = join(features, name);
        const imports = (await readFile(path, 'utf8')).matchAll(/\bimport\('(\.[^']+)'\)/g);
        return Array.from(imports, ([, target]) => resolve(dirname(path), target));
      }),
  );
  return [...new Set(found.flat())].sort();
}

/** Features that are wanted one after the other and share much of what they import: one file of them is smaller. */
const together = {
  doctor: 'signature',
  history: 'requests',
  loginFailure: 'signature',
  migration: 'guide',
  responses: 'requests',
  restlets: 'projects',
};

/** Parts of features that stay apart: what is seen first, and what the editor asks for while a person types. */
const apart = ['editor', 'tree'];

/** The folder of a feature that a module belongs to. */
function featureOf(path) {
  const folders = relative(features, path).split(sep).slice(0, -1);
  const [feature] = folders;
  return apart.includes(folders[1]) ? folders.slice(0, 2).join('-') : (together[feature] ?? feature);
}

/** Names that a module of ours exports. Throws at what is not written the way all of ours are. */
async function exportedNames(path) {
  const text = await readFile(path, 'utf8');
  if (/^export (?:\*|\{|default)/m.test(text)) {
    throw new Error(`${path} exports by list, which cannot be put together with others.`);
  }
  const declared = text.matchAll(/^export (?:abstract )?(?:async )?(?:function\*?|class|const|let) (\w+)/gm);
  return Array.from(declared, ([, name]) => name);
}

/**
 * A plugin for esbuild: `await import('./renameThing.ts')` in src/workbench gets the one module of its feature, where the
 * names of all of them are. The build fails when two of them export the same name.
 *
 * @returns {import('esbuild').Plugin}
 */
export function loadTogether() {
  return {
    name: namespace,
    async setup({ onResolve, onLoad }) {
      const members = new Map();
      for (const path of await lazyModules()) {
        const feature = featureOf(path);
        if (feature === undefined || feature === '..') continue;
        members.set(feature, [...(members.get(feature) ?? []), path]);
      }
      onResolve({ filter: /^\./, namespace: 'file' }, ({ kind, path, resolveDir }) => {
        if (kind !== 'dynamic-import' || relative(features, resolveDir).startsWith('..')) return undefined;
        const wanted = resolve(resolveDir, path);
        const feature = featureOf(wanted);
        return members.get(feature)?.includes(wanted)
          ? { path: feature, namespace }
          : { path: wanted, namespace: afterwards };
      });
      onLoad({ filter: /.*/, namespace: afterwards }, ({ path }) => ({
        contents: `${activated}\nexport * from ${JSON.stringify(path)};`,
        resolveDir: features,
      }));
      onLoad({ filter: /.*/, namespace }, async ({ path: feature }) => {
        const modules = members.get(feature);
        const names = (await Promise.all(modules.map(exportedNames))).flat();
        const twice = names.filter((name, at) => names.indexOf(name) !== at);
        return {
          contents: [activated, ...modules.map(path => `export * from ${JSON.stringify(path)};`)].join('\n'),
          resolveDir: features,
          errors: twice.map(name => ({
            text: `${name} is exported twice in ${feature}, whose modules load together.`,
          })),
        };
      });
    },
  };
}
