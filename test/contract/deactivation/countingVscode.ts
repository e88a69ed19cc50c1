// A VS Code that counts: what the extension makes, registers and listens to counts up, and its disposal down. Everything
// else of it is as small as the way through sending one request lets it be.
import { basename } from 'node:path';
import { FakeUri } from './fakeUri.ts';

type Listener = (event: unknown) => unknown;
type Made = Record<string | symbol, unknown> & { dispose(): void };

/** What is still there, by what made it. */
export class Counters {
  readonly #left = new Map<string, number>();

  /** Counts one more. The answer counts it down, once. */
  add(what: string): () => void {
    this.#left.set(what, (this.#left.get(what) ?? 0) + 1);
    let isOver = false;
    return () => {
      if (!isOver) {
        isOver = true;
        this.#left.set(what, (this.#left.get(what) ?? 0) - 1);
      }
    };
  }

  get left(): Record<string, number> {
    return Object.fromEntries([...this.#left].filter(([, count]) => count !== 0));
  }

  /** All that was ever made. */
  get kinds(): readonly string[] {
    return [...this.#left.keys()];
  }
}

class Emitter {
  readonly #listeners = new Set<Listener>();
  readonly event = (listener: Listener, self?: unknown): { dispose(): void } => {
    const bound = listener.bind(self);
    this.#listeners.add(bound);
    return { dispose: () => void this.#listeners.delete(bound) };
  };
  fire(event: unknown): void {
    [...this.#listeners].forEach(listener => void listener(event));
  }
  dispose(): void {
    this.#listeners.clear();
  }
}

class Disposable {
  static from(...all: readonly { dispose(): unknown }[]): Disposable {
    return new Disposable(() => all.forEach(each => void each.dispose()));
  }
  readonly #end: () => unknown;
  constructor(end: () => unknown) {
    this.#end = end;
  }
  dispose(): void {
    void this.#end();
  }
}

class Position {
  readonly line: number;
  readonly character: number;
  constructor(line: number, character: number) {
    this.line = line;
    this.character = character;
  }
}

class Range {
  readonly start: Position;
  readonly end: Position;
  constructor(...given: readonly [Position, Position] | readonly [number, number, number, number]) {
    const [a, b, c, d] = given;
    this.start = typeof a === 'number' ? new Position(a, Number(b)) : a;
    this.end = typeof a === 'number' ? new Position(Number(c), Number(d)) : (b as Position);
  }
}

/** Any class that only carries what it is given. */
class Plain {
  readonly given: readonly unknown[];
  constructor(...given: readonly unknown[]) {
    this.given = given;
  }
}

interface TextDocument {
  readonly uri: FakeUri;
  readonly getText: (range?: Range) => string;
  readonly [name: string]: unknown;
}

/** A text that is open. */
export function textDocument(path: string, text: string): TextDocument {
  const starts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
  const offsetAt = ({ line, character }: Position) => (starts[line] ?? text.length) + character;
  return {
    ...{ uri: FakeUri.file(path), fileName: path, languageId: 'http', version: 1, eol: 1, lineCount: starts.length },
    ...{ isClosed: false, isUntitled: false, isDirty: false, offsetAt },
    getText: (range?: Range) => (range ? text.slice(offsetAt(range.start), offsetAt(range.end)) : text),
    positionAt: (offset: number) => {
      const line = starts.findLastIndex(start => start <= offset);
      return new Position(line, offset - (starts[line] ?? 0));
    },
  };
}

interface RowSource {
  getChildren(row?: unknown): Promise<unknown[]>;
}

const neverCancelled = () => ({ isCancellationRequested: false, onCancellationRequested: new Emitter().event });

/** Whatever it is asked to do, it does nothing. */
const quiet: ProxyHandler<object> = {
  get: (target, name): unknown => Reflect.get(target, name) ?? (() => undefined),
};

function testItems(): object {
  const items = new Map<string, { readonly id: string }>();
  return {
    get: (id: string) => items.get(id),
    add: (item: { readonly id: string }) => void items.set(item.id, item),
    delete: (id: string) => void items.delete(id),
    replace: (all: readonly { readonly id: string }[]) => {
      items.clear();
      all.forEach(item => items.set(item.id, item));
    },
    forEach: (visit: (item: object) => void) => items.forEach(visit),
    [Symbol.iterator]: () => items[Symbol.iterator](),
    get size() {
      return items.size;
    },
  };
}

/** Names that stand for any enumeration: each member is its own name. */
const names: object = new Proxy({}, { get: (_, name) => name });

const eventName = /^on[A-Z]/;
const makerName = /^(?:create|register)[A-Z]/;

export interface CountingVscode {
  readonly counters: Counters;
  readonly api: Readonly<Record<string, unknown>>;
  readonly run: (command: string, ...args: readonly unknown[]) => Promise<unknown>;
  /** Asks the views for rows as VS Code does, down to the first one that has none below it, which is the answer. */
  readonly showViews: () => Promise<unknown[]>;
  readonly open: (document: TextDocument) => void;
  /** What was told, by the extension's log too. */
  readonly told: string[];
}

export function countingVscode(manifest: Manifest): CountingVscode {
  const counters = new Counters();
  const commands = new Map<string, (...args: readonly unknown[]) => unknown>();
  const trees: RowSource[] = [];
  const events = new Map<string, Emitter>();
  const documents: TextDocument[] = [];
  const told: string[] = [];

  /** An object whose events end with it, as those of a panel do. */
  const make = (what: string, own: object = {}): Made => {
    const end = counters.add(what);
    const ended = new Emitter();
    const kept: Record<string | symbol, unknown> = {
      ...own,
      onDidDispose: ended.event,
      dispose: () => {
        end();
        ended.fire(undefined);
      },
    };
    return new Proxy(kept as Made, {
      get: (target, name) => {
        if (name in target || typeof name === 'symbol' || name === 'then') {
          return target[name];
        }
        return eventName.test(name) ? new Emitter().event : () => undefined;
      },
    });
  };

  const listen = (what: string) => (listener: Listener, self?: unknown) => {
    const event = events.get(what) ?? new Emitter();
    events.set(what, event);
    const end = counters.add(what);
    const listening = event.event(listener, self);
    return {
      dispose: () => {
        end();
        listening.dispose();
      },
    };
  };

  const space = (prefix: string, own: object): object =>
    new Proxy(own as Record<string | symbol, unknown>, {
      get: (target, name) => {
        if (name in target || typeof name === 'symbol') {
          return target[name];
        }
        const what = `${prefix}.${name}`;
        if (eventName.test(name)) {
          return listen(what);
        }
        return makerName.test(name) ? () => make(what) : () => Promise.resolve(undefined);
      },
    });

  const log = (level: string) => (text: string) => void told.push(`${level}: ${text}`);
  const tell = (text: string) => {
    told.push(text);
    return Promise.resolve(undefined);
  };
  const window = {
    ...{ activeTextEditor: undefined, visibleTextEditors: [], activeColorTheme: { kind: 1 }, state: { focused: true } },
    tabGroups: { all: [], activeTabGroup: {}, onDidChangeTabs: listen('window.tabGroups.onDidChangeTabs') },
    ...{ showInformationMessage: tell, showWarningMessage: tell, showErrorMessage: tell },
    createOutputChannel: () =>
      make('window.createOutputChannel', { info: log('info'), warn: log('warn'), error: log('error') }),
    createTreeView: (_: string, { treeDataProvider }: { treeDataProvider: RowSource }) => {
      trees.push(treeDataProvider);
      return make('window.createTreeView', { visible: true, selection: [] });
    },
    createWebviewPanel: () =>
      make('window.createWebviewPanel', {
        visible: true,
        webview: {
          cspSource: 'none',
          asWebviewUri: (uri: unknown) => uri,
          onDidReceiveMessage: new Emitter().event,
          postMessage: () => Promise.resolve(true),
        },
      }),
    withProgress: (_: unknown, work: (progress: object, token: object) => unknown) =>
      work({ report: () => undefined }, neverCancelled()),
  };
  const workspace = {
    ...{ isTrusted: true, name: undefined, workspaceFolders: [], textDocuments: documents },
    fs: space('fs', {}),
    getConfiguration: (section = '') => ({
      inspect: () => undefined,
      get: (key: string, otherwise?: unknown) =>
        manifest.contributes.configuration.flatMap(({ properties }) => {
          const value = properties[[section, key].filter(Boolean).join('.')]?.default;
          return value === undefined ? [] : [value];
        })[0] ?? otherwise,
    }),
    asRelativePath: (uri: FakeUri) => basename(uri.path),
    getWorkspaceFolder: () => undefined,
    findFiles: () => Promise.resolve([]),
    openTextDocument: (uri: unknown) => Promise.resolve(documents.find(document => document.uri === uri)),
  };
  const api: Record<string, unknown> = {
    version: '1.117.0',
    l10n: { t: translate },
    env: space('env', {
      openExternal: (uri: FakeUri) => {
        told.push(`opened ${uri.path}`);
        return Promise.resolve(true);
      },
      language: 'en',
      uiKind: 1,
      appName: 'Counting',
      appHost: 'desktop',
      uriScheme: 'vscode',
    }),
    extensions: space('extensions', { all: [], getExtension: () => undefined }),
    languages: space('languages', { match: () => 10 }),
    tests: space('tests', {
      createTestController: () =>
        make('tests.createTestController', {
          items: testItems(),
          createTestItem: (id: string) => ({ id, children: testItems() }),
          createTestRun: () => new Proxy({ token: neverCancelled() }, quiet),
        }),
    }),
    commands: space('commands', {
      registerCommand: (id: string, run: (...args: readonly unknown[]) => unknown) => {
        commands.set(id, run);
        return make('commands.registerCommand');
      },
    }),
    window: space('window', window),
    workspace: space('workspace', workspace),
    DocumentDropOrPasteEditKind: { Empty: { append: () => ({}) } },
    ...{ Uri: FakeUri, EventEmitter: Emitter, Disposable, Position, Range, Selection: Range },
    CancellationTokenSource: class {
      readonly token = { isCancellationRequested: false, onCancellationRequested: new Emitter().event };
      cancel(): void {
        this.token.isCancellationRequested = true;
      }
      dispose(): void {
        this.cancel();
      }
    },
  };
  return {
    counters,
    told,
    api: new Proxy(api, {
      get: (target, name) => (/^[A-Z]/.test(String(name)) && !(name in target) ? otherwise() : target[String(name)]),
    }),
    run: (command, ...args) => Promise.resolve(commands.get(command)?.(...args)),
    showViews: async () => {
      const firstRows: unknown[] = [];
      for (const tree of trees) {
        let [row] = await tree.getChildren();
        for (let below = row; below !== undefined; [below] = await tree.getChildren(below)) {
          row = below;
        }
        firstRows.push(row);
      }
      return firstRows;
    },
    open: document => {
      documents.push(document);
      events.get('workspace.onDidOpenTextDocument')?.fire(document);
    },
  };
}

function translate(text: string | { readonly message: string }, ...values: unknown[]): string {
  const { message } = typeof text === 'string' ? { message: text } : text;
  return message.replace(/\{(\d+)\}/g, (_, at: string) => String(values[Number(at)]));
}

/** Enumerations have members that are read; all else is made with `new`. */
function otherwise(): unknown {
  return new Proxy(class extends Plain {}, {
    get: (target, member): unknown =>
      Reflect.has(target, member) ? Reflect.get(target, member) : Reflect.get(names, member),
  });
}

/** Of package.json, what the defaults of settings are read from. */
export interface Manifest {
  readonly contributes: {
    readonly configuration: readonly {
      readonly properties: Readonly<Record<string, { readonly default?: unknown }>>;
    }[];
  };
}
