import * as vscode from 'vscode';
import type { AccountRecord } from '../../accounts/records.ts';
import type { AccountDeployment, AccountRestlet } from '../../exchange/reads/accountRestlets.ts';
import { environmentOf } from '../accounts/tree/environment.ts';
import { accountIcon } from '../accounts/tree/icons.ts';
import { absoluteTime, timeAgo } from '../accounts/tree/times.ts';
import type { CachedRestlets, RestletCache } from './restletCache.ts';
import { deploymentCount, isReachable, restletCount, stateWords, summaryWord } from './restletWords.ts';

/** A row of the view. An account's has the form of its row in the tree of accounts, so that its commands take both. */
export type RestletNode =
  | { readonly kind: 'account'; readonly record: AccountRecord; readonly cached: CachedRestlets }
  | { readonly kind: 'restlet'; readonly accountId: string; readonly restlet: AccountRestlet }
  | {
      readonly kind: 'deployment';
      readonly accountId: string;
      readonly restlet: AccountRestlet;
      readonly deployment: AccountDeployment;
    };

/** Accounts that were read → RESTlets → deployments. */
export class RestletTree implements vscode.TreeDataProvider<RestletNode> {
  readonly #cache: Pick<RestletCache, 'get'>;
  readonly #accounts: () => readonly AccountRecord[];
  readonly #now: () => number;

  /** @param accounts those of the account book */
  constructor(
    cache: Pick<RestletCache, 'get'>,
    accounts: () => readonly AccountRecord[],
    now: () => number = Date.now,
  ) {
    this.#cache = cache;
    this.#accounts = accounts;
    this.#now = now;
  }

  getChildren(node?: RestletNode): RestletNode[] {
    switch (node?.kind) {
      case undefined:
        return this.#accounts().flatMap(record => {
          const cached = this.#cache.get(record.accountId);
          return cached ? [{ kind: 'account', record, cached }] : [];
        });
      case 'account':
        return node.cached.restlets.map(restlet => ({ kind: 'restlet', accountId: node.record.accountId, restlet }));
      case 'restlet':
        return node.restlet.deployments.map(deployment => ({ ...node, kind: 'deployment', deployment }));
      case 'deployment':
        return [];
    }
  }

  getTreeItem(node: RestletNode): vscode.TreeItem {
    switch (node.kind) {
      case 'account':
        return accountItem(node.record, node.cached, this.#now());
      case 'restlet':
        return restletItem(node.accountId, node.restlet);
      case 'deployment':
        return deploymentItem(node.accountId, node.restlet, node.deployment);
    }
  }
}

function accountItem(record: AccountRecord, { readAt, restlets, left }: CachedRestlets, now: number): vscode.TreeItem {
  const { language } = vscode.env;
  const item = new vscode.TreeItem(record.name, vscode.TreeItemCollapsibleState.Expanded);
  const count = restletCount(restlets.length + left);
  const read = (style: 'long' | 'short') => vscode.l10n.t('read {0}', timeAgo(readAt, now, language, style));
  item.id = record.id;
  item.description = [count, read('short'), record.accountId].join(' · ');
  item.iconPath = accountIcon(environmentOf(record));
  item.contextValue = 'account';
  item.tooltip = [
    `${record.name} · ${record.accountId}`,
    vscode.l10n.t('Read {0}', absoluteTime(readAt, language)),
    ...(left > 0 ? [vscode.l10n.t('Only the first {0} are kept.', restlets.length)] : []),
  ].join('\n');
  item.accessibilityInformation = { label: [record.name, record.accountId, count, read('long')].join(', ') };
  return item;
}

function restletItem(accountId: string, restlet: AccountRestlet): vscode.TreeItem {
  const { name, scriptId, internalId, isInactive, scriptFile, deployments } = restlet;
  const { None, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(name, deployments.length === 0 ? None : Collapsed);
  const inactive = isInactive ? [vscode.l10n.t('inactive')] : [];
  // One after the other, as the view is narrow: what of the deployments is worth knowing, then the ID.
  const state = [...inactive, summaryWord(deployments)];
  item.id = `${accountId} ${internalId}`;
  item.description = [...state, scriptId].join(' · ');
  item.iconPath = new vscode.ThemeIcon(isInactive ? 'circle-slash' : 'symbol-method');
  item.contextValue = deployments.length === 0 ? 'restlet' : 'restlet callable';
  item.tooltip = [
    name,
    vscode.l10n.t('{0}, internal ID {1}', scriptId, internalId),
    ...(scriptFile === undefined ? [] : [vscode.l10n.t('File: {0}', scriptFile)]),
    ...inactive,
  ].join('\n');
  item.accessibilityInformation = {
    label: [name, ...state, scriptId, deploymentCount(deployments.length)].join(', '),
  };
  return item;
}

function deploymentItem(accountId: string, restlet: AccountRestlet, deployment: AccountDeployment): vscode.TreeItem {
  const { title, deploymentId, internalId } = deployment;
  const state = stateWords(deployment);
  const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.None);
  item.id = `${accountId} ${restlet.internalId} ${internalId}`;
  item.description = [...state, deploymentId].join(' · ');
  item.iconPath = new vscode.ThemeIcon(isReachable(restlet, deployment) ? 'pass' : 'circle-slash');
  item.contextValue = 'deployment callable';
  item.tooltip = [
    title,
    vscode.l10n.t('{0}, internal ID {1}', deploymentId, internalId),
    state.join(', '),
    ...(isReachable(restlet, deployment)
      ? []
      : [vscode.l10n.t('Calls reach a script that is active, and a deployment that is deployed and released.')]),
  ].join('\n');
  item.accessibilityInformation = { label: [title, ...state, deploymentId].join(', ') };
  return item;
}
