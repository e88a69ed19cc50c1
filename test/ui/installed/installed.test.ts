import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openWorkbench } from '../support/openWorkbench.ts';

it('the packaged extension, installed, adds an account, sends a request and opens up its signature', async () => {
  const workbench = await openWorkbench({ folder: 'media/practice' });
  const extension = join(workbench.server.dataFolder, 'extensions', await installedFolder(workbench.server.dataFolder));
  expect(await readdir(extension)).not.toContain('node_modules');

  await workbench.showSideBar();
  await workbench.runCommand('NetSuite TBA: Add Account');
  await workbench.quickInput.pick('Practice account');
  await workbench.tree('Accounts').waitForRow('Practice token');

  await workbench.editor.open('practice.http');
  await (await workbench.editor.codeLens('Send')).click();
  const response = await workbench.webview(/^Response/);
  await response.getByText('200').first().waitFor();

  await (await workbench.editor.codeLens('Inspect Signature')).click();
  const signature = await workbench.webview(/^Signature/);
  await signature.getByText('oauth_signature_method').first().waitFor();
});

async function installedFolder(dataFolder: string): Promise<string> {
  const names = await readdir(join(dataFolder, 'extensions'));
  return names.find(name => name.startsWith('tba-workbench.')) ?? '';
}
