import * as vscode from 'vscode';

/** Bounds of what is looked through, so that a home folder opened by mistake stays quick. */
const mostFiles = 10_000;
const mostBytes = 5_000_000;
const mostAtOnce = 16;
const skipped = new Set(['node_modules', '.git']);
const exclude = '{**/node_modules/**,**/.git/**}';

/**
 * Files below a folder by a glob pattern, at most 10,000. Only the local disk has a search in every VS Code; elsewhere
 * (`findFiles` then never answers) the folders are walked.
 *
 * @param isWanted the same as the pattern, for the walk
 */
export async function findFiles(
  folder: vscode.Uri,
  pattern: string,
  isWanted: (path: string) => boolean,
  token: vscode.CancellationToken,
): Promise<vscode.Uri[]> {
  if (folder.scheme === 'file' || folder.scheme === 'vscode-remote') {
    const relative = new vscode.RelativePattern(folder, pattern);
    const found = await vscode.workspace.findFiles(relative, exclude, mostFiles, token);
    return found.sort((a, b) => (a.path < b.path ? -1 : 1));
  }
  return walk(folder, isWanted, token);
}

async function walk(
  folder: vscode.Uri,
  isWanted: (path: string) => boolean,
  token: vscode.CancellationToken,
): Promise<vscode.Uri[]> {
  const found: vscode.Uri[] = [];
  const folders = [folder];
  let seen = 0;
  for (let next = folders.shift(); next && seen < mostFiles && !token.isCancellationRequested; next = folders.shift()) {
    for (const [name, type] of await entriesOf(next)) {
      seen++;
      const uri = vscode.Uri.joinPath(next, name);
      // A linked folder may lead back to where it stands.
      if (type === vscode.FileType.Directory && !skipped.has(name)) folders.push(uri);
      else if ((type & vscode.FileType.File) !== 0 && isWanted(uri.path)) found.push(uri);
    }
  }
  return found;
}

async function entriesOf(folder: vscode.Uri): Promise<[string, vscode.FileType][]> {
  try {
    return await vscode.workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
}

/** The text of a file, undefined when it is not there, cannot be read or is larger than 5 MB. */
export async function readText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    return bytes.byteLength > mostBytes ? undefined : new TextDecoder().decode(bytes);
  } catch {
    return undefined;
  }
}

/** As `readText`, but as it stands in an editor where one is open. */
export async function readCurrentText(uri: vscode.Uri): Promise<string | undefined> {
  const key = uri.toString();
  const open = vscode.workspace.textDocuments.find(document => document.uri.toString() === key);
  return open ? open.getText() : readText(uri);
}

/** Works on all, some at a time, in order; stops early when it is cancelled. */
export async function forEachFile<T>(
  items: readonly T[],
  token: vscode.CancellationToken,
  work: (item: T) => Promise<void>,
): Promise<void> {
  for (let at = 0; at < items.length && !token.isCancellationRequested; at += mostAtOnce) {
    await Promise.all(items.slice(at, at + mostAtOnce).map(work));
  }
}

/** Whether a file or folder is a folder itself, or below it. */
export function isWithin(uri: vscode.Uri, folder: vscode.Uri): boolean {
  return (
    uri.scheme === folder.scheme &&
    uri.authority === folder.authority &&
    (uri.path === folder.path || uri.path.startsWith(folder.path.endsWith('/') ? folder.path : `${folder.path}/`))
  );
}

export function parentOf(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(uri, '..');
}

/** The last part of a path, and that without its extension. */
export function nameOf(uri: vscode.Uri): { name: string; stem: string } {
  const name = uri.path.split('/').at(-1) ?? '';
  return { name, stem: name.replace(/\.[^.]*$/, '') };
}
