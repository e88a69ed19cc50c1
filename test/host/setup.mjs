// The one door for npm start, npm test and the like: checks Node, installs what the lock file says,
// then hands over to a TypeScript program under the Node that came with the packages.
// Plain JavaScript without dependencies, since on a fresh clone nothing is there yet.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const repository = join(here, '../..');
const modules = join(repository, 'node_modules');

const programs = {
  start: ['start.ts'],
  test: ['test.ts'],
  oldest: ['test.ts', '--oldest'],
  build: ['../../esbuild.js'],
  package: ['package.ts'],
  bench: ['../bench/bench.ts'],
  fuzz: ['../fuzz/fuzz.ts'],
  soak: ['../soak/soak.ts'],
};

const [name = '', ...rest] = process.argv.slice(2);
const program = programs[name];
if (program === undefined) {
  console.error(`usage: node test/host/setup.mjs ${Object.keys(programs).join('|')} [options]`);
  process.exit(2);
}
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20) {
  console.error(`Node ${process.versions.node} is too old; version 20 or later is needed, with npm.`);
  process.exit(2);
}
if (!isInstalled()) {
  // To standard error, npm's own words too: what a program prints may be for other programs.
  console.error('Installing packages (npm ci, about half a minute) …');
  const code = await hand(...npmCommand(), { cwd: repository, env: withoutNpmLifecycle(), stdio: ['inherit', 2, 2] });
  if (code !== 0) {
    console.error('npm ci failed.');
    process.exit(code);
  }
}
const [script, ...before] = program;
process.exit(await hand(ownNode(), [join(here, script), ...before, ...rest], { cwd: repository }));

/** Whether node_modules is what package-lock.json describes; npm writes its hidden lock file when all is done. */
function isInstalled() {
  try {
    const wanted = packagesOf(join(repository, 'package-lock.json'));
    const present = packagesOf(join(modules, '.package-lock.json'));
    return Object.entries(wanted).every(([path, entry]) => {
      const found = present[path];
      // Packages for other platforms are not installed.
      return path === '' || (found === undefined ? entry.optional === true : found.version === entry.version);
    });
  } catch {
    return false;
  }
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

function npmCommand() {
  // Quiet about engines: the tools want Node 22, which the packages bring; the person may have 20.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error', '--engine-strict=false'];
  const own = process.env.npm_execpath;
  return own?.endsWith('.js') ? [process.execPath, [own, ...args]] : ['npm', args];
}

/** A production setting around us must not leave out the tools. */
function withoutNpmLifecycle() {
  const drop = /^npm_(package_|lifecycle_|command$|config_(omit|include|local_prefix|prefix)$)|^NODE_ENV$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([key]) => !drop.test(key)));
}

/** The Node of the packages, which runs TypeScript and every tool. */
function ownNode() {
  const path = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(path)) {
    return path;
  }
  if (major > 22 || (major === 22 && minor >= 19)) {
    return process.execPath;
  }
  console.error('The package "node" has no binary: were install scripts switched off (npm config get ignore-scripts)?');
  process.exit(2);
}

/** Runs a program in the foreground and answers its exit code; it outlives no signal and no parent of ours. */
function hand(command, args, options) {
  return new Promise(done => {
    const shell = process.platform === 'win32' && command === 'npm';
    const child = spawn(command, args, { stdio: 'inherit', shell, ...options });
    const parent = process.ppid;
    // A terminal's Ctrl-C reaches the child by itself; it cleans up while we wait. The others come to us alone.
    const wait = () => undefined;
    const pass = signal => child.kill(signal);
    process.on('SIGINT', wait).on('SIGTERM', pass).on('SIGHUP', pass);
    // npm or a shell between may be ended without telling anybody.
    const watch = setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500);
    child.once('error', error => {
      console.error(error.message);
      done(127);
    });
    child.once('exit', (code, signal) => {
      clearInterval(watch);
      done(code ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });
}
