import * as vscode from 'vscode';
import type { AccountBook } from '../../accounts/accountBook.ts';
import { tokenLabel } from '../../accounts/labels.ts';
import { tokenState } from '../../accounts/tokenState.ts';
import {
  emptyIndex,
  type AccountIndex,
  type AccountRecord,
  type ApplicationRecord,
  type TokenRecord,
} from '../../accounts/records.ts';
import { parseAccountId, type AccountKind } from '../../tba/accountId.ts';
import type { Log } from '../log.ts';
import { isCoded } from '../../codedError.ts';
import { errorLine } from '../errorText.ts';
import type { PracticeAccount } from '../practice/practiceAccount.ts';
import type { ActiveToken } from './activeToken.ts';

/** A row of the tree: a record of the account book with its kind. */
export type AccountNode =
  | { readonly kind: 'account'; readonly record: AccountRecord }
  | { readonly kind: 'application'; readonly record: ApplicationRecord; readonly practice: boolean }
  | { readonly kind: 'token'; readonly record: TokenRecord; readonly practice: boolean };

/** Account → application → token. */
export class AccountTree implements vscode.TreeDataProvider<AccountNode> {
  readonly #book: AccountBook;
  readonly #active: ActiveToken;
  readonly #practice: PracticeAccount;
  readonly #log: Log;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #told = new vscode.EventEmitter<string | undefined>();
  /** What stands over the tree: why it is empty when it should not be, or nothing. */
  readonly onDidChangeMessage = this.#told.event;

  constructor(book: AccountBook, active: ActiveToken, practice: PracticeAccount, log: Log) {
    this.#book = book;
    this.#active = active;
    this.#practice = practice;
    this.#log = log;
    book.onChange(() => this.refresh());
    active.onDidChange(() => this.refresh());
    practice.onDidChange(() => this.refresh());
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  async getChildren(node?: AccountNode): Promise<AccountNode[]> {
    if (!node) {
      // The first look at the tree is the moment to find a practice account that runs already.
      await this.#practice.adopt().catch((error: unknown) => this.#log.error('adopt practice account', error));
    }
    const { accounts, applications, tokens } = this.#readIndex();
    if (!node) {
      return accounts.map(record => ({ kind: 'account', record }));
    }
    if (node.kind === 'account') {
      const practice = node.record.practice === true;
      return applications
        .filter(record => record.account === node.record.id)
        .map(record => ({ kind: 'application', record, practice }));
    }
    return node.kind === 'application'
      ? tokens
          .filter(record => record.application === node.record.id)
          .map(record => ({ kind: 'token', record, practice: node.practice }))
      : [];
  }

  /** A book that cannot be read is said to be so, over a tree without rows. */
  #readIndex(): AccountIndex {
    try {
      const index = this.#book.index();
      this.#told.fire(undefined);
      return index;
    } catch (error) {
      if (!isCoded(error)) {
        throw error;
      }
      this.#told.fire(errorLine(error));
      return emptyIndex;
    }
  }

  getParent(node: AccountNode): AccountNode | undefined {
    const { accounts, applications } = this.#book.index();
    if (node.kind === 'token') {
      const record = applications.find(application => application.id === node.record.application);
      return record && { kind: 'application', record, practice: node.practice };
    }
    const record =
      node.kind === 'application' ? accounts.find(account => account.id === node.record.account) : undefined;
    return record && { kind: 'account', record };
  }

  async getTreeItem(node: AccountNode): Promise<vscode.TreeItem> {
    switch (node.kind) {
      case 'account':
        return this.#accountItem(node.record);
      case 'application':
        return this.#applicationItem(node.record, node.practice);
      case 'token':
        return this.#tokenItem(node.record, node.practice);
    }
  }

  #accountItem(record: AccountRecord): vscode.TreeItem {
    const { hosts, kind } = parseAccountId(record.accountId);
    const item = newItem(record, record.name, vscode.TreeItemCollapsibleState.Expanded);
    const running = this.#practice.running;
    const state = record.practice
      ? running
        ? vscode.l10n.t('practice, on')
        : vscode.l10n.t('practice, off')
      : kindWord(kind);
    // A narrow side bar cuts the end off; whether the practice account runs must stay in sight.
    item.description = record.practice
      ? `${practiceWord(this.#practice)} · ${record.accountId}`
      : `${record.accountId} · ${state}`;
    item.iconPath = new vscode.ThemeIcon(record.practice ? 'mortar-board' : 'organization');
    item.contextValue = ['account', ...(record.practice ? ['practice', running ? 'running' : 'stopped'] : [])].join(
      ' ',
    );
    item.tooltip = tooltip([
      [vscode.l10n.t('Account ID and realm'), record.accountId],
      ...(record.baseUrl === undefined
        ? ([
            ['RESTlets', `https://${hosts.restlets}`],
            ['SuiteTalk', `https://${hosts.suiteTalk}`],
          ] as const)
        : ([[vscode.l10n.t('Base URL'), record.baseUrl]] as const)),
    ]);
    item.accessibilityInformation = {
      label: vscode.l10n.t('Account {0}, {1}, {2}', record.name, record.accountId, state),
    };
    return item;
  }

  async #applicationItem(record: ApplicationRecord, practice: boolean): Promise<vscode.TreeItem> {
    const item = newItem(record, record.name, vscode.TreeItemCollapsibleState.Expanded);
    const missing = await this.#missingSecret('application', record.id);
    item.description = missing ?? vscode.l10n.t('application');
    item.iconPath = missing === undefined ? new vscode.ThemeIcon('extensions') : warningIcon();
    item.contextValue = ['application', ...(practice ? ['practice'] : [])].join(' ');
    item.tooltip = tooltip([
      [vscode.l10n.t('Application (integration record)'), record.name],
      ...(missing === undefined ? [] : [[vscode.l10n.t('Secret'), missing] as const]),
    ]);
    item.accessibilityInformation = { label: vscode.l10n.t('Application {0}, {1}', record.name, item.description) };
    return item;
  }

  async #tokenItem(record: TokenRecord, practice: boolean): Promise<vscode.TreeItem> {
    const label = tokenLabel(record);
    const active = this.#active.get()?.token.id === record.id;
    const missing = await this.#missingSecret('token', record.id);
    const state = missing ?? verificationWord(record);
    const item = newItem(record, label, vscode.TreeItemCollapsibleState.None);
    item.description = active ? vscode.l10n.t('active · {0}', state) : state;
    item.iconPath = tokenIcon(record, active, missing !== undefined);
    item.contextValue = ['token', ...(active ? ['active'] : []), ...(practice ? ['practice'] : [])].join(' ');
    item.tooltip = tokenTooltip(record, state);
    item.accessibilityInformation = {
      label: active
        ? vscode.l10n.t('Token {0}, active, {1}', label, state)
        : vscode.l10n.t('Token {0}, {1}', label, state),
    };
    return item;
  }

  async #missingSecret(kind: 'application' | 'token', id: string): Promise<string | undefined> {
    try {
      return (await this.#book.hasSecret(kind, id)) ? undefined : vscode.l10n.t('secret not available here');
    } catch (error) {
      this.#log.error(`look for the secret of ${kind} ${id}`, error);
      return isCoded(error) ? vscode.l10n.t('secret storage does not answer') : errorLine(error);
    }
  }
}

function newItem(record: { id: string }, label: string, state: vscode.TreeItemCollapsibleState): vscode.TreeItem {
  const item = new vscode.TreeItem(label, state);
  item.id = record.id;
  return item;
}

function practiceWord({ running, needsSetup }: PracticeAccount): string {
  return running ? (needsSetup ? vscode.l10n.t('on, no token yet') : vscode.l10n.t('on')) : vscode.l10n.t('off');
}

/** What kind of account it is, in words. */
export function kindWord(kind: AccountKind): string {
  switch (kind) {
    case 'production':
      return vscode.l10n.t('production');
    case 'sandbox':
      return vscode.l10n.t('sandbox');
    case 'release-preview':
      return vscode.l10n.t('release preview');
    case 'test-drive':
      return vscode.l10n.t('test drive');
    case 'unknown':
      return vscode.l10n.t('unusual account ID');
  }
}

function verificationWord(token: TokenRecord): string {
  switch (tokenState(token)) {
    case 'works':
      return token.identity?.company ?? vscode.l10n.t('verified');
    case 'fails':
      return vscode.l10n.t('login refused');
    case 'revoked':
      return vscode.l10n.t('revoked');
    case 'untried':
      return vscode.l10n.t('not verified');
  }
}

function tokenIcon(token: TokenRecord, active: boolean, missing: boolean): vscode.ThemeIcon {
  if (missing || tokenState(token) === 'fails') {
    return warningIcon();
  }
  return active
    ? new vscode.ThemeIcon('pass-filled', new vscode.ThemeColor('charts.green'))
    : new vscode.ThemeIcon('key');
}

function warningIcon(): vscode.ThemeIcon {
  return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
}

function tokenTooltip(token: TokenRecord, state: string): vscode.MarkdownString {
  const { name, identity, lastSuccess, lastFailure } = token;
  const rows: (readonly [string, string])[] = [
    [vscode.l10n.t('Token'), name],
    [vscode.l10n.t('State'), state],
  ];
  if (identity) {
    const { company, role, entity } = identity;
    rows.push(
      [vscode.l10n.t('Company'), company ?? '–'],
      [vscode.l10n.t('User'), entity ?? '–'],
      [vscode.l10n.t('Role'), role ?? '–'],
    );
  }
  if (lastSuccess !== undefined) {
    rows.push([vscode.l10n.t('Last success'), new Date(lastSuccess).toLocaleString()]);
  }
  if (lastFailure) {
    rows.push(
      [vscode.l10n.t('NetSuite said'), `${lastFailure.status} ${lastFailure.code}`],
      [vscode.l10n.t('Last failure'), new Date(lastFailure.at).toLocaleString()],
    );
  }
  return tooltip(rows);
}

/** Names come from people and from NetSuite, so nothing in them is read as Markdown. */
function tooltip(rows: readonly (readonly [string, string])[]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  rows.forEach(([name, value]) => markdown.appendText(`${name}: ${value}`).appendMarkdown('  \n'));
  return markdown;
}
