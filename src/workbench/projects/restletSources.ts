import type * as vscode from 'vscode';
import { readRestletScript, type RestletFunction, type RestletScript } from '../../sdf/restletScript.ts';

/** A cheap look before anything is loaded: most scripts in an editor are no RESTlets. */
export function mayBeRestlet(document: vscode.TextDocument): boolean {
  return /@NScriptType\s+restlet\b/i.test(document.getText());
}

const read = new WeakMap<
  vscode.TextDocument,
  { readonly version: number; readonly script: RestletScript | undefined }
>();

/** A document as a RESTlet's script, read once per version. */
export function scriptOf(document: vscode.TextDocument): RestletScript | undefined {
  const known = read.get(document);
  if (known?.version === document.version) {
    return known.script;
  }
  const script = readRestletScript(document.getText());
  read.set(document, { version: document.version, script });
  return script;
}

/** The entry points whose name, where they are defined or where the script lists them, is at a place. */
export function functionsAt(document: vscode.TextDocument, position: vscode.Position): readonly RestletFunction[] {
  const word = document.getWordRangeAtPosition(position);
  if (!word) {
    return [];
  }
  const start = document.offsetAt(word.start);
  const end = document.offsetAt(word.end);
  // The key may stand in quotes.
  const isHere = (offset: number) => start <= offset + 1 && offset < end;
  return scriptOf(document)?.functions.filter(({ offset, keyOffset }) => isHere(offset) || isHere(keyOffset)) ?? [];
}

/** The entry point that a caret is in: the last one that starts before it. */
export function functionAround(document: vscode.TextDocument, offset: number): RestletFunction | undefined {
  return scriptOf(document)
    ?.functions.filter(each => each.offset <= offset)
    .sort((a, b) => b.offset - a.offset)[0];
}
