import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import { AccountBook } from '../../../../src/accounts/accountBook.ts';
import { ActiveToken, allFolders } from '../../../../src/workbench/accounts/activeToken.ts';
import { chooseCredential } from '../../../../src/workbench/requests/chooseCredential.ts';

/** As much of VS Code as a choice depends on. */
interface FakeWindow {
  folders: string[];
  /** The setting by folder, and under '' that of the workspace. */
  allowed: Record<string, unknown>;
  editor: undefined | { document: { uri: vscode.Uri } };
  followers: ((editor: unknown) => void)[];
  asked: string[][];
  answer: number;
}

const window = vi.hoisted((): FakeWindow => ({
  folders: [],
  allowed: {},
  editor: undefined,
  followers: [],
  asked: [],
  answer: 0,
}));

vi.mock('vscode', () => {
  const folderOf = (uri: string | undefined) => window.folders.find(folder => uri?.startsWith(`${folder}/`));
  const silent = () => ({ dispose: () => undefined });
  class EventEmitter {
    readonly #listeners: (() => void)[] = [];
    readonly event = (listener: () => void) => void this.#listeners.push(listener);
    readonly fire = () => this.#listeners.forEach(listener => listener());
    readonly dispose = () => undefined;
  }
  return {
    EventEmitter,
    Disposable: { from: silent },
    ThemeIcon: EventEmitter,
    l10n: { t: (text: string) => text },
    env: { language: 'en' },
    window: {
      get activeTextEditor() {
        return window.editor;
      },
      onDidChangeActiveTextEditor: (listener: (editor: unknown) => void) => {
        window.followers.push(listener);
        return silent();
      },
      showQuickPick: (items: { label: string }[]) => {
        window.asked.push(items.map(({ label }) => label));
        return Promise.resolve(items[window.answer]);
      },
    },
    workspace: {
      name: 'all of it',
      get workspaceFolders() {
        return window.folders.length === 0 ? undefined : window.folders.map(folder => ({ uri: folder, name: folder }));
      },
      getWorkspaceFolder: (uri: string) => {
        const folder = folderOf(uri);
        return folder === undefined ? undefined : { uri: folder, name: folder };
      },
      getConfiguration: (_: string, uri: string | undefined) => ({
        inspect: () => ({
          workspaceValue: window.allowed[''],
          workspaceFolderValue: window.allowed[folderOf(uri) ?? '-'],
        }),
      }),
      onDidChangeWorkspaceFolders: silent,
      onDidGrantWorkspaceTrust: silent,
      onDidChangeConfiguration: silent,
    },
  };
});

/** The fake takes addresses as they are written. */
const file = (path: string) => path as unknown as vscode.Uri;

function memento(values: Record<string, unknown> = {}): vscode.Memento & { values: Record<string, unknown> } {
  return {
    values,
    keys: () => Object.keys(values),
    get: <T>(key: string, fallback?: T) => (values[key] as T | undefined) ?? fallback,
    update: (key, value) => Promise.resolve(void (values[key] = value)),
  };
}

async function newBook(...accountIds: string[]) {
  const state: { index?: unknown } = {};
  const entries = new Map<string, string>();
  let lastId = 0;
  const book = new AccountBook(
    { read: () => state.index, write: index => Promise.resolve(void (state.index = structuredClone(index))) },
    {
      get: key => Promise.resolve(entries.get(key)),
      store: (key, value) => Promise.resolve(void entries.set(key, value)),
      delete: key => Promise.resolve(void entries.delete(key)),
      keys: () => Promise.resolve([...entries.keys()]),
    },
    () => `id${++lastId}`,
    () => 1,
  );
  const ids: string[] = [];
  for (const accountId of accountIds) {
    const secrets = { consumerKey: accountId, consumerSecret: 'cs', token: `t${ids.length}`, tokenSecret: 'ts' };
    const entry = { accountName: accountId, accountId, applicationName: 'App', tokenName: `of ${accountId}`, secrets };
    ids.push((await book.add(entry)).token.id);
  }
  return { book, ids };
}

async function setUp(accountIds: string[], workspace = memento(), global = memento()) {
  const { book, ids } = await newBook(...accountIds);
  const active = new ActiveToken(book, workspace, global);
  const of = (resource?: string) => active.get(resource === undefined ? undefined : file(resource))?.account.accountId;
  return { book, ids, active, of, workspace, global, id: (index: number) => ids[index] ?? '' };
}

beforeEach(() => {
  Object.assign(window, { folders: ['/one'], allowed: {}, editor: undefined, followers: [], asked: [], answer: 0 });
});

describe('the active token', () => {
  it('is the only one there is, unless that is one for production', async () => {
    expect((await setUp(['7654321_SB1'])).of()).toBe('7654321_SB1');
    expect((await setUp(['7654321'])).of()).toBeUndefined();
    expect((await setUp(['ODD_9'])).of()).toBeUndefined();
    expect((await setUp(['7654321_SB1', '7654321_SB2'])).of()).toBeUndefined();
  });

  it('is in a new window the one chosen last anywhere, unless that is one for production', async () => {
    const global = memento();
    const first = await setUp(['7654321_SB1', '7654321'], memento(), global);
    await first.active.set(first.id(0));
    const second = new ActiveToken(first.book, memento(), global);
    expect(second.get()?.account.accountId).toBe('7654321_SB1');
    await first.active.set(first.id(1));
    expect(first.of()).toBe('7654321');
    expect(new ActiveToken(first.book, memento(), global).get()).toBeUndefined();
  });

  it('keeps what earlier versions stored', async () => {
    const { of } = await setUp(['7654321', '7654321_SB1'], memento({ activeToken: 'id6' }));
    expect(of()).toBe('7654321_SB1');
    // A production token that was chosen for this very workspace stays.
    expect((await setUp(['7654321', '7654321_SB1'], memento({ activeToken: 'id3' }))).of()).toBe('7654321');
  });

  it('is one of each folder where there are several, and of the workspace for the others', async () => {
    window.folders = ['/one', '/two', '/three'];
    const { active, of, id } = await setUp(['1_SB1', '2_SB1', '3_SB1']);
    await active.set(id(0), allFolders);
    await active.set(id(1), file('/two/a.http'));
    expect([of('/one/a.http'), of('/two/b.http'), of('/three/a.http'), of('untitled:a')]).toEqual([
      '1_SB1',
      '2_SB1',
      '1_SB1',
      '1_SB1',
    ]);
    await active.set(id(2), file('untitled:a'));
    expect([of('/one/a.http'), of('/two/b.http')]).toEqual(['3_SB1', '2_SB1']);
    await active.set(id(0), allFolders);
    expect([of('/one/a.http'), of('/two/b.http')]).toEqual(['1_SB1', '1_SB1']);
  });

  it('follows the editor from folder to folder, and stays while a panel has the focus', async () => {
    window.folders = ['/one', '/two'];
    const { active, of, id } = await setUp(['1_SB1', '2_SB1']);
    await active.set(id(0), file('/one/a.http'));
    await active.set(id(1), file('/two/a.http'));
    let told = 0;
    active.onDidChange(() => {
      told++;
    });
    const look = (uri?: string) =>
      window.followers.forEach(follow => follow(uri === undefined ? undefined : { document: { uri: file(uri) } }));
    look('/two/a.http');
    expect([of(), active.folder()?.name, told]).toEqual(['2_SB1', '/two', 1]);
    look();
    expect(of()).toBe('2_SB1');
    look('/two/b.http');
    look('/one/a.http');
    expect([of(), told]).toEqual(['1_SB1', 2]);
  });
});

describe('an allow list', () => {
  it('takes the choice away, and puts no other in its place', async () => {
    const { active, of, id } = await setUp(['1_SB1', '2_SB1']);
    await active.set(id(0));
    window.allowed = { '': ['2_SB1'] };
    expect(of()).toBeUndefined();
    window.allowed = { '': ['1-sb1'] };
    expect(of()).toBe('1_SB1');
  });

  it('chooses nothing by leaving one account over', async () => {
    const { of } = await setUp(['1_SB1', '2_SB1', '7654321']);
    for (const allowed of ['1_SB1', '7654321']) {
      window.allowed = { '': [allowed] };
      expect(of()).toBeUndefined();
    }
  });

  it('holds for the requests of its folder only', async () => {
    window.folders = ['/one', '/two'];
    window.allowed = { '/two': ['2_SB1'] };
    const { active, of, id } = await setUp(['1_SB1', '2_SB1']);
    await active.set(id(0), allFolders);
    expect([of('/one/a.http'), of('/two/a.http')]).toEqual(['1_SB1', undefined]);
  });
});

describe('choosing whom a request is signed with', () => {
  const inOne = file('/one/a.http');

  it('refuses an account that is not allowed, however it is asked for', async () => {
    const { book, active, workspace, id } = await setUp(['1_SB1', '2_SB1']);
    await active.set(id(0));
    window.allowed = { '': ['2_SB1'] };
    const choose = (wanted: object) => chooseCredential(wanted, book, active, workspace, inOne);
    await expect(choose({ account: '1-sb1' })).rejects.toMatchObject({
      code: 'account-not-allowed',
      data: { account: '1_SB1', folder: '/one', unreadable: '' },
    });
    await expect(choose({ token: 'of 1_SB1' })).rejects.toMatchObject({ code: 'account-not-allowed' });
    expect(await choose({ account: '2_SB1' })).toMatchObject({ account: { accountId: '2_SB1' } });
    // App is the application of both; only one is left to mean.
    expect(await choose({ token: 'App' })).toMatchObject({ account: { accountId: '2_SB1' } });
    expect(window.asked).toEqual([]);
  });

  it('offers only what is allowed, and keeps the choice for the folder', async () => {
    window.folders = ['/one', '/two'];
    window.allowed = { '/one': ['2_SB1', '3_SB1'] };
    const { book, active, workspace, of } = await setUp(['1_SB1', '2_SB1', '3_SB1']);
    window.answer = 1;
    expect(await chooseCredential({}, book, active, workspace, inOne)).toMatchObject({
      account: { accountId: '3_SB1' },
    });
    expect(window.asked).toEqual([['of 2_SB1', 'of 3_SB1']]);
    expect(of('/one/b.http')).toBe('3_SB1');
    expect(workspace.values).toHaveProperty(['activeTokenOfFolders', '/one']);
  });

  it('says that none is allowed, and which entry of the list is no account ID', async () => {
    window.allowed = { '': ['what?'] };
    const { book, active, workspace } = await setUp(['1_SB1', '2_SB1']);
    await expect(chooseCredential({}, book, active, workspace, inOne)).rejects.toMatchObject({
      code: 'account-not-allowed',
      data: { account: '1_SB1, 2_SB1', unreadable: 'what?' },
    });
  });

  it('takes no production token that was not chosen here, but asks', async () => {
    const { book, active, workspace, of } = await setUp(['7654321']);
    expect(await chooseCredential({}, book, active, workspace, inOne)).toMatchObject({
      account: { accountId: '7654321' },
    });
    expect(window.asked).toHaveLength(1);
    expect(of()).toBe('7654321');
  });

  it('reads a pick that was kept before the workspace had several folders', async () => {
    window.folders = ['/one', '/two'];
    const workspace = memento({ 'picked [null,"App"]': 'id6' });
    const { book, active } = await setUp(['1_SB1', '2_SB1'], workspace);
    const choose = (resource: string) => chooseCredential({ token: 'App' }, book, active, workspace, file(resource));
    expect(await choose('/one/a.http')).toMatchObject({ account: { accountId: '2_SB1' } });
    workspace.values['picked [null,"App","/one"]'] = 'id3';
    expect(await choose('/one/a.http')).toMatchObject({ account: { accountId: '1_SB1' } });
    expect(await choose('/two/a.http')).toMatchObject({ account: { accountId: '2_SB1' } });
    expect(window.asked).toEqual([]);
  });
});
