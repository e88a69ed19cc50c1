// Tree, editor, response and inspector in each theme: pictures to be looked at (and for the README), and the rules of
// accessibility that a program can check.
import { expect, it } from 'vitest';
import { violations } from './support/axe.ts';
import { openWorkbench } from './support/openWorkbench.ts';

it.each(['light', 'dark', 'contrast'] as const)('panels are as they should be in a %s theme', async theme => {
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
  for (const tab of ['Body', 'Raw', 'Headers', 'Request', 'Timing']) {
    await response.getByRole('tab', { name: tab }).click();
    expect(await violations(response), tab).toEqual([]);
    await workbench.screenshot(`${tab.toLowerCase()}-${theme}`);
  }
  // By now the icons' font has come too.
  await response.getByRole('tab', { name: 'Body' }).click();
  await response.getByText('companyName').first().waitFor();
  await workbench.screenshot(`response-${theme}`);
  await response.getByRole('button', { name: 'Inspect signature' }).click();
  await (await workbench.webview(/^Signature/)).getByText('Base string').first().waitFor();
  await workbench.runCommand('View: Close Primary Side Bar');
  await workbench.runCommand('View: Toggle Maximize Editor Group');
  // Moving a panel may make its frame anew, at some moment after the command.
  const scriptRow = async () => (await workbench.webview(/^Signature/)).getByRole('row', { name: /^script/ });
  await expect
    .poll(
      async () =>
        (await scriptRow()).hover({ timeout: 1000 }).then(
          () => true,
          () => false,
        ),
      { timeout: 20_000 },
    )
    .toBe(true);
  const signature = await workbench.webview(/^Signature/);
  await workbench.screenshot(`signature-${theme}`);
  expect(await violations(signature)).toEqual([]);
});
