import * as vscode from 'vscode';
import type { AccountTree, FilterResult } from '../accountTree.ts';

/** Long enough that a word typed at ease is drawn once. */
const pause = 150;

/**
 * Lets the person type a filter and shows at once what it leaves. Enter keeps it, and so does a click into the tree, which
 * is where one goes with what was found. Escape brings back what was before.
 *
 * @param onPicked calls back when a row of the tree is selected
 * @returns whether the filter was kept
 */
export async function typeFilter(
  tree: AccountTree,
  onPicked: (listener: () => void) => vscode.Disposable,
): Promise<boolean> {
  const before = tree.filter;
  const box = vscode.window.createInputBox();
  box.title = vscode.l10n.t('Filter Accounts');
  box.placeholder = vscode.l10n.t('Name, account ID, kind, company, user, role, note or state, such as “refused”');
  box.prompt = vscode.l10n.t('Every word has to occur. Escape brings back what was.');
  box.value = before;
  box.valueSelection = [0, before.length];
  box.ignoreFocusOut = true;
  let timer: NodeJS.Timeout | undefined;
  const apply = () => {
    clearTimeout(timer);
    tree.setFilter(box.value);
  };
  tree.beginFilter();
  const listeners: vscode.Disposable[] = [];
  try {
    const kept = await new Promise<boolean>(resolve => {
      listeners.push(
        box.onDidChangeValue(() => {
          clearTimeout(timer);
          timer = setTimeout(apply, pause);
        }),
        tree.onDidFilter(result => {
          box.validationMessage = remark(result);
        }),
        box.onDidAccept(() => {
          apply();
          resolve(true);
        }),
        onPicked(() => {
          apply();
          resolve(true);
        }),
        box.onDidHide(() => resolve(false)),
      );
      box.show();
    });
    clearTimeout(timer);
    if (!kept) {
      tree.setFilter(before);
    }
    return kept;
  } finally {
    listeners.forEach(listener => void listener.dispose());
    box.dispose();
  }
}

function remark(result: FilterResult | undefined): vscode.InputBoxValidationMessage | undefined {
  if (!result) {
    return undefined;
  }
  const { rows, tokens, of } = result;
  return rows === 0
    ? { message: vscode.l10n.t('Nothing matches.'), severity: vscode.InputBoxValidationSeverity.Warning }
    : { message: vscode.l10n.t('{0} of {1} tokens', tokens, of), severity: vscode.InputBoxValidationSeverity.Info };
}
