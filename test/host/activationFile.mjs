// What comes right after activation, put into one file of CommonJS: the extension host loads that in a third of the time
// that it takes for ES modules, and each further file takes it about as long as 20,000 bytes more of this one.
import { build } from 'esbuild';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';

const entry = 'dist/startWorkbench.js';
const joined = 'dist/workbench.cjs';
/** What the command line and the workers load as well: a class like CodedError must be the same one for all. */
const shared = 'dist/shared.cjs';

/**
 * A plugin for esbuild's build of ES modules that share chunks. Makes `dist/workbench.cjs` of the extension and every chunk
 * that it imports at once; of what others need as well it makes `dist/shared.cjs`. In place of each chunk stays an ES
 * module with the same exports, for what is loaded later.
 *
 * @param {string} requireBanner line that gives an ES module its `require`
 * @returns {import('esbuild').Plugin}
 */
export function activationFile(requireBanner) {
  return {
    name: 'activation-file',
    setup({ initialOptions, onEnd }) {
      const { entryPoints, minify, sourcemap, target, charset, logLevel } = initialOptions;
      const options = { minify, sourcemap, target, charset, logLevel };
      onEnd(async ({ metafile: { outputs }, errors }) => {
        if (errors.length > 0) return;
        const others = Object.keys(entryPoints).map(name => `dist/${name}.js`);
        const elsewhere = new Set(others.flatMap(path => (path === entry ? [] : reached(outputs, path, true))));
        const chunks = reached(outputs, entry, false).filter(path => path !== entry);
        const both = chunks.filter(path => elsewhere.has(path));
        const own = chunks.filter(path => !elsewhere.has(path));
        const inShared = both.map((path, at) => [
          resolve(path),
          exportsOf(outputs[path].exports, `require('./shared.cjs').c${at}`),
        ]);
        outputs[shared] = await join(shared, listed(both), { ...options, plugins: [chunkReader(requireBanner, [])] });
        outputs[joined] = await join(joined, `export { startWorkbench } from './${entry}';${listed(own)}`, {
          ...options,
          plugins: [chunkReader(requireBanner, inShared)],
          define: { 'import.meta.url': 'bundleUrl' },
          banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
        });
        outputs[joined].imports.push({ path: shared, kind: 'require-call' });
        const leave = async (path, text) => {
          await writeFile(path, text);
          Object.assign(outputs[path], { bytes: text.length, inputs: {} });
        };
        // Programs may be bundled with the library, so a bundler has to see where the shared file is.
        await Promise.all([
          ...both.map((path, at) =>
            leave(path, `import all from'../shared.cjs';${exportsOf(outputs[path].exports, `all.c${at}`)}`),
          ),
          ...own.map((path, at) => {
            const all = `createRequire(import.meta.url)('../workbench.cjs')`;
            return leave(
              path,
              `import{createRequire}from'node:module';${exportsOf(outputs[path].exports, `${all}.c${at}`)}`,
            );
          }),
          ...[entry, `${entry}.map`].map(path => rm(path, { force: true })),
        ]);
        Reflect.deleteProperty(outputs, entry);
      });
    },
  };
}

/** Paths of the outputs that one imports, itself included; with those that it imports later if `later` says so. */
function reached(outputs, from, later) {
  const seen = new Set();
  const visit = path => {
    if (outputs[path] === undefined || seen.has(path)) return;
    seen.add(path);
    outputs[path].imports.filter(({ kind }) => later || kind === 'import-statement').forEach(each => visit(each.path));
  };
  visit(from);
  return [...seen];
}

/** Exports chunks under their place in the list: their names are short, and the same in each. */
function listed(chunks) {
  return chunks.map((path, at) => `export * as c${at} from './${path}';`).join('');
}

/** Exports what `source` has under these names, none of which has to be one that a variable could have. */
function exportsOf(names, source) {
  const each = write => names.map(write).join();
  return `const{${each((name, at) => `${name}:_${at}`)}}=${source};export{${each((name, at) => `_${at} as ${name}`)}};\n`;
}

/** Bundles chunks into one file. Answers what esbuild says of it. */
async function join(outfile, contents, options) {
  const { outputFiles, metafile } = await build({
    ...options,
    ...{ stdin: { contents, resolveDir: '.' }, outfile, write: false },
    ...{ bundle: true, format: 'cjs', platform: 'node', metafile: true },
  });
  await Promise.all(outputFiles.map(file => writeFile(file.path, file.contents)));
  return metafile.outputs[outfile];
}

/** Reads chunks for `join`; some have a text that stands in for them. What is loaded later stays where it is. */
function chunkReader(requireBanner, standIns) {
  const texts = new Map(standIns);
  const api = 'vscode';
  return {
    name: 'chunk-reader',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^/ }, ({ kind, path, resolveDir }) => {
        if (kind === 'require-call') return { path, external: true };
        if (path === api) return { path, namespace: api };
        if (kind !== 'dynamic-import') return undefined;
        return { path: `./${relative('dist', resolve(resolveDir, path)).split(sep).join('/')}`, external: true };
      });
      // An import would be a copy of the whole API, made for the differences that there may be between modules.
      onLoad({ filter: /^/, namespace: api }, () => ({ contents: `export default require('${api}');` }));
      onLoad({ filter: /\.js$/ }, async ({ path }) => ({
        contents: texts.get(path) ?? (await readFile(path, 'utf8')).replace(requireBanner, ''),
      }));
    },
  };
}
