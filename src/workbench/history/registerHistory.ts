import * as vscode from 'vscode';
import type { Commands } from '../commands.ts';
import type { HistoryCommands } from './historyCommands.ts';
import type { HistoryStore } from './historyStore.ts';
import type { HistoryNode, HistoryTree } from './historyTree.ts';

const viewId = 'netsuiteTba.history';

/** View and commands of the history. Both are loaded when somebody looks. */
export function registerHistory(
  store: () => Promise<HistoryStore>,
  history: () => Promise<HistoryCommands>,
  commands: Commands,
  subscriptions: vscode.Disposable[],
): void {
  const view = vscode.window.createTreeView(viewId, {
    treeDataProvider: lazyTree(store, commands, subscriptions),
    showCollapseAll: true,
    canSelectMany: true,
  });
  subscriptions.push(view);

  // Tree keys hand over no row; the key's `args` say that the selected ones are meant.
  const namesOf = (row: unknown, rows: unknown): readonly string[] =>
    (row === 'selection' ? view.selection : Array.isArray(rows) ? (rows as readonly unknown[]) : [row]).flatMap(
      filesOf,
    );
  const onCall = (run: (loaded: HistoryCommands, name: string) => Promise<void>) => async (row: unknown) => {
    const [name] = namesOf(row, undefined);
    await (name === undefined ? (await history()).show() : run(await history(), name));
  };
  commands.register('netsuiteTba.showHistory', async () => (await history()).show());
  commands.register('netsuiteTba.clearHistory', async () => (await history()).clear());
  commands.register('netsuiteTba.openHistoryFolder', async () => (await history()).openFolder());
  commands.register(
    'netsuiteTba.openHistoryEntry',
    onCall((loaded, name) => loaded.open(name)),
  );
  commands.register(
    'netsuiteTba.resendHistoryEntry',
    onCall((loaded, name) => loaded.resend(name)),
  );
  commands.register(
    'netsuiteTba.inspectHistoryEntry',
    onCall((loaded, name) => loaded.inspect(name)),
  );
  commands.register(
    'netsuiteTba.openHistoryHar',
    onCall((loaded, name) => loaded.openHar(name)),
  );
  commands.register(
    'netsuiteTba.goToHistoryRequest',
    onCall((loaded, name) => loaded.goToRequest(name)),
  );
  commands.register('netsuiteTba.deleteHistoryEntry', async (row, rows) =>
    (await history()).remove(namesOf(row, rows)),
  );
}

/** A day stands for all of its calls. */
function filesOf(value: unknown): readonly string[] {
  const node = value as Partial<HistoryNode> | undefined;
  switch (node?.kind) {
    case 'call':
      return node.row ? [node.row.name] : [];
    case 'day':
      return node.rows?.map(({ name }) => name) ?? [];
    case undefined:
      return [];
  }
}

function lazyTree(
  store: () => Promise<HistoryStore>,
  commands: Commands,
  subscriptions: vscode.Disposable[],
): vscode.TreeDataProvider<HistoryNode> {
  const changed = new vscode.EventEmitter<undefined>();
  let loading: Promise<HistoryTree> | undefined;
  const load = async (): Promise<HistoryTree> => {
    const [opened, { HistoryTree }] = await Promise.all([store(), import('./historyTree.ts')]);
    subscriptions.push(
      opened.onDidChange(() => changed.fire(undefined)),
      // Another window may have the same history; and a new day may have begun.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) {
          changed.fire(undefined);
        }
      }),
      vscode.window.onDidChangeActiveColorTheme(() => changed.fire(undefined)),
    );
    return new HistoryTree(opened);
  };
  const tree = () => (loading ??= load());
  subscriptions.push(changed);
  return {
    onDidChangeTreeData: changed.event,
    getChildren: async node => {
      try {
        return await (await tree()).getChildren(node);
      } catch (error) {
        commands.report('read the history', error);
        return [];
      }
    },
    getTreeItem: async node => (await tree()).getTreeItem(node),
    resolveTreeItem: async (item, node) => (await tree()).resolveTreeItem(item, node),
  };
}
