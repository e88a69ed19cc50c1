import * as vscode from 'vscode';
import type { AccountBook } from '../../../accounts/accountBook.ts';
import { findRecord } from '../../../accounts/indexLists.ts';
import type { AccountIndex, RecordKind } from '../../../accounts/records.ts';
import { readable } from '../../../accounts/secretShelf.ts';
import { CodedError } from '../../../codedError.ts';
import { plainText } from '../../plainText.ts';
import { askChoice, type PickItem } from '../../wizard.ts';
import type { AccountServices } from '../accountServices.ts';
import type { AccountNode } from '../accountTree.ts';
import { tokensWord } from './countWords.ts';
import { offerTest } from './offerTest.ts';
import { alone, nodeLabel, pickRecord, rowFor, type NodeOf } from './pickRecord.ts';
import { consumerKeysOf, tokenSecretsOf } from './secretTexts.ts';

type Moving = NodeOf<'application' | 'token'>;

/**
 * Puts a token below another application, or an application below another account.
 *
 * @param to the row it was dropped on; without one the person is asked
 * @throws CodedError `record-gone`, `token-known`, `application-known` (data: application, account)
 */
export async function moveRecord(
  { book }: Pick<AccountServices, 'book'>,
  node: AccountNode | undefined,
  to?: AccountNode,
): Promise<void> {
  const moving = await pickRecord(book, node, {
    title: vscode.l10n.t('Move'),
    kinds: ['application', 'token'],
    refuse: ({ practice }) => (practice ? practiceStays() : undefined),
  });
  if (!moving) {
    return;
  }
  const parent = to ? parentFor(moving, to, book.index()) : await askParent(moving, book.index());
  if (parent === undefined || parent === parentOf(moving)) {
    return;
  }
  if (isPractice(parent, moving.kind, book.index())) {
    void vscode.window.showInformationMessage(practiceStays());
    return;
  }
  if (await confirm(moving, parent, book.index())) {
    await refuseTwice(moving, parent, book);
    await book.move(moving.kind, moving.record.id, parent);
    tell(moving, parent, book.index());
  }
}

/** Whatever stands below the practice account is made anew with it, and what is below another would be lost with it. */
function practiceStays(): string {
  return vscode.l10n.t(
    'The practice account makes its own application and tokens, and makes them anew when it is reset. They cannot be moved away, and nothing can be moved there.',
  );
}

function parentOf(node: Moving): string {
  return node.kind === 'token' ? node.record.application : node.record.account;
}

/** Where a drop leads: onto the parent itself, or onto one of what it has already. */
function parentFor(moving: Moving, to: AccountNode, index: AccountIndex): string | undefined {
  if (moving.kind === 'token') {
    if (to.kind !== 'account') {
      return to.kind === 'application' ? to.record.id : to.record.application;
    }
    void vscode.window.showInformationMessage(vscode.l10n.t('A token belongs to an application: drop it on one.'));
    return undefined;
  }
  if (to.kind === 'account') {
    return to.record.id;
  }
  const application = to.kind === 'application' ? to.record.id : to.record.application;
  return findRecord(index, 'application', application)?.account;
}

async function askParent(moving: Moving, index: AccountIndex): Promise<string | undefined> {
  const items = moving.kind === 'token' ? applicationItems(moving, index) : accountItems(moving, index);
  if (items.length === 0) {
    void vscode.window.showInformationMessage(
      moving.kind === 'token'
        ? vscode.l10n.t('There is no other application to move “{0}” to.', plainText(nodeLabel(moving)))
        : vscode.l10n.t('There is no other account to move “{0}” to.', plainText(nodeLabel(moving))),
    );
    return undefined;
  }
  const placeholder = vscode.l10n.t(
    'Where to? What NetSuite said of it is forgotten: it was said of other values, and has to be tested again.',
  );
  const title = vscode.l10n.t('Move “{0}”', plainText(nodeLabel(moving)));
  const chosen = await askChoice(alone(title), placeholder, items);
  return chosen.kind === 'next' ? chosen.value : undefined;
}

/** Other applications, grouped by account; its own account first, since that is the usual way. */
function applicationItems(moving: NodeOf<'token'>, { accounts, applications }: AccountIndex): PickItem<string>[] {
  const home = applications.find(({ id }) => id === moving.record.application)?.account;
  const isHome = ({ id }: { id: string }) => Number(id === home);
  return accounts
    .filter(({ practice }) => !practice)
    .toSorted((a, b) => isHome(b) - isHome(a))
    .flatMap(account => {
      const own = applications.filter(({ id, account: of }) => of === account.id && id !== moving.record.application);
      return own.length === 0
        ? []
        : [
            {
              label: plainText(`${account.name} · ${account.accountId}`),
              kind: vscode.QuickPickItemKind.Separator,
              value: '',
            },
            ...own.map(({ id, name }) => ({
              label: plainText(name),
              iconPath: new vscode.ThemeIcon('extensions'),
              description: plainText(account.name),
              value: id,
            })),
          ];
    });
}

function accountItems({ record }: NodeOf<'application'>, { accounts }: AccountIndex): PickItem<string>[] {
  return accounts
    .filter(({ id, practice }) => !practice && id !== record.account)
    .map(({ id, name, accountId }) => ({
      label: plainText(name),
      iconPath: new vscode.ThemeIcon('organization'),
      description: accountId,
      value: id,
    }));
}

function isPractice(parent: string, kind: Moving['kind'], index: AccountIndex): boolean {
  return accountAbove(parent, kind, index)?.practice === true;
}

function accountAbove(parent: string, kind: Moving['kind'], index: AccountIndex) {
  const account = kind === 'token' ? findRecord(index, 'application', parent)?.account : parent;
  return findRecord(index, 'account', account);
}

/** At NetSuite a token belongs to one account, application and user, so another account only makes a wrong entry right. */
async function confirm(moving: Moving, parent: string, index: AccountIndex): Promise<boolean> {
  const from = accountAbove(parentOf(moving), moving.kind, index);
  const to = accountAbove(parent, moving.kind, index);
  if (!to) {
    throw new CodedError('record-gone', {
      kind: (moving.kind === 'token' ? 'application' : 'account') satisfies RecordKind,
    });
  }
  if (from?.id === to.id) {
    return true;
  }
  const below =
    moving.kind === 'application' ? index.tokens.filter(({ application }) => application === moving.record.id) : [];
  const move = vscode.l10n.t('Move');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Move “{0}” to the account “{1}” ({2})?', nodeLabel(moving), to.name, to.accountId),
    {
      modal: true,
      detail: [
        moving.kind === 'token'
          ? vscode.l10n.t('At NetSuite a token belongs to one account, one application and one user.')
          : vscode.l10n.t('With it go {0}. At NetSuite a token belongs to one account.', tokensWord(below.length)),
        vscode.l10n.t(
          'This corrects an entry that stands in the wrong place; it does not make the token valid in another account. What NetSuite said of it is forgotten.',
        ),
      ].join(' '),
    },
    move,
  );
  return answer === move;
}

/** An application is known by its consumer key, a token below it by its ID: no second one comes to stand beside it. */
async function refuseTwice(moving: Moving, parent: string, book: AccountBook): Promise<void> {
  if (moving.kind === 'token') {
    const own = await readable(book.tokenSecret(moving.record.id));
    const there = [...(await tokenSecretsOf(book, book.index(), parent)).values()];
    if (own && there.some(({ token }) => token === own.token)) {
      throw new CodedError('token-known');
    }
    return;
  }
  const own = await readable(book.applicationSecret(moving.record.id));
  const application = own && (await consumerKeysOf(book, parent)).get(own.consumerKey);
  if (application !== undefined) {
    const account = findRecord(book.index(), 'account', parent)?.name ?? '';
    throw new CodedError('application-known', { application, account });
  }
}

function tell(moving: Moving, parent: string, index: AccountIndex): void {
  const above = rowFor(index, parent);
  const now = rowFor(index, moving.record.id);
  const message = vscode.l10n.t(
    '“{0}” is below “{1}” now.',
    plainText(nodeLabel(moving)),
    plainText(above ? nodeLabel(above) : ''),
  );
  if (now?.kind === 'token') {
    offerTest(`${message} ${vscode.l10n.t('It is not verified there yet.')}`, now);
  } else {
    void vscode.window.showInformationMessage(message);
  }
}
