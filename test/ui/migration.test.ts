// The way to OAuth 2.0: the inventory of tokens, saved as files, and the plan, whose progress is kept.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPractice, type RunningPractice } from '../host/practice.ts';
import { asAccount, fillInAccount } from './support/addAccount.ts';
import { chooseFile } from './support/fileDialog.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import { asAdministrator } from './support/practicePages.ts';
import { violations } from './support/violations.ts';
import type { Workbench } from './support/workbench.ts';

describe('the way to OAuth 2.0', () => {
  let workbench: Workbench;
  let state: string;
  let practice: RunningPractice;
  const panel = (): Promise<Frame> => workbench.webview('From TBA to OAuth 2.0');
  const read = async (): Promise<Frame> => {
    const frame = await panel();
    await frame.getByRole('button', { name: 'Read from NetSuite…' }).click();
    return frame;
  };

  beforeAll(async () => {
    state = await mkdtemp(join(tmpdir(), 'tba-migration-'));
    practice = await startPractice(state);
    workbench = await openWorkbench({
      folder: { 'a.http': 'GET /rest/tokeninfo\n' },
      sharedByFile: true,
      size: { width: 1280, height: 1000 },
    });
    await workbench.showSideBar();
    await fillInAccount(workbench, asAccount(practice.account));
    await workbench.quickInput.pick('Test the token, then save');
    await workbench.tree('Accounts').waitForRow(/Jane Doe · Integration Clerk/);
  });
  afterAll(async () => {
    await practice.stop();
    await rm(state, { recursive: true, force: true });
  });

  it('names the table that the role may not read, and goes on with the trail', async () => {
    await workbench.tree('Accounts').contextMenu(/^Practice|TSTDRV/, 'Inventory of Tokens…');
    const frame = await panel();
    await frame.getByText('Not read yet in this window.').waitFor();
    await read();
    await frame.getByText('The table OAuthToken may not be read by the role').waitFor();
    await frame.getByRole('cell', { name: /Orders hub - Jane Doe/ }).waitFor();
    expect(await frame.getByRole('cell', { name: /never used/ }).count()).toBe(0);
  });

  it('lists all tokens to a role that may, filters them and saves them', async () => {
    await asAdministrator(workbench.page, `${practice.account.baseUrl}/app/setup/role.nl?id=1001`, async page => {
      await page.getByLabel('Access Token Management', { exact: true }).selectOption('FULL');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.locator('.notice.done').waitFor();
    });
    const frame = await read();
    await frame
      .getByText(/^2 tokens, with their logins of the last 90 days/)
      .first()
      .waitFor();
    await frame.getByRole('cell', { name: /Old warehouse link - Jane Doe.*never used/ }).waitFor();
    expect(await violations(frame)).toEqual([]);
    await workbench.screenshot('inventory-light');
    await frame.getByLabel('Filter').fill('never');
    await frame.getByText('1 of 2 shown').waitFor();
    await frame.getByLabel('Filter').fill('');
    await frame.getByRole('button', { name: 'Last login' }).click();
    await expect
      .poll(() => frame.getByRole('columnheader', { name: 'Last login' }).getAttribute('aria-sort'))
      .toBe('ascending');
    await frame.getByRole('button', { name: 'Save as CSV…' }).click();
    await chooseFile(workbench, 'Save tokens-', join(state, 'tokens.csv'));
    await expect
      .poll(() => readFile(join(state, 'tokens.csv'), 'utf8').catch(() => ''))
      .toContain('Old warehouse link,"Old warehouse link - Jane Doe, Integration Clerk",Jane Doe');
    await frame.getByRole('button', { name: 'Save as Markdown…' }).click();
    await chooseFile(workbench, 'Save tokens-', join(state, 'tokens.md'));
    await expect
      .poll(() => readFile(join(state, 'tokens.md'), 'utf8').catch(() => ''))
      .toContain('| Application | Token');
  });

  it('stops reading when asked to, and keeps what was read before', async () => {
    const faults = `${practice.account.baseUrl}/practice/faults`;
    await asAdministrator(workbench.page, faults, async page => {
      await page.getByRole('radio', { name: /^Latency/ }).check();
      await page.getByLabel('Latency: seconds').fill('60');
      await page.getByRole('radio', { name: 'Until switched off' }).check();
      await page.getByRole('button', { name: 'Switch on', exact: true }).click();
      await page.locator('.notice.done').waitFor();
    });
    const frame = await read();
    await frame.getByRole('button', { name: 'Cancel', exact: true }).click();
    await frame.getByRole('button', { name: 'Read from NetSuite…' }).waitFor();
    await frame.getByRole('cell', { name: /Old warehouse link - Jane Doe.*never used/ }).waitFor();

    // A window that is loaded anew while it reads has nothing half read.
    await frame.getByRole('button', { name: 'Read from NetSuite…' }).click();
    await frame.getByRole('button', { name: 'Cancel', exact: true }).waitFor();
    await workbench.reload();
    await asAdministrator(workbench.page, faults, async page => {
      await page.getByRole('button', { name: 'Switch all off' }).click();
      await page.locator('.notice.done').waitFor();
    });
    await workbench.runCommand('View: Close All Editors');
    await workbench.runCommand('NetSuite TBA: Inventory of Tokens…');
    await (await panel()).getByText('Not read yet in this window.').waitFor();
    await (await read()).getByRole('cell', { name: /Old warehouse link - Jane Doe.*never used/ }).waitFor();
  });

  it('plans the move, and keeps what was ticked for the next window', async () => {
    const frame = await panel();
    await frame.getByRole('button', { name: 'Plan', exact: true }).click();
    await frame.getByRole('heading', { name: 'Old warehouse link' }).waitFor();
    await frame.getByText('is not used and can go').waitFor();
    await frame.getByRole('checkbox', { name: 'Enable OAuth 2.0' }).check();
    await frame.getByText('ticked on').first().waitFor();
    await frame.getByLabel('Who logs in').first().selectOption('person');
    await frame.getByRole('checkbox', { name: 'Build the sign-in' }).waitFor();
    await frame.getByRole('button', { name: 'Write the Role into a Project…' }).first().click();
    // What is refused is said where the person looks, however far down that is.
    const refused = frame.getByText('There is no SuiteCloud project in this window');
    await expect.poll(async () => ((await refused.boundingBox())?.y ?? -1) > 0).toBe(true);
    expect(await violations(frame)).toEqual([]);
    await workbench.screenshot('plan-light');
    await workbench.runCommand('Preferences: Toggle between Light/Dark Themes');
    await expect.poll(() => frame.locator('body').getAttribute('class')).toContain('vscode-dark');
    await workbench.screenshot('plan-dark');
    await frame.getByRole('button', { name: 'Inventory', exact: true }).click();
    await frame.getByRole('cell', { name: /never used/ }).waitFor();
    await workbench.screenshot('inventory-dark');
    await workbench.runCommand('View: Close All Editors');
    await workbench.reload();
    await workbench.runCommand('NetSuite TBA: Plan the Move to OAuth 2.0');
    const again = await panel();
    await again.getByRole('heading', { name: 'Old warehouse link' }).waitFor();
    expect(await again.getByRole('checkbox', { name: 'Enable OAuth 2.0' }).isChecked()).toBe(true);
    expect(await again.getByLabel('Who logs in').first().inputValue()).toBe('person');
    await workbench.runCommand('Preferences: Toggle between Light/Dark Themes');
  });
});
