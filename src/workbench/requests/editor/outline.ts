import * as vscode from 'vscode';
import { foldsOf } from '../../../requests/editor/folding.ts';
import { outlineOf, type OutlineItem } from '../../../requests/editor/symbols.ts';
import { requestsOf } from '../requestDocuments.ts';
import { hasOtherClient } from './otherClient.ts';
import { rangeOf } from './ranges.ts';

/** None where another client has an outline: VS Code would show both, one under the other. */
export function documentSymbols(document: vscode.TextDocument): vscode.DocumentSymbol[] {
  return hasOtherClient() ? [] : outlineOf(requestsOf(document)).map(item => symbolOf(document, item));
}

function symbolOf(document: vscode.TextDocument, item: OutlineItem): vscode.DocumentSymbol {
  const symbol = new vscode.DocumentSymbol(
    item.name,
    item.detail,
    item.kind === 'request' ? vscode.SymbolKind.Method : vscode.SymbolKind.Variable,
    rangeOf(document, item.range),
    rangeOf(document, item.selection),
  );
  symbol.children = item.children.map(child => symbolOf(document, child));
  return symbol;
}

/** VS Code merges the folds of all extensions: the same line folds once. */
export function foldingRanges(document: vscode.TextDocument): vscode.FoldingRange[] {
  return foldsOf(document.getText(), requestsOf(document)).map(
    ({ start, end, kind }) =>
      new vscode.FoldingRange(
        document.positionAt(start).line,
        document.positionAt(end).line,
        kind === 'comment'
          ? vscode.FoldingRangeKind.Comment
          : kind === 'region'
            ? vscode.FoldingRangeKind.Region
            : undefined,
      ),
  );
}
