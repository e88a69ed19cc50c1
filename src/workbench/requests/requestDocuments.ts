import type * as vscode from 'vscode';
import type { RequestFile } from '../../requests/nodes.ts';
import { parseRequests } from '../../requests/parse.ts';

/** The language id that `.http` and `.rest` files have, whichever extension contributes it. */
export const requestLanguage = 'http';

const parsed = new WeakMap<vscode.TextDocument, { readonly version: number; readonly file: RequestFile }>();

/** A document's requests, parsed once per version: lenses, problems and commands ask at the same moment. */
export function requestsOf(document: vscode.TextDocument): RequestFile {
  const known = parsed.get(document);
  if (known?.version === document.version) {
    return known.file;
  }
  const file = parseRequests(document.getText());
  parsed.set(document, { version: document.version, file });
  return file;
}
