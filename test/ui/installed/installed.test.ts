import { expect, it } from 'vitest';
import { openWorkbench } from '../support/openWorkbench.ts';

it('the packaged extension adds the practice account, sends a request and opens its signature', async () => {
  const workbench = await openWorkbench({ folder: 'media/practice' });
  await workbench.runCommand('NetSuite TBA: Add Account');
  await workbench.quickInput.pick('Practice account');
  await workbench.showSideBar();
  await workbench.tree('Accounts').waitForRow(/Integration Clerk/);
  await workbench.editor.open('practice.http');
  await (await workbench.editor.codeLens('Send')).click();
  const response = await workbench.webview(/^Response/);
  await response.getByText('200 OK').first().waitFor();
  await response.getByText('"world"').first().waitFor();
  await response.getByRole('button', { name: 'Inspect signature' }).click();
  const signature = await workbench.webview(/^Signature/);
  await signature.getByText('Base string').first().waitFor();
  expect(await workbench.statusBarTexts()).toContain('Practice · Jane Doe · Integration Clerk');
});
