import { homedir } from 'node:os';
import { pathToFileURL } from 'node:url';
import * as vscode from 'vscode';
import { countBookFile, type FileAccount } from '../../../accounts/bookFile.ts';
import { bookFileText, takeAccounts } from '../../../accounts/bookFileWrite.ts';
import { withAllBelow } from '../../../accounts/indexLists.ts';
import type { AccountIndex } from '../../../accounts/records.ts';
import { plainText } from '../../plainText.ts';
import { requireTrust } from '../../trust.ts';
import { writeWholeText } from '../../wholeFile.ts';
import { askChoice, runWizard, type PickItem, type Place, type StepResult } from '../../wizard.ts';
import type { AccountServices } from '../accountServices.ts';
import { askSeveral } from '../edit/askSeveral.ts';
import { applicationsWord, tokensWord } from '../edit/countWords.ts';
import { countsWord, fileNameOf } from './bookFileWords.ts';
import { runCryptTask } from './cryptTask.ts';
import { askAgain, askNewPassphrase } from './passphrasePrompts.ts';

interface Draft {
  readonly ids: readonly string[];
  readonly how: 'plain' | 'encrypted';
  readonly passphrase: string;
}

type Services = Pick<AccountServices, 'book' | 'log'>;

/**
 * Writes accounts to a file: without secrets, or encrypted with a passphrase. Secrets never go to a file in plain text.
 *
 * @param extensionUri where dist/cryptWorker.js is
 * @throws CodedError `workspace-untrusted` when secrets are asked for, `vault-unavailable`, `file-not-written`
 */
export async function exportAccounts(services: Services, extensionUri: vscode.Uri): Promise<void> {
  const index = services.book.index();
  const own = index.accounts.filter(({ practice }) => practice !== true);
  if (own.length === 0) {
    void vscode.window.showInformationMessage(
      index.accounts.length === 0
        ? vscode.l10n.t('There is no account to export.')
        : vscode.l10n.t('There is no account to export: the practice account belongs to this machine.'),
    );
    return;
  }
  const start: Draft = { ids: own.map(({ id }) => id), how: 'encrypted', passphrase: '' };
  const draft = await runWizard(start, wizardSteps(index));
  if (!draft) {
    return;
  }
  const isEncrypted = draft.how === 'encrypted';
  if (isEncrypted) {
    services.log.hide(draft.passphrase);
  }
  // The accounts as they are now; one that was removed meanwhile does not go.
  const accounts = await takeAccounts(services.book, draft.ids, isEncrypted);
  services.log.hide(...accounts.flatMap(secretsOf));
  const text = bookFileText({ exportedAt: Date.now(), secrets: isEncrypted, accounts });
  const content = isEncrypted ? await encrypt(text, draft.passphrase, extensionUri) : text;
  const target = content === undefined ? undefined : await askWhere(isEncrypted);
  if (content !== undefined && target) {
    await writeWholeText(target, content);
    void vscode.window.showInformationMessage(await summary(target, accounts, isEncrypted, index));
  }
}

function wizardSteps(index: AccountIndex) {
  const steps: readonly ((state: Draft, place: Place) => Promise<StepResult<Draft> | 'skip'>)[] = [
    async (state, place) => {
      const result = await askWhich(place, index, state.ids);
      return result.kind === 'next' ? { kind: 'next', value: { ...state, ids: result.value } } : result;
    },
    async (state, place) => {
      const result = await askHow(place);
      return result.kind === 'next' ? { kind: 'next', value: { ...state, how: result.value } } : result;
    },
    async (state, place) => {
      if (state.how === 'plain') {
        return 'skip';
      }
      const result = await askNewPassphrase(place, state.passphrase);
      return result.kind === 'next' ? { kind: 'next', value: { ...state, passphrase: result.value } } : result;
    },
    async (state, place) => {
      if (state.how === 'plain') {
        return 'skip';
      }
      const result = await askAgain(place, state.passphrase);
      return result.kind === 'next' ? { kind: 'next', value: state } : result;
    },
  ];
  const title = vscode.l10n.t('Export Accounts');
  return steps.map(ask => (state: Draft, step: number) => ask(state, { title, step, total: steps.length }));
}

async function askWhich(
  place: Place,
  index: AccountIndex,
  ticked: readonly string[],
): Promise<StepResult<readonly string[]>> {
  const items = index.accounts
    .filter(({ practice }) => practice !== true)
    .map((account): PickItem<string> => {
      const { application, token } = withAllBelow(index, account.id);
      return {
        label: plainText(account.name),
        description: account.accountId,
        detail: `${applicationsWord(application.length)}, ${tokensWord(token.length)}`,
        iconPath: new vscode.ThemeIcon('organization'),
        value: account.id,
      };
    });
  const placeholder = index.accounts.some(({ practice }) => practice)
    ? vscode.l10n.t('Which accounts? The practice account belongs to this machine and stays out.')
    : vscode.l10n.t('Which accounts?');
  for (;;) {
    const result = await askSeveral(place, placeholder, items, id => ticked.includes(id));
    if (result.kind !== 'next' || result.value.length > 0) {
      return result;
    }
  }
}

async function askHow(place: Place): Promise<StepResult<Draft['how']>> {
  const items: PickItem<Draft['how']>[] = [
    {
      label: vscode.l10n.t('With secrets, encrypted'),
      iconPath: new vscode.ThemeIcon('lock'),
      detail: vscode.l10n.t('For another machine of yours. Opened with a passphrase, here or with “age -d”.'),
      value: 'encrypted',
    },
    {
      label: vscode.l10n.t('Without secrets'),
      iconPath: new vscode.ThemeIcon('json'),
      detail: vscode.l10n.t(
        'For a colleague, or to look at. Account IDs, names and notes as plain text; everyone enters their own secrets.',
      ),
      value: 'plain',
    },
  ];
  const result = await askChoice(place, vscode.l10n.t('Should the secrets go along?'), items);
  if (result.kind === 'next' && result.value === 'encrypted') {
    requireTrust();
  }
  return result;
}

function encrypt(text: string, passphrase: string, extensionUri: vscode.Uri): Thenable<string | undefined> {
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Encrypting the accounts…'),
      cancellable: true,
    },
    (_, cancellation) => {
      const stop = new AbortController();
      cancellation.onCancellationRequested(() => stop.abort());
      return runCryptTask(cryptWorkerFile(extensionUri), { kind: 'encrypt', text, passphrase }, stop.signal);
    },
  );
}

export function cryptWorkerFile(extensionUri: vscode.Uri): URL {
  return pathToFileURL(vscode.Uri.joinPath(extensionUri, 'dist', 'cryptWorker.js').fsPath);
}

/** Beside the person's own files rather than in the workspace, from where it would soon be shared. */
async function askWhere(isEncrypted: boolean): Promise<vscode.Uri | undefined> {
  const name = isEncrypted ? 'netsuite-accounts.age' : 'netsuite-accounts.json';
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export Accounts'),
    saveLabel: vscode.l10n.t('Export'),
    defaultUri: vscode.Uri.joinPath(vscode.Uri.file(homedir()), name),
    filters: isEncrypted ? { [vscode.l10n.t('Encrypted with age')]: ['age'] } : { JSON: ['json'] },
  });
}

async function summary(
  target: vscode.Uri,
  accounts: readonly FileAccount[],
  isEncrypted: boolean,
  index: AccountIndex,
): Promise<string> {
  const counts = countBookFile(accounts);
  const { missingSecrets } = counts;
  const name = plainText(fileNameOf(target));
  const root = await gitRoot(target);
  const parts = [
    isEncrypted
      ? vscode.l10n.t('Exported with secrets, encrypted, to {0}: {1}.', name, countsWord(counts))
      : vscode.l10n.t('Exported without any secret to {0}: {1}.', name, countsWord(counts)),
    isEncrypted && missingSecrets > 0
      ? vscode.l10n.t(
          '{0} application(s) or token(s) have no secret in it, since theirs is not available here.',
          missingSecrets,
        )
      : '',
    index.accounts.some(({ practice }) => practice) ? vscode.l10n.t('The practice account stayed out.') : '',
    root === undefined
      ? ''
      : vscode.l10n.t('It lies in the git work tree “{0}”: take care that it is not committed.', plainText(root)),
  ];
  return parts.filter(part => part !== '').join(' ');
}

/** The folder above a file that git keeps, by the entry that stands in it; undefined where there is none. */
async function gitRoot(file: vscode.Uri): Promise<string | undefined> {
  let folder = vscode.Uri.joinPath(file, '..');
  for (let depth = 0; depth < 40; depth++) {
    const found = await vscode.workspace.fs.stat(vscode.Uri.joinPath(folder, '.git')).then(
      () => true,
      () => false,
    );
    if (found) {
      return fileNameOf(folder);
    }
    const above = vscode.Uri.joinPath(folder, '..');
    if (above.path === folder.path) {
      return undefined;
    }
    folder = above;
  }
  return undefined;
}

export function secretsOf(account: FileAccount): string[] {
  return account.applications.flatMap(({ secret, tokens }) => [
    ...(secret ? [secret.consumerKey, secret.consumerSecret] : []),
    ...tokens.flatMap(token => (token.secret ? Object.values<string>({ ...token.secret }) : [])),
  ]);
}
