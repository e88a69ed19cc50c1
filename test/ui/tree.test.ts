import { beforeAll, describe, expect, inject, it } from 'vitest';
import { asAccount, fillInAccount, type AccountToAdd } from './support/addAccount.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import type { Tree } from './support/tree.ts';
import { settled } from './support/waiting.ts';
import type { Workbench } from './support/workbench.ts';

/** Nobody's: they only have the shape. */
const dummies = { consumerKey: 'c1', consumerSecret: 'c2', token: 'd1', tokenSecret: 'd2' };
const secrets = Object.fromEntries(
  Object.entries(dummies).map(([name, byte]) => [name, byte.repeat(32)]),
) as AccountToAdd['secrets'];

const production: AccountToAdd = { name: 'Ácme', accountId: '7654321', application: 'Invoicing', secrets };

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

  beforeAll(async () => {
    workbench = await openWorkbench({
      folder: { 'a.http': 'GET /rest/tokeninfo\n' },
      sharedByFile: true,
      theme: 'dark',
      size: { width: 1200, height: 720 },
    });
    await workbench.showSideBar();
    tree = workbench.tree('Accounts');
    await add(production);
    await fillInAccount(workbench, asAccount(inject('practice')));
    await workbench.quickInput.pick('Test the token, then save');
    await tree.waitForRow(/Integration Clerk/);
    await add({ ...production, name: 'Preview', accountId: '7654321_RP1' });
    await add({ ...production, name: 'Odd one', accountId: 'ODD_9' });
  });

  it('says kind, name and state of each row to a screen reader', async () => {
    await expect
      .poll(async () => (await spoken()).filter(label => !label.includes('Jane Doe')))
      .toEqual([
        'Account Ácme, 7654321, production',
        'Application Invoicing, 1 token, production',
        'Token Token d1…d1, not tried, production',
        'Account Acme Sandbox, TSTDRV0000001_SB1, sandbox',
        'Application Orders hub, 1 token',
        'Account Preview, 7654321_RP1, release preview',
        'Application Invoicing, 1 token',
        'Token Token d1…d1, not tried',
        'Account Odd one, ODD_9, unusual account ID',
        'Application Invoicing, 1 token, unusual account ID',
        'Token Token d1…d1, active, not tried, unusual account ID',
      ]);
    expect((await spoken()).join('\n')).toMatch(
      /Token Jane Doe · Integration Clerk, works, (now|\d+ minutes? ago), Practice Trading Company/,
    );
    expect(await descriptionOf(/Ácme/)).toBe('7654321 · production');
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
    await tree.titleAction('Filter Accounts…');
    await workbench.quickInput.waitFor('Filter Accounts');
    await workbench.quickInput.type('ACME invoic');
    await expect.poll(() => tree.labels()).toEqual(['Ácme', 'Invoicing', 'Token d1…d1']);
    await workbench.quickInput.type('acme refused');
    await expect.poll(() => tree.labels()).toEqual([]);
    await workbench.quickInput.waitForMessage('Nothing matches.');
    await workbench.page.getByText('Nothing matches the filter “acme refused”.').waitFor();
    await workbench.quickInput.type('works');
    await expect.poll(() => tree.labels()).toEqual(['Acme Sandbox', 'Orders hub', 'Jane Doe · Integration Clerk']);
    await workbench.quickInput.close();
    await expect.poll(() => tree.labels()).toEqual(all);
  });

  it('is filtered and freed again by keyboard alone, with what was closed still closed', async () => {
    const { keyboard } = workbench.page;
    await tree.row('Preview').click();
    await keyboard.press('ArrowLeft');
    await expect.poll(async () => (await tree.labels()).length).toBeLessThan(12);
    const closed = await tree.labels();
    await keyboard.press('Control+Alt+f');
    await workbench.quickInput.waitFor('Filter Accounts');
    await keyboard.type('7654321-rp');
    await expect.poll(() => tree.labels()).toEqual(['Preview', 'Invoicing', 'Token d1…d1']);
    await keyboard.press('Enter');
    await workbench.quickInput.waitForClosed();
    await workbench.page.getByText('Filter “7654321-rp”: 1 of 4 tokens.').waitFor();
    // The focus is in the tree, and the context menu key reaches the row's commands.
    await keyboard.press('ArrowDown');
    await expect.poll(() => workbench.page.evaluate('document.activeElement?.closest(".pane") !== null')).toBe(true);
    await workbench.runCommand('NetSuite TBA: Clear Account Filter');
    await expect.poll(() => tree.labels()).toEqual(closed);
    await tree.expand('Preview');
  });

  it('says in words and colour that the active token is one for production', async () => {
    await tree.row('Token d1…d1').click();
    await tree.inlineAction('Token d1…d1', 'Set Active Token');
    const item = workbench.statusBarItem('PRODUCTION · Ácme');
    await item.waitFor();
    expect(await item.getAttribute('class')).toContain('warning-kind');
    await expect
      .poll(() => item.getAttribute('aria-label'))
      .toContain('NetSuite token in use: PRODUCTION · Ácme · Token d1…d1');
    // The rows are drawn anew for the token that is active now; a press meanwhile would be lost.
    await settled(() => tree.rows());
    await workbench.page.mouse.move(900, 300);
    await workbench.runCommand('Notifications: Clear All Notifications');
    // By then the palette has faded.
    await settled(() => workbench.statusBarTexts());
    await workbench.screenshot('accounts-dark');
    await tree.inlineAction(/Jane Doe/, 'Set Active Token');
    await workbench.statusBarItem('Acme Sandbox · ').waitFor();
    expect(await workbench.statusBarItem('Acme Sandbox · ').getAttribute('class')).not.toContain('warning-kind');
  });
});
