import * as vscode from 'vscode';
import { lacksSecret, type FileAccount } from '../../../accounts/bookFile.ts';
import { foldBookFile } from '../../../accounts/bookFileFold.ts';
import { planImport, type AccountPlan } from '../../../accounts/bookFilePlan.ts';
import {
  changesAnything,
  countStates,
  recordsOf,
  storeAccounts,
  type ImportOutcome,
} from '../../../accounts/bookFileStore.ts';
import { inTurn } from '../../../accounts/inTurn.ts';
import { errorLine } from '../../errorText.ts';
import { plainText } from '../../plainText.ts';
import { requireTrust } from '../../trust.ts';
import type { AccountServices } from '../accountServices.ts';
import { accountsWord, fileNameOf, namesWord } from './bookFileWords.ts';
import { secretsOf } from './exportAccounts.ts';
import { chooseAccounts, statesText } from './importPreview.ts';
import { readAccountsFile } from './readAccountsFile.ts';

type Services = Pick<AccountServices, 'book' | 'log'>;

/**
 * Takes accounts over from a file that `exportAccounts` wrote, here or elsewhere. Nothing is stored before it was shown,
 * nothing that is here is written over, and nothing is sent.
 *
 * @param extensionUri where dist/cryptWorker.js is
 * @throws CodedError `workspace-untrusted`, and as `readAccountsFile`
 */
export async function importAccounts(services: Services, extensionUri: vscode.Uri, uri?: vscode.Uri): Promise<void> {
  requireTrust();
  const source = uri ?? (await askWhich());
  const file = source && (await readAccountsFile(source, extensionUri, services.log));
  if (!file) {
    return;
  }
  services.log.hide(...file.accounts.flatMap(secretsOf));
  const { accounts, contradicting } = foldBookFile(file.accounts);
  const name = fileNameOf(source);
  if (accounts.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('“{0}” holds no account.', plainText(name)));
    return;
  }
  const plans = await inTurn(accounts, account => planImport(services.book, account));
  const differing = [...plans.flatMap(differingNames), ...contradicting];
  if (!plans.some(changesAnything)) {
    tell(vscode.l10n.t('Everything in “{0}” is here already; nothing was changed.', plainText(name)), differing);
    return;
  }
  const chosen = await chooseAccounts(plans, name);
  if (chosen) {
    await store(
      chosen.map(plan => plan.file),
      contradicting,
      services,
    );
  }
}

async function askWhich(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Import Accounts'),
    openLabel: vscode.l10n.t('Import'),
    canSelectMany: false,
    filters: { [vscode.l10n.t('Exported accounts')]: ['age', 'json'], [vscode.l10n.t('All files')]: ['*'] },
  });
  return chosen?.[0];
}

async function store(
  files: readonly FileAccount[],
  contradicting: readonly string[],
  { book, log }: Services,
): Promise<void> {
  const outcome = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Importing accounts…'),
      cancellable: true,
    },
    (progress, cancellation) => {
      const stop = new AbortController();
      cancellation.onCancellationRequested(() => stop.abort());
      return storeAccounts(book, files, stop.signal, ({ name }) =>
        progress.report({ message: plainText(name), increment: 100 / files.length }),
      );
    },
  );
  const differing = [...outcome.stored.flatMap(differingNames), ...contradicting];
  const { failed } = outcome;
  if (!failed) {
    tell(summary(outcome), differing);
    return;
  }
  log.error('import accounts', failed.error);
  const name = plainText(failed.file.name);
  const undone = failed.isUndone
    ? vscode.l10n.t('Nothing of “{0}” was kept.', name)
    : vscode.l10n.t('A part of “{0}” was stored; importing the file again completes it.', name);
  void vscode.window.showErrorMessage([plainText(errorLine(failed.error)), undone, summary(outcome)].join(' '));
}

function summary({ stored, left }: ImportOutcome): string {
  const counts = countStates(stored);
  const lacking = stored.flatMap(recordsOf).filter(({ state, file }) => state === 'new' && lacksSecret(file)).length;
  const parts = [
    stored.length === 0
      ? vscode.l10n.t('No account was stored.')
      : vscode.l10n.t('{0} imported: {1}.', accountsWord(stored.length), storedText(stored, statesText(counts))),
    lacking > 0
      ? vscode.l10n.t(
          '{0} application(s) or token(s) came without a secret: enter it with “NetSuite TBA: Edit Secret…”.',
          lacking,
        )
      : '',
    left > 0 ? vscode.l10n.t('Not stored: {0}.', accountsWord(left)) : '',
  ];
  return parts.filter(part => part !== '').join(' ');
}

function storedText(stored: readonly AccountPlan[], states: string): string {
  const names = namesWord(stored.map(({ file }) => plainText(file.name)));
  return states === '' ? names : `${names} (${states})`;
}

/** What has another secret here than in the file; which of the two is right, only the person knows. */
function differingNames(plan: AccountPlan): string[] {
  return recordsOf(plan)
    .filter(({ state }) => state === 'differs')
    .map(({ file }) => `${plan.file.name} · ${file.name}`);
}

function tell(message: string, differing: readonly string[]): void {
  if (differing.length === 0) {
    void vscode.window.showInformationMessage(message);
    return;
  }
  const more = vscode.l10n.t(
    'The file has another secret for {0}; what is here stays. If the file is right, enter it with “NetSuite TBA: Edit Secret…”.',
    plainText(namesWord(differing)),
  );
  void vscode.window.showWarningMessage(`${message} ${more}`);
}
