import * as vscode from 'vscode';
import type { CheckResult } from '../../../exchange/checks/checkAnswer.ts';
import type { CheckLine } from '../../../panels/response/messages.ts';
import { errorLine } from '../../errorText.ts';
import type { Step } from './step.ts';

/** The checks of an answer as the panel shows them. */
export function checkLines(results: readonly CheckResult[]): readonly CheckLine[] {
  return results.map(result => ({
    passed: result.passed,
    text: result.check.directive.value.value,
    ...(result.passed ? {} : { why: whyNot(result) }),
  }));
}

/** Why a check does not hold, in one line. */
export function whyNot({ check, actual, expected, error }: CheckResult): string {
  if (error) {
    return errorLine(error);
  }
  if (actual === undefined) {
    return vscode.l10n.t('There is no such value.');
  }
  return expected === undefined || expected === check.value?.value
    ? vscode.l10n.t('It is {0}.', actual)
    : vscode.l10n.t('It is {0}, compared with {1}.', actual, expected);
}

/** Squiggles under the checks that did not hold, until the file is edited or the request is sent again. */
export class CheckProblems {
  readonly #collection = vscode.languages.createDiagnosticCollection('netsuiteTba.checks');
  /** By document and then by request, so that sending one leaves what is known of the others. */
  readonly #shown = new Map<string, Map<string, readonly vscode.Diagnostic[]>>();
  readonly #listeners = [
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      // Places are those of the text as it was.
      if (contentChanges.length > 0) {
        this.#forget(document.uri);
      }
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri)),
  ];

  show({ document, key, text, request }: Step, results: readonly CheckResult[]): void {
    const { start, end } = request.range;
    if (document.isClosed || document.getText().slice(start, end) !== text) {
      return;
    }
    const name = document.uri.toString();
    const requests = this.#shown.get(name) ?? new Map<string, readonly vscode.Diagnostic[]>();
    this.#shown.set(name, requests);
    requests.set(
      key,
      results.filter(({ passed }) => !passed).map(result => diagnostic(document, result)),
    );
    this.#collection.set(document.uri, [...requests.values()].flat());
  }

  dispose(): void {
    this.#listeners.forEach(listener => void listener.dispose());
    this.#collection.dispose();
  }

  #forget(uri: vscode.Uri): void {
    if (this.#shown.delete(uri.toString())) {
      this.#collection.delete(uri);
    }
  }
}

function diagnostic(document: vscode.TextDocument, result: CheckResult): vscode.Diagnostic {
  const { start, end } = result.check.directive.range;
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  const message = vscode.l10n.t('This did not hold when it was sent. {0}', whyNot(result));
  const problem = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Error);
  problem.source = 'NetSuite TBA';
  problem.code = 'check-failed';
  return problem;
}
