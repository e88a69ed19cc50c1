import * as vscode from 'vscode';
import type { AccountDeployment, AccountRestlet } from '../../exchange/reads/accountRestlets.ts';
import { plainText } from '../plainText.ts';
import { requestLanguage } from '../requests/requestLanguage.ts';
import type { PickItem } from '../wizard.ts';
import type { RestletNode } from './restletTree.ts';
import { stateWords } from './restletWords.ts';

type CallableNode = Extract<RestletNode, { kind: 'restlet' | 'deployment' }>;

/**
 * Writes a request to a deployment into the untitled request file that is open, or a new one. It is not sent: which
 * methods the script has, only the script knows.
 */
export async function newRestletRequest(node: CallableNode): Promise<void> {
  const { accountId, restlet } = node;
  const deployment = node.kind === 'deployment' ? node.deployment : await pickDeployment(restlet);
  if (!deployment) {
    return;
  }
  const document = await untitledFile(accountId);
  const before = document.getText();
  const gap = before.trim() === '' ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  const text = requestTo(accountId, restlet, deployment);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, document.positionAt(before.length), gap + text);
  await vscode.workspace.applyEdit(edit);
  // Behind the target, where parameters go.
  const end = before.length + gap.length + text.indexOf('\nContent-Type');
  const caret = document.positionAt(end);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(caret, caret) });
}

/** With a Content-Type, errors come as JSON too (widely known among practitioners). */
export function requestTo(
  accountId: string,
  { scriptId, name }: Pick<AccountRestlet, 'scriptId' | 'name'>,
  { deploymentId }: Pick<AccountDeployment, 'deploymentId'>,
): string {
  return [
    // Braces would be a variable.
    `### ${name.replaceAll(/[{}]/g, '').trim()}`,
    `# @account ${accountId}`,
    `GET restlet:${scriptId}/${deploymentId}`,
    'Content-Type: application/json',
    '',
  ].join('\n');
}

async function pickDeployment({ name, deployments }: AccountRestlet): Promise<AccountDeployment | undefined> {
  if (deployments.length <= 1) {
    return deployments[0];
  }
  const items = deployments.map((deployment): PickItem<AccountDeployment> => ({
    label: plainText(deployment.title),
    description: plainText([deployment.deploymentId, ...stateWords(deployment)].join(' · ')),
    value: deployment,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('New Request to {0}', plainText(name)),
    placeHolder: vscode.l10n.t('The RESTlet has several deployments. Call which one?'),
    matchOnDescription: true,
  });
  return picked?.value;
}

/** The one in the active editor; else one with requests to the same account, so that they come together; else a new one. */
async function untitledFile(accountId: string): Promise<vscode.TextDocument> {
  const isUntitled = (document: vscode.TextDocument) => document.isUntitled && document.languageId === requestLanguage;
  const active = vscode.window.activeTextEditor?.document;
  const pinned = new RegExp(`^# @account ${accountId}[ \\t]*$`, 'm');
  return (
    [...(active ? [active] : []), ...vscode.workspace.textDocuments.filter(each => pinned.test(each.getText()))].find(
      isUntitled,
    ) ?? vscode.workspace.openTextDocument({ language: requestLanguage, content: '' })
  );
}
