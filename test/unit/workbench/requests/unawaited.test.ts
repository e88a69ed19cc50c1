import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import { registerCurlPaste } from '../../../../src/workbench/requests/importing/curlPasteProvider.ts';
import { watchProblems } from '../../../../src/workbench/requests/problems.ts';

type Change = { document: unknown; contentChanges: { text: string }[] };

/** What VS Code was given, and what it opens and changes. */
const fake = vi.hoisted(
  (): {
    readonly documents: unknown[];
    provider: unknown;
    readonly onOpen: ((document: unknown) => void)[];
    readonly onChange: ((change: Change) => void)[];
    written: string;
  } => ({ documents: [], provider: undefined, onOpen: [], onChange: [], written: '' }),
);

vi.mock('vscode', () => {
  const none = { dispose: () => undefined };
  class Snippet {
    value = '';
    appendText(text: string) {
      this.value += text;
      return this;
    }
    appendTabstop() {
      return this;
    }
  }
  class Anything {
    static insert = (_: unknown, { value }: Snippet) => ((fake.written = value), {});
    set = () => undefined;
  }
  return {
    l10n: { t: (text: string) => text },
    Disposable: Anything,
    DocumentDropOrPasteEditKind: { Empty: { append: (name: string) => name }, Text: 'text' },
    DocumentPasteEdit: Anything,
    SnippetString: Snippet,
    SnippetTextEdit: Anything,
    WorkspaceEdit: Anything,
    languages: {
      createDiagnosticCollection: () => none,
      registerDocumentPasteEditProvider: (_: unknown, provider: unknown) => (fake.provider = provider),
    },
    workspace: {
      textDocuments: fake.documents,
      onDidOpenTextDocument: (listener: (document: unknown) => void) => (fake.onOpen.push(listener), none),
      onDidChangeTextDocument: (listener: (change: Change) => void) => (fake.onChange.push(listener), none),
      onDidCloseTextDocument: () => none,
    },
  };
});

const document = {
  languageId: 'http',
  isClosed: false,
  version: 1,
  uri: { toString: () => 'file:///orders.http' },
  getText: () => '',
  offsetAt: () => 0,
  positionAt: () => ({}),
} as unknown as vscode.TextDocument;
const trouble = new Error('not here');
const log = { error: vi.fn<(doing: string, error: unknown) => void>() };

beforeEach(() => {
  log.error.mockReset();
  fake.onChange.length = 0;
});

describe('what goes wrong while nobody waits', () => {
  it('is logged where problems are looked for', async () => {
    const quiet = { onDidChange: () => undefined, onChange: () => undefined };
    const outside = () => Promise.reject(trouble);
    watchProblems({ outside, log, book: quiet, active: quiet } as unknown as Parameters<typeof watchProblems>[0]);
    fake.onOpen.forEach(open => open(document));
    await vi.waitFor(() => expect(log.error).toHaveBeenCalledWith('look for problems', trouble));
  });

  it('is logged where credentials were pasted', async () => {
    registerCurlPaste(() => Promise.reject(trouble), log);
    const provider = fake.provider as vscode.DocumentPasteEditProvider;
    const paste = { get: () => ({ asString: () => Promise.resolve('curl https://example.com/x') }) };
    const edits = await provider.provideDocumentPasteEdits?.(
      document,
      [{ start: {}, end: {} } as vscode.Range],
      paste as unknown as vscode.DataTransfer,
      {} as vscode.DocumentPasteEditContext,
      {} as vscode.CancellationToken,
    );
    expect(edits).toHaveLength(1);
    fake.onChange.forEach(change => change({ document, contentChanges: [{ text: fake.written }] }));
    await vi.waitFor(() => expect(log.error).toHaveBeenCalledWith('look for pasted credentials', trouble));
  });
});
