import * as vscode from 'vscode';
import type { Log } from './log.ts';

/** Every command that the extension registers; a check holds it against package.json. */
export type CommandId =
  | 'netsuiteTba.addAccount'
  | 'netsuiteTba.signIn'
  | 'netsuiteTba.addOAuth2'
  | 'netsuiteTba.renewOAuth2'
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
  | 'netsuiteTba.chooseScheme'
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
  | 'netsuiteTba.sendUnderBoth'
  | 'netsuiteTba.sendAllUnderBoth'
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
  | 'netsuiteTba.inspectTyped'
  | 'netsuiteTba.inspectToken'
  | 'netsuiteTba.diagnose'
  | 'netsuiteTba.explainLogin'
  | 'netsuiteTba.useOwnClock'
  | 'netsuiteTba.openGuide'
  | 'netsuiteTba.writeRole'
  | 'netsuiteTba.inventory'
  | 'netsuiteTba.planMove'
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
  | 'netsuiteTba.addToPath'
  | 'netsuiteTba.removeFromPath'
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
    void import('./tellError.ts').then(({ tellError }) => tellError(error));
  }
}
