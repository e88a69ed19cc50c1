import type * as vscode from 'vscode';
import type { AccountServices } from './accounts/accountServices.ts';
import { asNode } from './accounts/asNode.ts';
import type { Commands } from './commands.ts';
import { once } from './once.ts';

/** The steps of the guide, as the walkthrough names them. */
const stepNames = ['features', 'roles', 'assign', 'application'] as const;

/** The panels that explain: why a signature is wrong, why a login failed, what a token says, how all of it is set up and moves on. */
export function registerGuidance(
  services: AccountServices & { readonly globalState: vscode.Memento },
  { extensionUri, subscriptions }: Pick<vscode.ExtensionContext, 'extensionUri' | 'subscriptions'>,
  commands: Commands,
): void {
  const doctor = once(async () => {
    const { DoctorPanel } = await import('./doctor/doctorPanel.ts');
    const panel = new DoctorPanel(extensionUri, services);
    subscriptions.push(panel);
    return panel;
  });
  commands.register('netsuiteTba.diagnose', async node => {
    const row = asNode(node);
    await (await doctor()).show(row?.kind === 'token' ? services.book.credential(row.record.id) : undefined);
  });
  const loginFailure = once(async () => {
    const { LoginFailurePanel } = await import('./loginFailure/loginFailurePanel.ts');
    const panel = new LoginFailurePanel(extensionUri, services);
    subscriptions.push(panel);
    return panel;
  });
  commands.register('netsuiteTba.explainLogin', async about => {
    const { chooseQuestion } = await import('./loginFailure/chooseQuestion.ts');
    const question = await chooseQuestion(services, asNode(about), about);
    if (question) {
      await (await loginFailure()).show(question);
    }
  });
  const token = once(async () => {
    const { TokenPanel } = await import('./token/tokenPanel.ts');
    const panel = new TokenPanel(extensionUri);
    subscriptions.push(panel);
    return panel;
  });
  commands.register('netsuiteTba.inspectToken', async about =>
    (await import('./token/inspectToken.ts')).inspectToken(about, services, token),
  );
  commands.register('netsuiteTba.useOwnClock', () => services.network.clocks.clear());
  const guide = once(async () => {
    const { GuidePanel } = await import('./guide/guidePanel.ts');
    const panel = new GuidePanel(extensionUri, services);
    subscriptions.push(panel);
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
  const migration = once(async () => {
    const { MigrationPanel } = await import('./migration/migrationPanel.ts');
    const panel = new MigrationPanel(extensionUri, services);
    subscriptions.push(panel);
    return panel;
  });
  const showMigration = async (target: unknown, view: 'inventory' | 'plan') => {
    const row = asNode(target);
    await (await migration()).show(row?.kind === 'account' ? row.record.accountId : undefined, view);
  };
  commands.register('netsuiteTba.inventory', target => showMigration(target, 'inventory'));
  commands.register('netsuiteTba.planMove', target => showMigration(target, 'plan'));
}
