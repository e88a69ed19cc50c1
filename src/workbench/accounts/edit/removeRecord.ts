import * as vscode from 'vscode';
import { withAllBelow } from '../../../accounts/indexLists.ts';
import type { AccountIndex } from '../../../accounts/records.ts';
import type { AccountServices } from '../accountServices.ts';
import type { AccountNode } from '../accountTree.ts';
import { forgetAccount } from './forgetAccount.ts';
import { applicationsWord, tokensWord } from './countWords.ts';
import { nodeLabel, pickRecord } from './pickRecord.ts';

/** Removes an account, application or token with everything below it, after asking. */
export async function removeRecord(
  {
    book,
    practice,
    globalState,
  }: Pick<AccountServices, 'book' | 'practice'> & { readonly globalState: vscode.Memento },
  node: AccountNode | undefined,
): Promise<void> {
  const title = vscode.l10n.t('Remove');
  const target = await pickRecord(book, node, { title, kinds: ['account', 'application', 'token'] });
  if (!target) {
    return;
  }
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Remove “{0}” from the workbench?', nodeLabel(target)),
    { modal: true, detail: removalDetail(target, book.index()) },
    title,
  );
  if (answer !== title) {
    return;
  }
  if (target.kind === 'account' && target.record.practice) {
    await practice.forget();
  }
  await book.remove(target.record.id);
  if (target.kind === 'account') {
    await forgetAccount(target.record.accountId, book, globalState);
  }
}

/** What goes with a record, and what stays at NetSuite. */
function removalDetail(node: AccountNode, index: AccountIndex): string {
  if (node.kind === 'account' && node.record.practice) {
    return vscode.l10n.t('The practice account stops. Its data stays and comes back when you start it again.');
  }
  const secrets = vscode.l10n.t(
    'Secrets kept here are deleted and cannot be read back. At NetSuite nothing changes: the token stays valid until it is revoked there.',
  );
  const below = withAllBelow(index, node.record.id);
  const tokens = tokensWord(below.token.length);
  switch (node.kind) {
    case 'account': {
      const applications = applicationsWord(below.application.length);
      const history = vscode.l10n.t('Calls in the history stay there, without secrets, until it is cleared.');
      return `${vscode.l10n.t('With it go {0} and {1}.', applications, tokens)} ${secrets} ${history}`;
    }
    case 'application':
      return `${vscode.l10n.t('With it go {0}.', tokens)} ${secrets}`;
    case 'token':
      return secrets;
  }
}
