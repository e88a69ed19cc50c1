import type * as vscode from 'vscode';
import type { AccountRecord } from '../../accounts/records.ts';
import type { RequestFile, RequestNode } from '../../requests/nodes.ts';
import { accountFor, noVariables, type EditorServices } from '../requests/editor/editorServices.ts';
import type { CachedRestlets } from '../restlets/restletCache.ts';

/** What was read from accounts, and how to know to which account a request goes. */
export interface AccountServices extends EditorServices {
  /** Undefined when the account's RESTlets were never read. */
  readonly cached: (accountId: string) => CachedRestlets | undefined;
  readonly onRestletsChange: (listener: () => void) => { dispose(): void };
}

/** The RESTlets of the account that a request goes to, as they were when they were read. */
export interface RestletsOfAccount extends CachedRestlets {
  readonly account: AccountRecord;
}

/** Undefined when it is not known which account that is, or its RESTlets were never read. Nothing is asked of it. */
export async function restletsOfAccount(
  document: vscode.TextDocument,
  file: RequestFile,
  request: RequestNode | undefined,
  services: AccountServices,
): Promise<RestletsOfAccount | undefined> {
  const isOpen = request?.account?.value.includes('{{') ?? false;
  const outside = isOpen ? await services.outside?.(document) : undefined;
  const account = accountFor(document, file, request, outside ?? noVariables, services);
  const cached = account && services.cached(account.accountId);
  return account && cached && { ...cached, account };
}
