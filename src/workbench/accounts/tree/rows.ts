import * as vscode from 'vscode';
import { expiryOf, expiryState } from '../../../accounts/expiry.ts';
import { tokenLabel } from '../../../accounts/labels.ts';
import { tokenState } from '../../../accounts/tokenState.ts';
import type { AccountRecord, ApplicationRecord, BookRecord, TokenRecord } from '../../../accounts/records.ts';
import type { AccountNode } from '../accountTree.ts';
import { countsAsProduction, environmentOf } from './environment.ts';
import { fold } from './filterRows.ts';
import { accountIcon, tokenIcon, warningIcon } from './icons.ts';
import type { TreeSnapshot } from './snapshot.ts';
import { environmentWord, expiryWord, secretWord, stateAndTime, tokenCount } from './words.ts';

/** What rows are drawn with: the snapshot, and what is not in it. */
export interface Drawing extends TreeSnapshot {
  readonly practice: { readonly running: boolean; readonly needsSetup: boolean };
  /** ms since 1970 */
  readonly now: number;
}

/** A row without its tooltip, which is made when somebody asks for it. */
export function rowItem(node: AccountNode, drawing: Drawing): vscode.TreeItem {
  switch (node.kind) {
    case 'account':
      return accountItem(node.record, drawing);
    case 'application':
      return applicationItem(node, node.record, drawing);
    case 'token':
      return tokenItem(node, node.record, drawing);
  }
}

function accountItem(record: AccountRecord, drawing: Drawing): vscode.TreeItem {
  const { accountId, name, practice } = record;
  const environment = environmentOf(record);
  const { running } = drawing.practice;
  const refreshed = drawing.refreshed.has(record.id) ? [vscode.l10n.t('likely refreshed')] : [];
  const item = new vscode.TreeItem(name);
  // A narrow side bar cuts the end off; what is out of the ordinary must stay in sight.
  item.description = line([
    ...refreshed,
    ...(practice ? [practiceWord(record, drawing)] : []),
    // An account that nobody named is named by its ID.
    ...(name === accountId ? [] : [accountId]),
    ...(practice ? [] : [environmentWord(environment)]),
  ]);
  item.iconPath = accountIcon(environment);
  item.contextValue = words({
    account: true,
    practice: practice === true,
    running: practice === true && running,
    stopped: practice === true && !running,
    ...environmentFlags(record),
    noted: isNoted(record),
    refreshed: refreshed.length > 0,
  });
  item.accessibilityInformation = {
    label: vscode.l10n.t(
      'Account {0}',
      spoken([
        name,
        accountId,
        practice
          ? running
            ? vscode.l10n.t('practice, on')
            : vscode.l10n.t('practice, off')
          : environmentWord(environment),
        ...refreshed,
        ...noted(record),
      ]),
    ),
  };
  return item;
}

function applicationItem(node: AccountNode, record: ApplicationRecord, drawing: Drawing): vscode.TreeItem {
  const account = drawing.account(node);
  const problem = secretWord(drawing.secretOf('application', record.id));
  const description = problem ?? tokenCount(drawing.below.get(record.id)?.length ?? 0);
  const item = new vscode.TreeItem(record.name);
  item.description = description;
  item.iconPath = problem === undefined ? new vscode.ThemeIcon('extensions') : warningIcon();
  item.contextValue = words({
    application: true,
    practice: account?.practice === true,
    ...(account ? environmentFlags(account) : {}),
    missing: problem !== undefined,
    noted: isNoted(record),
    oauth2: record.scheme === 'oauth2',
  });
  item.accessibilityInformation = {
    label: vscode.l10n.t(
      'Application {0}',
      spoken([record.name, description, ...productionWord(account), ...noted(record)]),
    ),
  };
  return item;
}

function tokenItem(node: AccountNode, record: TokenRecord, drawing: Drawing): vscode.TreeItem {
  const label = tokenLabel(record);
  const account = drawing.account(node);
  const active = drawing.activeId === record.id;
  const problem = secretWord(drawing.secretOf('token', record.id));
  const activeWord = active ? [vscode.l10n.t('active')] : [];
  const expiry = expiryOf(record);
  const nearsEnd = expiry !== undefined && expiryState(expiry, drawing.now) !== 'later';
  const ends = (style: 'long' | 'short') => (expiry ? [expiryWord(expiry, drawing.now, style)] : []);
  const scheme = record.scheme === 'oauth2' ? ['OAuth 2.0'] : [];
  const item = new vscode.TreeItem(label);
  item.description = line([
    ...activeWord,
    ...(nearsEnd ? ends('short') : []),
    problem ?? stateAndTime(record, drawing.now, 'short'),
    ...scheme,
    ...(nearsEnd ? [] : ends('short')),
    ...notInLabel(record, label, account),
  ]);
  item.iconPath = tokenIcon(record, active, problem !== undefined || nearsEnd);
  item.contextValue = words({
    token: true,
    active,
    practice: account?.practice === true,
    ...(account ? environmentFlags(account) : {}),
    failing: tokenState(record) === 'fails',
    revoked: record.revokedAt !== undefined,
    missing: problem !== undefined,
    noted: isNoted(record),
    oauth2: record.scheme === 'oauth2',
  });
  item.accessibilityInformation = {
    label: vscode.l10n.t(
      'Token {0}',
      spoken([
        label,
        ...activeWord,
        problem ?? stateAndTime(record, drawing.now, 'long'),
        ...scheme,
        ...ends('long'),
        ...productionWord(account),
        ...notInLabel(record, label, account),
        ...noted(record),
      ]),
    ),
  };
  return item;
}

/** Role and company, as far as the rows do not say them already. */
function notInLabel({ identity }: TokenRecord, label: string, account: AccountRecord | undefined): string[] {
  const said = [label, account?.name ?? ''].map(fold);
  return [identity?.role, identity?.company].filter(
    part => part !== undefined && !said.some(text => text.includes(fold(part))),
  ) as string[];
}

function practiceWord({ id }: AccountRecord, { practice: { running, needsSetup }, below }: Drawing): string {
  if (!running) {
    return vscode.l10n.t('off');
  }
  if (!needsSetup) {
    return vscode.l10n.t('on');
  }
  return below.has(id) ? vscode.l10n.t('on, no token that works') : vscode.l10n.t('on, no token yet');
}

function productionWord(account: AccountRecord | undefined): string[] {
  return account && countsAsProduction(account) ? [environmentWord(environmentOf(account))] : [];
}

function environmentFlags(account: AccountRecord): { production: boolean; sandbox: boolean } {
  return { production: countsAsProduction(account), sandbox: environmentOf(account) === 'sandbox' };
}

function isNoted({ note }: BookRecord): boolean {
  return note !== undefined && note !== '';
}

function noted(record: BookRecord): string[] {
  return isNoted(record) ? [vscode.l10n.t('has a note')] : [];
}

function words(flags: Readonly<Record<string, boolean>>): string {
  return Object.keys(flags)
    .filter(flag => flags[flag])
    .join(' ');
}

function line(parts: readonly string[]): string {
  return parts.join(' · ');
}

function spoken(parts: readonly string[]): string {
  return parts.join(', ');
}
