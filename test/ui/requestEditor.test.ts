import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { asAccount, fillInAccount } from './support/addAccount.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import { expectSoon } from './support/waiting.ts';
import type { Workbench } from './support/workbench.ts';

const requests = `@order = 10421
@when = {{$isoTimestamp}}

### Read an order
GET restlet:customscript_orders/customdeploy_orders?id={{order}}

### Make an order
POST restlet:customscript_orders
Content-Type: application/JSON

{"id":{{order}},"at":"{{when}}","lines":[1,2.50]}

### Ask
# @suiteql
POST /services/rest/query/v1/suiteql

SELECT id, 'it' FROM customer
WHERE id = {{order}}
`;

describe('the editor of request files', () => {
  const practice = inject('practice');
  let workbench: Workbench;

  /** Labels of the completion list, from the top. */
  const suggestions = async (): Promise<string[]> => {
    const rows = workbench.page.locator('.suggest-widget.visible .monaco-list-row .label-name');
    return rows.allInnerTexts();
  };
  const hoverText = async (): Promise<string> => {
    await workbench.runCommand('Show or Focus Hover');
    const widget = workbench.page.locator('.monaco-hover:not(.hidden) .monaco-hover-content').last();
    await widget.waitFor();
    const text = (await widget.innerText()).replaceAll('\u00a0', ' ');
    await workbench.page.keyboard.press('Escape');
    return text;
  };
  /** The list names what is wrong at the moment it opens, and does not follow. */
  const openQuickFix = async (fix: string): Promise<void> => {
    const offered = workbench.page.locator('.action-widget').getByText(fix);
    await expectSoon(`quick fix ${fix}`, async () => {
      await workbench.runCommand('Quick Fix...');
      const isThere = await offered.waitFor({ timeout: 3000 }).then(
        () => true,
        () => false,
      );
      if (!isThere) {
        await workbench.page.keyboard.press('Escape');
      }
      return isThere;
    });
  };
  const writeAndSuggest = async (text: string): Promise<void> => {
    await workbench.page.keyboard.press('ControlOrMeta+End');
    await workbench.page.keyboard.press('ControlOrMeta+Shift+Home');
    await workbench.editor.replaceAll(`${text}\n`);
    await workbench.page.keyboard.press('ArrowLeft');
    await workbench.runCommand('Trigger Suggest');
  };

  beforeAll(async () => {
    workbench = await openWorkbench({
      folder: { 'orders.http': requests, 'scratch.http': '\n' },
      settings: { 'files.autoSave': 'off' },
      sharedByFile: true,
    });
    await workbench.showSideBar();
    await fillInAccount(workbench, asAccount(practice));
    await workbench.quickInput.pick('Test the token, then save');
    await workbench.tree('Accounts').waitForRow(/Integration Clerk/);
    await workbench.editor.open('orders.http');
  });

  it('colours SQL after @suiteql as SQL', async () => {
    await workbench.editor.waitForText('SELECT id');
    await workbench.screenshot('request-editor');
    const line = workbench.page.locator('.view-line', { hasText: 'SELECT id' });
    const classOf = (text: string) => line.locator('span span', { hasText: text }).first().getAttribute('class');
    // Both take their colours when VS Code gets to it.
    await expect.poll(async () => (await classOf('SELECT')) !== (await classOf('it'))).toBe(true);
    expect(await classOf('SELECT')).toBe(await classOf('FROM'));
    expect(await classOf('SELECT')).not.toBe(await classOf(' id'));
  });

  it('shows the value of a variable, and that of a system value is new at each sending', async () => {
    await workbench.editor.focus();
    await workbench.editor.goTo(5, 60);
    expect(await hoverText()).toContain('10421');
    await workbench.editor.goTo(2, 12);
    await expect.poll(hoverText).toContain('made anew at each sending');
  });

  it('shows the URL that a request goes to, and for whom it is signed', async () => {
    await workbench.editor.goTo(5, 2);
    const text = await hoverText();
    expect(text).toContain(
      '/app/site/hosting/restlet.nl?script=customscript_orders&deploy=customdeploy_orders&id=10421',
    );
    expect(text).toContain('TSTDRV0000001_SB1');
    expect(text).not.toContain('oauth_');
  });

  it('points out what NetSuite refuses, and mends it', async () => {
    await workbench.editor.goTo(8, 10);
    await openQuickFix('Add deploy=customdeploy_orders');
    await workbench.screenshot('request-editor-fix');
    await workbench.page.keyboard.press('Enter');
    await workbench.editor.waitForText('POST restlet:customscript_orders/customdeploy_orders');
    await workbench.editor.goTo(9, 20);
    await openQuickFix('Change the Content-Type to application/json');
    await workbench.page.keyboard.press('Enter');
    await workbench.editor.waitForText('Content-Type: application/json');
  });

  it('renames a variable in every place, and refuses what cannot be a name', async () => {
    await workbench.editor.goTo(1, 3);
    await workbench.page.keyboard.press('F2');
    const box = workbench.page.locator('.rename-box input');
    await box.waitFor();
    await box.fill('two words');
    await box.press('Enter');
    await workbench.page.getByText('cannot be a name').first().waitFor();
    await workbench.editor.goTo(1, 3);
    await workbench.page.keyboard.press('F2');
    await box.waitFor();
    await box.fill('orderId');
    await box.press('Enter');
    await workbench.editor.waitForText('@orderId = 10421');
    const text = await workbench.editor.visibleText();
    expect(text.match(/\{\{orderId\}\}/g)).toHaveLength(3);
  });

  it('goes from a variable to its definition', async () => {
    await workbench.editor.goTo(11, 10);
    await workbench.page.keyboard.press('F12');
    await expect.poll(async () => (await workbench.editor.position()).line).toBe(1);
  });

  it('formats JSON bodies, with variables and numbers as they were, and nothing else', async () => {
    await workbench.editor.focus();
    await workbench.runCommand('Format Document');
    await workbench.editor.waitForText('"id": {{orderId}},');
    const text = await workbench.editor.visibleText();
    expect(text).toContain('\n    "lines": [\n        1,\n        2.50\n    ]\n}');
    expect(text).toContain("SELECT id, 'it' FROM customer\nWHERE id = {{orderId}}");
    await workbench.screenshot('request-editor-formatted');
  });

  it('outlines the file by its requests', async () => {
    await workbench.runCommand('Go to Symbol in Editor...');
    const rows = workbench.page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: 'Make an order' }).waitFor();
    const names = (await rows.allInnerTexts()).map(each => each.split('\n')[0]?.trim());
    expect(names.slice(0, 5)).toEqual(
      expect.arrayContaining(['orderId', 'when', 'Read an order', 'Make an order', 'Ask']),
    );
    await workbench.page.keyboard.press('Escape');
  });

  it('folds a request under its title', async () => {
    await workbench.editor.goTo(4);
    await workbench.runCommand('Fold');
    await expect.poll(() => workbench.editor.visibleText()).not.toContain('GET restlet');
    await workbench.runCommand('Unfold All');
  });

  it.each([
    ['# @', ['@account', '@suiteql']],
    ['# @account ', ['TSTDRV0000001_SB1']],
    ['# @token ', ['Jane Doe · Integration Clerk', 'Orders hub']],
    ['# @auth ', ['tba', 'oauth2']],
    ['GET /', ['/services/rest/record/v1/', '/rest/tokeninfo']],
    ['GET /services/rest/record/v1/', ['/services/rest/record/v1/customer']],
    ['POST /rest/x\nCont', ['Content-Type']],
    ['POST /rest/x\nContent-Type: ', ['application/json']],
    ['@mine = 1\nGET /{{', ['mine', '$uuid']],
    ['POST /services/rest/record/v1/customer\n\n{ "', ['companyName']],
    ['# @suiteql\nPOST /services/rest/query/v1/suiteql\n\nSEL', ['SELECT']],
  ])('completes %j', async (text, expected) => {
    if (!(await workbench.tabs()).some(tab => tab.includes('scratch.http'))) {
      await workbench.editor.open('scratch.http');
    }
    await writeAndSuggest(text);
    await expect.poll(suggestions).toEqual(expect.arrayContaining(expected));
    if (text === '# @token ') {
      await workbench.screenshot('request-editor-tokens');
    }
    await workbench.page.keyboard.press('Escape');
  });

  it('completes the fields that the account itself says a record has, once they were read', async () => {
    await writeAndSuggest('POST /services/rest/record/v1/salesOrder\n\n{ "');
    const read = 'Read the fields of salesOrder from Acme Sandbox';
    await expect.poll(suggestions).toEqual(expect.arrayContaining(['entity', read]));
    expect(await suggestions()).not.toContain('item');
    await workbench.page.keyboard.press('End');
    await workbench.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: read }).click();
    await workbench.notifications.waitFor(/Read from Acme Sandbox: the \d+ fields of salesOrder/);
    await workbench.editor.focus();
    await workbench.runCommand('Trigger Suggest');
    await expect.poll(suggestions).toEqual(expect.arrayContaining(['entity', 'item']));
    await workbench.screenshot('request-editor-fields');
    await workbench.page.keyboard.press('Escape');
  });

  it('writes a whole call from a snippet', async () => {
    await writeAndSuggest('restlet-post');
    await expect.poll(suggestions).toContain('restlet-post');
    await workbench.page.keyboard.press('Enter');
    await workbench.editor.waitForText('POST restlet:customscript_/customdeploy_');
    await workbench.page.keyboard.press('Escape');
  });
});

it('leaves outline and values of variables to another client that is installed, and keeps what is NetSuite’s', async () => {
  const workbench = await openWorkbench({
    folder: { 'a.http': '@a = 1\n# @account \nGET restlet:1/1?a={{a}}\n' },
    otherExtensions: [join(import.meta.dirname, '../fixtures/otherClient')],
  });
  await workbench.editor.open('a.http');
  await workbench.editor.codeLens('NetSuite: Send');
  await workbench.editor.goTo(3, 27);
  await workbench.runCommand('Trigger Suggest');
  await workbench.page.locator('.suggest-widget.visible').waitFor();
  const labels = await workbench.page.locator('.suggest-widget.visible .monaco-list-row .label-name').allInnerTexts();
  expect(labels).not.toContain('$uuid');
  await workbench.page.keyboard.press('Escape');
  await workbench.editor.goTo(3, 2);
  await workbench.runCommand('Show or Focus Hover');
  await workbench.page.locator('.monaco-hover:not(.hidden)', { hasText: 'no host yet' }).first().waitFor();
  await workbench.page.keyboard.press('Escape');
  await workbench.runCommand('Go to Symbol in Editor...');
  await workbench.page.locator('.quick-input-list', { hasText: /no editor symbols/i }).waitFor();
});
