import * as vscode from 'vscode';

/**
 * Loads and makes what nobody has asked for as soon as the thread is free: what VS Code activated the extension for comes
 * first.
 *
 * @returns disposes of what was made; before that, nothing is made any more
 */
export function afterwards(make: () => Promise<readonly { dispose(): unknown }[]>): vscode.Disposable {
  let made: readonly { dispose(): unknown }[] = [];
  let isOver = false;
  const end = () => {
    isOver = true;
    made.forEach(each => void each.dispose());
  };
  const waiting = setImmediate(() => {
    void make().then(all => {
      made = all;
      if (isOver) {
        end();
      }
    });
  });
  return new vscode.Disposable(() => {
    clearImmediate(waiting);
    end();
  });
}
