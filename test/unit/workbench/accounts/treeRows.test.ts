import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import type { AccountBook } from '../../../../src/accounts/accountBook.ts';
import type { AccountIndex, AccountRecord, TokenRecord } from '../../../../src/accounts/records.ts';
import { AccountTree, type AccountNode } from '../../../../src/workbench/accounts/accountTree.ts';
import type { ActiveToken } from '../../../../src/workbench/accounts/activeToken.ts';
import type { Log } from '../../../../src/workbench/log.ts';
import type { PracticeAccount } from '../../../../src/workbench/practice/practiceAccount.ts';

vi.mock('vscode', () => ({
  EventEmitter: class {
    readonly #listeners: ((value: unknown) => void)[] = [];
    readonly event = (listener: (value: unknown) => void) => void this.#listeners.push(listener);
    readonly fire = (value: unknown) => this.#listeners.forEach(listener => listener(value));
  },
  TreeItem: class {
    readonly label: string;
    constructor(label: string) {
      this.label = label;
    }
  },
  ThemeIcon: class {
    readonly id: string;
    readonly color: unknown;
    constructor(id: string, color?: unknown) {
      this.id = id;
      this.color = color;
    }
  },
  ThemeColor: class {
    readonly id: string;
    constructor(id: string) {
      this.id = id;
    }
  },
  MarkdownString: class {
    value = '';
    appendText(text: string) {
      this.value += text;
      return this;
    }
    appendMarkdown(text: string) {
      this.value += text;
      return this;
    }
  },
  ColorThemeKind: {},
  TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
  env: { language: 'en' },
  window: { activeColorTheme: { kind: 1 } },
  l10n: {
    t: (text: string, ...values: unknown[]) => text.replace(/\{(\d)\}/g, (_, at: string) => String(values[Number(at)])),
  },
}));

const now = Date.UTC(2026, 10, 24, 12);
const minute = 60_000;
const hour = 60 * minute;

const account = (id: string, accountId: string, more: Partial<AccountRecord> = {}): AccountRecord => ({
  ...{ id, name: `Account ${id}`, accountId, changed: 1 },
  ...more,
});
const token = (id: string, application: string, more: Partial<TokenRecord> = {}): TokenRecord => ({
  ...{ id, name: `token ${id}`, application, scheme: 'tba', changed: 1 },
  ...more,
});

function treeOf(index: Partial<AccountIndex>, held: readonly string[] | Error = []) {
  const asked = { index: 0, held: 0 };
  const state = {
    index: { version: 2, accounts: [], applications: [], tokens: [], removed: {}, ...index } as AccountIndex,
  };
  const silent = () => ({ dispose: () => undefined });
  // Whatever else of the book the tree might call, such as reading a secret, is not there.
  const book = {
    onChange: silent,
    index: () => {
      asked.index++;
      return state.index;
    },
    heldSecrets: () => {
      asked.held++;
      return held instanceof Error ? Promise.reject(held) : Promise.resolve(new Set(held));
    },
  } as unknown as AccountBook;
  const active = { onDidChange: silent, get: () => ({ token: { id: 'active' } }) } as unknown as ActiveToken;
  const practice = { onDidChange: silent, adopt: () => Promise.resolve(), running: true, needsSetup: false };
  const log = { error: () => undefined } as unknown as Log;
  const tree = new AccountTree(book, active, practice as unknown as PracticeAccount, log);
  const changed: (readonly AccountNode[] | undefined)[] = [];
  tree.onDidChangeTreeData(nodes => void changed.push(nodes));
  /** All rows from the top down, as VS Code asks for what is open. */
  const rows = async (node?: AccountNode): Promise<{ node: AccountNode; item: vscode.TreeItem }[]> => {
    const below = await tree.getChildren(node);
    const each = await Promise.all(
      below.map(async child => [{ node: child, item: await tree.getTreeItem(child) }, ...(await rows(child))]),
    );
    return each.flat();
  };
  return { tree, rows, asked, state, changed };
}

const drawn = async (index: Partial<AccountIndex>, held?: readonly string[] | Error) =>
  (await treeOf(index, held).rows()).map(
    ({ item }) => [item.label, item.description, item.contextValue] as (string | undefined)[],
  );

const application = { id: 'p', name: 'Hub', account: 'a', scheme: 'tba', changed: 1 } as const;

beforeEach(() => {
  vi.useFakeTimers({ now, toFake: ['Date'] });
  return () => vi.useRealTimers();
});

describe('a row of the tree', () => {
  it.each([
    ['7654321', '7654321 · production', 'account production'],
    ['ODD_9', 'ODD_9 · unusual account ID', 'account production'],
    ['7654321_SB2', '7654321_SB2 · sandbox', 'account sandbox'],
    ['7654321_RP', '7654321_RP · release preview', 'account'],
    ['TSTDRV1234567', 'TSTDRV1234567 · test drive', 'account'],
  ])('for account %s says its kind', async (accountId, description, contextValue) => {
    expect(await drawn({ accounts: [account('a', accountId)] })).toEqual([['Account a', description, contextValue]]);
  });

  it('has an icon and a colour for each kind of account, and the same for what counts as production', async () => {
    const ids = ['7654321', 'ODD_9', '7654321_SB2', '7654321_RP', 'TSTDRV1234567'];
    const accounts = [...ids.map(id => account(id, id)), account('p', 'TSTDRV0000001_SB1', { practice: true })];
    const icons = (await treeOf({ accounts }).rows()).map(({ item }) => JSON.stringify(item.iconPath));
    expect(icons[0]).toBe(icons[1]);
    expect(new Set(icons).size).toBe(accounts.length - 1);
    expect(icons[0]).toContain('list.warningForeground');
  });

  it('for the practice account says first whether it runs', async () => {
    expect(await drawn({ accounts: [account('a', 'TSTDRV0000001_SB1', { practice: true, note: 'n' })] })).toEqual([
      ['Account a', 'on · TSTDRV0000001_SB1', 'account practice running noted'],
    ]);
  });

  const identity = { company: 'Acme Inc.', entity: 'jane', role: 'Clerk' };
  it.each([
    [{}, 'token t', 'not tried · token'],
    [{ lastSuccess: now - 2 * minute, identity }, 'jane · Clerk', 'works, 2 min. ago · Acme Inc. · token'],
    [
      { lastSuccess: now - 5 * hour, lastFailure: { at: now - 3 * hour, status: 401, code: 'X' }, identity },
      'jane · Clerk',
      'login refused, 3 hr. ago · Acme Inc. · token failing',
    ],
    [{ revokedAt: now, lastSuccess: 1 }, 'token t', 'revoked, now · token revoked'],
    [{ isNamed: true, identity, note: 'nightly' } as const, 'token t', 'not tried · Clerk · Acme Inc. · token noted'],
  ])('for a token says how it is: %j', async (more, label, rest) => {
    const index = { accounts: [account('a', '1_RP')], applications: [application], tokens: [token('t', 'p', more)] };
    const [, hub, row] = await drawn(index, ['application.p', 'token.t']);
    expect(hub).toEqual(['Hub', '1 token', 'application']);
    expect([row?.[0], row?.slice(1).join(' · ')]).toEqual([label, rest]);
  });

  it('says that it is active, and whose secret is not here', async () => {
    const index = { accounts: [account('a', '1')], applications: [application], tokens: [token('active', 'p')] };
    expect((await drawn(index)).slice(1)).toEqual([
      ['Hub', 'secret not available here', 'application production missing'],
      ['token active', 'active · secret not available here', 'token active production missing'],
    ]);
    expect((await drawn(index, new Error('locked')))[2]?.[1]).toBe('active · secret storage does not answer');
  });

  it('says of a sandbox that it was likely refreshed', async () => {
    const failed = { lastSuccess: 1, lastFailure: { at: now, status: 401, code: 'X' } };
    const tokens = [token('t', 'p', failed), token('u', 'p', failed)];
    const [first] = await drawn({ accounts: [account('a', '1_SB1')], applications: [application], tokens });
    expect(first).toEqual(['Account a', 'likely refreshed · 1_SB1 · sandbox', 'account sandbox refreshed']);
  });

  it('has no tooltip before one is asked for, and then one that takes nothing for Markdown', async () => {
    const { tree, rows } = treeOf({
      accounts: [account('a', '1', { note: 'call *Bob*', addedAt: now - 90 * 24 * hour })],
    });
    const [row] = await rows();
    expect(row?.item.tooltip).toBeUndefined();
    const item = row && (await tree.resolveTreeItem(row.item, row.node));
    expect((item?.tooltip as vscode.MarkdownString).value).toMatch(
      /Kind: production.*RESTlets: https:\/\/1\.restlets.*Added here: .* \(3 months ago\).*Note: call \*Bob\*/s,
    );
  });
});

describe('the tree', () => {
  it('reads the index and the names of the secrets once for 300 accounts of ten tokens', async () => {
    const numbers = Array.from({ length: 300 }, (_, index) => index);
    const { rows, asked } = treeOf({
      accounts: numbers.map(n => account(`a${n}`, `${n + 1}`)),
      applications: numbers.map(n => ({ ...application, id: `p${n}`, account: `a${n}` })),
      tokens: numbers.flatMap(n => Array.from({ length: 10 }, (_, t) => token(`t${n}-${t}`, `p${n}`))),
    });
    expect(await rows()).toHaveLength(3600);
    expect(asked).toEqual({ index: 1, held: 1 });
  });

  it('keeps the node of a record that has not changed, for commands and for VS Code', async () => {
    const index = { accounts: [account('a', '1'), account('b', '2')] };
    const { tree, rows, state } = treeOf(index);
    const before = (await rows()).map(({ node }) => node);
    state.index = {
      ...structuredClone(state.index),
      accounts: [account('a', '1'), account('b', '2', { note: 'new' })],
    };
    tree.refresh();
    const after = (await rows()).map(({ node }) => node);
    expect(after.map((node, at) => node === before[at])).toEqual([true, false]);
  });

  it('draws again only the tokens whose time has changed, and those as one', async () => {
    const { tree, rows, changed } = treeOf(
      {
        accounts: [account('a', '1')],
        applications: [application],
        tokens: [
          token('t', 'p', { lastSuccess: now }),
          token('u', 'p'),
          token('v', 'p', { lastSuccess: now - 3 * hour }),
        ],
      },
      ['token.t', 'token.u', 'token.v'],
    );
    await rows();
    vi.setSystemTime(now + 59_000);
    tree.redrawTimes();
    expect(changed).toEqual([]);
    vi.setSystemTime(now + 60_000);
    tree.redrawTimes();
    expect(changed.map(nodes => nodes?.map(({ record }) => record.id))).toEqual([['t']]);
    for (const node of changed[0] ?? []) {
      await tree.getTreeItem(node);
    }
    tree.redrawTimes();
    expect(changed).toHaveLength(1);
  });

  it('opens under a filter what was closed, and closes it again after', async () => {
    const { tree, rows } = treeOf({
      accounts: [account('a', '1')],
      applications: [application],
      tokens: [token('t', 'p')],
    });
    const [first] = await rows();
    if (first) {
      tree.noteOpen(first.node, false);
    }
    const top = async () => (await rows())[0]?.item;
    expect(await top()).toMatchObject({ id: 'a', collapsibleState: 1 });
    tree.beginFilter();
    tree.setFilter('token');
    const filtered = await top();
    expect(filtered).toMatchObject({ collapsibleState: 2 });
    expect(filtered?.id).not.toBe('a');
    tree.setFilter('');
    expect(await top()).toMatchObject({ id: 'a', collapsibleState: 1 });
  });
});
