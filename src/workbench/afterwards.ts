import * as vscode from 'vscode';

/**
 * Loads and makes what nobody has asked for as soon as the thread is free: what VS Code activated the extension for comes
 * first.
 *
 * @param failed hears why nothing could be made, such as a file that an update has taken away; not after the end
 * @returns disposes of what was made; before that, nothing is made any more
 */
export function afterwards(
  make: () => Promise<readonly { dispose(): unknown }[]>,
  failed: (error: unknown) => void,
): vscode.Disposable {
  let made: readonly { dispose(): unknown }[] = [];
  let isOver = false;
  const end = () => {
    isOver = true;
    made.forEach(each => void each.dispose());
  };
  const waiting = setImmediate(() => {
    make().then(
      all => {
        made = all;
        if (isOver) {
          end();
        }
      },
      (error: unknown) => {
        if (!isOver) {
          failed(error);
        }
      },
    );
  });
  return new vscode.Disposable(() => {
    clearImmediate(waiting);
    end();
  });
}
