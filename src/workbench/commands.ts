import * as vscode from 'vscode';
import { isCoded } from '../codedError.ts';
import { errorLine } from './errorText.ts';
import type { Log } from './log.ts';

/** Every command that the extension registers; a check holds it against package.json. */
export type CommandId =
  | 'netsuiteTba.addAccount'
  | 'netsuiteTba.signIn'
  | 'netsuiteTba.importCredentials'
  | 'netsuiteTba.verifyAll'
  | 'netsuiteTba.revoke'
  | 'netsuiteTba.renewTokens'
  | 'netsuiteTba.exportAccounts'
  | 'netsuiteTba.importAccounts'
  | 'netsuiteTba.adoptSecrets'
  | 'netsuiteTba.filter'
  | 'netsuiteTba.clearFilter'
  | 'netsuiteTba.chooseAllowedAccounts'
  | 'netsuiteTba.chooseReadOnly'
  | 'netsuiteTba.remove'
  | 'netsuiteTba.setActive'
  | 'netsuiteTba.verify'
  | 'netsuiteTba.enterSecret'
  | 'netsuiteTba.rename'
  | 'netsuiteTba.editNote'
  | 'netsuiteTba.setCreated'
  | 'netsuiteTba.duplicateToSandbox'
  | 'netsuiteTba.move'
  | 'netsuiteTba.addToken'
  | 'netsuiteTba.editHosts'
  | 'netsuiteTba.checkHosts'
  | 'netsuiteTba.explainReset'
  | 'netsuiteTba.copyAccountId'
  | 'netsuiteTba.refresh'
  | 'netsuiteTba.send'
  | 'netsuiteTba.sendAll'
  | 'netsuiteTba.sendBelow'
  | 'netsuiteTba.sendSelection'
  | 'netsuiteTba.chooseEnvironment'
  | 'netsuiteTba.copyAsCode'
  | 'netsuiteTba.sendToTwo'
  | 'netsuiteTba.pasteCurl'
  | 'netsuiteTba.importRequests'
  | 'netsuiteTba.sendToRestlet'
  | 'netsuiteTba.showHistory'
  | 'netsuiteTba.clearHistory'
  | 'netsuiteTba.openHistoryFolder'
  | 'netsuiteTba.openHistoryEntry'
  | 'netsuiteTba.resendHistoryEntry'
  | 'netsuiteTba.inspectHistoryEntry'
  | 'netsuiteTba.openHistoryHar'
  | 'netsuiteTba.goToHistoryRequest'
  | 'netsuiteTba.deleteHistoryEntry'
  | 'netsuiteTba.inspect'
  | 'netsuiteTba.newRequestFile'
  | 'netsuiteTba.startPractice'
  | 'netsuiteTba.stopPractice'
  | 'netsuiteTba.resetPractice'
  | 'netsuiteTba.openSetupPages'
  | 'netsuiteTba.openPracticeWorkspace'
  | 'netsuiteTba.readRestlets'
  | 'netsuiteTba.readRecordTypes'
  | 'netsuiteTba.newRestletRequest'
  | 'netsuiteTba.copyScriptId'
  | 'netsuiteTba.copyDeploymentId'
  | 'netsuiteTba.uploadAndSend'
  | 'netsuiteTba.response.pin'
  | 'netsuiteTba.response.compare'
  | 'netsuiteTba.response.saveBody'
  | 'netsuiteTba.response.copyBody'
  | 'netsuiteTba.response.openBody'
  | 'netsuiteTba.response.copySupportCase'
  | 'netsuiteTba.response.copyValue'
  | 'netsuiteTba.response.copyText'
  | 'netsuiteTba.response.copyIndented'
  | 'netsuiteTba.response.copyPath'
  | 'netsuiteTba.response.openValue'
  | 'netsuiteTba.response.saveFile'
  | 'netsuiteTba.response.openFile'
  | 'netsuiteTba.copyDiagnostics'
  | 'netsuiteTba.showLog';

/** Registers commands whose failures are told to the person, with the one step that helps most as a button. */
export class Commands {
  readonly #log: Log;
  readonly #subscriptions: vscode.Disposable[];

  constructor(log: Log, subscriptions: vscode.Disposable[]) {
    this.#log = log;
    this.#subscriptions = subscriptions;
  }

  register(id: CommandId, run: (...args: readonly unknown[]) => unknown): void {
    this.#subscriptions.push(
      vscode.commands.registerCommand(id, async (...args: readonly unknown[]) => {
        try {
          await run(...args);
        } catch (error) {
          this.report(id, error);
        }
      }),
    );
  }

  /** Logs a failure and tells the person, without waiting for them to read it. */
  report(doing: string, error: unknown): void {
    this.#log.error(doing, error);
    void this.#tell(error);
  }

  async #tell(error: unknown): Promise<void> {
    const remedy = remedyOf(error);
    const chosen = await (remedy
      ? vscode.window.showErrorMessage(errorLine(error), remedy.label)
      : vscode.window.showErrorMessage(errorLine(error)));
    if (remedy && chosen === remedy.label) {
      await vscode.commands.executeCommand(remedy.command);
    }
  }
}

function remedyOf(error: unknown): { label: string; command: string } | undefined {
  if (!isCoded(error)) {
    return { label: vscode.l10n.t('Show Log'), command: 'netsuiteTba.showLog' satisfies CommandId };
  }
  switch (error.code) {
    case 'workspace-untrusted':
      return { label: vscode.l10n.t('Manage Trust'), command: 'workbench.trust.manage' };
    case 'account-without-token':
      return error.data['practice'] === true
        ? { label: vscode.l10n.t('Open Set-up Pages'), command: 'netsuiteTba.openSetupPages' satisfies CommandId }
        : { label: vscode.l10n.t('Add Account'), command: 'netsuiteTba.addAccount' satisfies CommandId };
    case 'account-not-allowed':
      return {
        label: vscode.l10n.t('Choose Accounts'),
        command: 'netsuiteTba.chooseAllowedAccounts' satisfies CommandId,
      };
    case 'no-token':
      return { label: vscode.l10n.t('Add Account'), command: 'netsuiteTba.addAccount' satisfies CommandId };
    case 'secret-missing':
      return { label: vscode.l10n.t('Edit Secret…'), command: 'netsuiteTba.enterSecret' satisfies CommandId };
    case 'practice-off':
      return {
        label: vscode.l10n.t('Start Practice Account'),
        command: 'netsuiteTba.startPractice' satisfies CommandId,
      };
    default:
      return undefined;
  }
}
