// Of the module vscode, what the panels' hosts need, with what they do to the world written down instead of done. It stands
// in where there is no VS Code: fuzzing, and pages in a plain browser.
import { fileURLToPath } from 'node:url';
import type { Effect, FakeMemento, FakePanel } from './fakeParts.ts';

type Listener = (value: unknown) => void;

/** What was done since it was last emptied. */
export const effects: Effect[] = [];
/** Panels in the order in which they were opened. */
export const panels: FakePanel[] = [];

const did = (what: string, ...args: readonly unknown[]): Promise<undefined> => {
  effects.push({ what, args });
  return Promise.resolve(undefined);
};
const never = () => ({ dispose: () => undefined });

export const l10n = {
  t: (message: string, ...values: unknown[]): string => {
    const named = (typeof values[0] === 'object' ? values[0] : Object.fromEntries(values.entries())) as Readonly<
      Record<string, unknown>
    >;
    return message.replace(/\{(\w+)\}/g, (whole, name: string) => (name in named ? String(named[name]) : whole));
  },
};

/** Threads are run from their source: what was built last may be another version. */
const workers: Readonly<Record<string, string>> = {
  'bodyWorker.js': 'responses/bodyWorker.ts',
  'doctorWorker.js': 'doctor/doctorWorker.ts',
};

export class Uri {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  readonly query: string;

  constructor(scheme: string, authority: string, path: string, query: string) {
    this.scheme = scheme;
    this.authority = authority;
    this.path = path;
    this.query = query;
  }

  static from({ scheme, authority = '', path = '', query = '' }: Partial<Uri> & { readonly scheme: string }): Uri {
    return new Uri(scheme, authority, path, query);
  }

  static file(path: string): Uri {
    return new Uri('file', '', path, '');
  }

  static parse(text: string): Uri {
    const [, scheme = '', authority = '', path = '', query = ''] =
      /^([\w+.-]+):(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?/.exec(text) ?? [];
    return new Uri(scheme, authority, path, query);
  }

  static joinPath({ scheme, authority, path, query }: Uri, ...parts: string[]): Uri {
    const worker = parts[0] === 'dist' ? workers[parts[1] ?? ''] : undefined;
    if (worker !== undefined) {
      return Uri.file(fileURLToPath(new URL(`../../src/workbench/${worker}`, import.meta.url)));
    }
    return new Uri(scheme, authority, [path, ...parts].join('/'), query);
  }

  get fsPath(): string {
    return this.path;
  }

  toString(): string {
    return `${this.scheme}://${this.authority}${this.path}${this.query === '' ? '' : `?${this.query}`}`;
  }
}

export class EventEmitter {
  readonly #listeners = new Set<Listener>();
  readonly event = (listener: Listener) => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };
  readonly fire = (value: unknown) => this.#listeners.forEach(listener => listener(value));
  readonly dispose = () => this.#listeners.clear();
}

export const Disposable = {
  from: (...all: { dispose(): unknown }[]) => ({ dispose: () => all.forEach(each => void each.dispose()) }),
};

/** Whoever is asked goes away without an answer. */
function askedInVain(): unknown {
  const hidden = new EventEmitter();
  const parts: Record<string, unknown> = {
    items: [],
    selectedItems: [],
    activeItems: [],
    buttons: [],
    show: () => void setTimeout(() => hidden.fire(undefined)),
    hide: () => hidden.fire(undefined),
    dispose: () => undefined,
    onDidHide: hidden.event,
  };
  return new Proxy(parts, {
    get: (target, key: string) => target[key] ?? (key.startsWith('onDid') ? never : undefined),
  });
}

export const window = {
  activeColorTheme: { kind: 1 },
  activeTextEditor: undefined,
  visibleTextEditors: [],
  tabGroups: { activeTabGroup: {}, onDidChangeTabs: never },
  onDidChangeWindowState: never,
  onDidChangeActiveColorTheme: never,
  createStatusBarItem: () => ({ show: () => undefined, hide: () => undefined, dispose: () => undefined }),
  createQuickPick: askedInVain,
  createInputBox: askedInVain,
  showQuickPick: () => Promise.resolve(undefined),
  showInputBox: () => Promise.resolve(undefined),
  showInformationMessage: () => Promise.resolve(undefined),
  showWarningMessage: () => Promise.resolve(undefined),
  showErrorMessage: () => Promise.resolve(undefined),
  showOpenDialog: () => Promise.resolve(undefined),
  showSaveDialog: () => Promise.resolve(undefined),
  showTextDocument: (...args: unknown[]) => did('showTextDocument', ...args),
  withProgress: (_: unknown, work: (progress: unknown, cancel: unknown) => unknown) =>
    work({ report: () => undefined }, { isCancellationRequested: false, onCancellationRequested: never }),
  createWebviewPanel: (viewType: string, title: string): FakePanel => {
    const received = new EventEmitter();
    const disposed = new EventEmitter();
    const panel: FakePanel = {
      viewType,
      title,
      visible: true,
      active: true,
      posted: () => undefined,
      receive: received.fire,
      onDidDispose: disposed.event,
      onDidChangeViewState: never,
      reveal: () => undefined,
      dispose: () => disposed.fire(undefined),
      webview: {
        html: '',
        options: {},
        cspSource: 'http://panel.test',
        asWebviewUri: uri => `http://panel.test/${uri.path.slice(uri.path.lastIndexOf('/') + 1)}`,
        onDidReceiveMessage: received.event,
        postMessage: message => {
          // As it goes through VS Code: what is no plain data stays behind.
          panel.posted(structuredClone(message));
          return Promise.resolve(true);
        },
      },
    };
    panels.push(panel);
    return panel;
  },
};

export const workspace = {
  isTrusted: true,
  workspaceFolders: undefined,
  textDocuments: [],
  onDidGrantWorkspaceTrust: never,
  onDidChangeConfiguration: never,
  onDidCloseTextDocument: never,
  registerTextDocumentContentProvider: never,
  findFiles: () => Promise.resolve([]),
  openTextDocument: (...args: unknown[]) => did('openTextDocument', ...args),
  applyEdit: (...args: unknown[]) => did('applyEdit', ...args),
  getConfiguration: () => ({
    get: () => undefined,
    update: (...args: unknown[]) => did('setting', ...args),
  }),
  fs: new Proxy(
    {},
    {
      get:
        (_, name: string) =>
        (...args: unknown[]) =>
          did(`fs.${name}`, ...args),
    },
  ),
};

export const env = {
  language: 'en',
  clipboard: {
    readText: () => Promise.resolve(''),
    writeText: (text: unknown) => did('clipboard', text),
  },
  openExternal: (uri: unknown) => did('openExternal', uri),
};

export const commands = {
  registerCommand: never,
  executeCommand: (...args: unknown[]) => did('command', ...args),
};

/** The global state, as JSON keeps it. */
export function memento(): FakeMemento {
  const values = new Map<string, string>();
  return {
    keys: () => [...values.keys()],
    get: key => {
      const kept = values.get(key);
      return kept === undefined ? undefined : (JSON.parse(kept) as unknown);
    },
    update: (key, value) => {
      if (value === undefined) {
        values.delete(key);
      } else {
        values.set(key, JSON.stringify(value));
      }
      return did('kept', key, value);
    },
  };
}

export const ViewColumn = { Active: -1, Beside: -2, One: 1 };
export const ConfigurationTarget = { Global: 1 };
export const ProgressLocation = { Notification: 15, Window: 10 };
export const StatusBarAlignment = { Left: 1 };
export const QuickInputButtons = { Back: {} };
export const InputBoxValidationSeverity = { Info: 1, Warning: 2, Error: 3 };
export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };
export const ColorThemeKind = { HighContrast: 3, HighContrastLight: 4 };
export { MarkdownString, ThemeColor, ThemeIcon, TreeItem } from '../unit/workbench/treeVscode.ts';
export const CodeLens = Object;
export const TabInputWebview = Map;
export const TabInputTextDiff = Map;
