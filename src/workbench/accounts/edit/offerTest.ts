import * as vscode from 'vscode';
import type { AccountNode } from '../accountTree.ts';

/** Tells what was done, with a button that tries whether it works. Nobody waits for the answer. */
export function offerTest(message: string, node: AccountNode): void {
  const test = vscode.l10n.t('Test');
  void vscode.window.showInformationMessage(message, test).then(answer => {
    if (answer === test) {
      const command = node.kind === 'token' ? 'netsuiteTba.verify' : 'netsuiteTba.verifyAll';
      void vscode.commands.executeCommand(command, node);
    }
  });
}
