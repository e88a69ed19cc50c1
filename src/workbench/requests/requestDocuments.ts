import type * as vscode from 'vscode';
import type { RequestFile } from '../../requests/nodes.ts';
import { parseText, reparse, type ParsedText } from '../../requests/parse/reparse.ts';

const parsedDocuments = new WeakMap<vscode.TextDocument, { readonly version: number; readonly parsed: ParsedText }>();

/**
 * A document's requests, parsed once per version: lenses, problems and commands ask at the same moment. Of the next
 * version only what has changed is parsed.
 */
export function requestsOf(document: vscode.TextDocument): RequestFile {
  const { version } = document;
  const known = parsedDocuments.get(document);
  if (known?.version === version) {
    return known.parsed.file;
  }
  const text = document.getText();
  const parsed = known ? reparse(known.parsed, text) : parseText(text);
  parsedDocuments.set(document, { version, parsed });
  return parsed.file;
}
