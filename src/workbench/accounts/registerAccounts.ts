import * as vscode from 'vscode';
import type { Commands } from '../commands.ts';
import { once } from '../once.ts';
import type { AccountServices } from './accountServices.ts';
import { asNode } from './asNode.ts';
import type { AccountView } from './tree/accountView.ts';

/**
 * What can be done with accounts, applications and tokens; each command loads what it needs when it is first run.
 *
 * @returns takes an address of ours that a browser brought: where a sign-in ends
 */
export function registerAccounts(
  services: AccountServices & { readonly globalState: vscode.Memento },
  view: AccountView,
  { extension, extensionUri, secrets }: Pick<vscode.ExtensionContext, 'extension' | 'extensionUri' | 'secrets'>,
  commands: Commands,
): (uri: vscode.Uri) => Promise<void> {
  const { book, active } = services;
  commands.register('netsuiteTba.addAccount', async () => (await import('./addAccount.ts')).addAccount(services));
  // One for the window: it holds the one sign-in that is under way.
  const signIn = once(async () => {
    const { SignInCommand } = await import('./signIn/signInCommand.ts');
    return new SignInCommand(services, extension.extensionKind);
  });
  commands.register('netsuiteTba.signIn', async node => (await signIn()).run(asNode(node)));
  const oauth2 = once(async () => {
    const { openOAuth2 } = await import('./oauth2/openOAuth2.ts');
    return openOAuth2(services, secrets, extension.id);
  });
  commands.register('netsuiteTba.addOAuth2', async node => (await oauth2()).add(asNode(node)));
  commands.register('netsuiteTba.renewOAuth2', async node => (await oauth2()).add(asNode(node)));
  // The view's menu may hand over a row of the tree.
  commands.register('netsuiteTba.importCredentials', async uri =>
    (await import('./import/importCredentials.ts')).importCredentials(
      services,
      uri instanceof vscode.Uri || uri === 'clipboard' ? uri : undefined,
    ),
  );
  // Tree keys hand over no row; the key's `args` say that the selected one is meant.
  const rowOf = (argument: unknown) => (argument === 'selection' ? view.treeView.selection[0] : asNode(argument));
  commands.register('netsuiteTba.remove', async node =>
    (await import('./edit/removeRecord.ts')).removeRecord(services, rowOf(node)),
  );
  commands.register('netsuiteTba.rename', async node =>
    (await import('./edit/rename.ts')).rename(services, rowOf(node)),
  );
  commands.register('netsuiteTba.editNote', async node =>
    (await import('./edit/editNote.ts')).editNote(services, asNode(node)),
  );
  commands.register('netsuiteTba.setCreated', async node =>
    (await import('./edit/setCreated.ts')).setCreated(services, asNode(node)),
  );
  commands.register('netsuiteTba.enterSecret', async node =>
    (await import('./edit/editSecret.ts')).editSecret(services, asNode(node)),
  );
  commands.register('netsuiteTba.addToken', async node =>
    (await import('./edit/addToken.ts')).addToken(services, asNode(node)),
  );
  commands.register('netsuiteTba.move', async (node, to) =>
    (await import('./edit/moveRecord.ts')).moveRecord(services, asNode(node), asNode(to)),
  );
  commands.register('netsuiteTba.duplicateToSandbox', async node =>
    (await import('./edit/duplicateToSandbox.ts')).duplicateToSandbox(services, asNode(node)),
  );
  commands.register('netsuiteTba.chooseScheme', async node =>
    (await import('./edit/chooseScheme.ts')).chooseScheme(services, asNode(node)),
  );
  commands.register('netsuiteTba.editHosts', async node =>
    (await import('./edit/editHosts.ts')).editHosts(services, asNode(node)),
  );
  commands.register('netsuiteTba.checkHosts', async node =>
    (await import('./edit/checkHosts.ts')).checkHosts(services, asNode(node)),
  );
  commands.register('netsuiteTba.explainReset', async node =>
    (await import('./edit/explainReset.ts')).explainReset(services, asNode(node)),
  );
  commands.register('netsuiteTba.setActive', async node =>
    (await import('./chooseToken/setActive.ts')).setActive(services, asNode(node)),
  );
  commands.register('netsuiteTba.chooseAllowedAccounts', async () =>
    (await import('./chooseToken/chooseAllowedAccounts.ts')).chooseAllowedAccounts(book, active),
  );
  commands.register('netsuiteTba.filter', () => view.filter());
  commands.register('netsuiteTba.clearFilter', () => view.clearFilter());
  commands.register('netsuiteTba.verify', async node =>
    (await import('./testTokens/verify.ts')).verify(services, asNode(node)),
  );
  commands.register('netsuiteTba.verifyAll', async node =>
    (await import('./testTokens/verifyAll.ts')).verifyAll(services, asNode(node)),
  );
  commands.register('netsuiteTba.revoke', async node =>
    (await import('./revoke/revokeToken.ts')).revokeToken(services, asNode(node)),
  );
  commands.register('netsuiteTba.renewTokens', async node =>
    (await import('./refresh/renewTokens.ts')).renewTokens({ ...services, signIn }, asNode(node)),
  );
  commands.register('netsuiteTba.exportAccounts', async () =>
    (await import('./bookFile/exportAccounts.ts')).exportAccounts(services, extensionUri),
  );
  commands.register('netsuiteTba.importAccounts', async uri =>
    (await import('./bookFile/importAccounts.ts')).importAccounts(
      services,
      extensionUri,
      uri instanceof vscode.Uri ? uri : undefined,
    ),
  );
  commands.register('netsuiteTba.adoptSecrets', async () =>
    (await import('./adopt/adoptSecrets.ts')).adoptSecrets(services),
  );
  commands.register('netsuiteTba.copyAccountId', async node => {
    const target = asNode(node);
    if (target?.kind === 'account') {
      await vscode.env.clipboard.writeText(target.record.accountId);
    }
  });
  commands.register('netsuiteTba.refresh', () => book.refresh());
  return async uri => {
    try {
      await (await oauth2()).deliver(uri);
    } catch (error) {
      commands.report('take the address that the browser brought', error);
    }
  };
}
