import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillInAccount } from './support/addAccount.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import type { Text } from './support/waiting.ts';
import type { Workbench } from './support/workbench.ts';

const records = '/services/rest/record/v1';

const requests = `### Read
GET ${records}/customer/1

### Write
POST ${records}/customer
Content-Type: application/json

{"companyName":"Acme"}

### Restlet
GET /app/site/hosting/restlet.nl?script=7&deploy=1

### The same with another question
GET /app/site/hosting/restlet.nl?script=7&deploy=1&id=2
`;

const chain = `### Make
# @name made
POST ${records}/invoice
Content-Type: application/json

{"total":1}

### Take away
DELETE ${records}/invoice/{{made.response.body.$.id}}
`;

const checked = `### Change
# @assert status == 200
PATCH ${records}/vendor/1
Content-Type: application/json

{"a":1}

### Look
# @assert status == 200
GET ${records}/vendor/1

### Replace
# @assert status == 200
PUT ${records}/vendor/eid:2
Content-Type: application/json

{"a":1}
`;

describe('requests to production', () => {
  /** A gateway to a production account: what reaches it, save the test of the token. */
  const arrived: string[] = [];
  let gateway: Server;
  let base: string;
  let workbench: Workbench;

  beforeAll(async () => {
    gateway = createServer(({ method, url }, response) => {
      const isTest = url === '/rest/tokeninfo';
      if (!isTest) {
        arrived.push(`${method} ${url}`);
      }
      const who = { companyName: 'Acme Inc', roleName: 'Controller', entityName: 'Ann' };
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify(isTest ? who : { ok: true, id: 4711 }));
    });
    await new Promise<void>(resolve => gateway.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
    const secret = (start: string) => start.repeat(32);
    workbench = await openWorkbench({
      folder: { 'requests.http': requests, 'chain.http': chain, 'checked.http': checked },
      sharedByFile: true,
    });
    await workbench.showSideBar();
    await fillInAccount(workbench, {
      name: 'Acme',
      accountId: '7654321',
      baseUrl: base,
      application: 'Orders hub',
      secrets: {
        consumerKey: secret('a1'),
        consumerSecret: secret('b2'),
        token: secret('c3'),
        tokenSecret: secret('d4'),
      },
    });
    await workbench.quickInput.pick('Test the token, then save');
    await workbench.tree('Accounts').waitForRow(/Ann · Controller/);
  });

  afterAll(() => void gateway.close());

  const waitForDialog = (text: string): Promise<string> => workbench.notifications.waitForDialog(text);
  const clickDialog = (button: string): Promise<void> => workbench.notifications.clickDialog(button);
  const send = async (target: Text): Promise<void> => {
    await workbench.editor.open('requests.http');
    await (await workbench.editor.codeLens('Send', target)).click();
  };
  const sendAll = async (): Promise<void> => (await workbench.editor.codeLens(/^Send All/)).click();

  it('that only read pass without a question', async () => {
    await send('record/v1/customer/1');
    await expect.poll(() => arrived).toEqual([`GET ${records}/customer/1`]);
  });

  it('that may write are asked about, with account, role, token, method and URL, and Escape sends nothing', async () => {
    arrived.length = 0;
    await send(`POST ${records}/customer`);
    const text = await waitForDialog('may write to Acme');
    expect(text).toContain('This request may write to Acme (7654321, production).');
    for (const fact of [`POST ${base}${records}/customer`, 'Acme (7654321)', 'Role: Controller', 'Ann · Controller']) {
      expect(text).toContain(fact);
    }
    await workbench.screenshot('production-question');
    await workbench.page.keyboard.press('Escape');
    await expect.poll(() => workbench.page.locator('.monaco-dialog-box').count()).toBe(0);
    expect(arrived).toEqual([]);
  });

  it('are asked about once for the same text', async () => {
    await send(`POST ${records}/customer`);
    await waitForDialog('may write to Acme');
    await clickDialog('Send to Production');
    await expect.poll(() => arrived).toEqual([`POST ${records}/customer`]);
    await send(`POST ${records}/customer`);
    await expect.poll(() => arrived).toHaveLength(2);
  });

  it('to a RESTlet are asked about the first time per deployment, and remembered where it only reads', async () => {
    arrived.length = 0;
    await send(/deploy=1$/);
    await waitForDialog('even by GET');
    await clickDialog('This One Only Reads');
    await expect.poll(() => arrived).toHaveLength(1);
    await send('deploy=1&id=2');
    await expect.poll(() => arrived).toHaveLength(2);
    await workbench.runCommand('NetSuite TBA: RESTlets That Only Read…');
    await workbench.quickInput.waitFor('RESTlets That Only Read');
    await expect.poll(() => workbench.quickInput.labels()).toEqual(['7 / 1']);
    await workbench.quickInput.close();
  });

  it('that are sent together, or that one needs for another, are asked about once, each by name', async () => {
    arrived.length = 0;
    await workbench.editor.open('chain.http');
    await sendAll();
    const text = await waitForDialog('2 requests may write to Acme');
    expect(text).toContain(`POST ${base}${records}/invoice`);
    expect(text).toContain(`DELETE ${base}${records}/invoice/`);
    expect(text).toContain(`as written: ${records}/invoice/{{made.response.body.$.id}}`);
    await workbench.screenshot('production-question-chain');
    await clickDialog('Send All to Production');
    const both = [`POST ${records}/invoice`, `DELETE ${records}/invoice/4711`];
    await expect.poll(() => arrived).toEqual(both);
    await workbench.editor.open('chain.http');
    await sendAll();
    await expect.poll(() => arrived).toEqual([...both, ...both]);
  });

  it('that the Test Explorer runs are asked about once, each by name', async () => {
    arrived.length = 0;
    await workbench.editor.open('checked.http');
    await workbench.editor.focus();
    await workbench.runCommand('Test: Run Tests in Current File');
    const text = await waitForDialog('2 requests may write to Acme');
    expect(text).toContain(`PATCH ${base}${records}/vendor/1`);
    expect(text).toContain(`PUT ${base}${records}/vendor/eid:2`);
    expect(text).not.toContain('GET');
    await clickDialog('Cancel');
    await workbench.editor.focus();
    await workbench.runCommand('Test: Run Tests in Current File');
    await waitForDialog('2 requests may write to Acme');
    // What was refused before was not sent behind the person's back.
    expect(arrived).toEqual([]);
    await clickDialog('Send All to Production');
    await expect.poll(() => arrived).toHaveLength(3);
  });

  it('that the history sends again are asked about once', async () => {
    arrived.length = 0;
    const history = workbench.tree('History');
    await workbench.showSideBar();
    // The newest stands first. Rows move down with each call that arrives, so that all have to be there before one is chosen.
    const arrives = (...newest: string[]) =>
      expect.poll(async () => (await history.labels()).slice(1, 1 + newest.length)).toEqual(newest);
    const again = () => history.contextMenu('DELETE 200 Take away', 'Send Again');
    await arrives('PUT 200 Replace', 'GET 200 Look', 'PATCH 200 Change', 'DELETE 200 Take away');
    await again();
    expect(await waitForDialog('may write to Acme')).toContain(`DELETE ${base}${records}/invoice/4711`);
    expect((await workbench.notifications.dialogButtons()).sort()).toEqual(['Cancel', 'Send to Production']);
    await clickDialog('Send to Production');
    await expect.poll(() => arrived).toEqual([`DELETE ${records}/invoice/4711`]);
    await arrives('DELETE 200 Take away', 'PUT 200 Replace');
    await again();
    await expect.poll(() => arrived).toHaveLength(2);
  });
});
