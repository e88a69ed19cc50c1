import * as vscode from 'vscode';
import { isCoded } from '../../../codedError.ts';
import { readEnvironmentSetting } from '../../../exchange/values/environmentSetting.ts';
import { createLayeredLookup, type Layers } from '../../../exchange/values/layeredLookup.ts';
import { readDotenvVariables } from '../../../formats/readDotenv.ts';
import { readEnvironments, type Environments } from '../../../formats/readEnvironments.ts';
import { noVariables, type OutsideVariables } from '../editor/editorServices.ts';
import { storedTexts } from '../../stored.ts';

const publicFile = 'http-client.env.json';
const privateFile = 'http-client.private.env.json';
const dotenvFile = '.env';
const files = [publicFile, privateFile, dotenvFile];
const key = 'environments';
const settings = ['environmentVariables', 'processVariables'];

/** What stands beside a request file: the files of its environments and its `.env`. */
interface Beside {
  readonly environments: Environments;
  readonly dotenv: ReadonlyMap<string, string>;
}

/**
 * Where values of requests come from besides the request file: environment files and `.env` in its folder or the nearest
 * one above it in the workspace, the setting, and the process where that is allowed. Of a workspace that is not trusted no
 * file is read.
 */
export class ValueSources {
  readonly #workspaceState: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #listeners: vscode.Disposable[];
  /** By folder of the workspace, until one of the files changes. */
  readonly #read = new Map<string, Promise<Beside>>();

  constructor(workspaceState: vscode.Memento) {
    this.#workspaceState = workspaceState;
    const watcher = vscode.workspace.createFileSystemWatcher(`**/{${files.join(',')}}`);
    const forget = () => {
      this.#read.clear();
      this.#changed.fire();
    };
    this.#listeners = [
      this.#changed,
      watcher,
      watcher.onDidCreate(forget),
      watcher.onDidChange(forget),
      watcher.onDidDelete(forget),
      // Nobody watches folders outside of the workspace, nor those that its settings leave out.
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        if (files.some(file => uri.path.endsWith(`/${file}`))) {
          forget();
        }
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(forget),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (settings.some(setting => event.affectsConfiguration(`netsuiteTba.${setting}`))) {
          this.#changed.fire();
        }
      }),
    ];
  }

  /** The environments that a document can be sent with, and the one that is chosen. */
  async environments(document: vscode.TextDocument): Promise<{ names: readonly string[]; chosen: string | undefined }> {
    const { environments } = await this.#beside(document);
    const names = new Set([...environments.names, ...settingOf(document).names]);
    const chosen = this.chosen(document);
    return { names: [...names], chosen: chosen !== undefined && names.has(chosen) ? chosen : undefined };
  }

  /** The environment that was chosen for a document, whether it is there any more or not. */
  chosen(document: vscode.TextDocument): string | undefined {
    return this.#kept()[folderKey(document)];
  }

  /** Keeps the choice for the folder of the workspace that the document is in. */
  async choose(document: vscode.TextDocument, name: string | undefined): Promise<void> {
    const others = Object.entries(this.#kept()).filter(([folder]) => folder !== folderKey(document));
    const own = name === undefined ? [] : [[folderKey(document), name]];
    await this.#workspaceState.update(key, Object.fromEntries([...others, ...own]));
    this.#changed.fire();
  }

  /**
   * The values for a document, without prompts and answers.
   *
   * @throws CodedError those of readEnvironments
   */
  async layers(document: vscode.TextDocument): Promise<Layers> {
    const { environments, dotenv } = await this.#beside(document);
    const setting = settingOf(document);
    const { chosen } = await this.environments(document);
    const known = chosen !== undefined && environments.names.includes(chosen) ? chosen : undefined;
    return {
      environment: environments.valuesOf(known),
      environmentShared: environments.shared,
      dotenv,
      setting: setting.valuesOf(chosen),
      settingShared: setting.shared,
      ...(mayReadProcess() ? { processEnv: (name: string) => process.env[name] } : {}),
    };
  }

  /** What completion, hover and the problems of a document may know of the values; secrets by name only. */
  async outside(document: vscode.TextDocument): Promise<OutsideVariables> {
    let layers: Layers;
    try {
      layers = await this.layers(document);
    } catch (error) {
      // A file that cannot be read is told when something is sent with it; until then any name may be in it.
      if (!isCoded(error)) throw error;
      return { ...noVariables, isKnown: () => true };
    }
    const { lookup, knows } = createLayeredLookup(layers);
    const environment = [...(layers.environment ?? [])].map(([name]) => ({ name, source: publicFile }));
    const dotenv = [...(layers.dotenv ?? [])].map(([name]) => ({ name, source: dotenvFile }));
    const setting = [...(layers.setting ?? [])].map(([name]) => ({ name, source: vscode.l10n.t('setting') }));
    return {
      names: [...environment, ...dotenv, ...setting],
      // Files of a workspace that is not trusted are not read, but they may well have the name.
      isKnown: name => knows(name) || !vscode.workspace.isTrusted,
      lookup: name => orNothing(() => (knows(name) ? lookup(name) : undefined)),
      isSecret: name => holdsSecret(name, layers),
    };
  }

  /** The environments that were chosen, by folder. */
  #kept(): Readonly<Record<string, string>> {
    return storedTexts(this.#workspaceState.get<unknown>(key));
  }

  dispose(): void {
    this.#listeners.forEach(listener => void listener.dispose());
  }

  #beside(document: vscode.TextDocument): Promise<Beside> {
    const folders = foldersOf(document);
    const name = folders[0]?.toString() ?? '';
    const known = this.#read.get(name);
    if (known) {
      return known;
    }
    const reading = readBeside(folders);
    // Outside of the workspace other programs change the files unseen.
    if (document.isUntitled || vscode.workspace.getWorkspaceFolder(document.uri)) {
      this.#read.set(name, reading);
      // What could not be read is tried again.
      reading.catch(() => this.#read.delete(name));
    }
    return reading;
  }
}

/** Whether a value is a secret or has one in it, as one that refers to another may. */
function holdsSecret(name: string, layers: Layers): boolean {
  const { lookup, knows, secretsUsed } = createLayeredLookup(layers);
  orNothing(() => (knows(name) ? lookup(name) : undefined));
  return secretsUsed().length > 0;
}

/** What is wrong with a value is told when it is sent. */
function orNothing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (isCoded(error)) {
      return undefined;
    }
    throw error;
  }
}

async function readBeside(folders: readonly vscode.Uri[]): Promise<Beside> {
  if (!vscode.workspace.isTrusted) {
    return { environments: readEnvironments(undefined, undefined), dotenv: new Map() };
  }
  const [open, hidden, dotenv] = await Promise.all(files.map(name => readNearest(folders, name)));
  return {
    environments: readEnvironments(open, hidden),
    dotenv: new Map(
      (dotenv === undefined ? [] : readDotenvVariables(dotenv).variables).map(({ name, value }) => [name, value]),
    ),
  };
}

/** The text of the file in the first of the folders that has one. */
async function readNearest(folders: readonly vscode.Uri[], name: string): Promise<string | undefined> {
  for (const folder of folders) {
    try {
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, name)));
    } catch {
      // None here; perhaps further up.
    }
  }
  return undefined;
}

/** The folder of a document, and those above it up to the workspace folder. */
function foldersOf(document: vscode.TextDocument): readonly vscode.Uri[] {
  const root = workspaceFolderOf(document);
  if (document.isUntitled) {
    return root ? [root] : [];
  }
  const folders = [vscode.Uri.joinPath(document.uri, '..')];
  for (
    let folder = folders[0];
    folder && root && folder.path !== root.path && folder.path.startsWith(`${root.path}/`);
  ) {
    folder = vscode.Uri.joinPath(folder, '..');
    folders.push(folder);
  }
  return folders;
}

function workspaceFolderOf(document: vscode.TextDocument): vscode.Uri | undefined {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri) ?? vscode.workspace.workspaceFolders?.[0];
  return folder?.uri;
}

function folderKey(document: vscode.TextDocument): string {
  return workspaceFolderOf(document)?.toString() ?? '';
}

function settingOf(document: vscode.TextDocument) {
  return readEnvironmentSetting(
    vscode.workspace.getConfiguration('netsuiteTba', document).get<unknown>('environmentVariables'),
  );
}

/** Only a person's own settings may allow it: a workspace would read what it is not told. */
function mayReadProcess(): boolean {
  const found = vscode.workspace.getConfiguration('netsuiteTba').inspect<boolean>('processVariables');
  return found?.globalValue === true;
}
