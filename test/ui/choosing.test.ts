import { beforeAll, describe, expect, inject, it } from 'vitest';
import { asAccount, fillInAccount } from './support/addAccount.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import { panelText } from './support/panelText.ts';
import type { Workbench } from './support/workbench.ts';

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
