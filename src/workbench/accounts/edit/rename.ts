import * as vscode from 'vscode';
import type { AccountBook } from '../../../accounts/accountBook.ts';
import { shortId, tokenLabel } from '../../../accounts/labels.ts';
import { compact } from '../../../accounts/recordChanges.ts';
import type { AccountIndex, TokenRecord } from '../../../accounts/records.ts';
import { isCoded } from '../../../codedError.ts';
import { askText, type Remark } from '../../wizard.ts';
import type { AccountServices } from '../accountServices.ts';
import type { AccountNode } from '../accountTree.ts';
import { reviewName } from './nameCheck.ts';
import { alone, nodeLabel, pickRecord } from './pickRecord.ts';

/** Gives an account, application or token another name. */
export async function rename({ book }: Pick<AccountServices, 'book'>, node: AccountNode | undefined): Promise<void> {
  const title = vscode.l10n.t('Rename');
  const target = await pickRecord(book, node, { title, kinds: ['account', 'application', 'token'] });
  if (!target) {
    return;
  }
  const before = nodeLabel(target);
  const siblings = siblingNames(book.index(), target);
  const result = await askText(alone(vscode.l10n.t('Rename “{0}”', before)), {
    prompt: promptFor(target),
    value: before,
    check: text =>
      target.kind === 'token' ? reviewTokenName(text, target.record, siblings) : reviewName(text, siblings),
  });
  // A name that was only looked at stays what it was: NetSuite's, where it is.
  if (result.kind !== 'next' || result.value.trim() === before) {
    return;
  }
  const name = result.value.trim();
  if (target.kind !== 'token') {
    await book.edit(target.kind, target.record.id, { name });
  } else if (name === '') {
    await book.edit('token', target.record.id, { name: await ownName(book, target.record), isNamed: undefined });
  } else {
    await book.edit('token', target.record.id, { name, isNamed: true });
  }
}

function promptFor(target: AccountNode): string {
  const isPractice = target.kind !== 'account' && target.practice;
  const prompt =
    target.kind === 'token'
      ? vscode.l10n.t('A name of your own; empty for user and role as NetSuite tells them')
      : vscode.l10n.t('The name in the tree. At NetSuite nothing changes.');
  return isPractice ? `${prompt} ${vscode.l10n.t('Resetting the practice account brings the old name back.')}` : prompt;
}

function reviewTokenName(text: string, token: TokenRecord, siblings: readonly string[]): Remark | undefined {
  if (text.trim() !== '') {
    return reviewName(text, siblings);
  }
  const known = tokenLabel(compact<TokenRecord>({ ...token, name: '', isNamed: undefined }));
  return {
    message:
      known === ''
        ? vscode.l10n.t('User and role will stand here once the token was tested.')
        : vscode.l10n.t('It will be shown as “{0}”.', known),
    severity: 'information',
  };
}

/** What a request could mean by the same name: for tokens all of the account, since `# @token` looks there. */
function siblingNames({ accounts, applications, tokens }: AccountIndex, { kind, record }: AccountNode): string[] {
  switch (kind) {
    case 'account':
      return accounts.filter(({ id }) => id !== record.id).map(({ name }) => name);
    case 'application':
      return applications
        .filter(({ id, account }) => id !== record.id && account === record.account)
        .map(({ name }) => name);
    case 'token': {
      const accountOf = (id: string) => applications.find(application => application.id === id)?.account;
      return tokens
        .filter(({ id, application }) => id !== record.id && accountOf(application) === accountOf(record.application))
        .flatMap(token => [token.name, tokenLabel(token)]);
    }
  }
}

/** The name of a token that nobody has named; its ID tells it apart, where that is at hand. */
async function ownName(book: AccountBook, { id }: TokenRecord): Promise<string> {
  try {
    return vscode.l10n.t('Token {0}', shortId((await book.tokenSecret(id)).token));
  } catch (error) {
    if (isCoded(error)) {
      return vscode.l10n.t('Token');
    }
    throw error;
  }
}
