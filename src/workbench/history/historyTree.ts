import * as vscode from 'vscode';
import type { HistoryRow } from './historyFiles.ts';
import type { HistoryStore } from './historyStore.ts';
import {
  callLabel,
  callTooltip,
  clockTime,
  dayOf,
  dayWord,
  durationWord,
  outcomeIcon,
  spokenCall,
} from './historyWords.ts';

/** A row of the view: a day, or a call. */
export type HistoryNode =
  | { readonly kind: 'day'; readonly day: string; readonly rows: readonly HistoryRow[] }
  | { readonly kind: 'call'; readonly row: HistoryRow };

/** The calls by day, newest first. Reads only the first lines of files, and of each file once. */
export class HistoryTree implements vscode.TreeDataProvider<HistoryNode> {
  readonly #store: Pick<HistoryStore, 'rows'>;
  readonly #now: () => number;

  constructor(store: Pick<HistoryStore, 'rows'>, now: () => number = Date.now) {
    this.#store = store;
    this.#now = now;
  }

  async getChildren(node?: HistoryNode): Promise<HistoryNode[]> {
    if (node) {
      return node.kind === 'day' ? node.rows.map(row => ({ kind: 'call', row })) : [];
    }
    const days = Map.groupBy(await this.#store.rows(), ({ summary }) => dayOf(summary.startedAt));
    return [...days].sort(([a], [b]) => (a < b ? 1 : -1)).map(([day, rows]) => ({ kind: 'day', day, rows }));
  }

  getTreeItem(node: HistoryNode): vscode.TreeItem {
    return node.kind === 'day' ? this.#dayItem(node) : callItem(node.row);
  }

  resolveTreeItem(item: vscode.TreeItem, node: HistoryNode): vscode.TreeItem {
    if (node.kind === 'call') {
      item.tooltip = callTooltip(node.row.summary);
    }
    return item;
  }

  #dayItem({ day, rows }: HistoryNode & { readonly kind: 'day' }): vscode.TreeItem {
    const now = this.#now();
    const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
    const label = dayWord(rows[0]?.summary.startedAt ?? now, now);
    const count = rows.length === 1 ? vscode.l10n.t('1 call') : vscode.l10n.t('{0} calls', rows.length);
    const item = new vscode.TreeItem(label, day === dayOf(now) ? Expanded : Collapsed);
    item.id = `day ${day}`;
    item.description = count;
    item.contextValue = 'day';
    item.accessibilityInformation = { label: `${label}, ${count}` };
    return item;
  }
}

function callItem({ name, summary }: HistoryRow): vscode.TreeItem {
  const item = new vscode.TreeItem(callLabel(summary), vscode.TreeItemCollapsibleState.None);
  item.id = name;
  item.description = [durationWord(summary), clockTime(summary.startedAt), summary.account.name].join(' · ');
  item.iconPath = outcomeIcon(summary);
  item.contextValue = 'call';
  item.accessibilityInformation = { label: spokenCall(summary) };
  item.command = {
    command: 'netsuiteTba.openHistoryEntry',
    title: vscode.l10n.t('Show Response'),
    arguments: [{ kind: 'call', row: { name } }],
  };
  return item;
}
