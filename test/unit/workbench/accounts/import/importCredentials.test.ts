import { beforeEach, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import { AccountBook } from '../../../../../src/accounts/accountBook.ts';
import type { AccountIndex } from '../../../../../src/accounts/records.ts';
import { importCredentials } from '../../../../../src/workbench/accounts/import/importCredentials.ts';
import { keys } from '../../../formats/secrets.ts';

interface FakePick {
  items: readonly { label: string; value?: string }[];
  selectedItems: readonly { label: string; value?: string }[];
  accept(): void;
  hide(): void;
}

/** A VS Code just large enough for the flow: what a person would do is a function for each box that comes up. */
const ui = vi.hoisted(() => ({
  isTrusted: true,
  clipboard: '',
  text: '',
  picks: [] as ((pick: FakePick) => void)[],
  answers: [] as (string | undefined)[],
  messages: [] as string[],
  changeWhileAsking: false,
}));

vi.mock('vscode', () => {
  const t = (message: string, ...values: unknown[]) =>
    message.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)]));
  const tell = (message: string) => {
    ui.messages.push(message);
    if (ui.changeWhileAsking && message.startsWith('Remove ')) {
      ui.text += '# changed';
    }
    return Promise.resolve(ui.answers.shift());
  };
  const box = () => {
    const heard: Record<string, () => void> = {};
    const on = (name: string) => (listener: () => void) => {
      heard[name] = listener;
      return { dispose: () => undefined };
    };
    const self = {
      items: [],
      selectedItems: [],
      onDidAccept: on('accept'),
      onDidHide: on('hide'),
      onDidTriggerButton: on('button'),
      onDidChangeSelection: on('selection'),
      onDidChangeValue: on('value'),
      accept: () => heard['accept']?.(),
      hide: () => heard['hide']?.(),
      dispose: () => undefined,
      show: () => queueMicrotask(() => (ui.picks.shift() ?? (pick => pick.hide()))(self)),
    };
    return self;
  };
  const document = {
    uri: { path: '/home/me/.env', toString: () => 'file:///home/me/.env' },
    getText: () => ui.text,
    positionAt: (offset: number) => offset,
    isDirty: false,
  };
  return {
    l10n: { t },
    ThemeIcon: Object,
    Range: class {
      readonly start: number;
      readonly end: number;
      constructor(start: number, end: number) {
        this.start = start;
        this.end = end;
      }
    },
    WorkspaceEdit: class {
      readonly ranges: { start: number; end: number }[] = [];
      delete(_: unknown, range: { start: number; end: number }) {
        this.ranges.unshift(range);
      }
    },
    QuickPickItemKind: { Separator: -1 },
    QuickInputButtons: { Back: {} },
    InputBoxValidationSeverity: {},
    env: {
      clipboard: {
        readText: () => Promise.resolve(ui.clipboard),
        writeText: (text: string) => Promise.resolve(void (ui.clipboard = text)),
      },
    },
    window: {
      createQuickPick: box,
      createInputBox: box,
      showInformationMessage: tell,
      showWarningMessage: tell,
      showErrorMessage: tell,
      showTextDocument: () => Promise.resolve(),
    },
    workspace: {
      get isTrusted() {
        return ui.isTrusted;
      },
      textDocuments: [document],
      asRelativePath: () => '.env',
      openTextDocument: () => Promise.resolve(document),
      applyEdit: ({ ranges }: { ranges: { start: number; end: number }[] }) => {
        for (const { start, end } of ranges) {
          ui.text = ui.text.slice(0, start) + ui.text.slice(end);
        }
        return Promise.resolve(true);
      },
    },
  };
});

const uri = { path: '/home/me/.env', toString: () => 'file:///home/me/.env' } as vscode.Uri;
const env = `NETSUITE_ACCOUNT_ID=1234567
NETSUITE_CONSUMER_KEY=${keys.consumerKey}
NETSUITE_CONSUMER_SECRET=${keys.consumerSecret}
NETSUITE_TOKEN_ID=${keys.token}
NETSUITE_TOKEN_SECRET=${keys.tokenSecret}
`;
const accept = (pick: FakePick) => pick.accept();
const leave = (pick: FakePick) => pick.hide();
const removeWord = 'Remove Secrets from the File…';

function services() {
  let index: AccountIndex | undefined;
  const vault = new Map<string, string>();
  const hidden: string[] = [];
  let next = 0;
  const book = new AccountBook(
    { read: () => index, write: written => Promise.resolve(void (index = written)) },
    {
      get: key => Promise.resolve(vault.get(key)),
      store: (key, value) => Promise.resolve(void vault.set(key, value)),
      delete: key => Promise.resolve(void vault.delete(key)),
      keys: () => Promise.resolve([...vault.keys()]),
    },
    () => `id${next++}`,
    () => 1,
  );
  const log = { hide: (...secrets: string[]) => hidden.push(...secrets), error: () => undefined };
  const active = { set: () => Promise.resolve(), get: () => book.credentials()[0] };
  const all = { book, log, active } as unknown as Parameters<typeof importCredentials>[0];
  return { all, book, vault, hidden };
}

beforeEach(() => {
  Object.assign(ui, { isTrusted: true, clipboard: '', text: env, changeWhileAsking: false });
  Object.assign(ui, { picks: [], answers: [], messages: [] });
});

it('imports a file, hides its secrets from the log, and empties their places when asked to', async () => {
  const { all, book, hidden } = services();
  ui.picks = [accept];
  ui.answers = [removeWord, 'Remove'];
  await importCredentials(all, uri);
  const [credential] = book.credentials();
  expect(credential?.account).toMatchObject({ accountId: '1234567' });
  expect(credential && (await book.secrets(credential))).toEqual(keys);
  expect(hidden).toEqual(expect.arrayContaining([keys.consumerSecret, keys.tokenSecret]));
  expect(ui.text).toBe(
    'NETSUITE_ACCOUNT_ID=1234567\nNETSUITE_CONSUMER_KEY=\nNETSUITE_CONSUMER_SECRET=\nNETSUITE_TOKEN_ID=\nNETSUITE_TOKEN_SECRET=\n',
  );
  for (const secret of Object.values(keys)) {
    expect(ui.messages.join()).not.toContain(secret);
  }
});

it('removes nothing from a file that changed while the question stood there', async () => {
  const { all } = services();
  ui.picks = [accept];
  ui.answers = [removeWord, 'Remove'];
  ui.changeWhileAsking = true;
  await importCredentials(all, uri);
  expect(ui.text).toBe(`${env}# changed`);
  expect(ui.messages.at(-1)).toContain('has changed');
});

it('stores nothing when the person leaves the preview, or a later question', async () => {
  const { all, vault } = services();
  ui.picks = [leave];
  await importCredentials(all, uri);
  ui.text = env.replace('NETSUITE_ACCOUNT_ID=1234567\n', '');
  ui.picks = [accept, leave];
  await importCredentials(all, uri);
  expect(ui.picks).toEqual([]);
  expect(vault.size).toBe(0);
  expect(ui.messages).toEqual([]);
});

it('reads the clipboard when chosen, and clears it when asked to', async () => {
  const { all, book } = services();
  ui.clipboard = env;
  const chooseClipboard = (pick: FakePick) => {
    pick.selectedItems = pick.items.filter(({ value }) => value === 'clipboard');
    pick.accept();
  };
  ui.picks = [chooseClipboard, accept];
  ui.answers = ['Clear the Clipboard'];
  await importCredentials(all);
  expect(book.credentials()).toHaveLength(1);
  expect(ui.clipboard).toBe('');
});

it('reads nothing in a workspace that is not trusted', async () => {
  const { all } = services();
  ui.isTrusted = false;
  await expect(importCredentials(all, uri)).rejects.toMatchObject({ code: 'workspace-untrusted' });
});

it('says what is recognised when nothing was found', async () => {
  const { all } = services();
  ui.text = 'NETSUITE_CONSUMER_KEY=\nNETSUITE_TOKEN_ID=\n';
  await importCredentials(all, uri);
  expect(ui.messages).toHaveLength(1);
  expect(ui.messages[0]).toMatch(
    /No NetSuite credentials were found in “\.env”\. The names are there without values\..*Recognised are/,
  );
});
