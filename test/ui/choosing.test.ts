import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { asAccount, fillInAccount, type AccountToAdd } from './support/addAccount.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import { panelText } from './support/panelText.ts';
import { expectSoon } from './support/waiting.ts';
import { waitUntilReady, type Workbench } from './support/workbench.ts';

const requests = `### Active
GET /rest/tokeninfo

### Pinned
# @account Acme Sandbox
GET /rest/tokeninfo

### Nobody
# @account 7654321
GET /rest/tokeninfo
`;

describe('two accounts', () => {
  let workbench: Workbench;

  const send = async (title: string): Promise<void> => {
    await workbench.editor.focus();
    await workbench.editor.goTo(requests.split('\n').indexOf(`### ${title}`) + 2);
    await workbench.page.keyboard.press('ControlOrMeta+Alt+Enter');
  };

  beforeAll(async () => {
    workbench = await openWorkbench({ folder: { 'a.http': requests }, sharedByFile: true });
    await workbench.showSideBar();
    await fillInAccount(workbench, asAccount(inject('practice')));
    await workbench.quickInput.pick('Test the token, then save');
    await workbench.tree('Accounts').waitForRow(/Integration Clerk/);
    await workbench.runCommand('NetSuite TBA: Start Practice Account');
    await workbench.statusBarItem('Practice · ').waitFor();
    await workbench.editor.open('a.http');
  });

  it('take turns as the active one, from the tree and from the status bar', async () => {
    const tree = workbench.tree('Accounts');
    await expect.poll(async () => (await tree.rows()).filter(row => row.ariaLabel.includes('active')).length).toBe(1);
    // The first token row is that of Acme, which is not active now.
    await tree.inlineAction(/Jane Doe · Integration Clerk/, 'Set Active Token');
    await workbench.statusBarItem('Acme Sandbox · ').waitFor();
    await workbench.statusBarItem('Acme Sandbox · ').click();
    await expect.poll(() => workbench.quickInput.rows()).toHaveLength(2);
    expect((await workbench.quickInput.rows()).join('\n')).toMatch(
      /active.*Acme Sandbox · TSTDRV0000001_SB1 · Orders hub/,
    );
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.keyboard.press('Enter');
    await workbench.statusBarItem('Practice · ').waitFor();
    // The one in use is the one that Enter alone would choose.
    await workbench.statusBarItem('Practice · ').click();
    await expect
      .poll(() => workbench.page.locator('.quick-input-list .monaco-list-row.focused').getAttribute('aria-label'))
      .toContain('active');
    await workbench.quickInput.close();
  });

  it('get the requests that are meant for them', async () => {
    await send('Active');
    const active = await workbench.webview('Response · Active');
    await active.getByText('200 OK').first().waitFor();
    await expect.poll(() => panelText(active)).toContain('Practice · Jane Doe');
    await send('Pinned');
    const pinned = await workbench.webview('Response · Pinned');
    await pinned.getByText('200 OK').first().waitFor();
    await expect.poll(() => panelText(pinned)).toContain('Acme Sandbox · Jane Doe');
    await send('Nobody');
    await workbench.notifications.waitFor('No account is called “7654321”.');
  });

  it('leave the other one active when one is removed', async () => {
    await workbench.runCommand('NetSuite TBA: Remove');
    await workbench.quickInput.pick('Practice');
    expect(await workbench.notifications.waitForDialog('Remove “Practice”')).toContain('Its data stays');
    await workbench.notifications.clickDialog('Remove');
    await workbench.statusBarItem('Acme Sandbox · ').waitFor();
    await expect
      .poll(() => workbench.tree('Accounts').labels())
      .toEqual(['Acme Sandbox', 'Orders hub', 'Jane Doe · Integration Clerk']);
  });
});

/** Nobody's: the secrets only have the shape. */
const production: AccountToAdd = {
  name: 'Acme',
  accountId: '7654321',
  application: 'Invoicing',
  secrets: {
    consumerKey: 'c1'.repeat(32),
    consumerSecret: 'c2'.repeat(32),
    token: 'd1'.repeat(32),
    tokenSecret: 'd2'.repeat(32),
  },
};

async function add(workbench: Workbench, account: AccountToAdd): Promise<void> {
  await fillInAccount(workbench, account);
  await workbench.quickInput.pick('Save without a test');
  await workbench.tree('Accounts').waitForRow(account.name);
}

describe('a workspace of two folders', () => {
  let workbench: Workbench;
  const pinned = '# @account Acme\nGET /rest/tokeninfo\n';

  beforeAll(async () => {
    workbench = await openWorkbench({
      folder: {
        'one/one.http': 'GET /rest/tokeninfo\n',
        'two/two.http': pinned,
        'both.code-workspace': JSON.stringify({ folders: [{ path: 'one' }, { path: 'two' }] }),
      },
      sharedByFile: true,
    });
    const url = new URL(workbench.server.origin);
    url.searchParams.set('workspace', join(workbench.folder ?? '', 'both.code-workspace'));
    // A window that comes up faster than the server's files stays without folders until it is loaded again.
    const folder = workbench.page.locator('.explorer-folders-view .label-name', { hasText: 'two' });
    await expectSoon(
      'a window with both folders',
      async () => {
        await workbench.page.goto(url.href);
        await waitUntilReady(workbench.page);
        return folder.waitFor({ timeout: 8000 }).then(
          () => true,
          () => false,
        );
      },
      undefined,
      60_000,
    );
    await workbench.showSideBar();
    await add(workbench, asAccount(inject('practice')));
    await add(workbench, production);
  });

  it('has an active token for each, which the status bar follows and names', async () => {
    await workbench.editor.open('one/one.http');
    await workbench.statusBarItem('(folder one)').click();
    await workbench.quickInput.waitFor('Active Token: Folder one');
    await expect
      .poll(async () => (await workbench.quickInput.rows()).join('\n'))
      .toMatch(/active · production · not tried.*Acme · 7654321/);
    await workbench.quickInput.type('Acme Sandbox');
    await workbench.quickInput.accept();
    await workbench.statusBarItem(/Acme Sandbox · .*\(folder one\)/).waitFor();
    await workbench.editor.open('two/two.http');
    await workbench.statusBarItem(/PRODUCTION · Acme · .*\(folder two\)/).waitFor();
    await workbench.editor.open('one/one.http');
    await workbench.statusBarItem(/Acme Sandbox · .*\(folder one\)/).waitFor();
  });

  it('uses in a folder the accounts only that it allows', async () => {
    const settings = join(workbench.folder ?? '', 'two', '.vscode', 'settings.json');
    await workbench.editor.open('two/two.http');
    await workbench.runCommand('NetSuite TBA: Choose Accounts of This Workspace…');
    await workbench.quickInput.waitFor('Accounts of Folder two');
    // Both are allowed as yet; this one no longer.
    await workbench.quickInput.pick('Acme');
    await workbench.quickInput.accept();
    await expect
      .poll(() => readFile(settings, 'utf8').catch(() => ''))
      .toContain('"netsuiteTba.allowedAccounts": [\n        "TSTDRV0000001_SB1"\n    ]');
    await workbench.statusBarItem('NetSuite: choose a token (folder two)').waitFor();
    await (await workbench.editor.codeLens('Send')).click();
    await workbench.notifications.waitFor('Account Acme is not allowed in two.');
    await expect.poll(() => workbench.notifications.actions('not allowed')).toContain('Choose Accounts');
    await workbench.notifications.dismiss('not allowed');
    await workbench.tree('Accounts').inlineAction(/^Token d1…d1/, 'Set Active Token');
    await workbench.notifications.waitFor('Account Acme is not allowed in two.');
    await workbench.notifications.dismiss('not allowed');
    await workbench.editor.open('one/one.http');
    await workbench.statusBarItem(/Acme Sandbox · .*\(folder one\)/).waitFor();
  });

  it('says why tokens are missing, and leads to the setting', async () => {
    await workbench.editor.open('two/two.http');
    await workbench.statusBarItem('(folder two)').click();
    await workbench.quickInput.waitFor('Active Token: Folder two');
    await expect.poll(async () => (await workbench.quickInput.labels()).at(-1)).toBe('1 account is not allowed here');
    expect(await workbench.quickInput.labels()).toHaveLength(2);
    await workbench.quickInput.pick('1 account is not allowed here');
    await expect.poll(() => workbench.tabs()).toContainEqual(expect.stringContaining('settings.json'));
    await workbench.editor.waitForText('"netsuiteTba.allowedAccounts"');
  });

  it('allows all again when all are chosen', async () => {
    await workbench.editor.open('two/two.http');
    await workbench.runCommand('NetSuite TBA: Choose Accounts of This Workspace…');
    await workbench.quickInput.waitFor('Accounts of Folder two');
    await workbench.quickInput.pick('Acme');
    await workbench.quickInput.accept();
    await workbench.statusBarItem(/PRODUCTION · Acme · .*\(folder two\)/).waitFor();
    const settings = join(workbench.folder ?? '', 'two', '.vscode', 'settings.json');
    await expect.poll(() => readFile(settings, 'utf8')).not.toContain('allowedAccounts');
  });
});

it('a workspace without trust takes accounts away by its list, and chooses none', async () => {
  const workbench = await openWorkbench({
    folder: { '.vscode/settings.json': '{ "netsuiteTba.allowedAccounts": ["7654321"] }' },
    untrusted: true,
  });
  await workbench.showSideBar();
  await add(workbench, production);
  await workbench.statusBarItem('PRODUCTION · Acme').waitFor();
  await add(workbench, asAccount(inject('practice')));
  await workbench.statusBarItem('NetSuite: choose a token').waitFor();
});
