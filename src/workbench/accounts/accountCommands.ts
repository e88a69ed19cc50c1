import * as vscode from 'vscode';
import type { AccountServices } from './accountServices.ts';
import type { AccountBook } from '../../accounts/accountBook.ts';
import type { Credential } from '../../accounts/records.ts';
import { credentialLabel, tokenLabel } from '../../accounts/labels.ts';
import { isCoded } from '../../codedError.ts';
import { errorLine } from '../errorText.ts';
import { plainText } from '../plainText.ts';
import { requireTrust } from '../trust.ts';
import type { PickItem } from '../wizard.ts';
import type { AccountNode } from './accountTree.ts';
import { askSecret } from './secretPrompts.ts';
import { testToken } from './verifyToken.ts';

/** Makes a token the active one; from the palette, out of all there are. */
export async function setActive(
  { book, active, practice }: AccountServices,
  node: AccountNode | undefined,
): Promise<void> {
  if (node?.kind === 'token') {
    await active.set(node.record.id);
    return;
  }
  if (book.credentials().length === 0) {
    await practice.adopt();
  }
  const credentials = book.credentials();
  if (credentials.length === 0) {
    await vscode.commands.executeCommand('netsuiteTba.addAccount');
    return;
  }
  const chosen = await pickCredential(
    credentials,
    vscode.l10n.t('Sign requests with which token?'),
    active.get()?.token.id,
  );
  if (chosen) {
    await active.set(chosen.token.id);
  }
}

/** Calls NetSuite with a token and keeps what it answers. */
export async function verify(
  { book, active, network, log }: AccountServices,
  node: AccountNode | undefined,
): Promise<void> {
  requireTrust();
  const credential =
    node?.kind === 'token'
      ? book.credential(node.record.id)
      : (active.get() ?? (await pickCredential(book.credentials(), vscode.l10n.t('Test which token?'))));
  if (!credential) {
    return;
  }
  const secrets = await book.secrets(credential);
  log.hide(secrets.consumerSecret, secrets.tokenSecret);
  const label = credentialLabel(credential);
  const result = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Testing {0}…', label), cancellable: true },
    async (_, cancellation) => {
      const stop = new AbortController();
      cancellation.onCancellationRequested(() => stop.abort());
      const test = (acknowledged: boolean) =>
        testToken(network, credential.account, secrets, stop.signal, acknowledged);
      try {
        return await test(false);
      } catch (error) {
        if (stop.signal.aborted) {
          return undefined;
        }
        if (isCoded(error, 'login-guard') && (await confirmUseAgain(error))) {
          return test(true);
        }
        throw error;
      }
    },
  );
  if (!result) {
    return;
  }
  if (result.verification) {
    await book.recordVerification(credential.token.id, result.verification);
  }
  if (result.verification?.outcome === 'accepted') {
    void vscode.window.showInformationMessage(result.message);
  } else {
    void vscode.window.showWarningMessage(`${label}: ${result.message}. ${result.detail}`);
  }
}

/** Asks whether a token that failed to log in repeatedly should be used again. */
export async function confirmUseAgain(error: unknown): Promise<boolean> {
  const useAgain = vscode.l10n.t('Use It Again');
  const answer = await vscode.window.showWarningMessage(errorLine(error), { modal: true }, useAgain);
  return answer === useAgain;
}

/** Removes an account, application or token with everything below it, after asking. */
export async function remove({ book, practice }: AccountServices, node: AccountNode | undefined): Promise<void> {
  const target = node ?? (await pickRecord(book));
  if (!target) {
    return;
  }
  const label = target.kind === 'token' ? tokenLabel(target.record) : target.record.name;
  const removeWord = vscode.l10n.t('Remove');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Remove “{0}” from the workbench?', label),
    { modal: true, detail: removalDetail(target, book) },
    removeWord,
  );
  if (answer !== removeWord) {
    return;
  }
  if (target.kind === 'account' && target.record.practice) {
    await practice.forget();
  }
  await book.remove(target.record.id);
}

function removalDetail(node: AccountNode, book: AccountBook): string {
  const { applications, tokens } = book.index();
  const below = (application: string) => tokens.filter(token => token.application === application).length;
  if (node.kind === 'account' && node.record.practice) {
    return vscode.l10n.t('The practice account stops. Its data stays and comes back when you start it again.');
  }
  const secrets = vscode.l10n.t(
    'Secrets kept here are deleted and cannot be read back. At NetSuite nothing changes: the token stays valid until it is revoked there.',
  );
  switch (node.kind) {
    case 'account': {
      const own = applications.filter(application => application.account === node.record.id);
      const count = own.reduce((sum, application) => sum + below(application.id), 0);
      return `${vscode.l10n.t('With it go {0} application(s) and {1} token(s).', own.length, count)} ${secrets}`;
    }
    case 'application':
      return `${vscode.l10n.t('With it go {0} token(s).', below(node.record.id))} ${secrets}`;
    case 'token':
      return secrets;
  }
}

/** Puts a secret in place of one that is missing or wrong; the four are asked for as far as the record needs them. */
export async function enterSecret(
  { book, active, log }: AccountServices,
  node: AccountNode | undefined,
): Promise<void> {
  const credential = node === undefined ? active.get() : undefined;
  const target: AccountNode | undefined =
    node ?? (credential ? { kind: 'token', record: credential.token, practice: false } : await pickRecord(book));
  if (!target || target.kind === 'account') {
    return;
  }
  const known = { consumerKey: '', consumerSecret: '', token: '', tokenSecret: '' };
  const fields =
    target.kind === 'application' ? (['consumerKey', 'consumerSecret'] as const) : (['token', 'tokenSecret'] as const);
  const entered = { ...known };
  for (const field of fields) {
    const place = { title: vscode.l10n.t('Enter Secret Again: {0}', target.record.name), step: 1, total: 1 };
    const result = await askSecret(place, field, { ...entered, [field]: '' });
    if (result.kind !== 'next') {
      return;
    }
    entered[field] = result.value;
  }
  log.hide(entered.consumerSecret, entered.tokenSecret);
  await (target.kind === 'application'
    ? book.replaceSecret('application', target.record.id, entered)
    : book.replaceSecret('token', target.record.id, entered));
  void vscode.window.showInformationMessage(vscode.l10n.t('The secret of “{0}” was replaced.', target.record.name));
}

/** Lets the person choose one of several tokens. */
export async function pickCredential(
  credentials: readonly Credential[],
  placeHolder: string,
  activeId?: string,
): Promise<Credential | undefined> {
  const items: PickItem<Credential>[] = credentials.map(credential => ({
    label: plainText(tokenLabel(credential.token)),
    iconPath: new vscode.ThemeIcon('key'),
    description: credential.token.id === activeId ? vscode.l10n.t('active') : '',
    detail: plainText(`${credential.account.name} · ${credential.account.accountId} · ${credential.application.name}`),
    value: credential,
  }));
  const item = await vscode.window.showQuickPick(items, { placeHolder, matchOnDetail: true, matchOnDescription: true });
  return item?.value;
}

async function pickRecord(book: AccountBook): Promise<AccountNode | undefined> {
  const { accounts, applications, tokens } = book.index();
  const items: PickItem<AccountNode>[] = accounts.flatMap(account => [
    {
      label: plainText(account.name),
      iconPath: new vscode.ThemeIcon('organization'),
      description: account.accountId,
      value: { kind: 'account', record: account },
    },
    ...applications
      .filter(application => application.account === account.id)
      .flatMap((application): PickItem<AccountNode>[] => [
        {
          label: plainText(application.name),
          iconPath: new vscode.ThemeIcon('extensions'),
          description: plainText(account.name),
          value: { kind: 'application', record: application, practice: account.practice === true },
        },
        ...tokens
          .filter(token => token.application === application.id)
          .map((token): PickItem<AccountNode> => ({
            label: plainText(tokenLabel(token)),
            iconPath: new vscode.ThemeIcon('key'),
            description: plainText(`${account.name} · ${application.name}`),
            value: { kind: 'token', record: token, practice: account.practice === true },
          })),
      ]),
  ]);
  const item = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('Which one?'),
    matchOnDescription: true,
  });
  return item?.value;
}
