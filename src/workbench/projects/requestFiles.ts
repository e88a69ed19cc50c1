import * as vscode from 'vscode';
import { parseRequests } from '../../requests/parse/parse.ts';
import { requestsOf } from '../requests/requestDocuments.ts';
import { requestLanguage } from '../requests/requestLanguage.ts';
import { restletCalls, type RestletCall } from './restletCalls.ts';
import { findFiles, forEachFile, isWithin, readText } from './workspaceFiles.ts';

/** Typing pauses this long (milliseconds) before others are told. */
const pause = 300;

/** A call of a RESTlet in a request file of the workspace. */
export interface LocatedCall {
  readonly uri: vscode.Uri;
  /** The request's line, from its method to the end of its target. */
  readonly range: vscode.Range;
  readonly call: RestletCall;
}

/**
 * The calls of RESTlets in all request files: open documents as they stand, the others as they are on disk, read once
 * and again when they change.
 */
export class RequestFiles {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #stop = new vscode.CancellationTokenSource();
  readonly #listeners: vscode.Disposable[] = [this.#changed, this.#stop];
  readonly #known = new Map<string, Promise<readonly LocatedCall[]>>();
  /** What was last answered for each file: lenses that are drawn anew for nothing are hard to hit. */
  readonly #told = new Map<string, string>();
  readonly #noted = new Map<string, vscode.Uri>();
  #files: Promise<readonly vscode.Uri[]> | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** Calls of any of the scripts with one of the methods. Open documents come first. */
  async callsOf(
    scripts: ReadonlySet<string>,
    methods: ReadonlySet<string>,
    token: vscode.CancellationToken,
  ): Promise<LocatedCall[]> {
    const open = vscode.workspace.textDocuments.filter(({ languageId, isClosed }) => {
      return languageId === requestLanguage && !isClosed;
    });
    const found = open.flatMap(document => {
      const calls = restletCalls(requestsOf(document));
      this.#told.set(document.uri.toString(), summaryOf(calls));
      return calls.map(call => locate(document.uri, call, offset => document.positionAt(offset)));
    });
    const openKeys = new Set(open.map(({ uri }) => uri.toString()));
    const others = (await this.#list()).filter(uri => !openKeys.has(uri.toString()));
    await forEachFile(others, token, async uri => {
      const calls = await this.#read(uri);
      this.#told.set(uri.toString(), summaryOf(calls.map(({ call }) => call)));
      for (const each of calls) found.push(each);
    });
    return found.filter(({ call }) => scripts.has(call.script) && methods.has(call.method));
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#stop.cancel();
    this.#listeners.forEach(listener => void listener.dispose());
  }

  #list(): Promise<readonly vscode.Uri[]> {
    if (!this.#files) {
      if (this.#listeners.length === 2) this.#watch();
      this.#files = listFiles(this.#stop.token);
      this.#files.catch(() => (this.#files = undefined));
    }
    return this.#files;
  }

  #read(uri: vscode.Uri): Promise<readonly LocatedCall[]> {
    const key = uri.toString();
    const known = this.#known.get(key) ?? readCalls(uri);
    this.#known.set(key, known);
    return known;
  }

  #watch(): void {
    const { workspace } = vscode;
    const watcher = workspace.createFileSystemWatcher('**/*.{http,rest}');
    const folders = workspace.createFileSystemWatcher('**/*', true, true, false);
    const listAnew = () => {
      this.#files = undefined;
      this.#changed.fire();
    };
    this.#listeners.push(
      watcher,
      folders,
      watcher.onDidCreate(listAnew),
      watcher.onDidChange(uri => {
        this.#known.delete(uri.toString());
        this.#changed.fire();
      }),
      folders.onDidDelete(uri => {
        const gone = [...this.#known.keys()].filter(key => isWithin(vscode.Uri.parse(key), uri));
        gone.forEach(key => this.#known.delete(key));
        if (gone.length > 0) listAnew();
      }),
      workspace.onDidChangeWorkspaceFolders(listAnew),
      workspace.onDidOpenTextDocument(document => this.#noteDocument(document)),
      workspace.onDidChangeTextDocument(({ document }) => this.#noteDocument(document)),
      workspace.onDidCloseTextDocument(document => this.#noteDocument(document)),
    );
  }

  #noteDocument({ languageId, uri }: vscode.TextDocument): void {
    if (languageId !== requestLanguage) {
      return;
    }
    // On disk it may be another than when it was opened.
    this.#known.delete(uri.toString());
    this.#noted.set(uri.toString(), uri);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#tellIfNew(), pause);
  }

  async #tellIfNew(): Promise<void> {
    const uris = [...this.#noted.values()];
    this.#noted.clear();
    for (const uri of uris) {
      const key = uri.toString();
      const open = vscode.workspace.textDocuments.find(document => document.uri.toString() === key);
      const calls = open ? restletCalls(requestsOf(open)) : (await this.#read(uri)).map(({ call }) => call);
      if (summaryOf(calls) !== (this.#told.get(key) ?? '')) {
        this.#changed.fire();
        return;
      }
    }
  }
}

function summaryOf(calls: readonly RestletCall[]): string {
  return calls.map(({ method, script, request }) => `${method} ${script} ${request.name ?? ''}`).join('\n');
}

async function listFiles(token: vscode.CancellationToken): Promise<readonly vscode.Uri[]> {
  const found: vscode.Uri[] = [];
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    found.push(...(await findFiles(uri, '**/*.{http,rest}', path => /\.(?:http|rest)$/.test(path), token)));
  }
  return found;
}

async function readCalls(uri: vscode.Uri): Promise<readonly LocatedCall[]> {
  const text = await readText(uri);
  if (text === undefined || !/restlet/i.test(text)) {
    return [];
  }
  const positionAt = positionsOf(text);
  return restletCalls(parseRequests(text)).map(call => locate(uri, call, positionAt));
}

function locate(uri: vscode.Uri, call: RestletCall, positionAt: (offset: number) => vscode.Position): LocatedCall {
  const { method, target } = call.request;
  return { uri, call, range: new vscode.Range(positionAt(method.range.start), positionAt(target.range.end)) };
}

function positionsOf(text: string): (offset: number) => vscode.Position {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) starts.push(index + end.length);
  return offset => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return new vscode.Position(low, offset - (starts[low] ?? 0));
  };
}
