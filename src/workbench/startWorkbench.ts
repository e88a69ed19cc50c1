import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { AccountBook } from '../accounts/accountBook.ts';
import { LoginGuard } from '../exchange/guards/loginGuard.ts';
import { ActiveToken } from './accounts/activeToken.ts';
import { Callers } from './accounts/callers/callers.ts';
import { failureStore, indexStore, secretVault } from './accounts/bookStorage.ts';
import { registerAccounts } from './accounts/registerAccounts.ts';
import { AccountView } from './accounts/tree/accountView.ts';
import { afterwards } from './afterwards.ts';
import type { CommandId } from './commandIds.ts';
import { Commands } from './commands.ts';
import { Log } from './log.ts';
import { Network } from './network/network.ts';
import { PracticeAccount } from './practice/practiceAccount.ts';
import { registerPractice } from './practice/registerPractice.ts';
import { registerGuidance } from './registerGuidance.ts';
import { registerRequests } from './registerRequests.ts';
import { serialMemento } from './serialMemento.ts';
import { terminalPathKey } from './terminal/terminalPathKey.ts';

/** What VS Code calls by way of extension.ts. */
export interface Workbench {
  readonly run: (id: CommandId, args: readonly unknown[]) => Promise<void>;
  /** An address of ours that a browser brought. */
  readonly deliver: (uri: vscode.Uri) => Promise<void>;
  /** A response that the window before this one showed. */
  readonly restore: (panel: vscode.WebviewPanel, saved: unknown) => Promise<void>;
}

/** Composition only: makes the services, hands them to whom they concern, registers what need not be there before. */
export function startWorkbench(context: vscode.ExtensionContext): Workbench {
  const services = createServices(context);
  const view = registerViews(services, context.subscriptions);
  const commands = new Commands(services.log);
  const restore = registerRequests(services, context, commands);
  const deliver = registerAccounts(services, view, context, commands);
  registerPractice(services, commands);
  registerGuidance(services, context, commands);
  registerSupport(services, context, commands);
  registerTerminalPath(context, services, commands);
  context.subscriptions.push(
    afterwards(
      () => sweep(context),
      error => services.log.error('remove files that were opened from responses', error),
    ),
  );
  return { run: (id, args) => commands.run(id, args), deliver, restore };
}

function createServices(context: vscode.ExtensionContext) {
  const { workspaceState, secrets, subscriptions, globalStorageUri } = context;
  const globalState = serialMemento(context.globalState);
  const channel = vscode.window.createOutputChannel('NetSuite TBA', { log: true });
  const log = new Log(channel);
  const book = new AccountBook(indexStore(globalState), secretVault(secrets), randomUUID, Date.now);
  const active = new ActiveToken(book, workspaceState, globalState);
  const practice = new PracticeAccount(book, globalStorageUri, globalState, log);
  const guard = new LoginGuard(failureStore(globalState), Date.now);
  const network = new Network(guard, log, subscriptions);
  subscriptions.push(
    channel,
    practice,
    active,
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      practice.followTrust().catch((error: unknown) => log.error('let scripts run', error));
    }),
    // Other windows write to the same storage and tell nobody; these are the moments to look again.
    secrets.onDidChange(() => book.refresh()),
    vscode.window.onDidChangeWindowState(state => {
      guard.restore().catch((error: unknown) => log.error('keep what logins failed', error));
      if (state.focused) {
        book.refresh();
      }
    }),
  );
  const callers = new Callers(book, log, vscode.Uri.joinPath(globalStorageUri, 'locks').fsPath);
  const services = { log, book, active, practice, network, callers, globalState } as const;
  subscriptions.push(
    practice.onDidAdd(credential => {
      import('./practice/introduce.ts')
        .then(({ introducePractice }) => introducePractice(credential, services))
        .catch((error: unknown) => log.error('introduce the practice account', error));
    }),
  );
  return services;
}

type Services = ReturnType<typeof createServices>;

function registerViews(services: Services, subscriptions: vscode.Disposable[]): AccountView {
  const { book, active, practice, log } = services;
  const view = new AccountView(async () =>
    (await import('./accounts/tree/makeTree.ts')).makeTree(book, active, practice, log),
  );
  subscriptions.push(
    view,
    afterwards(
      async () => (await import('./watchers.ts')).startWatchers(services, view.treeView),
      error => log.error('watch the account book', error),
    ),
  );
  return view;
}

/** Takes away what earlier windows had to leave behind. */
async function sweep({ globalStorageUri }: vscode.ExtensionContext): Promise<[]> {
  const { OpenedFiles } = await import('./responses/openedFiles.ts');
  await new OpenedFiles(globalStorageUri.fsPath).removeOld(Date.now());
  return [];
}

function registerSupport(services: Services, { extension }: vscode.ExtensionContext, commands: Commands): void {
  const { log, book, practice, network } = services;
  commands.register('netsuiteTba.copyDiagnostics', async () => {
    const { version } = extension.packageJSON as { version: string };
    await (await import('./support/copyDiagnostics.ts')).copyDiagnostics(version, book, practice, network);
  });
  commands.register('netsuiteTba.showLog', () => log.show());
}

/** The command line in VS Code's own terminals. */
function registerTerminalPath(
  context: vscode.ExtensionContext,
  { globalState, log }: Services,
  commands: Commands,
): void {
  const terminal = () => {
    const { environmentVariableCollection, extension, globalStorageUri } = context;
    return { environmentVariableCollection, extension, globalStorageUri, globalState };
  };
  const load = () => import('./terminal/terminalPath.ts');
  commands.register('netsuiteTba.addToPath', async () => (await load()).addToPath(terminal()));
  commands.register('netsuiteTba.removeFromPath', async () => (await load()).removeFromPath(terminal()));
  if (globalState.get(terminalPathKey) === true) {
    load()
      .then(({ renewPath }) => renewPath(terminal()))
      .catch((error: unknown) => log.error('put tba on the PATH of terminals', error));
  }
}
