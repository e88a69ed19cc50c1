import * as vscode from 'vscode';
import { startsWithCurl } from '../../../formats/requestsIn/curlStart.ts';
import { parseRequests } from '../../../requests/parse/parse.ts';
import { requestsOf } from '../requestDocuments.ts';
import { requestLanguage } from '../requestLanguage.ts';
import { insertionPlace } from './insertionPlace.ts';
import { offerCredentials, type OfferServices } from './offerCredentials.ts';
import { writeCurl } from './writeCurl.ts';

/** Puts the curl command on the clipboard into the request file that is open, or into a new one. */
export async function pasteCurl(services: OfferServices): Promise<void> {
  const text = await vscode.env.clipboard.readText();
  const active = vscode.window.activeTextEditor;
  const editor = active?.document.languageId === requestLanguage ? active : undefined;
  const written = startsWithCurl(text)
    ? writeCurl(text, editor ? requestsOf(editor.document) : parseRequests(''))
    : undefined;
  if (!written) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'The clipboard does not begin with a curl command. Copy one from a terminal, a browser or Postman.',
      ),
    );
    return;
  }
  if (!editor) {
    const document = await vscode.workspace.openTextDocument({ language: requestLanguage, content: written.text });
    await vscode.window.showTextDocument(document);
  } else if (!(await insertInto(editor, written.text))) {
    void vscode.window.showErrorMessage(vscode.l10n.t('The file could not be changed. It may be read-only.'));
    return;
  }
  await offerCredentials(text, 'clipboard', services);
}

async function insertInto(editor: vscode.TextEditor, text: string): Promise<boolean> {
  const { document, selection } = editor;
  // Nothing is replaced: a command is not a paste.
  const at = document.offsetAt(selection.active);
  const { offset, before, after } = insertionPlace(requestsOf(document), document.getText(), at, at);
  const position = document.positionAt(offset);
  if (!(await editor.edit(edit => edit.insert(position, before + text + after)))) {
    return false;
  }
  const cursor = document.positionAt(offset + before.length);
  const line = new vscode.Position(cursor.line, 0);
  editor.selection = new vscode.Selection(line, line);
  editor.revealRange(new vscode.Range(line, line), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  return true;
}
