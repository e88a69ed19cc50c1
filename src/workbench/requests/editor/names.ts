import * as vscode from 'vscode';
import { definitionsOf, occurrenceAt, occurrencesOf, type Occurrence } from '../../../requests/editor/referencesOf.ts';
import { checkNewName, renameableAt, renameEdits, type NameFault } from '../../../requests/editor/rename.ts';
import { requestsOf } from '../requestDocuments.ts';
import { hasOtherClient } from './otherClient.ts';
import { rangeOf, workspaceEdit } from './ranges.ts';

/** What can be renamed at a place. Rejects, with a reason for the person, where nothing can. */
export function prepareRename(
  document: vscode.TextDocument,
  position: vscode.Position,
): { range: vscode.Range; placeholder: string } {
  const found = renameableAt(requestsOf(document), document.offsetAt(position));
  if (!found) {
    throw new Error(vscode.l10n.t('Only variables and names of requests that this file defines can be renamed.'));
  }
  return { range: rangeOf(document, found.span), placeholder: found.thing.name };
}

export function rename(
  document: vscode.TextDocument,
  position: vscode.Position,
  newName: string,
): vscode.WorkspaceEdit | undefined {
  const file = requestsOf(document);
  const found = renameableAt(file, document.offsetAt(position));
  if (!found) {
    return undefined;
  }
  const fault = checkNewName(file, found.thing, newName);
  if (fault !== undefined) {
    throw new Error(faultText(fault, newName));
  }
  return workspaceEdit(document, renameEdits(file, found.thing, newName));
}

export function references(
  document: vscode.TextDocument,
  position: vscode.Position,
  { includeDeclaration }: vscode.ReferenceContext,
): vscode.Location[] {
  const found = ours(document, position);
  return found
    ? occurrencesOf(requestsOf(document), found.thing)
        .filter(({ isDefinition }) => includeDeclaration || !isDefinition)
        .map(each => locationOf(document, each))
    : [];
}

/** Of several definitions of a variable the last one counts. */
export function definition(document: vscode.TextDocument, position: vscode.Position): vscode.Location[] {
  const found = ours(document, position);
  const all = found ? definitionsOf(requestsOf(document), found.thing) : [];
  return (found?.thing.kind === 'variable' ? all.slice(-1) : all).map(each => locationOf(document, each));
}

/** Other clients find the definitions and uses of variables too, and VS Code would list each place twice. */
function ours(document: vscode.TextDocument, position: vscode.Position): Occurrence | undefined {
  const found = occurrenceAt(requestsOf(document), document.offsetAt(position));
  return found?.thing.kind === 'variable' && hasOtherClient() ? undefined : found;
}

function locationOf(document: vscode.TextDocument, { span }: Occurrence): vscode.Location {
  return new vscode.Location(document.uri, rangeOf(document, span));
}

function faultText(fault: NameFault, newName: string): string {
  switch (fault) {
    case 'empty':
      return vscode.l10n.t('A name cannot be empty.');
    case 'characters':
      return vscode.l10n.t('“{0}” cannot be a name: letters, digits, “_” and “-” can be in it.', newName);
    case 'taken':
      return vscode.l10n.t('There is another “{0}” in this file.', newName);
  }
}
