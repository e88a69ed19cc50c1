import * as vscode from 'vscode';
import { checkAccountCallee, type AccountCalleeProblem } from '../../exchange/reads/checkAccountCallee.ts';
import type { RequestFile, Span } from '../../requests/nodes.ts';
import { checkCallee, type CalleeProblem } from '../../sdf/project.ts';
import { requestsOf } from '../requests/requestDocuments.ts';
import { requestLanguage } from '../requests/requestLanguage.ts';
import { absoluteTime } from '../accounts/tree/times.ts';
import { restletsOfAccount, type AccountServices, type RestletsOfAccount } from './accountRestlets.ts';
import type { ProjectIndex } from './projectIndex.ts';
import { restletCalls, type RestletCall } from './restletCalls.ts';

/** Typing pauses this long (milliseconds) before a file is judged anew. */
const pause = 300;

/**
 * What the project, and what was read from the account, say against the calls of a request file. Without a project in the
 * workspace and without an account that was read, nothing.
 */
async function projectProblems(
  document: vscode.TextDocument,
  file: RequestFile,
  index: ProjectIndex,
  services: AccountServices,
): Promise<vscode.Diagnostic[]> {
  const calls = restletCalls(file).filter(({ deployment }) => deployment !== '');
  if (calls.length === 0) {
    return [];
  }
  const project = await index.near(document.uri);
  const isProject = project.restlets.length > 0;
  const found: vscode.Diagnostic[] = [];
  for (const call of calls) {
    const account = await restletsOfAccount(document, file, call.request, services);
    const inAccount = account ? accountProblems(account, call) : [];
    const inProject = isProject ? checkCallee(project, call) : [];
    for (const problem of inProject) {
      // A RESTlet that the account has is spelled right, and from elsewhere.
      if (problem.code === 'script-unknown' && account !== undefined) continue;
      found.push(diagnostic(document, call, problem.code, textOf(problem)));
    }
    const isSaid = (code: string) => inProject.some(problem => `${problem.code}-in-account` === code);
    for (const problem of inAccount) {
      if (account && !isSaid(problem.code)) {
        found.push(diagnostic(document, call, problem.code, accountText(problem, account)));
      }
    }
  }
  return found;
}

function accountProblems({ restlets, left }: RestletsOfAccount, call: RestletCall): AccountCalleeProblem[] {
  const problems = checkAccountCallee(restlets, call);
  // Of more RESTlets than are kept, the one that is meant may be among the others.
  return left > 0 ? problems.filter(({ code }) => code !== 'script-not-in-account') : problems;
}

/** Squiggles for what project and account are known to say about the calls in open request files. */
export class ProjectProblems {
  readonly #index: ProjectIndex;
  readonly #collection = vscode.languages.createDiagnosticCollection('netsuiteTba.projects');
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  readonly #listeners: readonly { dispose(): unknown }[];
  readonly #services: AccountServices;

  constructor(index: ProjectIndex, services: AccountServices) {
    this.#index = index;
    this.#services = services;
    const { workspace } = vscode;
    const checkAll = () => workspace.textDocuments.forEach(document => this.#checkSoon(document, 0));
    this.#listeners = [
      workspace.onDidOpenTextDocument(document => this.#checkSoon(document, 0)),
      workspace.onDidChangeTextDocument(({ document }) => this.#checkSoon(document, pause)),
      workspace.onDidCloseTextDocument(({ uri }) => this.#collection.delete(uri)),
      index.onDidChange(checkAll),
      services.onRestletsChange(checkAll),
      // Which account is meant may be another one.
      services.active.onDidChange(checkAll),
      services.book.onChange(checkAll),
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
    const problems = await projectProblems(document, requestsOf(document), this.#index, this.#services).catch(() => []);
    if (!document.isClosed && document.version === version) {
      this.#collection.set(document.uri, problems);
    }
  }
}

type Code = CalleeProblem['code'] | AccountCalleeProblem['code'];

function diagnostic(document: vscode.TextDocument, call: RestletCall, code: Code, text: string): vscode.Diagnostic {
  const { start, end } = spanOf(call, code);
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  // A script may come from elsewhere, such as a SuiteApp; of the project's own the project knows.
  const severity =
    code === 'script-unknown' ? vscode.DiagnosticSeverity.Information : vscode.DiagnosticSeverity.Warning;
  const result = new vscode.Diagnostic(range, text, severity);
  result.source = 'NetSuite TBA';
  result.code = code;
  return result;
}

function spanOf({ scriptSpan, deploymentSpan, request }: RestletCall, code: Code): Span {
  switch (code) {
    case 'script-unknown':
    case 'script-inactive':
    case 'script-not-in-account':
    case 'script-inactive-in-account':
      return scriptSpan;
    case 'function-missing':
      return request.method.range.end > request.method.range.start ? request.method.range : scriptSpan;
    case 'deployment-unknown':
    case 'deployment-not-deployed':
    case 'deployment-not-released':
    case 'deployment-not-in-account':
    case 'deployment-not-deployed-in-account':
    case 'deployment-not-released-in-account':
      return deploymentSpan;
  }
}

/** With the time of reading: the account may have been changed since. */
function accountText(
  { code, data: { script, deployment } }: AccountCalleeProblem,
  { account, readAt }: RestletsOfAccount,
): string {
  const { l10n } = vscode;
  const { name } = account;
  const read = absoluteTime(readAt, vscode.env.language);
  switch (code) {
    case 'script-not-in-account':
      return l10n.t('{0} had no RESTlet “{1}” when its RESTlets were read ({2}).', name, script, read);
    case 'deployment-not-in-account':
      return l10n.t(
        'In {0}, “{1}” had no deployment “{2}” when its RESTlets were read ({3}).',
        name,
        script,
        deployment,
        read,
      );
    case 'script-inactive-in-account':
      return l10n.t(
        'In {0}, “{1}” was inactive when its RESTlets were read ({2}): NetSuite does not run it.',
        name,
        script,
        read,
      );
    case 'deployment-not-deployed-in-account':
      return l10n.t(
        'In {0}, “{1}” was not deployed when its RESTlets were read ({2}): calls get SSS_INVALID_SCRIPTLET_ID.',
        name,
        deployment,
        read,
      );
    case 'deployment-not-released-in-account':
      return l10n.t(
        'In {0}, “{1}” was not released when its RESTlets were read ({2}): calls get SSS_INVALID_SCRIPTLET_ID.',
        name,
        deployment,
        read,
      );
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
