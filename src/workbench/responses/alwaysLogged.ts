import * as vscode from 'vscode';

/** Whether the log is read after each call to a RESTlet of the account, by the setting. */
export function isAlwaysLogged(accountId: string): boolean {
  return listed().includes(accountId);
}

/** Changes that for one account in the person's own settings. */
export async function setAlwaysLogged(accountId: string, always: boolean): Promise<void> {
  const others = listed().filter(id => id !== accountId);
  const ids = always ? [...others, accountId] : others;
  await vscode.workspace
    .getConfiguration('netsuiteTba')
    .update('scriptLog.always', ids.length > 0 ? ids : undefined, vscode.ConfigurationTarget.Global);
}

/** A setting may hold anything. */
function listed(): readonly string[] {
  const ids: unknown = vscode.workspace.getConfiguration('netsuiteTba').get('scriptLog.always');
  return Array.isArray(ids) ? ids.filter(id => typeof id === 'string') : [];
}
