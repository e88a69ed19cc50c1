// A sandbox is refreshed on its own page: its tokens stop working, the workbench says why and makes them again.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPractice, type RunningPractice } from '../host/practice.ts';
import { asAccount, fillInAccount } from './support/addAccount.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import type { Workbench } from './support/workbench.ts';

describe('a sandbox refresh', () => {
  let workbench: Workbench;
  let state: string;
  let practice: RunningPractice;

  /** Answers NetSuite's page for a person and role, and comes back to VS Code. */
  const allow = async (page: Page, who: RegExp): Promise<void> => {
    await page.getByRole('radio', { name: who }).check();
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.waitForURL(/^http:\/\/localhost:\d+\/tba\//);
    await page.close();
    await workbench.page.bringToFront();
  };
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
    await allow(await page, /Integration Bot.*Integration Clerk/);
    await workbench.tree('Accounts').waitForRow(/Integration Bot · Integration Clerk/);
  });
  afterAll(async () => {
    await practice.stop();
    await rm(state, { recursive: true, force: true });
  });

  it('is not suspected when one token fails, and is when a second does, with the evidence', async () => {
    const page = await workbench.page.context().newPage();
    await page.goto(`${practice.account.baseUrl}/practice/refresh-sandbox`);
    await signInAsAdministrator(page);
    await page.getByRole('link', { name: /Refresh Sandbox in/ }).click();
    await signInAsAdministrator(page);
    await page.getByRole('checkbox', { name: /Replace everything/ }).check();
    await page.getByRole('button', { name: 'Refresh Sandbox' }).click();
    await page.locator('.notice.done').waitFor();
    await page.close();
    await workbench.page.bringToFront();

    await test('Jane Doe · Integration Clerk');
    await workbench.notifications.waitFor('NetSuite refused the login');
    expect((await workbench.notifications.texts()).join()).not.toContain('likely refreshed');
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
    await allow(await page, /Jane Doe.*Integration Clerk/);
    await workbench.notifications.waitFor('has its new token, and it works');
    await workbench.quickInput.waitFor('Tokens of Acme Sandbox: 1 done, 1 to do');
    await workbench.screenshot('renew-list');
    await workbench.quickInput.close();
    expect(await tokenRows()).toEqual(['Jane Doe · Integration Clerk', 'Integration Bot · Integration Clerk']);
  });

  it('goes on where it stood, and takes a token that was made on NetSuite’s pages', async () => {
    const [token = '', secret = ''] = await tokenMadeOnPages(/Integration Bot.*Integration Clerk/);
    await workbench.runCommand('NetSuite TBA: Make Tokens of a Sandbox Again…');
    await workbench.quickInput.pick('Acme Sandbox').catch(() => undefined);
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
    expect(await workbench.quickInput.isMasked()).toBe(true);
    await workbench.quickInput.type(token);
    await workbench.quickInput.accept();
    await workbench.quickInput.waitFor(/New Token: .*\(2\/2\)/);
    await workbench.quickInput.type(secret);
    await workbench.quickInput.accept();
    await workbench.quickInput.waitFor('Tokens of Acme Sandbox: 2 done, 0 to do');
    await workbench.quickInput.close();
    await workbench.tree('Accounts').waitForRow(/Integration Bot · Integration Clerk/);
    expect(await tokenRows()).toHaveLength(2);
  });

  async function tokenRows(): Promise<string[]> {
    const rows = await workbench.tree('Accounts').rows();
    return rows.filter(({ level }) => level === 3).map(({ label }) => label);
  }

  async function tokenMadeOnPages(who: RegExp): Promise<string[]> {
    const page = await workbench.page.context().newPage();
    await page.goto(`${practice.account.baseUrl}/app/setup/accesstoken.nl`);
    await signInAsAdministrator(page);
    await page.getByLabel('Application', { exact: true }).selectOption({ label: 'Orders hub' });
    const people = page.getByLabel('User and role');
    const wanted = await people.locator('option').filter({ hasText: who }).first().getAttribute('value');
    await people.selectOption(wanted ?? '');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.locator('.secret').first().waitFor();
    const secrets = await page.locator('.secret').allInnerTexts();
    await page.close();
    await workbench.page.bringToFront();
    return secrets;
  }
});

/** Each of the two accounts asks for itself, once. */
async function signInAsAdministrator(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Sign in' });
  await button.or(page.getByRole('navigation')).first().waitFor();
  if (await button.isVisible()) {
    await page.getByRole('radio', { name: /Alex Admin/ }).check();
    await button.click();
    await page.getByRole('navigation').first().waitFor();
  }
}
