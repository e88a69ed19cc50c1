import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench } from './support/openWorkbench.ts';
import { panelText } from './support/panelText.ts';
import { signInAsAdministrator } from './support/practicePages.ts';
import type { Workbench } from './support/workbench.ts';

describe('an account started from scratch', () => {
  let workbench: Workbench;
  let pages: Page;

  const open = async (menuPath: string): Promise<void> => {
    await pages.getByRole('navigation').getByRole('link', { name: menuPath, exact: true }).click();
    await pages.getByRole('heading', { level: 1, name: menuPath }).waitFor();
  };
  const save = async (): Promise<void> => {
    await pages.getByRole('button', { name: 'Save', exact: true }).click();
    await pages.locator('.notice.done').waitFor();
  };

  beforeAll(async () => {
    workbench = await openWorkbench({ folder: 'media/practice', sharedByFile: true });
    await workbench.showSideBar();
    await workbench.runCommand('NetSuite TBA: Start Practice Account');
    await workbench.tree('Accounts').waitForRow(/Jane Doe · Integration Clerk/);
  });

  it('is asked for before anything is lost, and leaves no token', async () => {
    await workbench.runCommand('NetSuite TBA: Reset Practice Account…');
    const question = await workbench.notifications.waitForDialog('Reset the practice account?');
    expect(question).toContain('are lost');
    await workbench.notifications.clickDialog('Cancel');
    expect(await workbench.tree('Accounts').labels()).toContain('Jane Doe · Integration Clerk');

    await workbench.runCommand('NetSuite TBA: Reset Practice Account…');
    await workbench.notifications.waitForDialog('Reset the practice account?');
    await workbench.notifications.clickDialog('Start from Scratch');
    await workbench.tree('Accounts').waitForRow(/^Practice *on, no token yet/);
    expect(await workbench.tree('Accounts').labels()).toEqual(['Practice']);
  });

  it('says of a request that there is no token yet, and where one is made', async () => {
    await workbench.editor.open('practice.http');
    await (await workbench.editor.codeLens('Send')).click();
    await workbench.notifications.waitFor('The account “Practice” has no token yet');
    expect(await workbench.notifications.actions('has no token yet')).toContain('Open Set-Up Pages');
    await workbench.notifications.dismiss('has no token yet');
  });

  it('opens its set-up pages in the browser', async () => {
    const opened = workbench.page.context().waitForEvent('page');
    await workbench.notifications.click('Nothing is set up', 'Open Set-Up Pages');
    pages = await opened;
    await signInAsAdministrator(pages);
    await pages.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
  });

  it('step 1: features are enabled once their terms are agreed to', async () => {
    await open('Enable Features');
    await pages.getByLabel('Client SuiteScript', { exact: true }).check();
    await pages.getByLabel('Server SuiteScript', { exact: true }).check();
    await pages.getByLabel('Token-based Authentication', { exact: true }).check();
    await pages.getByRole('button', { name: 'Save', exact: true }).click();
    await pages.locator('.notice.problem').waitFor();
    await pages.getByLabel('I agree to the terms of Server SuiteScript').check();
    await pages.getByLabel('I agree to the terms of Token-based Authentication').check();
    await save();
  });

  it('step 2: a role gets the permission to log in with tokens', async () => {
    await open('Manage Roles');
    await pages.getByRole('link', { name: 'New role' }).click();
    await pages.getByLabel('Name', { exact: true }).fill('Integrator');
    await pages.getByLabel('Log in using Access Tokens', { exact: true }).selectOption('FULL');
    await save();
  });

  it('step 3: an employee gets the role', async () => {
    await open('Employees');
    await pages.getByRole('link', { name: 'Jane Doe' }).click();
    await pages.getByLabel('Integrator', { exact: true }).check();
    await save();
  });

  it('step 4: the application is created, and its key and secret are shown once', async () => {
    await open('Manage Integrations');
    await pages.getByRole('link', { name: 'New', exact: true }).click();
    await pages.getByLabel('Name', { exact: true }).fill('Warehouse 東京');
    await pages.getByRole('button', { name: 'Save', exact: true }).click();
    await pages.locator('.secret').first().waitFor();
    const [key = '', secret = ''] = await pages.locator('.secret').allInnerTexts();
    expect([key, secret]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), expect.stringMatching(/^[0-9a-f]{64}$/)]);
    await pages.reload();
    await pages.getByRole('heading', { level: 1 }).waitFor();
    expect(await pages.content()).not.toContain(secret);
  });

  it('a token for application, user and role is created', async () => {
    await open('Access Tokens');
    await pages.getByRole('link', { name: 'New', exact: true }).click();
    await pages.getByLabel('Application', { exact: true }).selectOption({ label: 'Warehouse 東京' });
    await pages.getByLabel('User and role').selectOption({ index: 1 });
    await pages.getByRole('button', { name: 'Save', exact: true }).click();
    await pages.locator('.secret').first().waitFor();
    expect(await pages.locator('.secret').count()).toBe(2);
  });

  it('the token appears in the tree by itself, and the first call works', async () => {
    await pages.close();
    await workbench.page.bringToFront();
    await workbench.runCommand('NetSuite TBA: Refresh Accounts');
    await workbench.tree('Accounts').waitForRow(/Jane Doe · Integrator/);
    await workbench.editor.focus();
    await (await workbench.editor.codeLens('Send')).click();
    const frame = await workbench.webview(/^Response/);
    await frame.getByText('200 OK').first().waitFor();
    await expect.poll(() => panelText(frame)).toContain('"world"');
  });
});
