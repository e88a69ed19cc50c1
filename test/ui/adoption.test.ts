import { afterAll, expect, inject, it } from 'vitest';
import { join } from 'node:path';
import { startPractice, type RunningPractice } from '../host/practice.ts';
import { asAccount, fillInAccount } from './support/addAccount.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import { panelText } from './support/panelText.ts';
import { waitUntilReady, type Workbench } from './support/workbench.ts';

let practice: RunningPractice | undefined;

afterAll(async () => {
  await practice?.stop();
});

it('a practice account that runs already is found with the first request, tree or no tree', async () => {
  const workbench = await openWorkbench({
    folder: 'media/practice',
    prepare: async folder => {
      practice = await startPractice(join(folder, 'practice'));
    },
  });
  await workbench.editor.open('practice.http');
  await (await workbench.editor.codeLens('Send')).click();
  const frame = await workbench.webview(/^Response/);
  await frame.getByText('200 OK').first().waitFor();
  await expect.poll(() => panelText(frame)).toContain('"world"');
  await workbench.showSideBar();
  // Company and role come without asking for them.
  await workbench.tree('Accounts').waitForRow(/Jane Doe · Integration Clerk/);
});

/** Takes something away from the browser's storage while no VS Code is there that would write it back. */
async function whileClosed({ page, server }: Workbench, script: string): Promise<void> {
  // It writes its state down a moment after a change.
  await page.waitForTimeout(1000);
  // Any page of the same origin: what is kept belongs to that.
  await page.goto(new URL('/nothing', server.origin).href);
  await page.evaluate(script);
  await page.goto(server.url({}));
  await waitUntilReady(page);
}

/** The extension's global state, without its accounts. */
const forgetAccounts = `new Promise((resolve, reject) => {
  const key = 'tba-workbench.tba-workbench';
  const opening = indexedDB.open('vscode-web-state-db-global');
  opening.onsuccess = () => {
    const table = opening.result.transaction('ItemTable', 'readwrite').objectStore('ItemTable');
    const reading = table.get(key);
    reading.onsuccess = () => {
      const { accounts, ...others } = JSON.parse(reading.result);
      if (!accounts) reject(new Error('no accounts'));
      const writing = table.put(JSON.stringify(others), key);
      writing.onsuccess = () => resolve();
    };
  };
})`;

it('secrets that lost their account find one again, and an account that lost its secrets says so', async () => {
  const workbench = await openWorkbench();
  const { notifications, quickInput } = workbench;
  const tree = workbench.tree('Accounts');
  const rows = async () => (await tree.rows()).map(({ label, description }) => `${label}: ${description}`);
  const show = async () => {
    await workbench.showSideBar();
    await tree.row('Orders hub').or(tree.welcome()).first().waitFor();
  };
  await workbench.showSideBar();
  await fillInAccount(workbench, asAccount(inject('practice')));
  await quickInput.pick('Save without a test');
  await tree.waitForRow('Orders hub');
  const before = await tree.labels();

  await whileClosed(workbench, forgetAccounts);
  await show();
  expect(await tree.labels()).toEqual([]);
  // It is looked for twice, 15 seconds apart: another window may just be adding the account.
  await expect
    .poll(async () => (await notifications.texts()).join(), { timeout: 60_000 })
    .toContain('2 secrets are kept here that belong to no account in the tree');
  await notifications.click('belong to no account', 'Show Them…');
  await expect.poll(async () => (await quickInput.rows()).join('\n')).toContain('Orders hub');
  await workbench.screenshot('adopt-secrets');
  await quickInput.pick('Adopt all 2 that tell whose they are');
  await expect.poll(() => tree.labels()).toEqual(before);

  await whileClosed(workbench, "localStorage.removeItem('secrets.provider')");
  await show();
  await expect
    .poll(rows)
    .toEqual([
      expect.stringContaining('Acme Sandbox: '),
      'Orders hub: secret not available here',
      expect.stringMatching(/^Token \S+: (active · )?secret not available here/),
    ]);
  await workbench.screenshot('secret-missing');
  await workbench.runCommand('Notifications: Clear All Notifications');
  await tree.contextMenu(/^Token/, 'Test Token');
  await notifications.waitFor('The secret is not available here.');
}, 240_000);
