import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { asAccount, fillInAccount } from './support/addAccount.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import { panelText } from './support/panelText.ts';

it('writes no secret to disk and shows none, whatever is done with it', async () => {
  const practice = inject('practice');
  const workbench = await openWorkbench({ folder: { 'a.http': 'GET /rest/tokeninfo\n' } });
  const canaries = [practice.consumerSecret, practice.tokenSecret];
  const seen: string[] = [];
  const look = async (): Promise<void> => void seen.push(await workbench.page.content());

  await workbench.showSideBar();
  await fillInAccount(workbench, asAccount(practice));
  await look();
  await workbench.quickInput.pick('Test the token, then save');
  await workbench.tree('Accounts').waitForRow(/Integration Clerk/);
  await workbench.editor.open('a.http');
  await (await workbench.editor.codeLens('Send')).click();
  const response = await workbench.webview(/^Response/);
  await response.getByText('200 OK').first().waitFor();
  for (const tab of ['Raw', 'Headers', 'Request', 'Timing']) {
    await response.getByRole('tab', { name: tab }).click();
    seen.push(await panelText(response));
  }
  seen.push(await response.content());
  await response.getByRole('button', { name: 'Inspect signature' }).click();
  const signature = await workbench.webview(/^Signature/);
  await signature.getByText('Base string').first().waitFor();
  seen.push(await panelText(signature), await signature.content());
  await workbench.runCommand('NetSuite TBA: Copy Diagnostics');
  await expect.poll(() => workbench.clipboard()).toContain('"extension"');
  seen.push(await workbench.clipboard());
  await workbench.runCommand('NetSuite TBA: Show Log');
  await look();

  // Secrets were really used: the server took the signatures. None is in anything that was shown.
  for (const canary of canaries) {
    expect(seen.filter(text => text.includes(canary))).toEqual([]);
  }
  // The served VS Code keeps SecretStorage in the browser, so nothing on disk may hold one.
  const leaks: string[] = [];
  let files = 0;
  for (const entry of await readdir(workbench.server.dataFolder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) {
      files++;
      const bytes = await readFile(join(entry.parentPath, entry.name));
      leaks.push(...canaries.filter(canary => bytes.includes(canary)).map(() => entry.name));
    }
  }
  expect(files).toBeGreaterThan(10);
  expect(leaks).toEqual([]);
});
