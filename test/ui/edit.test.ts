import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { asAccount, fillInAccount } from './support/addAccount.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import { settled } from './support/waiting.ts';
import type { Workbench } from './support/workbench.ts';

/** Of the shape that NetSuite gives them, and nobody's. */
const madeUp = (two: string): string => two.repeat(32);

/** A row that is drawn anew while its menu is open is not handed to the command: wait for the last time. */
async function fromMenu(workbench: Workbench, row: string | RegExp, entry: string): Promise<void> {
  const tree = workbench.tree('Accounts');
  await settled(() => tree.rows());
  // Three at most are on show, and the one that is waited for may be the fourth.
  await workbench.runCommand('Notifications: Clear All Notifications');
  await tree.contextMenu(row, entry);
}

describe('an account that is kept for long', () => {
  let workbench: Workbench;
  const tree = () => workbench.tree('Accounts');

  /** Answers a box, once its prompt or the remark on what is in it is there. */
  const answer = async (message: string | RegExp, text?: string): Promise<void> => {
    await workbench.quickInput.waitForMessage(message);
    if (text !== undefined) {
      await workbench.quickInput.type(text);
    }
    await workbench.quickInput.accept();
  };

  const onRow = async (row: string | RegExp, entry: string, title: string): Promise<void> => {
    await fromMenu(workbench, row, entry);
    await workbench.quickInput.waitFor(title);
  };

  beforeAll(async () => {
    workbench = await openWorkbench({ sharedByFile: true });
    await workbench.showSideBar();
    await fillInAccount(workbench, asAccount(inject('practice')));
    await workbench.quickInput.pick('Test the token, then save');
    // Before the row: a message fades.
    await workbench.notifications.waitFor('was added. It is now the active one.');
    await tree().waitForRow(/Jane Doe · Integration Clerk/);
  });

  it('gets other names by F2, by keyboard alone', async () => {
    const { page, quickInput } = workbench;
    const rename = async (key: string, before: string, after: string): Promise<void> => {
      await workbench.runCommand('NetSuite TBA: Focus on Accounts View');
      await page.keyboard.press(key);
      await page.keyboard.press('F2');
      await quickInput.waitFor(`Rename “${before}”`);
      await expect.poll(() => quickInput.value()).toBe(before);
      // The whole name is selected, so that typing replaces it.
      await page.keyboard.type(after);
      await page.keyboard.press('Enter');
      await tree().waitForRow(after);
    };
    await rename('Home', 'Acme Sandbox', 'Acme test');
    await expect.poll(() => tree().labels()).toEqual(['Acme test', 'Orders hub', 'Jane Doe · Integration Clerk']);
    await rename('End', 'Jane Doe · Integration Clerk', 'jane');
    await page.keyboard.press('F2');
    await quickInput.waitFor('Rename “jane”');
    await page.keyboard.press('Delete');
    await quickInput.waitForMessage('It will be shown as “Jane Doe · Integration Clerk”');
    await page.keyboard.press('Enter');
    await tree().waitForRow('Jane Doe · Integration Clerk');
  });

  it('keeps a note, but no secret in it', async () => {
    const { quickInput } = workbench;
    await onRow('Orders hub', 'Edit Note…', 'Note on “Orders hub”');
    await quickInput.type(`the secret is ${madeUp('a1')}`);
    await quickInput.waitForMessage('Notes are not secret storage');
    await quickInput.accept();
    expect(await quickInput.isOpen()).toBe(true);
    await quickInput.type('Owned by the integration team');
    await quickInput.accept();
    await quickInput.waitForClosed();
    await onRow('Orders hub', 'Edit Note…', 'Note on “Orders hub”');
    await expect.poll(() => quickInput.value()).toBe('Owned by the integration team');
    await quickInput.close();
  });

  it('takes one secret alone: the test fails with a wrong one and passes with the right one', async () => {
    const { quickInput, notifications } = workbench;
    const { tokenSecret, consumerSecret } = inject('practice');
    const replace = async (row: RegExp, secret: string): Promise<void> => {
      await onRow(row, 'Edit Secret…', 'Edit Secret');
      await quickInput.pick('Token secret');
      await quickInput.waitForMessage('Token secret');
      await expect.poll(async () => [await quickInput.isMasked(), await quickInput.value()]).toEqual([true, '']);
      // The consumer secret of its application is held against it, and not shown.
      await quickInput.type(consumerSecret);
      await answer('same text as another of the four', secret);
      await notifications.waitFor('was replaced');
      await notifications.click('was replaced', 'Test');
    };
    await replace(/Integration Clerk/, madeUp('a1'));
    await notifications.waitFor('NetSuite refused the login');
    await replace(/Token \S+…/, tokenSecret);
    await notifications.waitFor('NetSuite knows this token');
    await tree().waitForRow(/Jane Doe · Integration Clerk/);
  });

  it('takes another token by hand, but none twice', async () => {
    const { quickInput, notifications } = workbench;
    await onRow('Orders hub', 'Add a Token…', 'Add a Token: Orders hub (1/3)');
    await quickInput.type(inject('practice').token);
    await answer('This token is here already, as “Jane Doe · Integration Clerk”', madeUp('b2'));
    await answer('Token secret', madeUp('c3'));
    await answer('A name of your own', 'nightly');
    await notifications.waitFor('“nightly” was added to “Orders hub”');
    await tree().waitForRow('nightly');
  });

  it('is checked against the hosts that are told where it lives', async () => {
    const { notifications } = workbench;
    await fromMenu(workbench, 'Acme test', 'Check Hosts');
    await notifications.waitFor('“Acme test” has the hosts that the workbench uses');
    await workbench.runCommand('NetSuite TBA: Start Practice Account');
    await workbench.statusBarItem('Practice · ').waitFor();
    await fromMenu(workbench, 'Practice', 'Check Hosts');
    await notifications.waitFor('“Practice” has the hosts that the workbench uses');
    const entries = await tree().contextMenuEntries('Practice');
    expect(entries).toContain('Rename…');
    expect(entries).not.toContain('Base URL and Signed As…');
  });

  it('says what a reset and a block do, and does neither', async () => {
    const { notifications } = workbench;
    await fromMenu(workbench, 'Orders hub', 'Reset Credentials or Block at NetSuite…');
    const text = await notifications.waitForDialog('Reset or block “Orders hub”');
    expect(text).toContain('go on with the new pair: here that is 2 tokens');
    expect(text).toContain('Setup > Integration > Manage Integrations');
    expect((await notifications.dialogButtons()).sort()).toEqual([
      'Cancel',
      'Edit Secret…',
      'Open Integration Records',
    ]);
    await notifications.clickDialog('Cancel');
  });

  it('goes with what is below it, which is named first', async () => {
    const { notifications } = workbench;
    await workbench.runCommand('NetSuite TBA: Focus on Accounts View');
    await workbench.page.keyboard.press('Home');
    await workbench.page.keyboard.press('Delete');
    expect(await notifications.waitForDialog('Remove “Acme test”')).toContain('With it go 1 application and 2 tokens.');
    await notifications.clickDialog('Remove');
    await expect.poll(() => tree().labels()).not.toContain('Acme test');
    await expect.poll(() => tree().labels()).toContain('Practice');
  });
});

/** Drags as a hand does: VS Code wants to see the pointer move, and to rest where it drops. */
async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  if (!start || !end) {
    throw new Error('a row is out of sight');
  }
  await page.mouse.move(start.x + 80, start.y + 10);
  await page.mouse.down();
  await page.mouse.move(start.x + 90, start.y + 14, { steps: 5 });
  await page.mouse.move(end.x + 80, end.y + 10, { steps: 10 });
  await page.waitForTimeout(500);
  await page.mouse.move(end.x + 82, end.y + 12, { steps: 3 });
  await page.mouse.up();
}

describe('a production account', () => {
  it('is duplicated to a sandbox without its token, which can be moved there', async () => {
    const workbench = await openWorkbench();
    const { page, quickInput, notifications } = workbench;
    const tree = workbench.tree('Accounts');
    await workbench.showSideBar();
    await fillInAccount(workbench, {
      name: 'Acme',
      accountId: '1234567',
      application: 'Billing',
      secrets: {
        consumerKey: madeUp('1a'),
        consumerSecret: madeUp('2b'),
        token: madeUp('3c'),
        tokenSecret: madeUp('4d'),
      },
    });
    await quickInput.pick('Save without a test');
    await tree.waitForRow('Billing');

    await fromMenu(workbench, 'Acme', 'Duplicate to a Sandbox…');
    await quickInput.waitFor('Duplicate “Acme” to a Sandbox (1/3)');
    await expect.poll(() => quickInput.value()).toBe('SB1');
    await quickInput.waitForMessage('1234567_SB1 · 1234567-sb1.restlets.api.netsuite.com');
    await quickInput.accept();
    await quickInput.waitFor('(2/3)');
    await expect.poll(() => quickInput.value()).toBe('Acme SB1');
    await quickInput.accept();
    await quickInput.waitFor('(3/3)');
    await expect.poll(() => quickInput.labels()).toEqual(['Billing']);
    await quickInput.accept();
    const text = await notifications.waitForDialog('Put 1 application into “Acme SB1” (1234567_SB1)?');
    expect(text).toContain('NetSuite never copies tokens');
    expect(text).toContain('can break the integration in production');
    await notifications.clickDialog('Duplicate');
    await notifications.waitFor('“Acme SB1” was added with 1 application.');
    await expect
      .poll(() => notifications.actions('was added with'))
      .toEqual(['Sign In Through NetSuite', 'Add a Token by Hand']);
    await tree.waitForRow('Acme SB1');
    await expect.poll(() => tree.labels()).toEqual(['Acme', 'Billing', 'Token 3c…3c', 'Acme SB1', 'Billing']);

    await fromMenu(workbench, 'Token 3c…3c', 'Move…');
    await quickInput.waitFor('Move “Token 3c…3c”');
    await expect.poll(() => quickInput.labels()).toEqual(['Billing']);
    await quickInput.accept();
    expect(await notifications.waitForDialog('to the account “Acme SB1” (1234567_SB1)?')).toContain(
      'belongs to one account',
    );
    await notifications.clickDialog('Move');
    await notifications.waitFor('“Token 3c…3c” is below “Billing” now.');
    await expect.poll(() => tree.labels()).toEqual(['Acme', 'Billing', 'Acme SB1', 'Billing', 'Token 3c…3c']);

    // Back with the pointer: onto the first of the two.
    await drag(page, tree.row('Token 3c…3c'), tree.row('Billing'));
    await notifications.waitForDialog('to the account “Acme” (1234567)?');
    await notifications.clickDialog('Move');
    await expect.poll(() => tree.labels()).toEqual(['Acme', 'Billing', 'Token 3c…3c', 'Acme SB1', 'Billing']);

    await fromMenu(workbench, 'Acme', 'Base URL and Signed As…');
    await quickInput.waitFor('Base URL and Signed As: Acme (1/3)');
    await quickInput.type('http://gateway.example.com');
    await quickInput.waitForMessage('http is allowed for this machine only');
    await quickInput.type('https://Gateway.example.com/ns/');
    await quickInput.waitForMessage('goes to https://gateway.example.com/ns, with its signature, and nowhere else');
    await quickInput.accept();
    await quickInput.waitFor('(2/3)');
    await quickInput.pick('NetSuite’s own hosts');
    await notifications.waitFor(
      'Calls of “Acme” go to https://gateway.example.com/ns and are signed as 1234567.restlets.api.netsuite.com.',
    );
  });
});
