import { randomBytes } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { decryptText } from '../../src/accounts/encryptedFile.ts';
import { asAccount, fillInAccount } from './support/addAccount.ts';
import { chooseFile } from './support/fileDialog.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import { emptyStore, secretsLength } from './support/secretStore.ts';
import type { Workbench } from './support/workbench.ts';

const passphrase = 'anchor lemon violet truck bison';

async function exportAccounts(workbench: Workbench, how: string, path: string): Promise<void> {
  const { quickInput } = workbench;
  await workbench.runCommand('NetSuite TBA: Export Accounts…');
  await quickInput.waitFor('Export Accounts (1/4)');
  await expect.poll(() => quickInput.labels()).toEqual(['Acme Sandbox']);
  await quickInput.accept();
  await quickInput.waitFor('Export Accounts (2/4)');
  await quickInput.pick(how);
  if (how !== 'Without secrets') {
    await quickInput.waitFor('Export Accounts (3/4)');
    await expect.poll(() => quickInput.isMasked()).toBe(true);
    await quickInput.type('too short');
    await quickInput.waitForMessage('Use at least 12 characters');
    await quickInput.type(passphrase);
    await quickInput.accept();
    await quickInput.waitFor('Export Accounts (4/4)');
    await expect.poll(() => quickInput.isMasked()).toBe(true);
    await quickInput.type(passphrase);
    await quickInput.accept();
  }
  await chooseFile(workbench, 'Export Accounts', path);
}

it('takes accounts to a file and back, with secrets only where they are encrypted', async () => {
  const practice = inject('practice');
  const canaries = [practice.consumerKey, practice.consumerSecret, practice.token, practice.tokenSecret];
  const workbench = await openWorkbench({ folder: { 'a.http': 'GET /rest/tokeninfo\n' } });
  const { quickInput, notifications } = workbench;
  const tree = workbench.tree('Accounts');
  const folder = workbench.folder ?? expect.fail();
  await workbench.showSideBar();
  expect(await secretsLength(workbench.page)).toBe(0);
  await fillInAccount(workbench, asAccount(practice));
  await quickInput.pick('Save without a test');
  await tree.waitForRow('Orders hub');

  const plainFile = join(folder, `plain ${randomBytes(3).toString('hex')}.json`);
  await exportAccounts(workbench, 'Without secrets', plainFile);
  await notifications.waitFor('Exported without any secret');
  const plain = await readFile(plainFile, 'utf8');
  expect(JSON.parse(plain)).toMatchObject({
    secrets: false,
    accounts: [{ name: 'Acme Sandbox', baseUrl: practice.baseUrl, applications: [{ name: 'Orders hub' }] }],
  });

  const sealedFile = join(folder, 'sealed.age');
  await exportAccounts(workbench, 'With secrets, encrypted', sealedFile);
  await notifications.waitFor('Exported with secrets, encrypted');
  const sealed = await readFile(sealedFile);
  const opened = await decryptText(sealed, passphrase);
  for (const canary of canaries) {
    expect(opened).toContain(canary);
    for (const file of await readdir(folder)) {
      expect(await readFile(join(folder, file), 'utf8')).not.toContain(canary);
    }
  }

  expect(await secretsLength(workbench.page)).toBeGreaterThan(500);
  await tree.row('Acme Sandbox').click();
  await tree.contextMenu('Acme Sandbox', 'Remove');
  await notifications.clickDialog('Remove');
  await expect.poll(() => tree.labels()).toEqual([]);
  await expect.poll(() => secretsLength(workbench.page)).toBe(emptyStore);

  await workbench.runCommand('NetSuite TBA: Import Accounts…');
  await chooseFile(workbench, 'Import Accounts', sealedFile);
  await quickInput.waitFor('Import Accounts: sealed.age');
  await expect.poll(() => quickInput.isMasked()).toBe(true);
  await quickInput.type('not this one');
  await quickInput.accept();
  await quickInput.waitForMessage('That passphrase does not open the file');
  await quickInput.type(passphrase);
  await quickInput.accept();
  await expect.poll(() => quickInput.placeholder()).toContain('Nothing that is here is written over');
  await expect.poll(() => quickInput.rows()).toHaveLength(1);
  const [row = ''] = await quickInput.rows();
  expect(row).toContain(`signatures go to ${practice.baseUrl}`);
  canaries.forEach(canary => expect(row).not.toContain(canary));
  await quickInput.accept();
  await notifications.waitFor('1 account imported: Acme Sandbox');
  await tree.waitForRow('Orders hub');

  await workbench.runCommand('NetSuite TBA: Test Token');
  await tree.waitForRow(/Integration Clerk/);
  expect(await readFile(sealedFile)).toEqual(sealed);

  await workbench.runCommand('NetSuite TBA: Import Accounts…');
  await chooseFile(workbench, 'Import Accounts', plainFile);
  await notifications.waitFor('is here already; nothing was changed');
});

it('goes on with an import in the middle of which the window was loaded anew', async () => {
  const accounts = Array.from({ length: 60 }, (_, i) => ({
    name: `Account ${i}`,
    accountId: String(2_000_000 + i),
    applications: [
      {
        name: 'Orders',
        consumerKey: `key ${i}`,
        consumerSecret: `secret ${i}`,
        tokens: [{ name: 'nightly', token: `token ${i}`, tokenSecret: `token secret ${i}` }],
      },
    ],
  }));
  const workbench = await openWorkbench({ folder: { 'a.http': 'GET /rest/tokeninfo\n' } });
  const { quickInput, notifications } = workbench;
  const file = join(workbench.folder ?? expect.fail(), 'many.json');
  await writeFile(file, JSON.stringify({ format: 'netsuite-tba-accounts', version: 2, secrets: true, accounts }));
  const begin = async (): Promise<void> => {
    await workbench.runCommand('NetSuite TBA: Import Accounts…');
    await chooseFile(workbench, 'Import Accounts', file);
  };
  await workbench.showSideBar();
  await begin();
  await expect.poll(() => quickInput.placeholder()).toContain('Nothing that is here is written over');
  await quickInput.accept();
  await workbench.tree('Accounts').waitForRow('Account 0');
  await workbench.reload();
  await workbench.showSideBar();
  await workbench.tree('Accounts').waitForRow('Account 0');
  await begin();
  await expect.poll(() => quickInput.placeholder()).toContain('Nothing that is here is written over');
  await quickInput.accept();
  const told = await notifications.waitFor(/accounts? imported/);
  // What was whole before is not taken a second time.
  expect(Number(/(\d+) accounts? imported/.exec(told)?.[1])).toBeLessThan(60);
  await begin();
  await notifications.waitFor('is here already; nothing was changed');
});
