// Pictures of tree, editor, response and inspector in each theme: to be looked at, and for the README.
import { expect, it } from 'vitest';
import { openWorkbench } from './support/openWorkbench.ts';

it.each(['light', 'dark'] as const)('looks as it should in a %s theme', async theme => {
  const workbench = await openWorkbench({ folder: 'media/practice', theme, size: { width: 1440, height: 860 } });
  await workbench.showSideBar();
  await workbench.tree('Accounts').welcome().getByText('No NetSuite account yet').waitFor();
  await workbench.screenshot(`empty-${theme}`);
  await workbench.runCommand('NetSuite TBA: Add Account');
  await workbench.quickInput.pick('Practice account');
  await workbench.tree('Accounts').waitForRow(/Integration Clerk/);
  await workbench.editor.open('practice.http');
  await (await workbench.editor.codeLens('Send', 'id=102')).click();
  const response = await workbench.webview(/^Response/);
  await response.getByText('200 OK').first().waitFor();
  await workbench.screenshot(`response-${theme}`);
  await response.getByRole('tab', { name: 'Timing' }).click();
  await response.getByText('Receiving').first().waitFor();
  await workbench.screenshot(`timing-${theme}`);
  await response.getByRole('tab', { name: 'Headers' }).click();
  await workbench.screenshot(`headers-${theme}`);
  await response.getByRole('tab', { name: 'Request' }).click();
  await workbench.screenshot(`request-${theme}`);
  await response.getByRole('button', { name: 'Inspect signature' }).click();
  await (await workbench.webview(/^Signature/)).getByText('Base string').first().waitFor();
  await workbench.runCommand('View: Close Primary Side Bar');
  await workbench.runCommand('View: Toggle Maximize Editor Group');
  // Moving it makes its frame anew.
  const signature = await workbench.webview(/^Signature/);
  await signature.getByRole('row', { name: /^script/ }).hover();
  const picture = await workbench.screenshot(`signature-${theme}`);
  expect(picture).toContain(theme);
});
