// The response view with bodies of every kind, in one VS Code: what one does with them, and how it looks in each theme.
import type { ServerResponse } from 'node:http';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { asAccount, fillInAccount } from './support/addAccount.ts';
import { startAnswers } from './support/answers.ts';
import type { Answers } from './support/answers.ts';
import { violations } from './support/axe.ts';
import { chooseFromMenu, openMenu, readMenu } from './support/menu.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import { panelText } from './support/panelText.ts';
import { requestFile, sendNamed } from './support/sendRequest.ts';
import type { Workbench } from './support/workbench.ts';

const names = ['orders', 'plain', 'fault', 'image', 'bytes', 'thrown', 'soft', 'slow', 'changing'] as const;
type Name = (typeof names)[number];

const order = (id: number) => ({
  id,
  tranid: `SO${1000 + id}`,
  entity: ['Müller & Söhne', '東京', 'Acme', 'Café Größenwahn'][id % 4],
  total: 1299.9 + id,
  trandate: '2026-03-02T10:00:00Z',
  lines: [{ item: id, quantity: 2 }],
});
const rows = Array.from({ length: 400 }, (_, i) => order(i + 1));
const pdf = Buffer.from(`%PDF-1.4\n${'x'.repeat(300)}`).toString('base64');
/** Large numbers as NetSuite may send them, and a name that stands twice. */
const page = `{"links":[],"count":400,"hasMore":true,"offset":0,"totalResults":1200,"exact":12345678901234567.890,"twice":1,"twice":2,"file":${JSON.stringify(pdf)},"items":${JSON.stringify(rows)}}`;
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAABlklEQVR42hXRURVEIQhFUSMYgQhGMAIRiGCEE8EIRiACEYhABCLMG7/ZrMt1jMEcyGAN9kAHNjgDBnfwBj6IQQ5q0IMxJnMikzXZE53Y5EyY3Mmb+CQmOalJzw8IUxBhCVtQwYQjIFzhCS6EkEIJLR9YzIUs1mIvdGGLs2BxF2/hi1jkoha9PrCZG9mszd7oxjZnw+Zu3sY3sclNbXp/QJmKKEvZiiqmHAXlKk9xJZRUSmn9gDENMZaxDTXMOAbGNZ7hRhhplNH2gcM8yGEd9kEPdjgHDvfwDn6IQx7q0OcD/wK/Sr4jv9hfkG/1N/x/Fx44BCQU9Pc94zIvclmXfdGLXc79j9/Lu/glLnmpS98PPOZDHuuxH/qwx3n/5ffxHv6IRz7q0e8DznTEWc521DHn+D/KdZ7jTjjplNP+gWAGEqxgBxpYcOIf/AYv8CCCDCro+EAyE0lWshNNLDn5P/MmL/Ekkkwq6fxAMQspVrELLaw49S/lFq/wIoosquj6QDMbaVazG22sOf2v8Dav8SaabKrp5geIAnAQC3NfwAAAAABJRU5ErkJggg==',
  'base64',
);
const thrown = {
  type: 'error.SuiteScriptError',
  name: 'RCRD_DSNT_EXIST',
  message: 'That record does not exist. id: 7',
  stack: [
    'Error\n    at readOrder (/SuiteScripts/orders.js:3:11)'.split('\n')[1]?.trim(),
    'at Object.get (/SuiteScripts/elsewhere.js:9:5)',
  ],
};
const fault = `<?xml version="1.0"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><soapenv:Fault><faultcode>soapenv:Server.userException</faultcode><faultstring>Invalid login</faultstring><detail><platformFaults:invalidCredentialsFault xmlns:platformFaults="urn:faults"><platformFaults:code>INVALID_LOGIN_CREDENTIALS</platformFaults:code><platformFaults:message>You have entered an invalid email address or password.</platformFaults:message></platformFaults:invalidCredentialsFault></detail></soapenv:Fault></soapenv:Body></soapenv:Envelope>`;

let count = 0;
let slow: ServerResponse | undefined;

describe('the response view', () => {
  let answers: Answers;
  let workbench: Workbench;
  const send = (name: Name, wait?: RegExp): Promise<Frame> => sendNamed(workbench, names, name, wait);

  beforeAll(async () => {
    answers = await startAnswers({
      orders: { headers: { 'X-N-OperationId': 'op-4711' }, body: page },
      plain: { headers: { 'Content-Type': 'text/plain' }, body: '{"a":[1,2,3]}' },
      fault: { status: 500, headers: { 'Content-Type': 'text/xml' }, body: fault },
      image: { headers: { 'Content-Type': 'image/png' }, body: png },
      bytes: {
        headers: { 'Content-Type': 'application/octet-stream' },
        body: new Uint8Array(1000).map((_, i) => i % 251),
      },
      thrown: {
        status: 400,
        body: JSON.stringify({ error: { code: 'UNEXPECTED_ERROR', message: JSON.stringify(thrown) } }),
      },
      soft: { body: JSON.stringify({ success: false, message: 'No such customer' }) },
      slow: (_, response) => {
        response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000000' });
        response.write(`[${'1,'.repeat(200_000)}`);
        slow = response;
      },
      changing: (_, response) => {
        count += 1;
        response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ same: true, count }));
      },
    });
    workbench = await openWorkbench({
      folder: {
        'view.http': requestFile(names),
        'src/manifest.xml': '<manifest projecttype="ACCOUNTCUSTOMIZATION"></manifest>',
        'src/FileCabinet/SuiteScripts/orders.js': '// 1\n// 2\nthrow new Error("here");\n',
      },
      size: { width: 1500, height: 900 },
      sharedByFile: true,
    });
    await workbench.showSideBar();
    await fillInAccount(workbench, { ...asAccount(inject('practice')), baseUrl: answers.baseUrl });
    await workbench.quickInput.pick('Save without a test');
    await workbench.notifications.waitFor('is not verified yet');
    await workbench.editor.open('view.http');
  });

  afterAll(async () => {
    slow?.destroy();
    await answers.stop();
  });

  it('searches and goes from match to match, by keyboard alone', async () => {
    const frame = await send('orders');
    const text = () => panelText(frame);
    await expect.poll(text).toContain('12345678901234567.890');
    expect((await text()).match(/"twice"/g)).toHaveLength(2);
    await frame.getByRole('treegrid').focus();
    await workbench.page.keyboard.press('ControlOrMeta+F');
    await workbench.page.keyboard.type('SO139');
    await frame.getByText('1 of 10', { exact: true }).waitFor();
    await workbench.page.keyboard.press('Enter');
    await frame.getByText('2 of 10', { exact: true }).waitFor();
    await expect.poll(() => frame.locator('mark.current').innerText()).toBe('SO139');
    await expect.poll(text).toContain('SO1391');
    await workbench.page.keyboard.press('Shift+Enter');
    await workbench.page.keyboard.press('Shift+Enter');
    await frame.getByText('10 of 10', { exact: true }).waitFor();
    await frame.getByRole('button', { name: 'Use regular expression' }).click();
    await frame.getByRole('textbox', { name: 'Search' }).fill('SO1(2|3)99');
    await frame.getByText(/^[12] of 2$/).waitFor();
    await frame.getByRole('textbox', { name: 'Search' }).fill('SO1(');
    await expect.poll(() => frame.locator('#count').innerText()).toMatch(/unterminated|not a regular expression/i);
    await frame.getByRole('textbox', { name: 'Search' }).press('Escape');
    await frame.locator('mark').first().waitFor({ state: 'detached' });
  });

  it('filters by JSONPath, and says where a value stands and what it may mean', async () => {
    const frame = await workbench.webview('Response · orders');
    const filter = frame.getByRole('textbox', { name: 'Filter by JSONPath; Enter applies it' });
    await filter.fill('$.items[?@.id>398].trandate');
    await filter.press('Enter');
    await frame.getByText('Matches: 2').waitFor();
    await expect.poll(() => panelText(frame)).toMatch(/\$.*398.*trandate/);
    await frame.locator('.row', { hasText: '2026-03-02' }).first().click();
    const details = frame.getByRole('group', { name: 'About the value at the cursor' });
    await expect.poll(() => details.innerText()).toMatch(/2026.*\(2026-03-02T10:00:00(?:\.000)?Z\)/);
    await details.getByRole('button', { name: 'Copy path' }).click();
    await expect.poll(() => workbench.clipboard()).toMatch(/^\$(\.|\[')items('\])?\[398\]/);
    await filter.press('Escape');
    await frame.getByText('Matches: 2').waitFor({ state: 'detached' });
    await frame.getByRole('treegrid').press('Home');
    await expect.poll(() => panelText(frame)).toContain('12345678901234567.890');
  });

  it('copies values and paths by key and menu, as sent', async () => {
    const frame = await workbench.webview('Response · orders');
    await frame.getByRole('treegrid').focus();
    await workbench.page.keyboard.press('Home');
    await frame.locator('.row', { hasText: 'exact' }).click();
    await workbench.page.keyboard.press('ControlOrMeta+C');
    await expect.poll(() => workbench.clipboard()).toBe('12345678901234567.890');
    await workbench.page.keyboard.press('Shift+Alt+C');
    await expect.poll(() => workbench.clipboard()).toMatch(/exact/);
    await openMenu(workbench.page, frame.locator('.row', { hasText: 'file' }));
    expect(await readMenu(workbench.page)).toEqual([
      'Copy Value as Sent',
      'Copy Text',
      'Copy Indented',
      'Copy Path',
      'Open Value in Editor',
      'Open File in This Value',
      'Save File in This Value…',
    ]);
    await frame.locator('.row', { hasText: 'file' }).click();
    await frame.getByRole('treegrid').press('Shift+F10');
    await chooseFromMenu(workbench.page, 'Copy Text');
    await expect.poll(() => workbench.clipboard()).toBe(pdf);
  });

  it('shows a table to sort, filter, narrow and copy, and fetches the next page', async () => {
    const frame = await workbench.webview('Response · orders');
    await frame.getByRole('tab', { name: 'Table' }).click();
    const grid = frame.getByRole('grid');
    await grid.getByRole('columnheader', { name: 'tranid' }).waitFor();
    await frame.getByText('Rows: 400').waitFor();
    await grid.getByRole('button', { name: /^id/ }).click();
    await grid.getByRole('button', { name: /^id/ }).click();
    await expect.poll(() => grid.locator('.row').first().innerText()).toContain('SO1400');
    await frame.getByRole('textbox', { name: 'Filter rows' }).fill('東京');
    await frame.getByText('Rows: 100 of 400').waitFor();
    await grid.getByRole('button', { name: /^trandate/ }).press('Delete');
    await grid.getByRole('button', { name: /^lines/ }).press('Delete');
    await frame.getByText('Columns 4 of 6').waitFor();
    await frame.getByRole('combobox', { name: 'Copy as…' }).selectOption('csv');
    await expect.poll(() => workbench.clipboard()).toMatch(/^id,tranid,entity,total\r?\n397,SO1397,東京,1696\.9\r?\n/);
    await workbench.screenshot('table-light');
    expect(await violations(frame)).toEqual([]);
    await frame.getByRole('button', { name: 'Next page' }).click();
    await expect.poll(() => answers.seen.at(-1)).toBe('GET /app/orders?offset=400');
    await frame.getByRole('tab', { name: 'Body' }).click();
  });

  it('shows XML with its fault unwrapped, images, and bytes', async () => {
    const xml = await send('fault');
    await expect.poll(() => panelText(xml)).toMatch(/INVALID_LOGIN_CREDENTIALS You have entered an invalid/);
    await xml.getByRole('treegrid', { name: 'XML body' }).waitFor();
    await xml.getByRole('button', { name: 'Fold all', exact: true }).click();
    await xml.locator('[aria-expanded=false]').first().waitFor();
    const image = await send('image');
    await expect
      .poll(() =>
        image.locator('img').evaluate((element: unknown) => (element as { naturalWidth: number }).naturalWidth),
      )
      .toBe(16);
    const bytes = await send('bytes');
    await expect.poll(() => panelText(bytes)).toMatch(/00000010 10 11 12 13/);
    expect(await violations(bytes)).toEqual([]);
  });

  it('unwraps what a script threw, and leads to its line', async () => {
    const frame = await send('thrown');
    await expect.poll(() => panelText(frame)).toMatch(/That record does not exist\. id: 7/);
    await frame.getByRole('button', { name: /readOrder/ }).click();
    await workbench.editor.waitForText('throw new Error("here");');
    await expect.poll(() => workbench.editor.position()).toMatchObject({ line: 3 });
    expect(await frame.getByRole('button', { name: /elsewhere/ }).count()).toBe(0);
    await workbench.editor.open('view.http');
  });

  it('says that a success is none, and adds the Content-Type that a request lacks', async () => {
    const soft = await send('soft');
    await expect.poll(() => panelText(soft)).toMatch(/Success status, but the body is an error.*No such customer/);
    const plain = await send('plain');
    await plain.getByRole('button', { name: 'Add Content-Type to the request' }).click();
    await workbench.editor.waitForText('GET /app/plain\nContent-Type: application/json');
    await workbench.editor.focus();
    await workbench.page.keyboard.press('ControlOrMeta+Z');
    await expect.poll(() => workbench.editor.visibleText()).not.toContain('Content-Type');
  });

  it('shows how much has come, and can be cancelled', async () => {
    await workbench.editor.focus();
    await workbench.editor.goTo(names.indexOf('slow') * 4 + 2);
    await workbench.page.keyboard.press('ControlOrMeta+Alt+Enter');
    const frame = await workbench.webview('Response · slow');
    await frame.getByText('400 kB of 1 MB').waitFor();
    await frame.getByRole('button', { name: 'Cancel' }).click();
    await frame.getByText('Cancelled').first().waitFor();
    await expect.poll(() => panelText(frame)).toMatch(/200 OK.*The answer broke off\. .*400 kB.*\[ 1, 1, 1,/);
  });

  it('pins a response, compares it with the one before, and copies it for a support case', async () => {
    const first = await send('changing');
    const changing = async () => (await workbench.tabs()).filter(tab => tab.includes('changing')).length;
    const [tabs, answered] = [await changing(), count];
    await first.getByRole('button', { name: /^Pin:/ }).click();
    await expect.poll(() => workbench.tabs()).toContainEqual(expect.stringMatching(/Response · changing · .*\d/));
    await send('changing');
    // The pinned one is hidden at some moment after that.
    const second = () => workbench.webview(/changing$/);
    await expect.poll(async () => panelText(await second()).catch(String)).toContain(`"count": ${answered + 1}`);
    expect(await changing()).toBe(tabs + 1);
    await (await second()).getByRole('button', { name: 'More actions' }).click();
    await chooseFromMenu(workbench.page, 'Compare with Previous Response');
    const diff = workbench.page.locator('.monaco-diff-editor');
    await expect
      .poll(async () => (await diff.innerText()).replaceAll('\u00a0', ' '))
      .toMatch(new RegExp(`"count": ${answered}[^]*"count": ${answered + 1}`));
    await workbench.page.keyboard.press('ControlOrMeta+F4');
    const orders = await send('orders');
    await orders.getByRole('button', { name: 'More actions' }).click();
    await chooseFromMenu(workbench.page, 'Copy for a Support Case');
    await expect.poll(() => workbench.clipboard()).toMatch(/X-N-OperationId: op-4711/i);
    expect(await workbench.clipboard()).not.toMatch(/oauth_|SO1001/);
  });

  it.each([
    ['light', 'Light Modern'],
    ['dark', 'Dark Modern'],
    ['contrast', 'Dark High Contrast'],
    ['contrast-light', 'Light High Contrast'],
  ])('looks as it should in the theme %s', async (name, theme) => {
    await workbench.runCommand('Preferences: Color Theme');
    await workbench.quickInput.type(theme);
    await workbench.quickInput.pick(theme);
    const frame = await send('orders');
    for (const tab of ['Body', 'Table', 'Raw', 'Headers', 'Request', 'Timing']) {
      await frame.getByRole('tab', { name: tab }).click();
      await frame.locator('.rows .row, .page').first().waitFor();
      expect(await violations(frame), tab).toEqual([]);
      await workbench.screenshot(`view-${tab.toLowerCase()}-${name}`);
    }
    await frame.getByRole('tab', { name: 'Body' }).click();
  });

  it('is there again when the window was loaded again', async () => {
    await workbench.reload();
    const frame = await workbench.webview('Response · orders');
    await frame.getByText('200 OK').first().waitFor();
    await expect.poll(() => panelText(frame)).toContain('12345678901234567.890');
    await frame.getByRole('button', { name: 'Send again' }).click();
    await expect.poll(() => answers.seen.at(-1)).toBe('GET /app/orders');
  });
});
