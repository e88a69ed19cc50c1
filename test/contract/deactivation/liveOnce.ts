// The built extension from activation to deactivation, in a process of its own: Node is the extension host, and VS Code
// one that counts. Prints one line of JSON when the process comes to its end by itself, or when it did not.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { countingVscode, textDocument, type Manifest } from './countingVscode.ts';
import { FakeUri } from './fakeUri.ts';

/** How long a process with nothing left to do may take to end, in milliseconds. */
const patience = 8000;

/** What the process says. */
export interface Lived {
  /** What happened before anything was disposed of. */
  readonly seen: readonly string[];
  /** What VS Code made for the extension and still has. */
  readonly left: Readonly<Record<string, number>>;
  /** What keeps Node alive; empty when the process ended by itself. */
  readonly active: readonly string[];
  /** Kinds of things that were counted. */
  readonly kinds: readonly string[];
  readonly told: readonly string[];
}

const [folder = '', repository = ''] = process.argv.slice(2);
const manifest = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as Manifest;
const host = countingVscode(manifest);
const standIn = join(folder, 'vscode.cjs');
writeFileSync(standIn, 'module.exports = globalThis.countingVscode;');
Object.assign(globalThis, { countingVscode: host.api });
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode' ? { url: pathToFileURL(standIn).href, shortCircuit: true } : next(specifier, context),
});

function memento(): object {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: (key: string, otherwise?: unknown) => values.get(key) ?? otherwise,
    update: (key: string, value: unknown) => Promise.resolve(void values.set(key, structuredClone(value))),
  };
}

function vault(): object {
  const values = new Map<string, string>();
  return {
    get: (key: string) => Promise.resolve(values.get(key)),
    store: (key: string, value: string) => Promise.resolve(void values.set(key, value)),
    delete: (key: string) => Promise.resolve(void values.delete(key)),
    keys: () => Promise.resolve([...values.keys()]),
    onDidChange: () => ({ dispose: host.counters.add('secrets.onDidChange') }),
  };
}

async function until(what: string, isSo: () => boolean): Promise<void> {
  const limit = Date.now() + 15_000;
  while (!isSo()) {
    if (Date.now() > limit) {
      throw new Error(`Waited for ${what}. Told: ${host.told.join('\n')}`);
    }
    await sleep(20);
  }
  seen.push(what);
}

const seen: string[] = [];
const subscriptions: { dispose(): unknown }[] = [];
const context = {
  subscriptions,
  ...{ globalState: memento(), workspaceState: memento(), secrets: vault() },
  extensionUri: FakeUri.file(repository),
  extension: { packageJSON: manifest },
  storageUri: FakeUri.file(join(folder, 'workspace')),
  globalStorageUri: FakeUri.file(join(folder, 'global')),
  environmentVariableCollection: {},
};

const { activate } = createRequire(import.meta.url)(join(repository, 'dist/extension.cjs')) as {
  activate: (context: object) => void;
};

const requests = [
  '### Answered\nGET /rest/tokeninfo\n',
  '### Held\nGET /rest/tokeninfo?held\nX-Practice-Fault: latency=100\n',
  '### Never sent\nGET /rest/tokeninfo?never\n',
].join('\n');

/** Calls whose outcome is in the log. */
const calls = () => host.told.filter(line => line.includes('/rest/tokeninfo for')).length;

async function live(): Promise<void> {
  activate(context);
  await host.run('netsuiteTba.startPractice');
  await until('practice account', () => host.told.some(line => line.includes('practice account at')));
  const [token] = await host.showViews();
  await host.run('netsuiteTba.openGuide');
  await host.run('netsuiteTba.diagnose');
  await host.run('netsuiteTba.inventory');
  const document = textDocument(join(folder, 'a.http'), requests);
  host.open(document);
  await host.run('netsuiteTba.inspect', document.uri, 0);
  await host.run('netsuiteTba.send', document.uri, 0);
  // One of them is the extension's own, which asks who the token is.
  await until('answers', () => calls() === 2);
  const history = join(folder, 'workspace/history');
  await until('history', () => existsSync(history) && readdirSync(history).some(name => name.endsWith('.har')));
  // The window closes while these are under way: a sign-in that waits for the browser, and a run at its second request.
  void host.run('netsuiteTba.signIn', token);
  await until('sign-in', () => host.told.some(line => line.startsWith('opened ')));
  void host.run('netsuiteTba.sendAll', document.uri);
  await until('run', () => calls() === 3);
  await sleep(300);
}

/** As VS Code does it: one after the other, whatever each of them says. */
function deactivate(): void {
  for (const each of subscriptions) {
    try {
      each.dispose();
    } catch (error) {
      host.told.push(`dispose: ${String(error)}`);
    }
  }
}

function say(active: readonly string[]): void {
  const lived: Lived = { seen, left: host.counters.left, active, kinds: host.counters.kinds, told: host.told };
  writeFileSync(1, `${JSON.stringify(lived)}\n`);
}

const before = process.getActiveResourcesInfo();
await live();
deactivate();
const late = setTimeout(() => {
  say(process.getActiveResourcesInfo().filter(name => !before.includes(name)));
  process.exit();
}, patience).unref();
// An unref'd timer is none that the extension left.
process.once('beforeExit', () => {
  clearTimeout(late);
  say([]);
});
