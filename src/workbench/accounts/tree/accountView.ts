import * as vscode from 'vscode';
import { dragAndDrop } from '../edit/dragAndDrop.ts';
import type { AccountNode, AccountTree } from '../accountTree.ts';

const viewId = 'netsuiteTba.accounts';
const minute = 60_000;

/** The view around the tree: its filter, its message, and the clock that keeps "2 min ago" true. */
export class AccountView {
  readonly #tree: AccountTree;
  readonly #view: vscode.TreeView<AccountNode>;
  readonly #listeners: vscode.Disposable;
  #clock: NodeJS.Timeout | undefined;
  /** The filter that the view says it has. */
  #told: string | undefined;
  #typing: Promise<boolean> | undefined;

  constructor(tree: AccountTree) {
    this.#tree = tree;
    const view = vscode.window.createTreeView(viewId, {
      treeDataProvider: tree,
      showCollapseAll: true,
      dragAndDropController: dragAndDrop,
    });
    this.#view = view;
    this.#listeners = vscode.Disposable.from(
      view,
      tree.onDidChangeMessage(message => {
        // VS Code wants the property emptied rather than absent.
        view.message = message ?? '';
      }),
      tree.onDidFilter(result => {
        this.#tellFilter(result?.filter);
      }),
      view.onDidCollapseElement(({ element }) => tree.noteOpen(element, false)),
      view.onDidExpandElement(({ element }) => tree.noteOpen(element, true)),
      view.onDidChangeVisibility(() => this.#followVisibility()),
      vscode.window.onDidChangeActiveColorTheme(() => tree.redraw()),
    );
    this.#followVisibility();
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
    return typeFilter(this.#tree, listener => this.#view.onDidChangeSelection(listener));
  }

  clearFilter(): void {
    this.#tree.setFilter('');
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
      this.#tree.redrawTimes();
      this.#clock = setInterval(() => this.#tree.redrawTimes(), minute);
    }
  }
}
