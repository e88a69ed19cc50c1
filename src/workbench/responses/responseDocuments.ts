import * as vscode from 'vscode';
import type { ContentKind } from '../../bodies/contentKind.ts';

const SCHEME = 'netsuite-tba-response';
const EXTENSIONS: Readonly<Record<ContentKind, string>> = {
  json: 'json',
  xml: 'xml',
  html: 'html',
  text: 'txt',
  binary: 'txt',
  empty: 'txt',
};

/** One side of a comparison. */
export interface Compared {
  readonly label: string;
  readonly kind: ContentKind;
  readonly text: string;
}

/** Bodies opened as documents that can be read only, so that closing one never asks to save it. */
export class ResponseDocuments {
  readonly #texts = new Map<string, string>();
  readonly #subscriptions: readonly vscode.Disposable[];
  #count = 0;

  constructor() {
    this.#subscriptions = [
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
        provideTextDocumentContent: uri => this.#texts.get(uri.toString()),
      }),
      // Not when a document closes: of a large one extensions are not told, and one that is given another language closes
      // and opens again.
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => this.#free(closed.flatMap(shownIn))),
    ];
  }

  /** Opens a text in an editor of its own; the end of its name gives the language. */
  async open(title: string, kind: ContentKind, text: string): Promise<void> {
    // Unlike openTextDocument this also opens what is too large for extensions to see.
    await vscode.commands.executeCommand('vscode.open', this.#add(title, kind, text), {
      preview: false,
    } satisfies vscode.TextDocumentShowOptions);
  }

  /** Opens two texts side by side in VS Code's diff editor. */
  async compare(title: string, [left, right]: readonly [Compared, Compared]): Promise<void> {
    const uris = [left, right].map(({ label, kind, text }) => this.#add(label, kind, text));
    await vscode.commands.executeCommand('vscode.diff', ...uris, title, {
      preview: false,
    } satisfies vscode.TextDocumentShowOptions);
  }

  #add(title: string, kind: ContentKind, text: string): vscode.Uri {
    const name = title.replace(/[\\/:*?"<>|#\p{Cc}\p{Cf}]+/gu, '-').slice(0, 80);
    const uri = vscode.Uri.from({
      scheme: SCHEME,
      path: `/${name}.${EXTENSIONS[kind]}`,
      query: String(++this.#count),
    });
    this.#texts.set(uri.toString(), text);
    return uri;
  }

  /** What no other tab shows: a tab that is moved closes in one group and opens in another. */
  #free(closed: readonly string[]): void {
    if (closed.length > 0) {
      const shown = new Set(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.flatMap(shownIn)));
      closed.filter(uri => !shown.has(uri)).forEach(uri => this.#texts.delete(uri));
    }
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
    this.#texts.clear();
  }
}

/** The addresses of the texts of ours in a tab: one, or the two sides of a comparison. */
function shownIn({ input }: vscode.Tab): string[] {
  const { uri, original, modified } = (input ?? {}) as Readonly<Record<string, unknown>>;
  return [uri, original, modified].flatMap(each =>
    each instanceof vscode.Uri && each.scheme === SCHEME ? [each.toString()] : [],
  );
}
