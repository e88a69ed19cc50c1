import type * as vscode from 'vscode';
import { createStatusBar } from './accounts/statusBar.ts';
import type { AccountServices } from './accounts/accountServices.ts';
import type { AccountNode } from './accounts/accountTree.ts';
import { watchOrphans } from './accounts/adopt/watchOrphans.ts';
import { watchExpiry } from './accounts/expiry/watchExpiry.ts';
import { watchRefresh } from './accounts/refresh/watchRefresh.ts';
import { watchRoles } from './guide/watchRoles.ts';

/** What tells of the account book without being asked: in the status bar, and when something in it wants attention. */
export function startWatchers(
  { book, active, globalState, log }: AccountServices & { readonly globalState: vscode.Memento },
  treeView: vscode.TreeView<AccountNode>,
): vscode.Disposable[] {
  return [
    createStatusBar(active, listener => book.onChange(listener)),
    watchRefresh(book),
    watchExpiry(book, globalState),
    watchOrphans(book, treeView, globalState, log),
    watchRoles(),
  ];
}
