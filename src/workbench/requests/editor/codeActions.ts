import * as vscode from 'vscode';
import { fixesFor, type Fix, type FixSettings } from '../../../requests/editor/edits.ts';
import type { NetSuiteProblem } from '../../../requests/problems/netSuiteProblems.ts';
import type { Problem } from '../../../requests/nodes.ts';
import { requestsOf } from '../requestDocuments.ts';
import { problemsOf } from './documentProblems.ts';
import { noVariables, type EditorServices } from './editorServices.ts';
import { fixText } from './fixText.ts';
import { rangeOf, workspaceEdit } from './ranges.ts';

type AnyProblem = Problem | NetSuiteProblem;

/** Quick fixes for our diagnostics at the caret; one that is the only sensible one also for the whole file. */
export async function codeActions(
  document: vscode.TextDocument,
  { diagnostics }: vscode.CodeActionContext,
  services: EditorServices,
): Promise<vscode.CodeAction[]> {
  const codes = new Set(diagnostics.map(codeOf));
  const outside = (await services.outside?.(document)) ?? noVariables;
  const restlets = await services.restlets?.(document);
  const version = document.version;
  const settings: FixSettings = restlets ?? {};
  const text = document.getText();
  const file = requestsOf(document);
  const problems = problemsOf(document, services, outside).filter(({ code }) => codes.has(code));
  const actions: vscode.CodeAction[] = [];
  for (const diagnostic of diagnostics) {
    const problem = problems.find(
      ({ code, span }) => code === codeOf(diagnostic) && rangeOf(document, span).isEqual(diagnostic.range),
    );
    if (!problem || document.version !== version) {
      continue;
    }
    const fixes = fixesFor(text, file, problem, settings);
    for (const fix of fixes) {
      const action = new vscode.CodeAction(fixText(fix), vscode.CodeActionKind.QuickFix);
      action.edit = workspaceEdit(document, fix.edits);
      action.diagnostics = [diagnostic];
      action.isPreferred = fix.isPreferred;
      actions.push(action);
    }
    const [first] = fixes;
    const everywhere = first && fixes.length === 1 && first.isPreferred ? sameEverywhere(first, problem) : [];
    if (first && everywhere.length > 1) {
      const action = new vscode.CodeAction(
        vscode.l10n.t('{0}, everywhere in this file ({1})', fixText(first), everywhere.length),
        vscode.CodeActionKind.QuickFix,
      );
      action.edit = workspaceEdit(
        document,
        everywhere.flatMap(({ edits }) => edits),
      );
      action.diagnostics = [diagnostic];
      actions.push(action);
    }
  }
  return actions;

  /** The fixes that do the same to every problem of a kind. */
  function sameEverywhere(fix: Fix, { code }: AnyProblem): Fix[] {
    const seen = new Set<string>();
    return problems
      .filter(problem => problem.code === code)
      .flatMap(problem => fixesFor(text, file, problem, settings))
      .filter(each => fixText(each) === fixText(fix))
      .filter(({ edits }) => {
        // Several problems of one request can have one fix.
        const key = JSON.stringify(edits);
        const isNew = !seen.has(key);
        seen.add(key);
        return isNew;
      });
  }
}

function codeOf({ code }: vscode.Diagnostic): string {
  return typeof code === 'string' ? code : '';
}
