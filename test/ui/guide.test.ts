// The set-up guide: from the walkthrough through NetSuite's four steps on the practice account, each with its check.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench } from './support/openWorkbench.ts';
import { panelText } from './support/panelText.ts';
import { signInAsAdministrator } from './support/practicePages.ts';
import { violations } from './support/violations.ts';
import type { Workbench } from './support/workbench.ts';

const project = { 'src/manifest.xml': '<manifest projecttype="ACCOUNTCUSTOMIZATION"/>', 'src/deploy.xml': '<deploy/>' };

describe('the set-up guide', () => {
  let workbench: Workbench;
  const guide = (): Promise<Frame> => workbench.webview('Set-Up Guide');
  const step = async (name: string): Promise<Frame> => {
    const frame = await guide();
    await frame.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name }).click();
    await frame.getByRole('heading', { level: 2, name }).waitFor();
    return frame;
  };
  const progress = async (text: string): Promise<void> => {
    await expect.poll(async () => (await guide()).locator('.progress-line').innerText()).toContain(text);
  };
  const verdict = async (task: string, text: string): Promise<void> => {
    const frame = await guide();
    await expect.poll(() => frame.getByRole('listitem').filter({ hasText: task }).innerText()).toContain(text);
  };
  /** Opens a page of the account through its link in the guide, and does something there as the administrator. */
  const visit = async (link: string, act: (page: Page) => Promise<void>): Promise<void> => {
    const opened = workbench.page.context().waitForEvent('page');
    await (await guide()).getByRole('button', { name: `Open ${link}` }).click();
    const page = await opened;
    await signInAsAdministrator(page);
    await act(page);
    await page.close();
    await workbench.page.bringToFront();
  };
  const save = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.locator('.notice.done').waitFor();
  };

  beforeAll(async () => {
    workbench = await openWorkbench({ folder: project, sharedByFile: true, size: { width: 1280, height: 1100 } });
  });

  it('opens from a step of the walkthrough, which the palette finds', async () => {
    // A walkthrough has its pictures where there is room for them.
    await workbench.runCommand('View: Close Primary Side Bar');
    await workbench.runCommand('Welcome: Open Walkthrough...');
    await workbench.quickInput.pick('Set Up Token-Based Authentication');
    const walkthrough = workbench.page.locator('.gettingStartedContainer');
    await walkthrough.getByText('Practise first, if you like').first().waitFor();
    await walkthrough.getByText('Give a role the permissions').first().click();
    await walkthrough.getByRole('button', { name: 'Open the Guide at Roles' }).waitFor();
    await walkthrough.getByRole('img').first().waitFor();
    await workbench.screenshot('walkthrough-light');
    await walkthrough.getByRole('button', { name: 'Open the Guide at Roles' }).click();
    const frame = await guide();
    await frame.getByRole('heading', { level: 2, name: 'Give a role the permissions' }).waitFor();
    await verdict('A role has the permissions', 'Choose an account first.');
    expect(await violations(frame)).toEqual([]);
    await workbench.runCommand('View: Close Editors in Other Groups');
    await workbench.showSideBar();
  });

  it('tells of a practice account that is ready what a login shows, and the rest after a check', async () => {
    await (await guide()).getByRole('button', { name: 'Use the Practice Account' }).click();
    await workbench.tree('Accounts').waitForRow(/Jane Doe · Integration Clerk/);
    await progress('4 of 5 done');
    await verdict('A role has the permissions', 'done: Jane Doe · Integration Clerk logged in on');
    const frame = await step('Enable the features');
    await verdict('The features are on', 'cannot be known from outside: Jane Doe · Integration Clerk logged in on');
    await frame.getByRole('button', { name: 'Check with a Token…' }).click();
    await verdict('The features are on', 'done: A RESTlet answered Jane Doe');
    await progress('5 of 5 done');
    await frame.getByText('The RESTlet answered.').first().waitFor();
    expect(await violations(frame)).toEqual([]);
  });

  it('begins again on an account from scratch, and forgets what was so before', async () => {
    const frame = await guide();
    await frame.getByRole('button', { name: 'Start the Practice Account from Scratch…' }).click();
    await workbench.notifications.waitForDialog('Reset the practice account?');
    await workbench.notifications.clickDialog('Start from Scratch');
    await progress('0 of 5 done');
    await verdict('The features are on', 'No token has logged in yet');
    expect(await frame.getByRole('button', { name: 'Check with a Token…' }).getAttribute('aria-disabled')).toBe('true');
    await workbench.notifications.waitFor('Nothing is set up');
    await workbench.runCommand('Notifications: Clear All Notifications');
  });

  it('leads to the page of each step, where it is done', async () => {
    await visit('Enable Features', async page => {
      for (const feature of ['Client SuiteScript', 'Server SuiteScript', 'Token-based Authentication']) {
        await page.getByLabel(feature, { exact: true }).check();
      }
      await page.getByLabel('I agree to the terms of Server SuiteScript').check();
      await page.getByLabel('I agree to the terms of Token-based Authentication').check();
      await save(page);
    });
    await (await guide()).getByRole('checkbox', { name: 'The features are on' }).check();
    await progress('1 of 5 done');
    await step('Give a role the permissions');
    await visit('Manage Roles', async page => {
      await page.getByRole('link', { name: 'New role' }).click();
      await page.getByLabel('Name', { exact: true }).fill('Integrator');
      await page.getByLabel('Log in using Access Tokens', { exact: true }).selectOption('FULL');
      await save(page);
    });
    await step('Give the role to a user');
    await visit('Employees', async page => {
      await page.getByRole('link', { name: 'Jane Doe' }).click();
      await page.getByLabel('Integrator', { exact: true }).check();
      await save(page);
    });
    await step('Create the application, then a token');
    await visit('New application', async page => {
      await page.getByLabel('Name', { exact: true }).fill('Warehouse');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.locator('.secret').first().waitFor();
    });
    await visit('New access token', async page => {
      await page.getByLabel('Application', { exact: true }).selectOption({ label: 'Warehouse' });
      await page.getByLabel('User and role').selectOption({ index: 1 });
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.locator('.secret').first().waitFor();
    });
    await workbench.runCommand('NetSuite TBA: Refresh Accounts');
    await workbench.tree('Accounts').waitForRow(/Jane Doe · Integrator/);
    const frame = await guide();
    await frame.getByRole('button', { name: 'Check with a Token…' }).click();
    await verdict('A token is in the workbench and works', 'done: Jane Doe · Integrator logged in on');
    await progress('5 of 5 done');
  });

  it('keeps progress for the next window, is used by keys, and reads well in both themes', async () => {
    await workbench.screenshot('guide-application-light');
    await workbench.runCommand('View: Close All Editors');
    await workbench.reload();
    await workbench.showSideBar();
    await workbench.tree('Accounts').contextMenu(/^Practice/, 'Open Set-Up Guide');
    const frame = await guide();
    await progress('5 of 5 done');
    expect(await panelText(frame)).toMatch(/ticked on .*20\d\d/);
    expect(await frame.getByLabel('What for').inputValue()).toBe('restlets');
    await frame.getByRole('navigation').getByRole('button', { name: 'Give a role the permissions' }).focus();
    await workbench.page.keyboard.press('Enter');
    await expect.poll(() => frame.locator('#step-title:focus').innerText()).toBe('Give a role the permissions');
    await frame.getByRole('checkbox', { name: 'A role has the permissions' }).focus();
    await workbench.page.keyboard.press('Space');
    await verdict('A role has the permissions', 'ticked on');
    await workbench.screenshot('guide-roles-light');
    await workbench.runCommand('Preferences: Toggle between Light/Dark Themes');
    await expect.poll(() => frame.locator('body').getAttribute('class')).toContain('vscode-dark');
    await workbench.screenshot('guide-roles-dark');
    expect(await violations(frame)).toEqual([]);
  });

  it('writes a role into the project, and replaces it only when told to', async () => {
    const frame = await guide();
    const read = (): Promise<string> =>
      readFile(join(workbench.folder ?? '', 'src/Objects/customrole_r_d_sync.xml'), 'utf8').catch(() => '');
    const ask = async (total: number): Promise<void> => {
      await workbench.quickInput.waitFor(`Write a Role (${total - 1}/${total})`);
      await workbench.quickInput.type('R&D <Sync>');
      await workbench.quickInput.accept();
      await workbench.quickInput.waitFor(`Write a Role (${total}/${total})`);
      expect(await workbench.quickInput.value()).toBe('customrole_r_d_sync');
      await workbench.quickInput.type('Bad Id');
      await workbench.quickInput.waitForMessage('cannot be the script ID of a role');
      await workbench.quickInput.type('customrole_r_d_sync');
      await workbench.quickInput.accept();
    };
    await frame.getByRole('button', { name: 'Write the Role into a Project…' }).click();
    await ask(2);
    await workbench.notifications.waitFor('add the records that the calls touch');
    const first = await read();
    expect(first).toContain('<name>R&amp;D &lt;Sync&gt;</name>');
    expect(first.match(/<permkey>.*<\/permkey>/g)).toEqual(['<permkey>ADMI_LOGIN_OAUTH</permkey>']);
    expect(await workbench.tabs()).toContainEqual(expect.stringContaining('customrole_r_d_sync.xml'));
    await workbench.runCommand('NetSuite TBA: Write a Role for Token-Based Authentication…');
    await workbench.quickInput.pick('Calls REST web services');
    await ask(3);
    await workbench.notifications.click('is there already. Replace it?', 'Replace');
    await expect.poll(async () => (await read()).match(/<permkey>/g)?.length).toBe(2);
    // What does not fit in a role is underlined.
    const squiggle = workbench.page.locator('.squiggly-warning');
    await workbench.editor.waitForText('ADMI_RESTWEBSERVICES');
    expect(await squiggle.count()).toBe(0);
    await workbench.editor.replaceAll((await read()).replace('ACCOUNTCENTER', 'NOCENTER'));
    await squiggle.first().waitFor();
    await workbench.runCommand('File: Revert File');
  });

  it('of a real account knows what its ID tells, and what to ask an administrator for', async () => {
    await workbench.runCommand('NetSuite TBA: Open Set-Up Guide');
    const frame = await guide();
    await frame.getByRole('button', { name: 'Another Account…' }).click();
    await workbench.quickInput.waitFor('Set-Up Guide');
    await workbench.quickInput.type('1234567-rp');
    await workbench.quickInput.accept();
    await progress('0 of 5 done');
    await frame.getByLabel('You are').selectOption('developer');
    await frame.getByLabel('What for').selectOption('rest');
    await step('Create the application, then a token');
    await frame.getByText('link seen in several public projects, not documented').first().waitFor();
    await frame.getByText('A check takes a token of this account.').first().waitFor();
    await frame.getByLabel('Release of the account').selectOption('from-2027.1');
    await frame.getByRole('heading', { level: 2, name: 'Use an application, then make a token' }).waitFor();
    await frame.getByText('Whether new tokens of such a record can be made, Oracle does not say').first().waitFor();
    await workbench.screenshot('guide-release-dark');
    expect(await violations(frame)).toEqual([]);
    await frame.getByRole('button', { name: 'Copy What to Ask For' }).click();
    await expect.poll(() => workbench.clipboard()).toContain('REST Web Services (ADMI_RESTWEBSERVICES, Full)');
    await workbench.runCommand('View: Close All Editors');
    await workbench.runCommand('NetSuite TBA: Open Set-Up Guide');
    const again = await step('Use an application, then make a token');
    expect(
      await again
        .locator('select')
        .evaluateAll(all => all.map(select => (select as unknown as { value: string }).value)),
    ).toEqual(['1234567_RP', 'developer', 'rest', 'from-2027.1']);
    await again.getByRole('button', { name: 'Forget Progress' }).click();
    await workbench.notifications.waitForDialog('Forget how far the set-up of 1234567_RP is?');
    await workbench.notifications.clickDialog('Forget');
    await expect.poll(() => again.getByLabel('Account', { exact: true }).inputValue()).toBe('TSTDRV0000001_SB1');
    await progress('5 of 5 done');
  });
});
