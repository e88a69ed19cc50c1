import * as vscode from 'vscode';
import {
  readObjectFile,
  scriptPathOf,
  withScript,
  type ProjectRestlet,
  type UnreadableRestlet,
} from '../../sdf/project.ts';
import { findRoots } from './projectRoots.ts';
import { findFiles, forEachFile, isWithin, nameOf, readCurrentText, readText } from './workspaceFiles.ts';

/** A RESTlet of a SuiteCloud project in the workspace. */
export interface IndexedRestlet extends ProjectRestlet {
  readonly objectUri: vscode.Uri;
  /** The file to look at: what is uploaded, or where that is not there the source that it is made from. */
  readonly scriptUri: vscode.Uri;
}

export interface WorkspaceProject {
  readonly restlets: readonly IndexedRestlet[];
  readonly unreadable: readonly UnreadableRestlet[];
}

type ReadObject = NonNullable<ReturnType<typeof readObjectFile>>;

interface State {
  readonly roots: readonly vscode.Uri[];
  /** By the URI of their XML. */
  readonly objects: Map<string, { readonly uri: vscode.Uri; readonly root: vscode.Uri; readonly read: ReadObject }>;
  /** By the URI of the XML: the RESTlet with its script read. */
  readonly restlets: Map<string, IndexedRestlet>;
}

/** Typing or a checkout pauses this long (milliseconds) before files are read again. */
const pause = 250;

/**
 * The RESTlets of all SuiteCloud projects in the workspace. Nothing is read before somebody asks; from then on it
 * follows the files, and the unsaved text of scripts.
 */
export class ProjectIndex {
  readonly #changed = new vscode.EventEmitter<void>();
  /** Something may be different from what was last answered. */
  readonly onDidChange = this.#changed.event;
  readonly #stop = new vscode.CancellationTokenSource();
  readonly #listeners: vscode.Disposable[] = [this.#changed, this.#stop];
  readonly #pending = new Map<string, vscode.Uri>();
  #state: Promise<State> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isWatching = false;

  /** Those of the workspace folder that a file is in; of the whole workspace when that has none, or for no file. */
  async near(uri: vscode.Uri | undefined, token?: vscode.CancellationToken): Promise<WorkspaceProject> {
    const all = await this.#current(token);
    const folder = uri && vscode.workspace.getWorkspaceFolder(uri);
    const isNear = (object: vscode.Uri) => folder !== undefined && isWithin(object, folder.uri);
    const isOwn = all.restlets.some(({ objectUri }) => isNear(objectUri));
    return isOwn ? { ...all, restlets: all.restlets.filter(({ objectUri }) => isNear(objectUri)) } : all;
  }

  /**
   * The script records that run a file: those that name it or, for the source of what is uploaded, a file of the same
   * name whose folders fit best.
   */
  async running(file: vscode.Uri, token?: vscode.CancellationToken): Promise<readonly IndexedRestlet[]> {
    const { restlets } = await this.near(file, token);
    const exact = restlets.filter(({ scriptUri }) => scriptUri.toString() === file.toString());
    if (exact.length > 0) {
      return exact;
    }
    const fits = restlets.map(({ scriptPath }) => commonEnd(scriptPath, file.path));
    const best = Math.max(0, ...fits);
    return restlets.filter((_, index) => best > 0 && fits[index] === best);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#stop.cancel();
    this.#listeners.forEach(listener => void listener.dispose());
  }

  async #current(token?: vscode.CancellationToken): Promise<WorkspaceProject> {
    this.#applyPending();
    const state = await orCancelled(this.#load(), token);
    const unreadable = [...(state?.objects.values() ?? [])].flatMap(({ read }) => ('error' in read ? [read] : []));
    return { restlets: [...(state?.restlets.values() ?? [])], unreadable };
  }

  #load(): Promise<State> {
    if (!this.#state) {
      this.#watch();
      this.#state = build(this.#stop.token);
      this.#state.catch(() => (this.#state = undefined));
    }
    return this.#state;
  }

  #watch(): void {
    if (this.#isWatching) {
      return;
    }
    this.#isWatching = true;
    const { workspace } = vscode;
    const watch = (pattern: string, onlyDeleted = false) => {
      const watcher = workspace.createFileSystemWatcher(pattern, onlyDeleted, onlyDeleted, !onlyDeleted);
      const note = (uri: vscode.Uri) => this.#note(uri);
      this.#listeners.push(watcher, watcher.onDidCreate(note), watcher.onDidChange(note), watcher.onDidDelete(note));
    };
    watch('**/{manifest.xml,suitecloud.config.js}');
    watch('**/Objects/**');
    watch('**/*.{js,ts}');
    // Of a folder that goes, nothing else is told about what was in it.
    watch('**/*', true);
    this.#listeners.push(
      workspace.onDidChangeWorkspaceFolders(() => this.#forget()),
      workspace.onDidChangeTextDocument(({ document }) => this.#note(document.uri)),
      // Unsaved text may have been thrown away.
      workspace.onDidCloseTextDocument(({ uri }) => this.#note(uri)),
    );
  }

  #forget(): void {
    this.#state = undefined;
    this.#changed.fire();
  }

  #note(uri: vscode.Uri): void {
    if (!/\.(?:js|ts|xml)$|^[^.]*$/.test(nameOf(uri).name)) {
      return;
    }
    this.#pending.set(uri.toString(), uri);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#applyPending(), pause);
  }

  #applyPending(): void {
    const before = this.#state;
    const uris = [...this.#pending.values()];
    this.#pending.clear();
    if (!before || uris.length === 0) {
      return;
    }
    this.#state = before.then(async state => {
      const outcome = await update(state, uris, this.#stop.token);
      if (outcome !== 'same') {
        // Whoever listens asks again, which must find the new state.
        setTimeout(() => this.#changed.fire(), 0);
      }
      return outcome === 'anew' ? build(this.#stop.token) : state;
    });
    this.#state.catch(() => (this.#state = undefined));
  }
}

async function build(token: vscode.CancellationToken): Promise<State> {
  const roots = new Map<string, vscode.Uri>();
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    for (const root of await findRoots(uri, token)) roots.set(root.toString(), root);
  }
  const state: State = { roots: [...roots.values()], objects: new Map(), restlets: new Map() };
  for (const root of state.roots) {
    const files = await findFiles(root, 'Objects/**/*.xml', path => isObjectFile(path, root), token);
    await forEachFile(files, token, uri => readObject(state, root, uri));
  }
  await forEachFile([...state.objects.keys()], token, key => readScript(state, key));
  await findSources(state, token);
  return state;
}

function isObjectFile(path: string, root: vscode.Uri): boolean {
  return path.endsWith('.xml') && path.startsWith(`${root.path.replace(/\/$/, '')}/Objects/`);
}

async function readObject(state: State, root: vscode.Uri, uri: vscode.Uri): Promise<void> {
  const key = uri.toString();
  const text = await readText(uri);
  const read = text === undefined ? undefined : readObjectFile(uri.path.slice(root.path.length + 1), text);
  state.restlets.delete(key);
  if (read) state.objects.set(key, { uri, root, read });
  else state.objects.delete(key);
}

async function readScript(state: State, key: string): Promise<void> {
  const found = state.objects.get(key);
  if (!found || 'error' in found.read) {
    return;
  }
  const { read, root, uri } = found;
  const scriptPath = scriptPathOf(read.object);
  const scriptUri = vscode.Uri.joinPath(root, scriptPath);
  const text = await readCurrentText(scriptUri);
  state.restlets.set(key, { ...withScript({ ...read, scriptPath }, text), objectUri: uri, scriptUri });
}

/** Where what is uploaded is not in the project, it is made from a source: TypeScript, or another folder's JavaScript. */
async function findSources(state: State, token: vscode.CancellationToken): Promise<void> {
  const lost = [...state.restlets].filter(([, { script }]) => !script);
  if (lost.length === 0) {
    return;
  }
  const sources: vscode.Uri[] = [];
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    sources.push(...(await findFiles(uri, '**/*.{ts,js}', path => /(?<!\.d)\.ts$|\.js$/.test(path), token)));
  }
  await forEachFile(lost, token, async ([key, restlet]) => {
    const fitting = sources
      .map(uri => ({ uri, fits: commonEnd(restlet.scriptPath, uri.path) }))
      .filter(({ uri, fits }) => fits > 0 && uri.toString() !== restlet.scriptUri.toString())
      .sort((a, b) => b.fits - a.fits);
    for (const { uri } of fitting.slice(0, 5)) {
      const found = withScript(restlet, await readCurrentText(uri));
      if (found.script) {
        state.restlets.set(key, { ...restlet, ...found, scriptUri: uri });
        return;
      }
    }
  });
}

/** How many parts two paths share at their ends, extensions aside; 0 when the files have different names. */
function commonEnd(a: string, b: string): number {
  const [left, right] = [a, b].map(path =>
    path
      .replace(/\.[^./]*$/, '')
      .split('/')
      .reverse(),
  );
  const different = (left ?? []).findIndex((part, index) => part !== right?.[index]);
  return different < 0 ? (left ?? []).length : different;
}

/** Reads again what has changed. `anew`: it is about more than single files. */
async function update(
  state: State,
  changed: readonly vscode.Uri[],
  token: vscode.CancellationToken,
): Promise<'same' | 'changed' | 'anew'> {
  const objects: { readonly root: vscode.Uri; readonly uri: vscode.Uri }[] = [];
  const scripts: string[] = [];
  for (const uri of changed) {
    const root = state.roots.find(each => isWithin(uri, each));
    const { name } = nameOf(uri);
    if (name === 'manifest.xml' || name === 'suitecloud.config.js' || state.roots.some(each => isWithin(each, uri))) {
      return 'anew';
    }
    if (root && isObjectFile(uri.path, root)) {
      objects.push({ root, uri });
    } else if (root && !/\.\w+$/.test(name) && isWithin(uri, vscode.Uri.joinPath(root, 'Objects'))) {
      return 'anew';
    } else {
      for (const [key, restlet] of state.restlets) {
        if (isWithin(restlet.scriptUri, uri)) scripts.push(key);
        // What was missing may have come.
        else if (!restlet.script && commonEnd(restlet.scriptPath, uri.path) > 0) return 'anew';
      }
    }
  }
  if (objects.length === 0 && scripts.length === 0) {
    return 'same';
  }
  await forEachFile(objects, token, ({ root, uri }) => readObject(state, root, uri));
  await forEachFile([...objects.map(({ uri }) => uri.toString()), ...scripts], token, key => readScript(state, key));
  await findSources(state, token);
  return 'changed';
}

/** Undefined as soon as the one who asked gives up; the work itself goes on for others. */
async function orCancelled<T>(work: Promise<T>, token?: vscode.CancellationToken): Promise<T | undefined> {
  if (!token) {
    return work;
  }
  let listener: vscode.Disposable | undefined;
  const cancelled = new Promise<undefined>(resolve => {
    listener = token.onCancellationRequested(() => resolve(undefined));
  });
  return Promise.race([work, cancelled]).finally(() => void listener?.dispose());
}
