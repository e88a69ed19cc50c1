import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { AccountBook } from '../accounts/accountBook.ts';
import { LoginGuard } from '../exchange/loginGuard.ts';
import type { AccountNode } from './accounts/accountTree.ts';
import { AccountTree } from './accounts/accountTree.ts';
import { ActiveToken } from './accounts/activeToken.ts';
import { failureStore, indexStore, secretVault } from './accounts/bookStorage.ts';
import { watchOrphans } from './accounts/adopt/watchOrphans.ts';
import { watchRefresh } from './accounts/refresh/watchRefresh.ts';
import { createStatusBar } from './accounts/statusBar.ts';
import { AccountView } from './accounts/tree/accountView.ts';
import { Commands } from './commands.ts';
import { watchRoles } from './guide/watchRoles.ts';
import { Log } from './log.ts';
import { Network } from './network/network.ts';
import { once } from './once.ts';
import { PracticeAccount } from './practice/practiceAccount.ts';
import { registerRequests } from './registerRequests.ts';
import { serialMemento } from './serialMemento.ts';

/** Composition only: makes the services, hands them to whom they concern, registers what VS Code calls. */
export function activate(context: vscode.ExtensionContext): void {
  const services = createServices(context);
  const view = registerViews(services, context.subscriptions);
  const commands = new Commands(services.log, context.subscriptions);
  registerRequests(services, context, commands);
  registerCommands(services, view, context, commands);
}

function createServices(context: vscode.ExtensionContext) {
  const { workspaceState, secrets, subscriptions, globalStorageUri } = context;
  const globalState = serialMemento(context.globalState);
  const channel = vscode.window.createOutputChannel('NetSuite TBA', { log: true });
  const log = new Log(channel);
  const book = new AccountBook(indexStore(globalState), secretVault(secrets), randomUUID, Date.now);
  const active = new ActiveToken(book, workspaceState, globalState);
  const practice = new PracticeAccount(book, globalStorageUri, globalState, log);
  const network = new Network(new LoginGuard(failureStore(globalState), Date.now), log, subscriptions);
  subscriptions.push(
    channel,
    practice,
    active,
    watchRefresh(book),
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      practice.followTrust().catch((error: unknown) => log.error('let scripts run', error));
    }),
    // Other windows write to the same storage and tell nobody; these are the moments to look again.
    secrets.onDidChange(() => book.refresh()),
    vscode.window.onDidChangeWindowState(state => {
      if (state.focused) {
        book.refresh();
      }
    }),
  );
  const services = { log, book, active, practice, network, globalState } as const;
  subscriptions.push(
    practice.onDidAdd(credential => {
      void import('./practice/introduce.ts').then(({ introducePractice }) => introducePractice(credential, services));
    }),
  );
  return services;
}

type Services = ReturnType<typeof createServices>;

function registerViews(
  { book, active, practice, log, globalState }: Services,
  subscriptions: vscode.Disposable[],
): AccountView {
  const tree = new AccountTree(book, active, practice, log);
  const view = new AccountView(tree);
  subscriptions.push(
    view,
    watchRoles(),
    watchOrphans(book, view.treeView, globalState, log),
    createStatusBar(active, listener => book.onChange(listener)),
  );
  return view;
}

function registerCommands(
  services: Services,
  view: AccountView,
  context: vscode.ExtensionContext,
  commands: Commands,
): void {
  const { log, book, active, practice, network } = services;

  commands.register('netsuiteTba.addAccount', async () =>
    (await import('./accounts/addAccount.ts')).addAccount(services),
  );
  // One for the window: it holds the one sign-in that is under way.
  const signIn = once(async () => {
    const { SignInCommand } = await import('./accounts/signIn/signInCommand.ts');
    return new SignInCommand(services, context.extension.extensionKind);
  });
  commands.register('netsuiteTba.signIn', async node => (await signIn()).run(asNode(node)));
  // The view's menu may hand over a row of the tree.
  commands.register('netsuiteTba.importCredentials', async uri =>
    (await import('./accounts/import/importCredentials.ts')).importCredentials(
      services,
      uri instanceof vscode.Uri || uri === 'clipboard' ? uri : undefined,
    ),
  );
  const practiceCommands = () => import('./practice/startPractice.ts');
  commands.register('netsuiteTba.startPractice', async () => (await practiceCommands()).startPracticeAccount(services));
  commands.register('netsuiteTba.resetPractice', async () => (await practiceCommands()).resetPracticeAccount(services));
  commands.register('netsuiteTba.openSetupPages', async () => (await practiceCommands()).openSetupPages(services));
  commands.register('netsuiteTba.openPracticeWorkspace', async () =>
    (await practiceCommands()).openPracticeWorkspace(services),
  );
  commands.register('netsuiteTba.stopPractice', async () => {
    if (!(await practice.stop())) {
      void vscode.window.showInformationMessage(vscode.l10n.t('The practice account was not running.'));
    }
  });
  // Tree keys hand over no row; the key's `args` say that the selected one is meant.
  const rowOf = (argument: unknown) => (argument === 'selection' ? view.treeView.selection[0] : asNode(argument));
  commands.register('netsuiteTba.remove', async node =>
    (await import('./accounts/edit/removeRecord.ts')).removeRecord(services, rowOf(node)),
  );
  commands.register('netsuiteTba.rename', async node =>
    (await import('./accounts/edit/rename.ts')).rename(services, rowOf(node)),
  );
  commands.register('netsuiteTba.editNote', async node =>
    (await import('./accounts/edit/editNote.ts')).editNote(services, asNode(node)),
  );
  commands.register('netsuiteTba.setCreated', async node =>
    (await import('./accounts/edit/setCreated.ts')).setCreated(services, asNode(node)),
  );
  commands.register('netsuiteTba.enterSecret', async node =>
    (await import('./accounts/edit/editSecret.ts')).editSecret(services, asNode(node)),
  );
  commands.register('netsuiteTba.addToken', async node =>
    (await import('./accounts/edit/addToken.ts')).addToken(services, asNode(node)),
  );
  commands.register('netsuiteTba.move', async (node, to) =>
    (await import('./accounts/edit/moveRecord.ts')).moveRecord(services, asNode(node), asNode(to)),
  );
  commands.register('netsuiteTba.duplicateToSandbox', async node =>
    (await import('./accounts/edit/duplicateToSandbox.ts')).duplicateToSandbox(services, asNode(node)),
  );
  commands.register('netsuiteTba.editHosts', async node =>
    (await import('./accounts/edit/editHosts.ts')).editHosts(services, asNode(node)),
  );
  commands.register('netsuiteTba.checkHosts', async node =>
    (await import('./accounts/edit/checkHosts.ts')).checkHosts(services, asNode(node)),
  );
  commands.register('netsuiteTba.explainReset', async node =>
    (await import('./accounts/edit/explainReset.ts')).explainReset(services, asNode(node)),
  );
  commands.register('netsuiteTba.setActive', async node =>
    (await import('./accounts/chooseToken/setActive.ts')).setActive(services, asNode(node)),
  );
  commands.register('netsuiteTba.chooseAllowedAccounts', async () =>
    (await import('./accounts/chooseToken/chooseAllowedAccounts.ts')).chooseAllowedAccounts(book, active),
  );
  commands.register('netsuiteTba.chooseReadOnly', async () =>
    (await import('./requests/chooseReadOnly.ts')).chooseReadOnly(book, services.globalState),
  );
  const doctor = once(async () => {
    const { DoctorPanel } = await import('./doctor/doctorPanel.ts');
    const panel = new DoctorPanel(context.extensionUri, services);
    context.subscriptions.push(panel);
    return panel;
  });
  commands.register('netsuiteTba.diagnose', async node => {
    const row = asNode(node);
    await (await doctor()).show(row?.kind === 'token' ? book.credential(row.record.id) : undefined);
  });
  const loginFailure = once(async () => {
    const { LoginFailurePanel } = await import('./loginFailure/loginFailurePanel.ts');
    const panel = new LoginFailurePanel(context.extensionUri, services);
    context.subscriptions.push(panel);
    return panel;
  });
  commands.register('netsuiteTba.explainLogin', async about => {
    const { chooseQuestion } = await import('./loginFailure/chooseQuestion.ts');
    const question = await chooseQuestion(services, asNode(about), about);
    if (question) {
      await (await loginFailure()).show(question);
    }
  });
  commands.register('netsuiteTba.useOwnClock', () => network.clocks.clear());
  const guide = once(async () => {
    const { GuidePanel } = await import('./guide/guidePanel.ts');
    const panel = new GuidePanel(context.extensionUri, services);
    context.subscriptions.push(panel);
    return panel;
  });
  commands.register('netsuiteTba.openGuide', async target => {
    const row = asNode(target);
    const accountId = row?.kind === 'account' ? row.record.accountId : undefined;
    await (
      await guide()
    ).show(
      accountId,
      stepNames.find(name => name === target),
    );
  });
  commands.register('netsuiteTba.writeRole', async () => (await import('./guide/writeRole.ts')).writeRole(undefined));
  commands.register('netsuiteTba.filter', () => view.filter());
  commands.register('netsuiteTba.clearFilter', () => view.clearFilter());
  commands.register('netsuiteTba.verify', async node =>
    (await import('./accounts/testTokens/verify.ts')).verify(services, asNode(node)),
  );
  commands.register('netsuiteTba.verifyAll', async node =>
    (await import('./accounts/testTokens/verifyAll.ts')).verifyAll(services, asNode(node)),
  );
  commands.register('netsuiteTba.revoke', async node =>
    (await import('./accounts/revoke/revokeToken.ts')).revokeToken(services, asNode(node)),
  );
  commands.register('netsuiteTba.renewTokens', async node =>
    (await import('./accounts/refresh/renewTokens.ts')).renewTokens({ ...services, signIn }, asNode(node)),
  );
  commands.register('netsuiteTba.exportAccounts', async () =>
    (await import('./accounts/bookFile/exportAccounts.ts')).exportAccounts(services, context.extensionUri),
  );
  commands.register('netsuiteTba.importAccounts', async uri =>
    (await import('./accounts/bookFile/importAccounts.ts')).importAccounts(
      services,
      context.extensionUri,
      uri instanceof vscode.Uri ? uri : undefined,
    ),
  );
  commands.register('netsuiteTba.adoptSecrets', async () =>
    (await import('./accounts/adopt/adoptSecrets.ts')).adoptSecrets(services),
  );
  commands.register('netsuiteTba.copyAccountId', async node => {
    const target = asNode(node);
    if (target?.kind === 'account') {
      await vscode.env.clipboard.writeText(target.record.accountId);
    }
  });
  commands.register('netsuiteTba.refresh', () => book.refresh());
  commands.register('netsuiteTba.copyDiagnostics', async () => {
    const { version } = context.extension.packageJSON as { version: string };
    await (await import('./support/copyDiagnostics.ts')).copyDiagnostics(version, book, practice, network);
  });
  commands.register('netsuiteTba.showLog', () => log.show());
}

/** The steps of the guide, as the walkthrough names them. */
const stepNames = ['features', 'roles', 'assign', 'application'] as const;

/** VS Code hands a tree command its row; the palette hands it nothing. */
function asNode(argument: unknown): AccountNode | undefined {
  return typeof argument === 'object' && argument !== null && 'kind' in argument && 'record' in argument
    ? (argument as AccountNode)
    : undefined;
}
