import * as vscode from 'vscode';
import { plainText } from '../../plainText.ts';
import type { Candidate } from './combineFindings.ts';
import type { SourceText } from './sourceText.ts';
import { valuesToRemove, type TextRange } from './valuesToRemove.ts';

/**
 * Empties the places in a file where imported keys and secrets stand, after asking; the file itself stays, and what was
 * done can be undone. Nothing happens when the file has another text by now.
 */
export async function removeFromFile(
  uri: vscode.Uri,
  source: SourceText,
  imported: readonly Candidate[],
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const count = rangesIn(document, source, imported)?.length;
  if (count === undefined) {
    await tellChanged(uri);
    return;
  }
  const name = plainText(vscode.workspace.asRelativePath(uri));
  const removeWord = vscode.l10n.t('Remove');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Remove the imported keys and secrets from “{0}”?', name),
    {
      modal: true,
      detail: [
        count === 1
          ? vscode.l10n.t('One value becomes empty; names, account ID and everything else stay.')
          : vscode.l10n.t('{0} values become empty; names, account ID and everything else stay.', count),
        vscode.l10n.t(
          'Programs that read the file lose them. Undo brings them back. Copies in version control, in VS Code’s local history and in backups are not touched: if the file was shared, make new credentials at NetSuite.',
        ),
      ].join(' '),
    },
    removeWord,
  );
  if (answer !== removeWord) {
    return;
  }
  // The question may have stood there for a while.
  const ranges = rangesIn(document, source, imported);
  if (!ranges) {
    await tellChanged(uri);
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  for (const { start, end } of ranges) {
    edit.delete(uri, new vscode.Range(document.positionAt(start), document.positionAt(end)));
  }
  if (!(await vscode.workspace.applyEdit(edit))) {
    void vscode.window.showErrorMessage(vscode.l10n.t('“{0}” could not be changed. It may be read-only.', name));
    return;
  }
  await vscode.window.showTextDocument(document);
  await offerSave(document, name);
}

/** Where to remove, undefined when the document has changed since it was read. */
function rangesIn(
  document: vscode.TextDocument,
  { text }: SourceText,
  imported: readonly Candidate[],
): TextRange[] | undefined {
  const now = document.getText();
  if (now === text) {
    return valuesToRemove(now, imported);
  }
  // An editor gives all lines of a file the same end; then only the values themselves tell where they stand.
  return withoutReturns(now) === withoutReturns(text)
    ? valuesToRemove(
        now,
        imported.map(candidate => ({ ...candidate, spans: [] })),
      )
    : undefined;
}

function withoutReturns(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

async function tellChanged(uri: vscode.Uri): Promise<void> {
  const again = vscode.l10n.t('Import Again');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Nothing was removed: the file has changed since it was read. Import it again to be asked again.'),
    again,
  );
  if (answer === again) {
    await vscode.commands.executeCommand('netsuiteTba.importCredentials', uri);
  }
}

async function offerSave(document: vscode.TextDocument, name: string): Promise<void> {
  if (!document.isDirty) {
    return;
  }
  const save = vscode.l10n.t('Save');
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t('Removed in the editor. On disk, “{0}” still has them until it is saved.', name),
    save,
  );
  if (answer === save && !(await document.save())) {
    void vscode.window.showErrorMessage(vscode.l10n.t('“{0}” could not be saved.', name));
  }
}

/** Empties the clipboard, unless something else was copied meanwhile. */
export async function clearClipboard({ text }: SourceText): Promise<void> {
  if ((await vscode.env.clipboard.readText()) !== text) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Left as it is: the clipboard holds something else by now.'),
    );
    return;
  }
  await vscode.env.clipboard.writeText('');
  void vscode.window.showInformationMessage(
    vscode.l10n.t('The clipboard was cleared; the system’s history of it is not.'),
  );
}
