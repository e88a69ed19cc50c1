import * as vscode from 'vscode';
import type { KnownRestlets } from '../requests/editor/editorServices.ts';
import { requestLanguage, whenRequestsOpen } from '../requests/requestLanguage.ts';
import type { AccountServices } from './accountRestlets.ts';
import type { ProjectKnowledge } from './projectKnowledge.ts';
import type { Uploads } from './restletLenses.ts';

const scripts = [{ language: 'javascript' }, { language: 'typescript' }];
const requests = { language: requestLanguage };

/** What others ask of the projects. */
export interface RegisteredProjects {
  /** What the command `netsuiteTba.sendToRestlet` runs. */
  readonly send: (uri: unknown, method: unknown) => Promise<void>;
  readonly knownIds: (document: vscode.TextDocument) => Promise<KnownRestlets>;
}

/**
 * What the editor knows of SuiteCloud projects, and of the RESTlets that accounts have: in request files and in the
 * sources of RESTlets. Loaded, and the workspace looked through, only when a file of either kind is open.
 */
export function registerProjects(
  subscriptions: vscode.Disposable[],
  uploads: Uploads & { readonly onDidChange: (listener: () => void) => { dispose(): void } },
  services: AccountServices,
): RegisteredProjects {
  const { languages, workspace } = vscode;
  const lensesChanged = new vscode.EventEmitter<void>();
  let loading: Promise<ProjectKnowledge> | undefined;
  const load = (): Promise<ProjectKnowledge> =>
    (loading ??= import('./projectKnowledge.ts').then(module => {
      const knowledge = new module.ProjectKnowledge(services);
      subscriptions.push(knowledge, ...knowledge.onDidChange(() => lensesChanged.fire()));
      return knowledge;
    }));
  subscriptions.push(
    lensesChanged,
    vscode.Disposable.from(uploads.onDidChange(() => lensesChanged.fire())),
    workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('netsuiteTba.codeLens')) {
        lensesChanged.fire();
      }
    }),
    languages.registerCodeLensProvider(scripts, {
      onDidChangeCodeLenses: lensesChanged.event,
      // Most scripts are no RESTlets, and load nothing.
      provideCodeLenses: async document =>
        /@NScriptType\s+restlet\b/i.test(document.getText()) ? (await load()).lenses(document, uploads) : [],
      resolveCodeLens: async (lens, token) => (await load()).resolveLens(lens, token),
    }),
    languages.registerReferenceProvider(scripts, {
      provideReferences: async (document, position, _, token) =>
        /@NScriptType\s+restlet\b/i.test(document.getText())
          ? (await load()).references(document, position, token)
          : [],
    }),
    whenRequestsOpen(() => registerForRequests(subscriptions, load)),
  );
  return {
    send: async (uri, method) => (await load()).send(uri, method),
    knownIds: async document => (await load()).knownIds(document),
  };
}

/** What is known of projects, in request files. */
function registerForRequests(subscriptions: vscode.Disposable[], load: () => Promise<ProjectKnowledge>): void {
  const { languages } = vscode;
  // Not while the window starts.
  const first = setTimeout(() => void load().then(knowledge => knowledge.watchProblems()), 0);
  subscriptions.push(
    new vscode.Disposable(() => clearTimeout(first)),
    languages.registerHoverProvider(requests, {
      provideHover: async (document, position, token) => (await load()).hover(document, position, token),
    }),
    languages.registerDefinitionProvider(requests, {
      provideDefinition: async (document, position, token) => (await load()).definition(document, position, token),
    }),
    languages.registerCompletionItemProvider(
      requests,
      {
        provideCompletionItems: async (document, position, token) =>
          (await load()).completion(document, position, token),
      },
      ...[':', '/', '='],
    ),
  );
}
