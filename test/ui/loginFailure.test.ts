// Why a login failed: from the failed call to its cause, with what another token may read, and with the corrected clock.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPractice, type RunningPractice } from '../host/practice.ts';
import { asAccount, fillInAccount } from './support/addAccount.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import { panelText } from './support/panelText.ts';
import { browserStorage, watchWindow, type Watch } from './support/traces.ts';
import { violations } from './support/violations.ts';
import type { Workbench } from './support/workbench.ts';

const requests = `### Orders
# @token Old warehouse link
GET /app/site/hosting/restlet.nl?script=1&deploy=1
Content-Type: application/json

### Late
# @token Orders hub
GET /rest/tokeninfo
X-Practice-Fault: skew=7
`;

describe('why a login failed', () => {
  let workbench: Workbench;
  let state: string;
  let practice: RunningPractice;
  let watch: Watch;

  const panel = (): Promise<Frame> => workbench.webview('Why Did the Login Fail?');
  const firstCause = async (): Promise<string> =>
    (await (await panel()).locator('.cause summary').first().innerText()).replace(/\s+/g, ' ');
  const send = async (name: string, line: string): Promise<Frame> => {
    await workbench.editor.open('requests.http');
    await (await workbench.editor.codeLens('Send', line)).click();
    return workbench.webview(`Response · ${name}`);
  };

  beforeAll(async () => {
    state = await mkdtemp(join(tmpdir(), 'tba-login-'));
    // One of its own: the audit trail of the other tells of other tests.
    practice = await startPractice(state);
    workbench = await openWorkbench({
      folder: { 'requests.http': requests },
      sharedByFile: true,
      size: { width: 1280, height: 1000 },
    });
    await workbench.showSideBar();
    await fillInAccount(workbench, asAccount(practice.account));
    await workbench.quickInput.pick('Test the token, then save');
    await workbench.tree('Accounts').waitForRow(/Jane Doe · Integration Clerk/);
    await fillInAccount(workbench, {
      ...asAccount(practice.account, practice.account.blocked),
      application: 'Old warehouse link',
    });
    await workbench.quickInput.pick('Save without a test');
    await workbench.notifications.waitFor(/not verified yet/);
    await workbench.runCommand('Notifications: Clear All Notifications');
    watch = await watchWindow(workbench.page);
  });
  afterAll(async () => {
    await practice.stop();
    await rm(state, { recursive: true, force: true });
  });

  it('starts at the failed call, and ranks causes by what is known', async () => {
    const response = await send('Orders', 'GET /app/site');
    await response.getByText('INVALID_LOGIN_ATTEMPT').first().waitFor();
    await response.getByRole('region', { name: 'What this means' }).waitFor();
    expect(await violations(response)).toEqual([]);
    await workbench.screenshot('login-failed-response-light');
    await response.getByRole('button', { name: 'Why Did It Fail?' }).click();
    const frame = await panel();
    await frame.getByRole('heading', { name: 'Why did the login fail?' }).waitFor();
    await workbench.runCommand('View: Close Primary Side Bar');
    const text = await panelText(await panel());
    expect(text).toContain('401 INVALID_LOGIN_ATTEMPT');
    expect(text).toContain('Old warehouse link');
    expect(await frame.locator('.causes').first().locator('.cause').count()).toBeGreaterThan(2);
    expect(await frame.locator('.cause[open]').count()).toBe(1);
    await workbench.screenshot('login-failure-light');
  });

  it('reads the audit trail with another token, by keyboard, and has the cause that it names first', async () => {
    const frame = await panel();
    await frame.getByRole('button', { name: 'Read the Login Audit Trail with Jane Doe' }).focus();
    await workbench.page.keyboard.press('Enter');
    await frame.locator('.rows').getByText('consumer_key_refused').waitFor();
    expect(await firstCause()).toContain('The application is blocked');
    const first = frame.locator('.cause').first();
    await first.locator('summary').focus();
    await workbench.page.keyboard.press('Enter');
    await expect.poll(() => first.getAttribute('open')).toBeNull();
    await workbench.page.keyboard.press('Enter');
    await expect.poll(() => first.getAttribute('open')).toBe('');
    const text = await panelText(frame);
    expect(text).toContain('The integration record is blocked.');
    expect(text).toContain('Setup > Integration > Manage Integrations');
    expect(text).toContain('Oracle documents this.');
    expect(await violations(frame)).toEqual([]);
    await workbench.screenshot('login-failure-audit-light');
    await frame.getByRole('button', { name: 'Copy report without secrets' }).click();
    await expect.poll(() => workbench.clipboard()).toContain('### 1. The application is blocked (application-blocked)');
  });

  it('tries other doors at the cost of one login, and asks before it does so again', async () => {
    const frame = await panel();
    await frame.getByRole('button', { name: 'Try other doors' }).click();
    await frame.getByRole('cell', { name: /login refused \(401/ }).waitFor();
    expect(await frame.getByRole('cell', { name: 'not tried' }).count()).toBeGreaterThan(1);
    expect(await firstCause()).toContain('The application is blocked');
    await workbench.runCommand('Preferences: Toggle between Light/Dark Themes');
    await expect.poll(() => frame.locator('body').getAttribute('class')).toContain('vscode-dark');
    expect(await violations(frame)).toEqual([]);
    await frame.getByRole('button', { name: 'Copy report without secrets' }).scrollIntoViewIfNeeded();
    await workbench.screenshot('login-failure-doors-dark');
    await frame.getByRole('button', { name: 'Try them again' }).click();
    expect(await workbench.notifications.waitForDialog('failed to log in 2 times')).toContain('five failed logins');
    await workbench.page.keyboard.press('Escape');
  });

  it('explains what is pasted from the trail', async () => {
    const frame = await panel();
    await frame.getByLabel('Paste from the Login Audit Trail').fill('temporary_locked');
    await frame.getByRole('button', { name: 'Explain' }).click();
    await frame.locator('.rows').getByText('temporary_locked').waitFor();
    expect(await firstCause()).toContain('The user is locked certain');
  });

  it('signs with the corrected time until that is taken back, and sends the call again', async () => {
    const response = await send('Late', 'GET /rest/tokeninfo');
    await response.getByRole('button', { name: 'Why Did It Fail?' }).click();
    const frame = await panel();
    await frame.getByText('NetSuite’s clock is 7 min ahead of this machine’s.').first().waitFor();
    expect(await firstCause()).toContain('The clock of this machine is wrong');
    await frame.getByRole('button', { name: 'Sign with the corrected time' }).click();
    await workbench.statusBarItem('+7 min').waitFor();
    await workbench.screenshot('login-failure-clock-dark');
    await frame.getByRole('button', { name: 'Send the call again' }).click();
    const again = await workbench.webview('Response · Late');
    await again.locator('.status strong', { hasText: '200 OK' }).waitFor();
    await workbench.statusBarItem('+7 min').click();
    await expect.poll(() => workbench.statusBarItem('+7 min').count()).toBe(0);
  });

  it('explains a token of the tree without a call, and shows no secret anywhere', async () => {
    await workbench.showSideBar();
    await workbench.tree('Accounts').contextMenu(/Integration Clerk/, 'Why Did the Login Fail?');
    const frame = await panel();
    await frame.getByText('No failed call of this token is known').first().waitFor();
    const { consumerSecret, tokenSecret, blocked } = practice.account;
    const secrets = [consumerSecret, tokenSecret, blocked.consumerSecret, blocked.tokenSecret];
    const seen = [await watch.read(), await browserStorage(workbench.page), await workbench.clipboard()].join();
    expect(secrets.filter(secret => seen.includes(secret))).toEqual([]);
  });
});
