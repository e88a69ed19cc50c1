// Accounts that go into files and come back from one, in a window that is watched for secrets.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { decryptText } from '../../../src/accounts/encryptedFile.ts';
import { chooseFile } from './fileDialog.ts';
import type { Scene } from './logInByCertificate.ts';
import { openSecretStore } from './traces.ts';

export type Exported = {
  /** Where the files go. */
  readonly folder: string;
  readonly passphrases: { readonly right: string; readonly wrong: string };
  /** Secrets that the encrypted file has to hold. */
  readonly exported: readonly string[];
  /** Is removed and taken back; the secret is one of its own. */
  readonly account: { readonly row: string; readonly secret: string };
};

export async function exportAndImport({ workbench, look, told, fromMenu }: Scene, about: Exported): Promise<void> {
  const { folder, passphrases, exported, account } = about;
  const tree = workbench.tree('Accounts');
  const answer = async (title: string, text: string): Promise<void> => {
    await workbench.quickInput.waitFor(title);
    await workbench.quickInput.type(text);
    await workbench.quickInput.accept();
  };
  const { notifications, quickInput } = workbench;
  const [plain, sealed] = [join(folder, 'plain.json'), join(folder, 'sealed.age')];
  for (const [how, file, outcome] of [
    ['Without secrets', plain, 'Exported without any secret'],
    ['With secrets, encrypted', sealed, 'Exported with secrets'],
  ] as const) {
    await workbench.runCommand('NetSuite TBA: Export Accounts…');
    await quickInput.waitFor('Export Accounts (1/4)');
    await quickInput.accept();
    await quickInput.waitFor('Export Accounts (2/4)');
    await quickInput.pick(how);
    if (file === sealed) {
      await answer('Export Accounts (3/4)', passphrases.right);
      await answer('Export Accounts (4/4)', passphrases.right);
    }
    await chooseFile(workbench, 'Export Accounts', file);
    await told(outcome);
    await look();
  }
  const opened = await decryptText(await readFile(sealed), passphrases.right);
  expect(exported.filter(secret => !opened.includes(secret))).toEqual([]);

  await fromMenu(account.row, 'Remove');
  await notifications.waitForDialog(`Remove “${account.row}”`);
  await notifications.clickDialog('Remove');
  await expect.poll(() => tree.labels()).not.toContain(account.row);
  expect((await openSecretStore(workbench)).includes(account.secret)).toBe(false);
  await workbench.runCommand('NetSuite TBA: Import Accounts…');
  await chooseFile(workbench, 'Import Accounts', sealed);
  await answer('Import Accounts: sealed.age', passphrases.wrong);
  await quickInput.waitForMessage('That passphrase does not open the file');
  await answer('Import Accounts: sealed.age', passphrases.right);
  await expect.poll(() => quickInput.placeholder()).toContain('Nothing that is here is written over');
  await look();
  await quickInput.accept();
  await told('1 account imported');
  await tree.waitForRow(account.row);
  await look();
}
