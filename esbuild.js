// Builds everything that ships into dist/ and fails when what activation and what comes right after it load outgrow their
// budget.
import { build, context } from 'esbuild';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import typescript from 'typescript';
import { activationFile } from './test/host/activationFile.mjs';
import { activationCost } from './test/host/budget.mjs';
import { foldPractice } from './test/host/foldPractice.mjs';
import { leaveOut } from './test/host/leaveOut.mjs';
import { loadTogether } from './test/host/loadTogether.mjs';
import { usedIcons } from './test/host/usedIcons.mjs';
import { vscodeNames } from './test/host/vscodeNames.mjs';

const requireBanner =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";
const watch = process.argv.includes('--watch');
const minify = !process.argv.includes('--readable') && !watch;

/** Shared by every bundle. Source maps stay out of the .vsix, and so does what would point to them. */
const sourcemap = minify ? 'external' : true;
const common = { bundle: true, minify, sourcemap, metafile: true, logLevel: 'warning', charset: 'utf8' };

/**
 * Of undici, what carries a call: fetch, WebSockets, caches and mocks are two fifths of its size. The type
 * Undici of src/exchange/transport/directTransport.ts has the same names.
 */
const undiciParts = {
  name: 'undici-parts',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^undici$/ }, () => ({ path: 'undici', namespace: 'undici' }));
    onLoad({ filter: /.*/, namespace: 'undici' }, () => ({
      resolveDir: import.meta.dirname,
      contents: `
        const Dispatcher = require('undici/lib/dispatcher/dispatcher.js');
        // ProxyAgent opens its tunnels with it.
        Dispatcher.prototype.connect = require('undici/lib/api/api-connect.js');
        module.exports = {
          Dispatcher,
          Agent: require('undici/lib/dispatcher/agent.js'),
          ProxyAgent: require('undici/lib/dispatcher/proxy-agent.js'),
          buildConnector: require('undici/lib/core/connect.js'),
        };`,
    }));
  },
};

/** Of the manifest, what code asks for. */
const manifestParts = {
  name: 'manifest-parts',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]package\.json$/ }, async ({ path }) => {
      const { version } = JSON.parse(await readFile(path, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

/** Takes the banner from the many chunks that never say require; the empty line keeps source maps right. */
async function dropBanner({ outputs }) {
  for (const [path, output] of Object.entries(outputs)) {
    const [first, ...lines] = path.endsWith('.js') ? (await readFile(path, 'utf8')).split('\n') : [];
    if (first === requireBanner && !lines.some(line => /\brequire\b/.test(line))) {
      await writeFile(path, ['', ...lines].join('\n'));
      output.bytes -= requireBanner.length;
    }
  }
}

/** The types of the library, made of its one file: nothing of another one is named there. */
async function writeTypes() {
  const fileName = 'src/cli/library.ts';
  const { outputText, diagnostics } = typescript.transpileDeclaration(await readFile(fileName, 'utf8'), {
    fileName,
    reportDiagnostics: true,
    compilerOptions: { target: 'es2022', module: 'nodenext', isolatedDeclarations: true },
  });
  if (diagnostics.length > 0) {
    throw new Error(
      diagnostics.map(({ messageText }) => typescript.flattenDiagnosticMessageText(messageText, '\n')).join(),
    );
  }
  await writeFile('dist/tba.d.ts', outputText);
}

// ESM with splitting keeps dynamic imports lazy; bundled CommonJS packages (undici, oauth-1.0a) still ask for require.
const node = {
  ...common,
  entryPoints: {
    startWorkbench: 'src/workbench/startWorkbench.ts',
    // Of the command line, what may take a moment to load; it shares chunks with the extension.
    explain: 'src/cli/explain/explain.ts',
    oauth2Causes: 'src/cli/explain/oauth2Causes.ts',
    practiceCommand: 'src/cli/practice.ts',
    tba: 'src/cli/library.ts',
    undici: 'undici',
    practice: 'src/practice/process/main.ts',
    bodyWorker: 'src/workbench/responses/bodyWorker.ts',
    cryptWorker: 'src/workbench/accounts/bookFile/cryptWorker.ts',
    doctorWorker: 'src/workbench/doctor/doctorWorker.ts',
  },
  outdir: 'dist',
  platform: 'node',
  target: 'node20',
  format: 'esm',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  plugins: [
    undiciParts,
    manifestParts,
    leaveOut(),
    loadTogether(),
    vscodeNames(),
    ...(minify ? [foldPractice()] : []),
    activationFile(requireBanner),
  ],
  banner: { js: requireBanner },
};

/** What VS Code loads at activation: next to nothing. The rest is `workbench.cjs`, which comes right after it. */
const activation = {
  ...common,
  entryPoints: { extension: 'src/workbench/extension.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  plugins: [
    {
      name: 'loaded-after-activation',
      setup({ onResolve, onLoad }) {
        // Required, since an import of CommonJS brings a parser of its own.
        onResolve({ filter: /\/startWorkbench\.ts$/ }, () => ({ path: 'workbench', namespace: 'required' }));
        onLoad({ filter: /^/, namespace: 'required' }, () => ({
          contents: `module.exports = require('./workbench.cjs');`,
        }));
        onResolve({ filter: /^\.\/workbench\.cjs$/ }, ({ path }) => ({ path, external: true }));
      },
    },
    vscodeNames(['extension.ts', 'afterwards.ts']),
  ],
};

/** Processes and threads of the practice account, each whole in one file: none waits for more than one to be read. */
const workers = {
  ...node,
  entryPoints: {
    queryWorker: 'src/practice/suiteQl/queryWorker.ts',
    queryThread: 'src/practice/suiteQl/queryThread.ts',
    scriptWorker: 'src/practice/suiteScript/scriptWorker.ts',
  },
  splitting: false,
  metafile: false,
  plugins: [],
};

/** Where the commands of `tba` are; see src/cli/cli.ts. */
const commandFiles = { sign: 'sign.cjs', send: 'send.cjs', explain: 'explain.js', practice: 'practiceCommand.js' };

/**
 * The modules that the command line loads when they are wanted. CommonJS in one file is what Node loads soonest, and
 * through `require`: an import of it brings a parser of its own.
 */
const loadedLater = {
  name: 'loaded-later',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/(sign|send|explain|practice)\.ts$/ }, ({ path, importer }) => {
      const name = path.slice(path.lastIndexOf('/') + 1, -3);
      if (!importer.endsWith('cli/cli.ts')) return undefined;
      const file = commandFiles[name];
      return file.endsWith('.js') ? { path: `./${file}`, external: true } : { path: name, namespace: 'required' };
    });
    onLoad({ filter: /.*/, namespace: 'required' }, ({ path }) => ({
      contents: `import { createRequire } from 'node:module';
        export const { run${path.replace('s', 'S')} } = createRequire(import.meta.url)('./${commandFiles[path]}');`,
    }));
    // Wanted after a refused login only; what it is made of, explain and the extension have as well.
    onResolve({ filter: /\/oauth2Causes\.ts$/ }, () => ({ path: './oauth2Causes.js', external: true }));
    // One file of it serves the extension as well.
    onResolve({ filter: /^undici$/ }, () => ({ path: './undici.js', external: true }));
  },
};

/** The command line: read first and at once, it does without chunks. */
const cli = {
  ...common,
  entryPoints: { cli: 'src/cli/cli.ts' },
  outdir: 'dist',
  platform: 'node',
  target: 'node20',
  format: 'esm',
  plugins: [loadedLater, manifestParts],
};

const cliCommands = {
  ...cli,
  entryPoints: { sign: 'src/cli/sign/sign.ts', send: 'src/cli/send/send.ts' },
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
};

const panels = {
  ...common,
  entryPoints: {
    response: 'src/panels/response/view/main.ts',
    signature: 'src/panels/signature/view/main.ts',
    doctor: 'src/panels/doctor/view/main.ts',
    loginFailure: 'src/panels/loginFailure/view/main.ts',
    token: 'src/panels/token/view/main.ts',
    guide: 'src/panels/guide/view/main.ts',
    migration: 'src/panels/migration/view/main.ts',
  },
  outdir: 'dist/panels',
  platform: 'browser',
  target: 'chrome128',
  format: 'esm',
  // What panels have in common ships once.
  splitting: true,
  chunkNames: '[name]-[hash]',
};

await rm('dist', { recursive: true, force: true });
await mkdir('dist/panels', { recursive: true });
const { font, css } = await usedIcons();
await writeFile('dist/panels/codicon.ttf', font);
await writeFile('dist/panels/codicon.css', css);

if (watch) {
  for (const options of [node, activation, workers, cli, cliCommands, panels]) {
    const watching = await context({ ...options, logLevel: 'info' });
    await watching.watch();
  }
} else {
  await writeTypes();
  const bundles = [build(node), build(activation), build(cli), build(cliCommands), build(workers), build(panels)];
  const [host, first, ...commands] = await Promise.all(bundles);
  await dropBanner(host.metafile);
  const others = [first, ...commands.slice(0, 2)];
  const outputs = others.reduce((all, { metafile }) => ({ ...all, ...metafile.outputs }), host.metafile.outputs);
  outputs['dist/extension.cjs'].imports.push({ path: 'dist/workbench.cjs', kind: 'require-call' });
  await writeFile('dist/meta.json', JSON.stringify({ ...host.metafile, outputs }));
  const { bytes, budget } = activationCost({ outputs });
  console.log(`activation and what comes right after it load ${bytes} bytes of ${budget}`);
  if (minify && bytes > budget) {
    console.error('Over budget: move what activation does not need behind a dynamic import.');
    process.exit(1);
  }
}
