import * as vscode from 'vscode';
import { hasDirective } from '../../../requests/parse/directives.ts';
import type { RequestFile, RequestNode } from '../../../requests/nodes.ts';
import { parseRequests } from '../../../requests/parse/parse.ts';
import { requestsOf } from '../requestDocuments.ts';
import { requestLanguage } from '../requestLanguage.ts';
import type { RequestRunner } from '../run/requestRunner.ts';
import { keyOf, stepOf, type Step } from '../run/step.ts';
import { recordRun } from './recordRun.ts';

const pattern = '**/*.{http,rest}';
/** Typing pauses this long (milliseconds) before a file is looked through again. */
const pause = 300;
/** Files that are looked through for checks; more are found when they are opened. */
const mostFiles = 2000;

/**
 * Requests with checks in the Test Explorer, and every run of several requests among its results. “Run All Tests” runs
 * what has a check and nothing else: a request without one is sent when somebody means that one.
 */
export class RequestTests {
  readonly #controller = vscode.tests.createTestController('netsuiteTba', vscode.l10n.t('NetSuite Requests'));
  readonly #runner: () => Promise<RequestRunner>;
  readonly #report: (error: unknown) => void;
  readonly #listeners: vscode.Disposable[];
  readonly #waiting = new Map<string, NodeJS.Timeout>();

  constructor(runner: () => Promise<RequestRunner>, report: (error: unknown) => void) {
    this.#runner = runner;
    this.#report = report;
    this.#controller.resolveHandler = item => (item ? this.#readFile(item) : this.#findFiles());
    this.#controller.refreshHandler = () => this.#findFiles();
    this.#controller.createRunProfile(
      vscode.l10n.t('Send'),
      vscode.TestRunProfileKind.Run,
      (request, token) => this.#run(request, token).catch(this.#report),
      true,
    );
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    this.#listeners = [
      watcher,
      watcher.onDidCreate(uri => void this.#readQuietly(uri)),
      watcher.onDidChange(uri => void this.#readQuietly(uri)),
      watcher.onDidDelete(uri => this.#controller.items.delete(uri.toString())),
      vscode.workspace.onDidOpenTextDocument(document => this.#show(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#showSoon(document)),
    ];
    vscode.workspace.textDocuments.forEach(document => this.#show(document));
  }

  /** Sends requests and shows them among the test results, those without checks too. */
  async runSteps(steps: readonly Step[]): Promise<void> {
    for (const document of new Set(steps.map(step => step.document))) {
      this.#setRequests(document.uri, requestsOf(document), document, new Set(steps.map(({ key }) => key)));
    }
    const items = steps.flatMap(step => this.#itemOf(step) ?? []);
    const request = new vscode.TestRunRequest(items, undefined, undefined, false, false);
    const cancellation = new vscode.CancellationTokenSource();
    try {
      await recordRun(
        this.#controller,
        request,
        await this.#runner(),
        steps,
        step => this.#itemOf(step),
        cancellation.token,
      );
    } finally {
      cancellation.dispose();
    }
  }

  dispose(): void {
    this.#waiting.forEach(timer => clearTimeout(timer));
    this.#listeners.forEach(listener => void listener.dispose());
    this.#controller.dispose();
  }

  async #run(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    const steps: Step[] = [];
    for (const item of await this.#filesOf(request)) {
      steps.push(...(await this.#stepsOf(item, request)));
    }
    await recordRun(this.#controller, request, await this.#runner(), steps, step => this.#itemOf(step), token);
  }

  /** The file items that a run touches, read where that has not been done. */
  async #filesOf({ include }: vscode.TestRunRequest): Promise<readonly vscode.TestItem[]> {
    if (!include) {
      await this.#findFiles();
    }
    const wanted = include ?? [...this.#controller.items].map(([, item]) => item);
    return [...new Set(wanted.map(item => item.parent ?? item))];
  }

  async #stepsOf(fileItem: vscode.TestItem, { include, exclude }: vscode.TestRunRequest): Promise<readonly Step[]> {
    if (!fileItem.uri) {
      return [];
    }
    const document = await vscode.workspace.openTextDocument(fileItem.uri);
    const file = requestsOf(document);
    this.#setRequests(document.uri, file, document);
    const isWhole = !include || include.includes(fileItem);
    const named = new Set(include?.map(({ id }) => id));
    const left = new Set(exclude?.map(({ id }) => id));
    return file.requests
      .map(request => stepOf(document, file, request))
      .filter(step => !left.has(step.key) && (isWhole ? hasChecks(step.request) : named.has(step.key)));
  }

  #itemOf({ document, key }: Step): vscode.TestItem | undefined {
    return this.#controller.items.get(document.uri.toString())?.children.get(key);
  }

  async #findFiles(): Promise<void> {
    const found = await vscode.workspace.findFiles(pattern, '**/node_modules/**', mostFiles);
    for (const uri of found) {
      await this.#readQuietly(uri);
    }
  }

  async #readFile({ uri }: vscode.TestItem): Promise<void> {
    if (uri) {
      await this.#readQuietly(uri);
    }
  }

  /** A file that cannot be read has no checks to show; opening it tells why. */
  async #readQuietly(uri: vscode.Uri): Promise<void> {
    const open = vscode.workspace.textDocuments.find(document => document.uri.toString() === uri.toString());
    if (open) {
      this.#show(open);
      return;
    }
    const text = await Promise.resolve(vscode.workspace.fs.readFile(uri)).then(
      bytes => new TextDecoder().decode(bytes),
      () => '',
    );
    const place = placeIn(text);
    this.#setRequests(uri, text.includes('@assert') ? parseRequests(text) : noRequests, { positionAt: place });
  }

  #show(document: vscode.TextDocument): void {
    if (document.languageId === requestLanguage) {
      this.#setRequests(document.uri, requestsOf(document), document);
    }
  }

  #showSoon(document: vscode.TextDocument): void {
    if (document.languageId !== requestLanguage) {
      return;
    }
    const key = document.uri.toString();
    clearTimeout(this.#waiting.get(key));
    this.#waiting.set(
      key,
      setTimeout(() => {
        this.#waiting.delete(key);
        if (!document.isClosed) {
          this.#show(document);
        }
      }, pause),
    );
  }

  /** @param also requests that are shown though they have no check */
  #setRequests(uri: vscode.Uri, file: RequestFile, text: Placed, also: ReadonlySet<string> = new Set()): void {
    const { items } = this.#controller;
    const id = uri.toString();
    const before = items.get(id);
    const isShown = (request: RequestNode): boolean => {
      if (hasChecks(request)) {
        return true;
      }
      const key = keyOf(uri, file, request);
      return also.has(key) || before?.children.get(key) !== undefined;
    };
    const isAny = also.size > 0 || before !== undefined || file.requests.some(hasChecks);
    const shown = isAny ? file.requests.filter(isShown) : [];
    if (shown.length === 0) {
      items.delete(id);
      return;
    }
    const item = before ?? this.#controller.createTestItem(id, vscode.workspace.asRelativePath(uri), uri);
    items.add(item);
    item.children.replace(
      shown.map(request => {
        const key = keyOf(uri, file, request);
        const title = request.name ?? `${request.method.value} ${request.target.value}`.slice(0, 120);
        const child = before?.children.get(key) ?? this.#controller.createTestItem(key, title, uri);
        const { start, end } = request.range;
        child.label = title;
        child.range = new vscode.Range(text.positionAt(start), text.positionAt(end));
        return child;
      }),
    );
  }
}

interface Placed {
  readonly positionAt: (offset: number) => vscode.Position;
}

const noRequests: RequestFile = { requests: [], variables: [], problems: [], length: 0 };

function hasChecks({ directives }: RequestNode): boolean {
  return hasDirective(directives, 'assert');
}

/** Positions in a text that no editor shows. */
function placeIn(text: string): (offset: number) => vscode.Position {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: end }) => index + end.length)];
  return offset => {
    const line = starts.findLastIndex(start => start <= offset);
    return new vscode.Position(Math.max(0, line), offset - (starts[line] ?? 0));
  };
}
