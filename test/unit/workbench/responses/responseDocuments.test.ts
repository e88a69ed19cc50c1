import { beforeEach, expect, it, vi } from 'vitest';
import { ResponseDocuments } from '../../../../src/workbench/responses/responseDocuments.ts';

interface FakeTab {
  readonly input: unknown;
}

/** The tabs of a pretended VS Code, and what it asks for a text. */
const vscode = vi.hoisted(() => ({
  tabs: [] as FakeTab[],
  opened: [] as unknown[],
  textOf: undefined as ((uri: unknown) => string | undefined) | undefined,
  onTabs: undefined as ((event: { closed: FakeTab[] }) => void) | undefined,
}));

vi.mock('vscode', () => {
  const none = { dispose: () => undefined };
  class Uri {
    readonly scheme: string;
    readonly #text: string;
    constructor({ scheme, path, query }: Readonly<Record<'scheme' | 'path' | 'query', string>>) {
      this.scheme = scheme;
      this.#text = `${scheme}:${path}?${query}`;
    }
    static from = (parts: Readonly<Record<'scheme' | 'path' | 'query', string>>) => new Uri(parts);
    toString = () => this.#text;
  }
  return {
    Uri,
    commands: { executeCommand: (_: string, ...args: unknown[]) => Promise.resolve(void vscode.opened.push(...args)) },
    workspace: {
      registerTextDocumentContentProvider: (
        _: string,
        { provideTextDocumentContent }: { provideTextDocumentContent: typeof vscode.textOf },
      ) => ((vscode.textOf = provideTextDocumentContent), none),
      // Of a text that is too large for extensions VS Code tells nothing here.
      onDidCloseTextDocument: () => none,
    },
    window: {
      tabGroups: {
        get all() {
          return [{ tabs: vscode.tabs }];
        },
        onDidChangeTabs: (listener: typeof vscode.onTabs) => ((vscode.onTabs = listener), none),
      },
    },
  };
});

beforeEach(() => {
  vscode.tabs = [];
  vscode.opened = [];
});

function close(tab: FakeTab) {
  vscode.tabs = vscode.tabs.filter(each => each !== tab);
  vscode.onTabs?.({ closed: [tab] });
}

it('are freed when the last tab that shows them closes', async () => {
  await new ResponseDocuments().open('Orders', 'json', '{}');
  const [uri] = vscode.opened;
  const [one, other] = [{ input: { uri } }, { input: { uri } }];
  vscode.tabs = [one, other, { input: undefined }];
  close({ input: { uri: 'file:///elsewhere' } });
  close(one);
  expect(vscode.textOf?.(uri)).toBe('{}');
  close(other);
  expect(vscode.textOf?.(uri)).toBeUndefined();
});

it('of a comparison are freed together', async () => {
  const side = (text: string) => ({ label: text, kind: 'text', text }) as const;
  await new ResponseDocuments().compare('both', [side('left'), side('right')]);
  const [original, modified] = vscode.opened;
  const tab = { input: { original, modified } };
  vscode.tabs = [tab];
  expect([original, modified].map(uri => vscode.textOf?.(uri))).toEqual(['left', 'right']);
  close(tab);
  expect([original, modified].map(uri => vscode.textOf?.(uri))).toEqual([undefined, undefined]);
});
