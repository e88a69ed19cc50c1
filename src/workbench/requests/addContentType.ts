import * as vscode from 'vscode';
import { CodedError } from '../../codedError.ts';
import { fixesFor } from '../../requests/editor/edits.ts';
import type { RequestFile, RequestNode } from '../../requests/nodes.ts';
import { rangeOf, workspaceEdit } from './editor/ranges.ts';

/**
 * Adds the Content-Type that a request lacks, in its file, and shows the place. Undo takes it back.
 *
 * @throws CodedError `content-type-there`
 */
export async function addContentType(
  document: vscode.TextDocument,
  file: RequestFile,
  request: RequestNode,
): Promise<void> {
  if (request.headers.some(({ name }) => name.value.toLowerCase() === 'content-type')) {
    throw new CodedError('content-type-there');
  }
  const problem = { code: 'content-type-missing', span: request.method.range, data: {} };
  const [fix] = fixesFor(document.getText(), file, problem);
  if (!fix) {
    throw new CodedError('request-gone');
  }
  const [edit] = fix.edits;
  await vscode.workspace.applyEdit(workspaceEdit(document, fix.edits));
  const at = edit && rangeOf(document, edit.span).start.translate(1);
  await vscode.window.showTextDocument(document, {
    viewColumn: vscode.ViewColumn.One,
    ...(at && { selection: document.lineAt(at).range }),
  });
}
