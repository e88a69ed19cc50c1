import * as vscode from 'vscode';
import type { AccountRecord } from '../../accounts/records.ts';
import { isCoded } from '../../codedError.ts';
import type { AccountServices } from '../accounts/accountServices.ts';
import type { Commands } from '../commands.ts';
import { RecordTypeCache, type CachedRecordTypes } from './recordTypeCache.ts';
import { RestletCache } from './restletCache.ts';
import type { CachedRestlets } from './restletCache.ts';
import { knownIds, type KnownIds } from './knownIds.ts';
import type { RestletNode, RestletTree } from './restletTree.ts';
import { UploadLog } from './uploadLog.ts';

const viewId = 'netsuiteTba.restlets';

interface RestletServices extends AccountServices {
  readonly globalState: vscode.Memento;
  readonly workspaceState: vscode.Memento;
}

/** What others know from here. */
export interface RegisteredRestlets {
  readonly knownIds: (accountId: string) => KnownIds;
  /** Whole, and when it was read; undefined when it never was. */
  readonly cached: (accountId: string) => CachedRestlets | undefined;
  readonly recordTypes: (accountId: string) => CachedRecordTypes | undefined;
  readonly onDidChange: (listener: () => void) => { dispose(): void };
  /** Which scripts were uploaded from here, for the lenses over them. */
  readonly uploads: UploadLog;
}

/** View and commands of the RESTlets that accounts have, and Upload and Send. Loaded when somebody looks or asks. */
export function registerRestlets(
  services: RestletServices,
  commands: Commands,
  subscriptions: vscode.Disposable[],
): RegisteredRestlets {
  const { book, globalState, workspaceState } = services;
  const cache = new RestletCache(globalState);
  const recordTypes = new RecordTypeCache(globalState);
  const uploads = new UploadLog(workspaceState);
  const view = vscode.window.createTreeView(viewId, {
    treeDataProvider: lazyTree(services, cache, subscriptions),
    showCollapseAll: true,
  });
  subscriptions.push(view);
  commands.register('netsuiteTba.readRestlets', async node => {
    const row = nodeOf(node);
    // A row may be older than its record.
    const account = row?.kind === 'account' ? book.index().accounts.find(({ id }) => id === row.record.id) : undefined;
    const { readRestlets } = await import('./readRestlets.ts');
    await readRestlets({ ...services, cache, isShown: () => view.visible }, account);
  });
  commands.register('netsuiteTba.readRecordTypes', async (accountKey, type) => {
    const account = book.index().accounts.find(({ id }) => id === accountKey);
    const { readRecordTypes } = await import('./readRecordTypes.ts');
    await readRecordTypes({ ...services, recordTypes }, account, typeof type === 'string' ? type : undefined);
  });
  commands.register('netsuiteTba.newRestletRequest', async value => {
    const node = nodeOf(value);
    if (node?.kind === 'restlet' || node?.kind === 'deployment') {
      await (await import('./newRestletRequest.ts')).newRestletRequest(node);
    }
  });
  commands.register('netsuiteTba.copyScriptId', async value => {
    const node = nodeOf(value);
    if (node?.kind === 'restlet' || node?.kind === 'deployment') {
      await vscode.env.clipboard.writeText(node.restlet.scriptId);
    }
  });
  commands.register('netsuiteTba.copyDeploymentId', async value => {
    const node = nodeOf(value);
    if (node?.kind === 'deployment') {
      await vscode.env.clipboard.writeText(node.deployment.deploymentId);
    }
  });
  commands.register('netsuiteTba.uploadAndSend', async (...args) => {
    const { uploadAndSend } = await import('./uploadAndSend.ts');
    await uploadAndSend({ uploads, workspaceState, subscriptions }, args);
  });
  return {
    knownIds: accountId => knownIds(cache, accountId),
    cached: accountId => cache.get(accountId),
    recordTypes: accountId => recordTypes.get(accountId),
    onDidChange: listener => cache.onDidChange(listener),
    uploads,
  };
}

/** VS Code hands a command of the view its row; the palette and the title bar hand it nothing. */
function nodeOf(value: unknown): RestletNode | undefined {
  return typeof value === 'object' && value !== null && 'kind' in value ? (value as RestletNode) : undefined;
}

function lazyTree(
  { book, log }: Pick<RestletServices, 'book' | 'log'>,
  cache: RestletCache,
  subscriptions: vscode.Disposable[],
): vscode.TreeDataProvider<RestletNode> {
  const changed = new vscode.EventEmitter<undefined>();
  const redraw = () => changed.fire(undefined);
  /** None while the account book cannot be read: the tree of accounts says why. */
  const accounts = (): readonly AccountRecord[] => {
    try {
      return book.index().accounts;
    } catch (error) {
      if (isCoded(error)) {
        log.error('read the accounts', error);
        return [];
      }
      throw error;
    }
  };
  let loading: Promise<RestletTree> | undefined;
  const load = async (): Promise<RestletTree> => {
    const { RestletTree } = await import('./restletTree.ts');
    subscriptions.push(
      cache.onDidChange(redraw),
      book.onChange(redraw),
      vscode.window.onDidChangeActiveColorTheme(redraw),
      // Another window may have read; and what was read grows older.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) {
          redraw();
        }
      }),
    );
    return new RestletTree(cache, accounts);
  };
  const tree = () => (loading ??= load());
  subscriptions.push(changed);
  return {
    onDidChangeTreeData: changed.event,
    getChildren: async node => (await tree()).getChildren(node),
    getTreeItem: async node => (await tree()).getTreeItem(node),
  };
}
