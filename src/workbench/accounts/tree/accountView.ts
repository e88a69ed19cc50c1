import * as vscode from 'vscode';
import { dragAndDrop } from '../edit/dragAndDrop.ts';
import { once } from '../../once.ts';
import type { AccountNode, AccountTree } from '../accountTree.ts';

const viewId = 'netsuiteTba.accounts';
const minute = 60_000;

/**
 * The view around the tree: its filter, its message, and the clock that keeps "2 min ago" true. The tree itself is made
 * when VS Code first wants its rows, which it does when the view is seen.
 */
export class AccountView {
  readonly #tree: () => Promise<AccountTree>;
  /** Once it is made. */
  #made: AccountTree | undefined;
  readonly #changed = new vscode.EventEmitter<AccountNode[] | undefined>();
  readonly #view: vscode.TreeView<AccountNode>;
  readonly #listeners: vscode.Disposable;
  #clock: NodeJS.Timeout | undefined;
  /** The filter that the view says it has. */
  #told: string | undefined;
  #typing: Promise<boolean> | undefined;

  constructor(makeTree: () => Promise<AccountTree>) {
    this.#tree = once(async () => this.#follow(await makeTree()));
    const view = vscode.window.createTreeView<AccountNode>(viewId, {
      treeDataProvider: {
        onDidChangeTreeData: this.#changed.event,
        getChildren: async node => (await this.#tree()).getChildren(node),
        getTreeItem: async node => (await this.#tree()).getTreeItem(node),
        resolveTreeItem: async (item, node) => (await this.#tree()).resolveTreeItem(item, node),
        getParent: node => this.#made?.getParent(node),
      },
      showCollapseAll: true,
      dragAndDropController: dragAndDrop,
    });
    this.#view = view;
    this.#listeners = vscode.Disposable.from(
      view,
      this.#changed,
      view.onDidCollapseElement(({ element }) => this.#made?.noteOpen(element, false)),
      view.onDidExpandElement(({ element }) => this.#made?.noteOpen(element, true)),
      view.onDidChangeVisibility(() => this.#followVisibility()),
      vscode.window.onDidChangeActiveColorTheme(() => this.#made?.redraw()),
    );
    this.#followVisibility();
  }

  #follow(tree: AccountTree): AccountTree {
    this.#made = tree;
    tree.onDidChangeTreeData(rows => this.#changed.fire(rows));
    tree.onDidChangeMessage(message => {
      // VS Code wants the property emptied rather than absent.
      this.#view.message = message ?? '';
    });
    tree.onDidFilter(result => {
      this.#tellFilter(result?.filter);
    });
    return tree;
  }

  /** VS Code's own view: what is selected, and whether it is seen. */
  get treeView(): vscode.TreeView<AccountNode> {
    return this.#view;
  }

  /** Filters while the person types. */
  async filter(): Promise<void> {
    // The command run again while its box is open finds it open.
    this.#typing ??= this.#type().finally(() => {
      this.#typing = undefined;
    });
    if (await this.#typing) {
      await this.#focus();
    }
  }

  async #type(): Promise<boolean> {
    if (!this.#view.visible) {
      await this.#focus();
    }
    const { typeFilter } = await import('./filterBox.ts');
    return typeFilter(await this.#tree(), listener =>
      // What is drawn anew may lose its selection, which is no choice of the person's.
      this.#view.onDidChangeSelection(({ selection }) => {
        if (selection.length > 0) {
          listener();
        }
      }),
    );
  }

  clearFilter(): void {
    this.#made?.setFilter('');
  }

  dispose(): void {
    clearInterval(this.#clock);
    this.#listeners.dispose();
  }

  #tellFilter(filter: string | undefined): void {
    if (filter === this.#told) {
      return;
    }
    this.#told = filter;
    this.#view.description = filter === undefined ? '' : vscode.l10n.t('filter: {0}', filter);
    void vscode.commands.executeCommand('setContext', 'netsuiteTba.filtered', filter !== undefined);
  }

  async #focus(): Promise<void> {
    await vscode.commands.executeCommand(`${viewId}.focus`);
  }

  #followVisibility(): void {
    clearInterval(this.#clock);
    this.#clock = undefined;
    if (this.#view.visible) {
      this.#made?.redrawTimes();
      this.#clock = setInterval(() => this.#made?.redrawTimes(), minute);
    }
  }
}
