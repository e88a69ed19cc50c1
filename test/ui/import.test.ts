import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openWorkbench } from './support/openWorkbench.ts';

const secret = () => randomBytes(32).toString('hex');

it('takes over the credentials of a .env file, and the secrets out of it', async () => {
  const [key, consumerSecret, token, tokenSecret] = [secret(), secret(), secret(), secret()];
  const file = [
    'NETSUITE_ACCOUNT_ID=1234567-sb1',
    `NETSUITE_CONSUMER_KEY=${key}`,
    `NETSUITE_CONSUMER_SECRET="${consumerSecret}"`,
    `NETSUITE_TOKEN_ID=${token}`,
    `NETSUITE_TOKEN_SECRET=${tokenSecret}`,
    '',
  ].join('\n');
  const workbench = await openWorkbench({ folder: { '.env': file } });
  await workbench.showSideBar();
  await workbench.editor.open('.env');
  await workbench.runCommand('NetSuite TBA: Import Credentials…');
  await workbench.quickInput.pick('The active editor');
  await workbench.quickInput.waitFor(/Import Credentials: \.env/);
  const [row = ''] = await workbench.quickInput.rows();
  expect(row).toContain('1234567_SB1');
  for (const each of [key, consumerSecret, token, tokenSecret]) {
    expect(row).not.toContain(each);
  }
  await workbench.quickInput.accept();
  await workbench.notifications.waitFor(/imported/i);
  await expect.poll(() => workbench.tree('Accounts').labels()).toHaveLength(3);
  expect((await workbench.tree('Accounts').rows())[0]?.description).toContain('1234567_SB1');

  await workbench.notifications.click(/imported/i, 'Remove Secrets from the File…');
  await workbench.notifications.waitForDialog(/Remove/);
  await workbench.notifications.clickDialog('Remove');
  await workbench.notifications.waitFor('disk');
  await workbench.notifications.click('disk', 'Save');
  const path = join(workbench.folder ?? '', '.env');
  await expect.poll(() => readFile(path, 'utf8')).not.toContain(tokenSecret);
  const left = await readFile(path, 'utf8');
  expect(left).toContain('NETSUITE_ACCOUNT_ID=1234567-sb1');
  for (const each of [key, consumerSecret, token, tokenSecret]) {
    expect(left).not.toContain(each);
  }
});
