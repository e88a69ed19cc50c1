// A sandbox is refreshed on its own page: its tokens stop working, the workbench says why and makes them again.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPractice, type RunningPractice } from '../host/practice.ts';
import { asAccount, fillInAccount } from './support/addAccount.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import { allowAndReturn, makeToken, refreshSandbox } from './support/practicePages.ts';
import type { Workbench } from './support/workbench.ts';

describe('a sandbox refresh', () => {
  let workbench: Workbench;
  let state: string;
  let practice: RunningPractice;

  const nextPage = (): Promise<Page> => workbench.page.context().waitForEvent('page');
  const test = (row: string): Promise<void> => workbench.tree('Accounts').contextMenu(row, 'Test Token');

  beforeAll(async () => {
    state = await mkdtemp(join(tmpdir(), 'tba-refresh-'));
    // One of its own: other tests share the other.
    practice = await startPractice(state);
    workbench = await openWorkbench({ folder: { 'a.http': 'GET /rest/tokeninfo\n' }, sharedByFile: true });
    await workbench.showSideBar();
    await fillInAccount(workbench, asAccount(practice.account));
    await workbench.quickInput.pick('Test the token, then save');
    await workbench.tree('Accounts').waitForRow(/Jane Doe · Integration Clerk/);
    const page = nextPage();
    await workbench.tree('Accounts').contextMenu('Orders hub', 'Sign In Through NetSuite');
    await allowAndReturn(workbench.page, await page, /Integration Bot.*Integration Clerk/);
    await workbench.tree('Accounts').waitForRow(/Integration Bot · Integration Clerk/);
  });
  afterAll(async () => {
    await practice.stop();
    await rm(state, { recursive: true, force: true });
  });

  it('is not suspected when one token fails, and is when a second does, with the evidence', async () => {
    await refreshSandbox(workbench.page, practice.account.baseUrl);

    await test('Jane Doe · Integration Clerk');
    await workbench.notifications.waitFor('NetSuite refused the login');
    expect((await workbench.notifications.texts()).join()).not.toContain('likely refreshed');
    // VS Code shows three at a time.
    await workbench.runCommand('Notifications: Clear All Notifications');
    await test('Integration Bot · Integration Clerk');
    const told = await workbench.notifications.waitFor('likely refreshed');
    expect(told).toContain('“Acme Sandbox” (TSTDRV0000001_SB1) was likely refreshed: 2 of its tokens');
    expect(told).toMatch(
      /Jane Doe · Integration Clerk: worked last on .+, refused on .+ \(401 INVALID_LOGIN_ATTEMPT\)/,
    );
    expect(told).toContain('Integration Bot · Integration Clerk: worked last');
  });

  it('leads through making a token again by signing in, which takes the old one’s place', async () => {
    await workbench.notifications.click('likely refreshed', 'Make Tokens Again…');
    const explained = await workbench.notifications.waitForDialog('was likely refreshed');
    expect(explained).toContain('resetting its credentials in the sandbox can break what uses it in production');
    await workbench.notifications.clickDialog('Show Tokens');
    await workbench.quickInput.waitFor('Tokens of Acme Sandbox: 0 done, 2 to do');
    await workbench.quickInput.pick('Jane Doe · Integration Clerk');
    await workbench.quickInput.waitFor('New Token: Jane Doe · Integration Clerk');
    await workbench.screenshot('renew-actions');
    const page = nextPage();
    await workbench.quickInput.pick('Sign in through NetSuite');
    await allowAndReturn(workbench.page, await page, /Jane Doe.*Integration Clerk/);
    await workbench.notifications.waitFor('has its new token, and it works');
    await workbench.quickInput.waitFor('Tokens of Acme Sandbox: 1 done, 1 to do');
    await workbench.screenshot('renew-list');
    await workbench.quickInput.close();
    await expect.poll(tokenRows).toEqual(['Jane Doe · Integration Clerk', 'Integration Bot · Integration Clerk']);
  });

  it('goes on where it stood, and takes a token that was made on NetSuite’s pages', async () => {
    const { baseUrl } = practice.account;
    const made = await makeToken(workbench.page, baseUrl, 'Orders hub', /Integration Bot.*Integration Clerk/);
    await workbench.runCommand('NetSuite TBA: Make Tokens of a Sandbox Again…');
    await workbench.quickInput.pick('Acme Sandbox');
    await workbench.notifications.waitForDialog('Make the tokens of “Acme Sandbox” again');
    await workbench.notifications.clickDialog('Show Tokens');
    await workbench.quickInput.waitFor('Tokens of Acme Sandbox: 1 done, 1 to do');
    await workbench.quickInput.pick('Integration Bot · Integration Clerk');
    await workbench.quickInput.waitFor('New Token:');
    await workbench.quickInput.back();
    await workbench.quickInput.waitFor('Tokens of Acme Sandbox: 1 done, 1 to do');
    await workbench.quickInput.pick('Integration Bot · Integration Clerk');
    await workbench.quickInput.pick('Enter token ID and secret');
    await workbench.quickInput.waitFor(/New Token: .*\(1\/2\)/);
    await expect.poll(() => workbench.quickInput.isMasked()).toBe(true);
    await workbench.quickInput.type(made.token);
    await workbench.quickInput.accept();
    await workbench.quickInput.waitFor(/New Token: .*\(2\/2\)/);
    await workbench.quickInput.type(made.tokenSecret);
    await workbench.quickInput.accept();
    await workbench.quickInput.waitFor('Tokens of Acme Sandbox: 2 done, 0 to do');
    await workbench.quickInput.close();
    await workbench.tree('Accounts').waitForRow(/Integration Bot · Integration Clerk/);
    await expect.poll(tokenRows).toHaveLength(2);
  });

  async function tokenRows(): Promise<string[]> {
    const rows = await workbench.tree('Accounts').rows();
    return rows.filter(({ level }) => level === 3).map(({ label }) => label);
  }
});
