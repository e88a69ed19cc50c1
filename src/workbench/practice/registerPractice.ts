import * as vscode from 'vscode';
import type { AccountServices } from '../accounts/accountServices.ts';
import type { Commands } from '../commands.ts';

/** What can be done with the practice account. */
export function registerPractice(
  services: AccountServices & { readonly globalState: vscode.Memento },
  commands: Commands,
): void {
  const practiceCommands = () => import('./startPractice.ts');
  commands.register('netsuiteTba.startPractice', async () => (await practiceCommands()).startPracticeAccount(services));
  commands.register('netsuiteTba.resetPractice', async () => (await practiceCommands()).resetPracticeAccount(services));
  commands.register('netsuiteTba.openSetupPages', async () => (await practiceCommands()).openSetupPages(services));
  commands.register('netsuiteTba.openPracticeWorkspace', async () =>
    (await practiceCommands()).openPracticeWorkspace(services),
  );
  commands.register('netsuiteTba.stopPractice', async () => {
    if (!(await services.practice.stop())) {
      void vscode.window.showInformationMessage(vscode.l10n.t('The practice account was not running.'));
    }
  });
}
