import * as vscode from 'vscode';

/**
 * Makes what nobody has asked for as soon as the thread is free: what VS Code activated the extension for comes first.
 *
 * @returns disposes of what was made; before that, nothing is made any more
 */
export function afterwards(make: () => readonly { dispose(): unknown }[]): vscode.Disposable {
  let made: readonly { dispose(): unknown }[] = [];
  const waiting = setImmediate(() => {
    made = make();
  });
  return new vscode.Disposable(() => {
    clearImmediate(waiting);
    made.forEach(each => void each.dispose());
  });
}
