import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, inject, it } from 'vitest';
import { asAccount, fillInAccount } from './support/addAccount.ts';
import { openWorkbench } from './support/openWorkbench.ts';

it('a workspace without trust shows accounts and requests, sends nothing, and says why', async () => {
  const workbench = await openWorkbench({ folder: 'media/practice', untrusted: true });
  await workbench.showSideBar();
  await workbench.runCommand('NetSuite TBA: Start Practice Account');
  await workbench.tree('Accounts').waitForRow('Practice token');
  await workbench.editor.open('practice.http');
  for (const lens of ['Send', 'Inspect Signature']) {
    await (await workbench.editor.codeLens(lens)).click();
    await workbench.notifications.waitFor('in a workspace that is not trusted');
    expect(await workbench.notifications.actions('not trusted')).toContain('Manage Trust');
    await workbench.notifications.dismiss('not trusted');
  }
  expect((await workbench.tabs()).filter(tab => /Response|Signature/.test(tab))).toEqual([]);
  await workbench.runCommand('NetSuite TBA: Add OAuth 2.0 Credential…');
  await workbench.notifications.waitFor('in a workspace that is not trusted');
  await workbench.notifications.dismiss('not trusted');
  await workbench.runCommand('NetSuite TBA: Inventory of Tokens…');
  const inventory = await workbench.webview('From TBA to OAuth 2.0');
  await inventory.getByRole('button', { name: 'Read from NetSuite…' }).click();
  await inventory.getByText('in a workspace that is not trusted').waitFor();
});

it('a workspace without trust makes no test call, and keeps the account all the same', async () => {
  let heard = 0;
  const server = createServer((_, response) => {
    heard++;
    response.end('{}');
  });
  const port = await new Promise<number>(resolve => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
  try {
    const workbench = await openWorkbench({ folder: 'media/practice', untrusted: true });
    await fillInAccount(workbench, { ...asAccount(inject('practice')), baseUrl: `http://127.0.0.1:${port}` });
    await workbench.quickInput.pick('Test the token, then save');
    await expect.poll(() => workbench.quickInput.placeholder()).toContain('in a workspace that is not trusted');
    await workbench.quickInput.pick('Save anyway, as not verified');
    await workbench.showSideBar();
    await workbench.tree('Accounts').waitForRow(/not tried/);
    await workbench.runCommand('NetSuite TBA: Test Token');
    await workbench.notifications.waitFor('in a workspace that is not trusted');
    expect(heard).toBe(0);
  } finally {
    server.close();
  }
});
