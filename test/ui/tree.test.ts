import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { asAccount, fillInAccount, type AccountToAdd } from './support/addAccount.ts';
import { chooseFile } from './support/fileDialog.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import type { Tree } from './support/tree.ts';
import { settled } from './support/waiting.ts';
import type { Workbench } from './support/workbench.ts';

/** Nobody's: they only have the shape. */
const dummies = { consumerKey: 'c1', consumerSecret: 'c2', token: 'd1', tokenSecret: 'd2' };
const secrets = Object.fromEntries(
  Object.entries(dummies).map(([name, byte]) => [name, byte.repeat(32)]),
) as AccountToAdd['secrets'];

const odd: AccountToAdd = { name: 'Odd one', accountId: 'ODD_9', application: 'Invoicing', secrets };

/** A company as many are, for the picture of the README: one application, in production and before it. */
const acme = [
  { name: 'Acme', accountId: '7654321', byte: 'a' },
  { name: 'Acme Sandbox', accountId: '7654321_SB1', byte: 'b' },
  { name: 'Acme Release Preview', accountId: '7654321_RP', byte: 'e' },
].map(({ byte, ...account }) => ({
  ...account,
  applications: [
    {
      name: 'Orders hub',
      consumerKey: `${byte}1`.repeat(32),
      consumerSecret: `${byte}2`.repeat(32),
      tokens: [
        {
          name: 'clerk',
          identity: { company: 'Acme', entity: 'Zoë Klein', role: 'Integration Clerk' },
          token: `${byte}3`.repeat(32),
          tokenSecret: `${byte}4`.repeat(32),
        },
      ],
    },
  ],
}));
const exported = JSON.stringify({ format: 'netsuite-tba-accounts', version: 2, secrets: true, accounts: acme });
const clerk = 'Zoë Klein · Integration Clerk';

describe('the tree', () => {
  let workbench: Workbench;
  let tree: Tree;

  const add = async (account: AccountToAdd): Promise<void> => {
    await fillInAccount(workbench, account);
    await workbench.quickInput.pick('Save without a test');
    await tree.waitForRow(account.name);
  };
  const spoken = async (): Promise<string[]> => (await tree.rows()).map(({ ariaLabel }) => ariaLabel);
  const descriptionOf = async (label: RegExp): Promise<string | undefined> =>
    (await tree.rows()).find(row => label.test(row.label))?.description;
  /** Of the side bar and the status bar below it, with room for names and states. */
  const picture = async (): Promise<void> => {
    const { page } = workbench;
    const [width, height, titleBar] = [524, 560, 28];
    await page.setViewportSize({ width: 1200, height });
    const sideBar = page.locator('.part.sidebar');
    const { x, width: narrow } = (await sideBar.boundingBox()) ?? expect.fail();
    await page.mouse.move(x + narrow, 200);
    await page.mouse.down();
    await page.mouse.move(width - 4, 200, { steps: 5 });
    await page.mouse.up();
    await workbench.runCommand('Notifications: Clear All Notifications');
    await page.mouse.move(900, 300);
    // The rows are drawn anew for the token that is active now, and the palette fades.
    await settled(() => tree.rows());
    await workbench.screenshot('accounts-dark', { x: 0, y: titleBar, width, height: height - titleBar });
    await page.setViewportSize({ width: 1200, height: 720 });
  };

  beforeAll(async () => {
    workbench = await openWorkbench({
      folder: { 'a.http': 'GET /rest/tokeninfo\n', 'acme.json': exported },
      sharedByFile: true,
      theme: 'dark',
      size: { width: 1200, height: 720 },
    });
    await workbench.showSideBar();
    tree = workbench.tree('Accounts');
  });

  it('says in words and colour that the active token is one for production', async () => {
    await workbench.runCommand('NetSuite TBA: Import Accounts…');
    await chooseFile(workbench, 'Import Accounts', join(workbench.folder ?? expect.fail(), 'acme.json'));
    await expect.poll(() => workbench.quickInput.placeholder()).toContain('Nothing that is here is written over');
    await workbench.quickInput.accept();
    await tree.waitForRow('Acme Release Preview');
    await workbench.notifications.waitFor('3 accounts imported');
    await tree.row(clerk).click();
    await tree.inlineAction(clerk, 'Set Active Token');
    const item = workbench.statusBarItem('PRODUCTION · Acme');
    await item.waitFor();
    expect(await item.getAttribute('class')).toContain('warning-kind');
    await expect
      .poll(() => item.getAttribute('aria-label'))
      .toContain(`NetSuite token in use: PRODUCTION · Acme · ${clerk}`);
    await picture();
  });

  it('shows what is entered by hand below what was imported', async () => {
    await fillInAccount(workbench, { ...asAccount(inject('practice')), name: 'Gateway' });
    await workbench.quickInput.pick('Test the token, then save');
    await tree.waitForRow(/Jane Doe/);
    const item = workbench.statusBarItem('Gateway · ');
    await item.waitFor();
    expect(await item.getAttribute('class')).not.toContain('warning-kind');
    await add(odd);
  });

  it('says kind, name and state of each row to a screen reader', async () => {
    await expect
      .poll(async () => (await spoken()).filter(label => !label.includes('Jane Doe')))
      .toEqual([
        'Account Acme, 7654321, production',
        'Application Orders hub, 1 token, production',
        `Token ${clerk}, not tried, production`,
        'Account Acme Sandbox, 7654321_SB1, sandbox',
        'Application Orders hub, 1 token',
        `Token ${clerk}, not tried`,
        'Account Acme Release Preview, 7654321_RP, release preview',
        'Application Orders hub, 1 token',
        `Token ${clerk}, not tried`,
        'Account Gateway, TSTDRV0000001_SB1, sandbox',
        'Application Orders hub, 1 token',
        'Account Odd one, ODD_9, unusual account ID',
        'Application Invoicing, 1 token, unusual account ID',
        'Token Token d1…d1, active, not tried, unusual account ID',
      ]);
    expect((await spoken()).join('\n')).toMatch(
      /Token Jane Doe · Integration Clerk, works, (now|\d+ minutes? ago), Practice Trading Company/,
    );
    expect(await descriptionOf(/^Acme$/)).toBe('7654321 · production');
  });

  it('tells all that is known of a row when the pointer rests on it', async () => {
    const tooltip = workbench.page.locator('.monaco-hover:visible', { hasText: 'State: works' });
    // A row that is drawn anew under the pointer forgets it.
    const rest = async (): Promise<boolean> => {
      await workbench.page.mouse.move(900, 300);
      await tree.row(/Jane Doe/).hover();
      return tooltip.waitFor({ timeout: 4000 }).then(
        () => true,
        () => false,
      );
    };
    await expect.poll(rest, { timeout: 20_000 }).toBe(true);
    const text = (await tooltip.innerText()).replaceAll('\u00a0', ' ');
    for (const fact of [
      'Company: Practice Trading Company',
      'User: Jane Doe',
      'Role: Integration Clerk',
      'Last success: ',
      'Token ID and secret: in the secret storage',
      'Age: at least 0 days',
    ]) {
      expect(text).toContain(fact);
    }
    await workbench.page.mouse.move(900, 300);
  });

  it('is filtered while one types, whatever the case and accents, and Escape brings back what was', async () => {
    const all = await tree.labels();
    // One that the filter takes away, and with it the selection.
    await tree.row(/Jane Doe/).click();
    await tree.titleAction('Filter Accounts…');
    await workbench.quickInput.waitFor('Filter Accounts');
    await workbench.quickInput.type('PRODUCTION zoe');
    await expect.poll(() => tree.labels()).toEqual(['Acme', 'Orders hub', clerk]);
    await workbench.quickInput.type('acme refused');
    await expect.poll(() => tree.labels()).toEqual([]);
    await workbench.quickInput.waitForMessage('Nothing matches.');
    await workbench.page.getByText('Nothing matches the filter “acme refused”.').waitFor();
    await workbench.quickInput.type('works');
    await expect.poll(() => tree.labels()).toEqual(['Gateway', 'Orders hub', 'Jane Doe · Integration Clerk']);
    await workbench.quickInput.close();
    await expect.poll(() => tree.labels()).toEqual(all);
  });

  it('is filtered and freed again by keyboard alone, with what was closed still closed', async () => {
    const { keyboard } = workbench.page;
    await tree.row('Acme Release Preview').click();
    await keyboard.press('ArrowLeft');
    await expect.poll(async () => (await tree.labels()).length).toBeLessThan(15);
    const closed = await tree.labels();
    await keyboard.press('Control+Alt+f');
    await workbench.quickInput.waitFor('Filter Accounts');
    await keyboard.type('7654321-rp');
    await expect.poll(() => tree.labels()).toEqual(['Acme Release Preview', 'Orders hub', clerk]);
    await keyboard.press('Enter');
    await workbench.quickInput.waitForClosed();
    await workbench.page.getByText('Filter “7654321-rp”: 1 of 5 tokens.').waitFor();
    // The focus is in the tree, and the context menu key reaches the row's commands.
    await keyboard.press('ArrowDown');
    await expect.poll(() => workbench.page.evaluate('document.activeElement?.closest(".pane") !== null')).toBe(true);
    await workbench.runCommand('NetSuite TBA: Clear Account Filter');
    await expect.poll(() => tree.labels()).toEqual(closed);
    await tree.expand('Acme Release Preview');
  });
});
