import * as vscode from 'vscode';
import type { AccountServices } from './accounts/accountServices.ts';
import type { Commands } from './commands.ts';
import type { HistoryCommands } from './history/historyCommands.ts';
import { historySize } from './history/historySize.ts';
import type { HistoryStore } from './history/historyStore.ts';
import type { KeptSender } from './history/keptSender.ts';
import { registerHistory } from './history/registerHistory.ts';
import { once } from './once.ts';
import { registerProjects } from './projects/registerProjects.ts';
import type { EditorServices } from './requests/editor/editorServices.ts';
import type { ProductionQuestion } from './requests/productionQuestion.ts';
import type { RequestCommands } from './requests/requestCommands.ts';
import { whenRequestsOpen } from './requests/requestLanguage.ts';
import type { RequestTests } from './requests/tests/requestTests.ts';
import type { ValueSources } from './requests/values/valueSources.ts';
import { registerResponses } from './responses/registerResponses.ts';
import type { ResponsePanels } from './responses/responsePanels.ts';
import { registerRestlets } from './restlets/registerRestlets.ts';
import type { SignaturePanels } from './signature/signaturePanels.ts';

type Services = AccountServices & { readonly globalState: vscode.Memento };

/**
 * Everything about requests: composition only. What sends, shows and keeps them is loaded when it is first needed.
 *
 * @returns shows a response again that the window before showed
 */
export function registerRequests(
  services: Services,
  context: vscode.ExtensionContext,
  commands: Commands,
): (panel: vscode.WebviewPanel, saved: unknown) => Promise<void> {
  const { subscriptions } = context;
  const outsideChanged = new vscode.EventEmitter<void>();
  const parts = requestParts(services, context, commands, () => outsideChanged.fire());
  const restlets = registerRestlets({ ...services, workspaceState: context.workspaceState }, commands, subscriptions);
  const outside = async (document: vscode.TextDocument) => (await parts.values()).outside(document);
  subscriptions.push(outsideChanged);
  const projects = registerProjects(subscriptions, restlets.uploads, {
    ...services,
    outside,
    cached: restlets.cached,
    onRestletsChange: restlets.onDidChange,
  });
  const editor: AccountServices & EditorServices = {
    ...services,
    outside,
    onOutsideChange: outsideChanged.event,
    recordTypes: restlets.recordTypes,
    restlets: async document => {
      const inProject = await projects.knownIds(document);
      const inAccount = restlets.knownIds(services.active.get(document.uri)?.account.accountId ?? '');
      return {
        scripts: [...new Set([...inProject.scripts, ...inAccount.scripts])],
        deploymentsOf: script => [...new Set([...inProject.deploymentsOf(script), ...inAccount.deploymentsOf(script)])],
      };
    },
  };
  subscriptions.push(
    whenRequestsOpen(() => {
      import('./requests/editor/startEditor.ts')
        .then(({ startEditor }) => startEditor(editor, parts.tests, subscriptions, commands))
        .catch((error: unknown) => commands.report('help with request files', error));
    }),
  );
  registerHistory(parts.history, parts.historyCommands, commands, subscriptions);
  registerCommands(services, context, commands, parts);
  commands.register('netsuiteTba.sendToRestlet', (uri, method) => projects.send(uri, method));
  return registerResponses(parts.responses, parts.history, commands);
}

interface RequestParts {
  readonly responses: () => Promise<ResponsePanels>;
  readonly signatures: () => Promise<SignaturePanels>;
  readonly tests: () => Promise<RequestTests>;
  readonly values: () => Promise<ValueSources>;
  readonly requests: () => Promise<RequestCommands>;
  readonly production: () => Promise<ProductionQuestion>;
  readonly history: () => Promise<HistoryStore>;
  readonly historyCommands: () => Promise<HistoryCommands>;
  readonly keptSender: () => Promise<KeptSender>;
}

/** Each made once, when it is first asked for. */
function requestParts(
  services: Services,
  context: vscode.ExtensionContext,
  commands: Commands,
  onValuesChange: () => void,
): RequestParts {
  const { extensionUri, subscriptions, workspaceState, globalStorageUri } = context;
  const kept = <T extends vscode.Disposable>(part: T): T => {
    subscriptions.push(part);
    return part;
  };
  const run = (work: Promise<void>) => void work.catch((error: unknown) => commands.report('panel', error));
  const parts: RequestParts = {
    responses: once(async () => {
      const [{ ResponsePanels }, { responseActions }] = await Promise.all([
        import('./responses/responsePanels.ts'),
        import('./responses/responseActions.ts'),
      ]);
      return kept(new ResponsePanels(context, responseActions({ ...services, ...parts, run })));
    }),
    signatures: once(async () =>
      kept(new (await import('./signature/signaturePanels.ts')).SignaturePanels(extensionUri)),
    ),
    tests: once(async () => {
      const { RequestTests } = await import('./requests/tests/requestTests.ts');
      const runner = async () => (await parts.requests()).runner;
      return kept(new RequestTests(runner, error => commands.report('send from the Test Explorer', error)));
    }),
    values: once(async () => {
      const [{ ValueSources }, { showEnvironment }] = await Promise.all([
        import('./requests/values/valueSources.ts'),
        import('./requests/values/chooseEnvironment.ts'),
      ]);
      const values = kept(new ValueSources(workspaceState));
      kept(showEnvironment(values));
      kept(values.onDidChange(onValuesChange));
      return values;
    }),
    requests: once(async () => {
      const { RequestCommands } = await import('./requests/requestCommands.ts');
      const { responses, signatures, tests, history } = parts;
      const [values, production] = await Promise.all([parts.values(), parts.production()]);
      return kept(
        new RequestCommands({
          ...services,
          workspaceState,
          production,
          responses,
          signatures,
          tests,
          history,
          values,
        }),
      );
    }),
    production: once(async () => {
      const { ProductionQuestion } = await import('./requests/productionQuestion.ts');
      return new ProductionQuestion(services.globalState);
    }),
    history: once(async () => (await import('./history/openHistory.ts')).openHistory(context, services.log)),
    keptSender: once(async () => {
      const { responses, history } = parts;
      const [{ KeptSender }, production] = await Promise.all([import('./history/keptSender.ts'), parts.production()]);
      return new KeptSender({ ...services, production, responses, history });
    }),
    historyCommands: once(async () => {
      const { responses, signatures, history } = parts;
      const [{ HistoryCommands }, { OpenedFiles }, { lookForPractice }, store, sender] = await Promise.all([
        import('./history/historyCommands.ts'),
        import('./responses/openedFiles.ts'),
        import('./practice/lookForPractice.ts'),
        history(),
        parts.keptSender(),
      ]);
      const { book, active } = services;
      return new HistoryCommands({
        store,
        opened: new OpenedFiles(globalStorageUri.fsPath),
        book,
        active,
        responses,
        signatures,
        size: historySize,
        sendCall: sender.send,
        findPractice: () => lookForPractice(services),
        report: (doing, error) => commands.report(doing, error),
      });
    }),
  };
  return parts;
}

function registerCommands(
  services: Services,
  { extensionUri }: vscode.ExtensionContext,
  commands: Commands,
  { requests, values, signatures }: RequestParts,
): void {
  const uriOf = (argument: unknown) => (argument instanceof vscode.Uri ? argument : undefined);
  commands.register('netsuiteTba.send', async (uri, offset) => (await requests()).send(uri, offset));
  commands.register('netsuiteTba.sendAll', async uri => (await requests()).sendMany('all', uri));
  commands.register('netsuiteTba.sendBelow', async uri => (await requests()).sendMany('below', uri));
  commands.register('netsuiteTba.sendSelection', async uri => (await requests()).sendMany('selected', uri));
  commands.register('netsuiteTba.inspect', async (uri, offset) => (await requests()).inspect(uri, offset));
  commands.register('netsuiteTba.inspectTyped', async () =>
    (await import('./signature/inspectTyped.ts')).inspectTyped(services, signatures),
  );
  commands.register('netsuiteTba.chooseReadOnly', async () =>
    (await import('./requests/chooseReadOnly.ts')).chooseReadOnly(services.book, services.globalState),
  );
  commands.register('netsuiteTba.sendUnderBoth', async (uri, offset) =>
    (await requests()).sendUnderBoth('one', uri, offset),
  );
  commands.register('netsuiteTba.sendAllUnderBoth', async uri =>
    (await requests()).sendUnderBoth('all', uri, undefined),
  );
  commands.register('netsuiteTba.sendToTwo', async (uri, offset) => (await requests()).sendToTwo(uri, offset));
  commands.register('netsuiteTba.copyAsCode', async (uri, offset) => (await requests()).copyAsCode(uri, offset));
  commands.register('netsuiteTba.chooseEnvironment', async () =>
    (await import('./requests/values/chooseEnvironment.ts')).chooseEnvironment(await values()),
  );
  commands.register('netsuiteTba.newRequestFile', async () =>
    (await import('./requests/newRequestFile.ts')).newRequestFile(services.active, extensionUri),
  );
  commands.register('netsuiteTba.pasteCurl', async () =>
    (await import('./requests/importing/pasteCurl.ts')).pasteCurl(services),
  );
  commands.register('netsuiteTba.importRequests', async uri =>
    (await import('./requests/importing/importRequests.ts')).importRequests(services, uriOf(uri)),
  );
}
