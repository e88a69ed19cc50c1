import * as vscode from 'vscode';

/** How many calls are kept; 0 keeps none. A setting may hold anything. */
export function historySize(): number {
  const size: unknown = vscode.workspace.getConfiguration('netsuiteTba').get('history.size', 200);
  return typeof size === 'number' && size >= 0 ? Math.floor(size) : 200;
}
