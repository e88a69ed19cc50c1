import { readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench } from './support/openWorkbench.ts';
import { expectSoon } from './support/waiting.ts';
import type { Workbench } from './support/workbench.ts';

const scripts = 'src/FileCabinet/SuiteScripts';
const lines = readFileSync('media/practice/practice.http', 'utf8').split('\n');

let workbench: Workbench;

beforeAll(async () => {
  workbench = await openWorkbench({ folder: 'media/practice', sharedByFile: true });
  await workbench.showSideBar();
  await workbench.runCommand('NetSuite TBA: Add Account');
  await workbench.quickInput.pick('Practice account');
  await workbench.tree('Accounts').waitForRow(/Jane Doe · Integration Clerk/);
});

describe('the source of a RESTlet', () => {
  /** A click on a lens that is just being drawn anew comes to nothing. */
  const press = (lens: string | RegExp, hasWorked: () => Promise<boolean>) =>
    expectSoon(`what the lens ${lens} opens`, async () => {
      await (await workbench.editor.codeLens(lens)).click();
      return expectSoon('it', hasWorked, undefined, 2000).then(
        () => true,
        () => false,
      );
    });

  const closeAll = () => workbench.runCommand('View: Close All Editors');

  it('sends the request of a request file that calls the function', async () => {
    await workbench.editor.open(`${scripts}/tba_throws.js`);
    await (await workbench.editor.codeLens('Send GET: A script that throws')).click();
    const frame = await workbench.webview('Response · A script that throws');
    await frame.getByText('Thrown by the script').first().waitFor();
    await expect
      .poll(() => workbench.tabs())
      .toEqual(expect.arrayContaining([expect.stringContaining('practice.http')]));
    await workbench.screenshot('restlet-source-send');
    await closeAll();
  });

  it('asks where several requests call it, and sends the chosen one', async () => {
    await workbench.editor.open(`${scripts}/tba_customers.js`);
    await press(/^Send GET: one of 3 requests/, () => workbench.quickInput.isOpen());
    await workbench.quickInput.waitFor('Send to tba_customers.js');
    expect(await workbench.quickInput.labels()).toEqual(
      expect.arrayContaining(['readCustomer', 'List all customers', 'A customer that does not exist', 'Customers']),
    );
    await workbench.screenshot('restlet-source-pick');
    await workbench.quickInput.pick('readCustomer');
    await (await workbench.webview('Response · readCustomer')).getByText('200 OK').first().waitFor();
    await closeAll();
  });

  it('sends a new request at once when there is nothing to fill in', async () => {
    await workbench.editor.open(`${scripts}/tba_whoami.js`);
    await (await workbench.editor.codeLens('Send GET: new request')).click();
    // Only administrators may call it: the answer of the account says so.
    const frame = await workbench.webview(/^Response · .*: GET/);
    await frame.getByText('SSS_INVALID_SCRIPTLET_ID').first().waitFor();
    await closeAll();
    await dontSave(workbench);
  });

  it('makes a request from the function’s signature, and does not send what is to be filled in', async () => {
    await workbench.editor.open(`${scripts}/tba_orders.js`);
    await workbench.editor.goTo(lineOf(`${scripts}/tba_orders.js`, 'const post'));
    await (await workbench.editor.codeLens('Send POST: new request', 'const post')).click();
    const text = () => workbench.page.locator('.monaco-editor.focused .view-lines').innerText();
    await expect.poll(async () => (await text()).replaceAll('\u00a0', ' ')).toContain('"customer": ""');
    expect((await text()).replaceAll('\u00a0', ' ')).toContain(
      'POST restlet:customscript_tba_orders/customdeploy_tba_orders',
    );
    await workbench.screenshot('restlet-source-new');
    expect(await workbench.webviewTitles()).not.toContainEqual(expect.stringContaining('Orders: POST'));
    // The caret stands where the first value goes.
    await workbench.page.keyboard.type('101');
    await expect.poll(async () => (await text()).replaceAll('\u00a0', ' ')).toContain('"customer": "101"');
    await closeAll();
    await dontSave(workbench);
  });

  it('follows the function to the requests that call it', async () => {
    await workbench.editor.open(`${scripts}/tba_customers.js`);
    await workbench.editor.goTo(lineOf(`${scripts}/tba_customers.js`, 'const get'), 10);
    await workbench.runCommand('Go to References');
    await workbench.page.locator('.reference-zone-widget').getByText('practice.http').first().waitFor();
    await workbench.page.keyboard.press('Escape');
    await closeAll();
  });
});

describe('a request of a SuiteCloud project', () => {
  beforeAll(() => workbench.editor.open('practice.http'));

  it('shows what the project knows about its RESTlet', async () => {
    await workbench.editor.goTo(lines.indexOf('### Create a customer') + 3, 10);
    // The lenses move the lines when they come, which closes a hover.
    await workbench.editor.codeLens('Send', 'POST {{customers}}');
    await workbench.runCommand('Show or Focus Hover');
    const hover = workbench.page.locator('.monaco-hover:visible');
    await expect
      .poll(async () => (await hover.innerText()).replaceAll('\u00a0', ' '))
      .toContain('GET, POST, PUT, DELETE');
    const text = (await hover.innerText()).replaceAll('\u00a0', ' ');
    expect(text).toContain('/SuiteScripts/tba_customers.js');
    expect(text).toContain('Released');
    await workbench.screenshot('request-hover');
    await workbench.page.keyboard.press('Escape');
  });

  it('goes to the function that its method runs', async () => {
    await workbench.editor.focus();
    await workbench.editor.goTo(lines.indexOf('### Remove a customer') + 5, 3);
    await workbench.runCommand('Go to Definition');
    await expect.poll(() => workbench.tabs()).toContainEqual(expect.stringContaining('tba_customers.js'));
    const line = lineOf(`${scripts}/tba_customers.js`, 'const doDelete');
    await expect.poll(() => workbench.editor.position()).toEqual({ line, column: 9 });
    await workbench.runCommand('View: Close Editor');
  });

  it('is helped with script and deployment IDs', async () => {
    await newRequest(workbench, 'GET restlet:orders');
    await workbench.page.keyboard.press('Control+Space');
    const row = workbench.page.locator('.suggest-widget .monaco-list-row', { hasText: 'customscript_tba_orders' });
    await row.first().waitFor();
    await workbench.screenshot('request-completion');
    await workbench.page.keyboard.press('Enter');
    await workbench.editor.waitForText('GET restlet:customscript_tba_orders/customdeploy_tba_orders');
    await newRequest(workbench, 'GET /app/site/hosting/restlet.nl?script=customscript_tba_orders&deploy=cu');
    await workbench.page.keyboard.press('Control+Space');
    await workbench.page.locator('.suggest-widget .monaco-list-row', { hasText: 'customdeploy_tba_orders' }).waitFor();
    await workbench.page.keyboard.press('Enter');
    await workbench.editor.waitForText('deploy=customdeploy_tba_orders');
  });

  it('is told what cannot work, and no longer when the project has changed', async () => {
    const draft = 'restlet:customscript_tba_draft/customdeploy_tba_draft';
    await newRequest(workbench, `PUT ${draft}`);
    await workbench.runCommand('View: Toggle Problems');
    const problems = workbench.page.locator('.markers-panel');
    await problems.getByText('has status Testing').waitFor();
    await problems.getByText('tba_draft.js has no function for PUT').waitFor();
    await workbench.screenshot('request-problems');
    const xml = 'src/Objects/customscript_tba_draft.xml';
    const file = join(workbench.folder!, xml);
    await writeFile(file, readFileSync(file, 'utf8').replace('TESTING', 'RELEASED'));
    await problems.getByText('has status Testing').waitFor({ state: 'detached' });
    await rm(file);
    await problems.getByText('has no RESTlet “customscript_tba_draft”').waitFor();
  });
});

function lineOf(path: string, text: string): number {
  const found = readFileSync(join('media/practice', path), 'utf8').split('\n');
  return found.findIndex(line => line.includes(text)) + 1;
}

/** In place of what the file holds, for VS Code as unsaved text. */
async function newRequest(workbench: Workbench, text: string): Promise<void> {
  await workbench.editor.open('practice.http');
  await workbench.editor.replaceAll(text);
}

async function dontSave(workbench: Workbench): Promise<void> {
  const button = workbench.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Don’t Save' });
  const other = workbench.page.locator('.monaco-dialog-box').getByRole('button', { name: "Don't Save" });
  await expectSoon('the question about unsaved text', async () => (await button.or(other).count()) > 0);
  await button.or(other).first().click();
}
