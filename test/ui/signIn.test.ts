import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench } from './support/openWorkbench.ts';
import { allow } from './support/practicePages.ts';
import type { Workbench } from './support/workbench.ts';

describe('signing in through NetSuite', () => {
  let workbench: Workbench;

  /** Starts a sign-in from the application's row, and answers NetSuite's page. */
  const consentPage = async (): Promise<Page> => {
    const opened = workbench.page.context().waitForEvent('page');
    await workbench.tree('Accounts').contextMenu('Practice application', 'Sign In Through NetSuite');
    // A row that was drawn anew while its menu was open is not handed to the command, which then asks.
    const asked = workbench.quickInput.waitFor(/^Sign In Through NetSuite \(1/).then(
      async () => {
        await workbench.quickInput.pick('Practice');
        await workbench.quickInput.pick('Practice application');
      },
      () => undefined,
    );
    await Promise.race([opened, asked]);
    const page = await opened;
    await page.getByRole('button', { name: 'Deny' }).waitFor();
    return page;
  };

  beforeAll(async () => {
    workbench = await openWorkbench({ folder: 'media/practice', sharedByFile: true });
    await workbench.showSideBar();
    await workbench.runCommand('NetSuite TBA: Start Practice Account');
    // A row that is drawn anew while its menu is open is not handed to the command: wait for the last time.
    await workbench.tree('Accounts').waitForRow(/Integration Clerk *active .*Practice Trading Company/);
  });

  it('ends with a token for the person and role allowed on NetSuite’s page, tested and active', async () => {
    const page = await consentPage();
    await allow(page, /Omar Haddad.*SuiteScript Developer/);
    await page.waitForURL(/^http:\/\/localhost:\d+\/tba\//);
    await expect.poll(() => page.locator('body').innerText()).toContain('You can close this window');
    await page.close();
    await workbench.notifications.waitFor('Signed in:');
    await workbench.tree('Accounts').waitForRow(/Omar Haddad · SuiteScript Developer *active .*Practice Trading/);
    expect(await workbench.tree('Accounts').labels()).toContain('Jane Doe · Integration Clerk');
  });

  it('takes the address that the browser ended on, where the browser cannot come here', async () => {
    const page = await consentPage();
    // As on another machine: the address is reached by nobody.
    let address = '';
    await page.route(/authorizetoken\.nl/, async route => {
      const answer = await route.fetch({ maxRedirects: 0 });
      address = answer.headers()['location'] ?? '';
      await route.fulfill({ status: 200, contentType: 'text/html', body: 'Cannot be reached' });
    });
    await allow(page, /Integration Bot.*Integration Clerk/);
    await page.getByText('Cannot be reached').waitFor();
    await page.close();
    await workbench.page.bringToFront();
    const { quickInput } = workbench;
    await quickInput.waitFor('Sign In Through NetSuite');
    await expect.poll(() => quickInput.isMasked()).toBe(true);
    // Looked at as what comes to the listener is.
    await quickInput.type(address.replace(/state=\w+/, 'state=another'));
    await quickInput.waitForMessage('is not NetSuite’s answer to this sign-in');
    await quickInput.accept();
    await quickInput.type(address.replace('localhost', '127.0.0.1'));
    await quickInput.waitForMessage('This is not the address of this sign-in');
    await quickInput.type(address);
    await quickInput.waitForMessage('This is NetSuite’s answer');
    await quickInput.accept();
    await workbench.tree('Accounts').waitForRow(/Integration Bot · Integration Clerk *active .*Practice Trading/);
  });

  it('is brought up by a second start, and stores nothing when the person denies it', async () => {
    const { quickInput } = workbench;
    const before = await workbench.tree('Accounts').labels();
    const page = await consentPage();
    await workbench.page.bringToFront();
    await quickInput.close();
    await workbench.page.locator('.notifications-toasts a', { hasText: 'Open it again' }).click();
    await quickInput.waitFor('A sign-in to TSTDRV0000001_SB1 is under way');
    await expect
      .poll(() => quickInput.labels())
      .toEqual([
        'Open NetSuite’s page again',
        'Copy the page’s address, for another browser on this machine',
        'Paste the address that the browser ended on',
        'Cancel the sign-in',
      ]);
    await quickInput.pick('Copy the page’s address, for another browser on this machine');
    await expect.poll(() => workbench.clipboard()).toBe(page.url());
    await page.bringToFront();
    await page.getByRole('button', { name: 'Deny' }).click();
    await expect.poll(() => page.locator('body').innerText()).toContain('close this window');
    await page.close();
    await workbench.page.bringToFront();
    await workbench.notifications.waitFor('“Deny” was chosen');
    await expect.poll(() => workbench.tree('Accounts').labels()).toEqual(before);
  });

  it('can be cancelled, and what the browser brings back then is for nobody', async () => {
    const before = await workbench.tree('Accounts').labels();
    const page = await consentPage();
    await workbench.page.bringToFront();
    await workbench.quickInput.close();
    await workbench.notifications.click('Signing in to TSTDRV0000001_SB1', 'Cancel');
    await workbench.notifications.waitFor('The sign-in was cancelled. Nothing was stored.');
    await page.bringToFront();
    await page.getByRole('radio', { name: /Jane Doe.*Integration Clerk/ }).check();
    await page.getByRole('button', { name: 'Allow' }).click();
    // Nothing listens there any more.
    await expect.poll(() => page.url()).toMatch(/^(?:chrome-error|http:\/\/localhost:\d+\/tba)/);
    expect(await page.locator('body').innerText()).not.toContain('NetSuite’s answer has arrived');
    await page.close();
    await workbench.page.bringToFront();
    await expect.poll(() => workbench.tree('Accounts').labels()).toEqual(before);
  });
});
