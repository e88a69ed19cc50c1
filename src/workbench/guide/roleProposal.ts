import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { nameOf } from '../projects/workspaceFiles.ts';

const scheme = 'netsuite-tba-role';

/** Shows a file beside what would take its place, and asks. A question that is put away is a no. */
export async function compareWithProposal(target: vscode.Uri, text: string): Promise<boolean> {
  const { name } = nameOf(target);
  const proposal = vscode.Uri.from({ scheme, path: `/${name}`, query: randomUUID() });
  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: uri => (uri.toString() === proposal.toString() ? text : undefined),
  });
  try {
    const title = vscode.l10n.t('{0}: as it is ↔ as it would be', name);
    await vscode.commands.executeCommand('vscode.diff', target, proposal, title, { preview: true });
    const replace = vscode.l10n.t('Replace');
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t('{0} is there already. Replace it? What is on its left side is lost.', name),
      replace,
      vscode.l10n.t('Keep'),
    );
    return answer === replace;
  } finally {
    await closeProposal(proposal);
    provider.dispose();
  }
}

async function closeProposal(proposal: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all
    .flatMap(group => group.tabs)
    .filter(
      ({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.toString() === proposal.toString(),
    );
  await vscode.window.tabGroups.close(tabs);
}
