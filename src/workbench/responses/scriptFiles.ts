import * as vscode from 'vscode';
import { CodedError } from '../../codedError.ts';

/** Paths come from a response: what is longer than this names no file. */
const longestPath = 500;
const mostFiles = 200;

/**
 * The file of a SuiteCloud project that a frame of a stack names: a path in the File Cabinet, or a name alone. Where several
 * have that name, the one whose folders fit best.
 */
export async function findScript(file: string): Promise<vscode.Uri | undefined> {
  const path = file.replace(/^\/+/, '').slice(0, longestPath);
  const name = path.split('/').at(-1) ?? '';
  // No file has one of the characters that mean something in a glob.
  if (!/^[\w .()@+-]+\.[jt]s$/.test(name)) {
    return undefined;
  }
  const found = await vscode.workspace.findFiles(`**/FileCabinet/**/${name}`, '**/node_modules/**', mostFiles);
  const fits = found.map(uri => ({ uri, fit: commonEnd(uri.path, path) }));
  const [best, next] = fits.sort((a, b) => b.fit - a.fit);
  return best && best.fit > (next?.fit ?? 0) ? best.uri : undefined;
}

/**
 * Shows the line of a script.
 *
 * @param line from 1
 * @throws CodedError `script-not-found` (data: file)
 */
export async function openScript(file: string, line: number | undefined): Promise<void> {
  const uri = await findScript(file);
  if (!uri) {
    throw new CodedError('script-not-found', { file: file.slice(0, longestPath) });
  }
  const at = Math.max(0, (line ?? 1) - 1);
  await vscode.window.showTextDocument(uri, {
    selection: new vscode.Range(at, 0, at, 0),
    viewColumn: vscode.ViewColumn.One,
  });
}

/** How many parts two paths share at their ends. */
function commonEnd(a: string, b: string): number {
  const left = a.split('/').reverse();
  const right = b.split('/').reverse();
  const different = left.findIndex((part, index) => part !== right[index]);
  return different < 0 ? left.length : different;
}
