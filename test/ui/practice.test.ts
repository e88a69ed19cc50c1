import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench } from './support/openWorkbench.ts';
import { panelText } from './support/panelText.ts';
import { refreshSandbox } from './support/practicePages.ts';
import type { Workbench } from './support/workbench.ts';

const lines = readFileSync('media/practice/practice.http', 'utf8').split('\n');

describe('the practice account', () => {
  let workbench: Workbench;

  /** Sends the request under a title with the cursor in it, from the Command Palette. */
  const send = async (title: string): Promise<void> => {
    await workbench.editor.focus();
    await workbench.editor.goTo(lines.indexOf(`### ${title}`) + 2);
    await workbench.runCommand('NetSuite TBA: Send Request');
  };

  beforeAll(async () => {
    workbench = await openWorkbench({ folder: 'media/practice', sharedByFile: true });
    await workbench.showSideBar();
  });

  it('is offered where there is no account, and added with one choice', async () => {
    await workbench.tree('Accounts').welcome().getByText('No NetSuite account yet').waitFor();
    await workbench.runCommand('NetSuite TBA: Add Account');
    await workbench.quickInput.pick('Practice account');
    await workbench.tree('Accounts').waitForRow(/Jane Doe · Integration Clerk/);
    await expect
      .poll(async () => (await workbench.tree('Accounts').rows())[0]?.ariaLabel)
      .toBe('Account Practice, TSTDRV0000001_SB1, practice, on');
  });

  it('offers for each row what can be done with it', async () => {
    const tree = workbench.tree('Accounts');
    const account = await tree.contextMenuEntries('Practice');
    expect(account).toEqual(expect.arrayContaining(['Stop Practice Account', 'Test All Tokens', 'Rename…', 'Remove']));
    // Its hosts and secrets are its own.
    expect(account).not.toContain('Base URL and Signed As…');
    const application = await tree.contextMenuEntries('Practice application');
    expect(application).toEqual(expect.arrayContaining(['Sign In Through NetSuite', 'Add a Token…', 'Remove']));
    expect(application).not.toContain('Edit Secret…');
    const token = await tree.contextMenuEntries(/Integration Clerk/);
    expect(token).toEqual(expect.arrayContaining(['Test Token', 'Rename…', 'Revoke at NetSuite…', 'Remove']));
    expect(token).not.toContain('Move…');
  });

  it('unwraps NetSuite’s errors into code and message', async () => {
    await workbench.editor.open('practice.http');
    await send('A customer that does not exist');
    const missing = await workbench.webview(/^Response · A customer that does not exist/);
    await missing.getByText('RCRD_DSNT_EXIST').first().waitFor();
    await send('A script that throws');
    const thrown = await workbench.webview(/^Response · A script that throws/);
    await thrown.getByText('Thrown by the script').first().waitFor();
  });

  it('cancels a call that takes long', async () => {
    await send('A slow answer');
    const frame = await workbench.webview('Response · A slow answer');
    await frame.getByRole('button', { name: 'Cancel' }).click();
    await frame.getByText('Cancelled').first().waitFor();
    await frame.getByRole('button', { name: /send again/i }).waitFor();
  });

  it('sends nothing twice at once', async () => {
    await send('A slow answer');
    await (await workbench.webview('Response · A slow answer')).getByRole('button', { name: 'Cancel' }).waitFor();
    await workbench.editor.focus();
    await workbench.runCommand('NetSuite TBA: Send Request');
    await workbench.notifications.waitFor('is still running');
    const frame = await workbench.webview('Response · A slow answer');
    await frame.getByText('200 OK').first().waitFor();
  });

  it('says clearly that it is stopped, and how to start it', async () => {
    await workbench.runCommand('NetSuite TBA: Stop Practice Account');
    await workbench.tree('Accounts').waitForRow(/^Practice *off/);
    await send('Say hello');
    const frame = await workbench.webview('Response · Say hello');
    await frame.getByText('The practice account is not running.').first().waitFor();
    await expect.poll(() => panelText(frame)).toContain('Start it');
    await workbench.runCommand('NetSuite TBA: Start Practice Account');
    await workbench.tree('Accounts').waitForRow(/^Practice *on/);
    await frame.getByRole('button', { name: 'Send again' }).click();
    await (await workbench.webview('Response · Say hello')).getByText('200 OK').first().waitFor();
  });

  it('comes back with the window, with the same credentials', async () => {
    await workbench.reload();
    await workbench.showSideBar();
    await workbench.tree('Accounts').waitForRow(/^Practice *on/);
    await expect
      .poll(() => workbench.tree('Accounts').labels())
      .toEqual(['Practice', 'Practice application', 'Jane Doe · Integration Clerk']);
  });

  it('keeps the token in the tree that a sandbox refresh has made useless, as for any account', async () => {
    const opened = workbench.page.context().waitForEvent('page');
    await workbench.runCommand('NetSuite TBA: Open Set-Up Pages of the Practice Account');
    const pages = await opened;
    await pages.getByRole('button', { name: 'Sign in' }).waitFor();
    const { origin } = new URL(pages.url());
    await pages.close();
    await refreshSandbox(workbench.page, origin);
    await workbench.runCommand('NetSuite TBA: Refresh Accounts');
    await workbench.tree('Accounts').waitForRow(/^Practice *on, no token that works/);
    await workbench.tree('Accounts').contextMenu('Jane Doe · Integration Clerk', 'Test Token');
    await workbench.notifications.waitFor(/NetSuite refused the login/);
    await workbench.tree('Accounts').waitForRow(/Integration Clerk.*login refused/);
  });
});
