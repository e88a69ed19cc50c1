import * as vscode from 'vscode';
import type { RequestFile, Span } from '../../requests/nodes.ts';
import { checkCallee, type CalleeProblem } from '../../sdf/project.ts';
import { requestLanguage, requestsOf } from '../requests/requestDocuments.ts';
import type { ProjectIndex } from './projectIndex.ts';
import { restletCalls, type RestletCall } from './restletCalls.ts';

/** Typing pauses this long (milliseconds) before a file is judged anew. */
const pause = 300;

/** What the project says against the calls of a request file. Without a project in the workspace, nothing. */
export async function projectProblems(
  document: vscode.TextDocument,
  file: RequestFile,
  index: ProjectIndex,
): Promise<vscode.Diagnostic[]> {
  const calls = restletCalls(file).filter(({ deployment }) => deployment !== '');
  const project = calls.length === 0 ? undefined : await index.near(document.uri);
  if (!project || project.restlets.length === 0) {
    return [];
  }
  return calls.flatMap(call => checkCallee(project, call).map(problem => diagnostic(document, call, problem)));
}

/** Squiggles for what the project knows about the calls in open request files. */
export class ProjectProblems {
  readonly #index: ProjectIndex;
  readonly #collection = vscode.languages.createDiagnosticCollection('netsuiteTba.projects');
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  readonly #listeners: readonly vscode.Disposable[];

  constructor(index: ProjectIndex) {
    this.#index = index;
    const { workspace } = vscode;
    const checkAll = () => workspace.textDocuments.forEach(document => this.#checkSoon(document, 0));
    this.#listeners = [
      workspace.onDidOpenTextDocument(document => this.#checkSoon(document, 0)),
      workspace.onDidChangeTextDocument(({ document }) => this.#checkSoon(document, pause)),
      workspace.onDidCloseTextDocument(({ uri }) => this.#collection.delete(uri)),
      index.onDidChange(checkAll),
    ];
    checkAll();
  }

  dispose(): void {
    this.#waiting.forEach(timer => clearTimeout(timer));
    this.#listeners.forEach(listener => void listener.dispose());
    this.#collection.dispose();
  }

  #checkSoon(document: vscode.TextDocument, delay: number): void {
    if (document.languageId !== requestLanguage) {
      return;
    }
    const key = document.uri.toString();
    clearTimeout(this.#waiting.get(key));
    this.#waiting.set(
      key,
      setTimeout(() => {
        this.#waiting.delete(key);
        void this.#check(document);
      }, delay),
    );
  }

  async #check(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    const problems = await projectProblems(document, requestsOf(document), this.#index).catch(() => []);
    if (!document.isClosed && document.version === version) {
      this.#collection.set(document.uri, problems);
    }
  }
}

function diagnostic(document: vscode.TextDocument, call: RestletCall, problem: CalleeProblem): vscode.Diagnostic {
  const { start, end } = spanOf(call, problem);
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  // A script may come from elsewhere, such as a SuiteApp; of the project's own the project knows.
  const severity =
    problem.code === 'script-unknown' ? vscode.DiagnosticSeverity.Information : vscode.DiagnosticSeverity.Warning;
  const result = new vscode.Diagnostic(range, textOf(problem), severity);
  result.source = 'NetSuite TBA';
  result.code = problem.code;
  return result;
}

function spanOf({ scriptSpan, deploymentSpan, request }: RestletCall, { code }: CalleeProblem): Span {
  switch (code) {
    case 'script-unknown':
    case 'script-inactive':
      return scriptSpan;
    case 'function-missing':
      return request.method.range.end > request.method.range.start ? request.method.range : scriptSpan;
    case 'deployment-unknown':
    case 'deployment-not-deployed':
    case 'deployment-not-released':
      return deploymentSpan;
  }
}

function textOf({ code, data }: CalleeProblem): string {
  const { l10n } = vscode;
  const of = (key: string) => data[key] ?? '';
  switch (code) {
    case 'script-unknown':
      return l10n.t(
        'The SuiteCloud project has no RESTlet “{0}”. Is it spelled right, or from elsewhere?',
        of('script'),
      );
    case 'deployment-unknown':
      return l10n.t('In the SuiteCloud project, “{0}” has no deployment “{1}”.', of('script'), of('deployment'));
    case 'script-inactive':
      return l10n.t('In the SuiteCloud project, “{0}” is inactive: NetSuite does not run it.', of('script'));
    case 'deployment-not-deployed':
      return l10n.t(
        'In the SuiteCloud project, “{0}” is not deployed: calls get SSS_INVALID_SCRIPTLET_ID.',
        of('deployment'),
      );
    case 'deployment-not-released':
      return l10n.t(
        'In the SuiteCloud project, “{0}” has status Testing: calls get SSS_INVALID_SCRIPTLET_ID until it is released.',
        of('deployment'),
      );
    case 'function-missing':
      return l10n.t('{0} has no function for {1}.', of('file'), of('method'));
  }
}
