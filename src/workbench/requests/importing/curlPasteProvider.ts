import * as vscode from 'vscode';
import { startsWithCurl } from '../../../formats/requestsIn/curlStart.ts';
import type { Log } from '../../log.ts';
import { requestLanguage } from '../requestLanguage.ts';

type OfferCredentials = (text: string) => Promise<void>;

/** Pasted text is at most this long when it is looked at, in UTF-16 units; commands are far shorter. */
const longestPaste = 2 * 1024 * 1024;
const kindName = 'netsuiteTba.request';

/**
 * Has a curl command become a request when it is pasted into a request file. VS Code offers to paste it as text instead.
 *
 * @param offerCredentials called with the command once it was pasted that way
 */
export function registerCurlPaste(offerCredentials: OfferCredentials, log: Pick<Log, 'error'>): vscode.Disposable {
  const kind = vscode.DocumentDropOrPasteEditKind.Empty.append(kindName);
  return vscode.languages.registerDocumentPasteEditProvider(
    { language: requestLanguage },
    {
      provideDocumentPasteEdits: async (document, ranges, transfer, _context, token) => {
        const text = (await transfer.get('text/plain')?.asString()) ?? '';
        const [range, ...others] = ranges;
        if (!range || others.length > 0 || text.length > longestPaste || !startsWithCurl(text)) {
          return undefined;
        }
        const edit = await pasteEdit(document, range, text, kind);
        if (!edit || token.isCancellationRequested) {
          return undefined;
        }
        afterPaste(document, edit.written, () => {
          offerCredentials(text).catch((error: unknown) => log.error('look for pasted credentials', error));
        });
        return [edit.edit];
      },
    },
    { providedPasteEditKinds: [kind], pasteMimeTypes: ['text/plain'] },
  );
}

async function pasteEdit(
  document: vscode.TextDocument,
  range: vscode.Range,
  text: string,
  kind: vscode.DocumentDropOrPasteEditKind,
) {
  const [{ writeCurl }, { insertionPlace }, { requestsOf }] = await Promise.all([
    import('./writeCurl.ts'),
    import('./insertionPlace.ts'),
    import('../requestDocuments.ts'),
  ]);
  const file = requestsOf(document);
  const written = writeCurl(text, file);
  if (!written) {
    return undefined;
  }
  const place = insertionPlace(file, document.getText(), document.offsetAt(range.start), document.offsetAt(range.end));
  // An edit given as text would have its indentation made that of the editor, tabs in a body too.
  const edit = new vscode.DocumentPasteEdit(new vscode.SnippetString(''), title(written.count), kind);
  const snippet = new vscode.SnippetString().appendText(place.before + written.text).appendTabstop(0);
  const insert = vscode.SnippetTextEdit.insert(document.positionAt(place.offset), snippet.appendText(place.after));
  insert.keepWhitespace = true;
  edit.additionalEdit = new vscode.WorkspaceEdit();
  edit.additionalEdit.set(document.uri, [insert]);
  // In the middle of a request, or with more than commands on the clipboard, pasting is what was meant.
  edit.yieldTo = written.isWhole && place.isHere ? [] : [vscode.DocumentDropOrPasteEditKind.Text];
  return { edit, written: written.text };
}

function title(count: number): string {
  return count === 1 ? vscode.l10n.t('Paste as Request') : vscode.l10n.t('Paste as {0} Requests', count);
}

/** VS Code does not say which of the edits was taken: the one whose text appears. */
function afterPaste(document: vscode.TextDocument, written: string, done: () => void): void {
  const wanted = withLineFeeds(written);
  const stop = () => {
    clearTimeout(timer);
    listener.dispose();
  };
  // Long enough for somebody who takes the request from the list of ways to paste.
  const timer = setTimeout(stop, 30_000);
  const listener = vscode.workspace.onDidChangeTextDocument(({ document: changed, contentChanges }) => {
    if (changed === document && contentChanges.some(change => withLineFeeds(change.text).includes(wanted))) {
      stop();
      done();
    }
  });
}

function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
