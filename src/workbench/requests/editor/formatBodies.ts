import * as vscode from 'vscode';
import { isSuiteQl } from '../../../requests/parse/directives.ts';
import { formatJson } from '../../../requests/editor/formatJson.ts';
import type { RequestNode } from '../../../requests/nodes.ts';
import { requestsOf } from '../requestDocuments.ts';
import { rangeOf } from './ranges.ts';

/** Lays out the JSON bodies that a range touches; what is not JSON stays as it is. */
export function formatBodies(
  document: vscode.TextDocument,
  { insertSpaces, tabSize }: vscode.FormattingOptions,
  range?: vscode.Range,
): vscode.TextEdit[] {
  const text = document.getText();
  const style = {
    indent: insertSpaces ? ' '.repeat(tabSize) : '\t',
    lineEnd: document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n',
  };
  const from = range ? document.offsetAt(range.start) : 0;
  const to = range ? document.offsetAt(range.end) : text.length;
  return requestsOf(document).requests.flatMap(request => {
    const { body } = request;
    if (!body || body.range.end < from || body.range.start > to || !isJson(request)) {
      return [];
    }
    const written = text.slice(body.range.start, body.range.end);
    const formatted = formatJson(written, style);
    return formatted === undefined || formatted === written
      ? []
      : [vscode.TextEdit.replace(rangeOf(document, body.range), formatted)];
  });
}

function isJson(request: RequestNode): boolean {
  const { body, headers } = request;
  if (!body || body.file || isSuiteQl(request)) {
    return false;
  }
  const type = headers.findLast(({ name }) => name.value.toLowerCase() === 'content-type')?.value.value;
  return type === undefined || type.includes('{{') ? /^\s*[{[]/.test(body.text) : /json/i.test(type);
}
