import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillInAccount } from './support/addAccount.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import type { Workbench } from './support/workbench.ts';

const requests = `### Read
GET /services/rest/record/v1/customer/1

### Write
POST /services/rest/record/v1/customer
Content-Type: application/json

{"companyName":"Acme"}

### Restlet
GET /app/site/hosting/restlet.nl?script=7&deploy=1
`;

describe('requests to production', () => {
  /** A gateway to a production account: what reaches it. */
  const arrived: string[] = [];
  let gateway: Server;
  let workbench: Workbench;

  beforeAll(async () => {
    gateway = createServer((request, response) => {
      arrived.push(`${request.method} ${request.url}`);
      response.setHeader('Content-Type', 'application/json').end('{"ok":true}');
    });
    await new Promise<void>(resolve => gateway.listen(0, '127.0.0.1', resolve));
    const { port } = gateway.address() as AddressInfo;
    const secret = (start: string) => start.repeat(32);
    workbench = await openWorkbench({ folder: { 'requests.http': requests }, sharedByFile: true });
    await workbench.showSideBar();
    await fillInAccount(workbench, {
      name: 'Acme',
      accountId: '7654321',
      baseUrl: `http://127.0.0.1:${port}`,
      application: 'Orders hub',
      secrets: {
        consumerKey: secret('a1'),
        consumerSecret: secret('b2'),
        token: secret('c3'),
        tokenSecret: secret('d4'),
      },
    });
    await workbench.quickInput.pick('Save without a test');
    await workbench.tree('Accounts').waitForRow(/7654321/);
    await workbench.editor.open('requests.http');
  });

  afterAll(() => void gateway.close());

  const send = async (target: string) => (await workbench.editor.codeLens('Send', target)).click();

  it('that only read pass without a question', async () => {
    await send('record/v1/customer/1');
    await expect.poll(() => arrived).toEqual(['GET /services/rest/record/v1/customer/1']);
  });

  it('that may write are asked about, with account, token, method and URL, and Cancel sends nothing', async () => {
    arrived.length = 0;
    await workbench.editor.open('requests.http');
    await send('POST /services/rest/record/v1/customer');
    const text = await workbench.notifications.waitForDialog('may write to Acme');
    expect(text).toContain('7654321, production');
    expect(text).toMatch(/POST http:\/\/127\.0\.0\.1:\d+\/services\/rest\/record\/v1\/customer/);
    expect(text).toContain('token Token c3…c3');
    await workbench.page.keyboard.press('Escape');
    await expect.poll(() => workbench.page.locator('.monaco-dialog-box').count()).toBe(0);
    expect(arrived).toEqual([]);
  });

  it('are asked about once for the same text', async () => {
    await send('POST /services/rest/record/v1/customer');
    await workbench.notifications.waitForDialog('may write to Acme');
    await workbench.notifications.clickDialog('Send to Production');
    await expect.poll(() => arrived).toEqual(['POST /services/rest/record/v1/customer']);
    await workbench.editor.open('requests.http');
    await send('POST /services/rest/record/v1/customer');
    await expect.poll(() => arrived).toHaveLength(2);
  });

  it('to a RESTlet that only reads are remembered', async () => {
    arrived.length = 0;
    await workbench.editor.open('requests.http');
    await send('script=7');
    await workbench.notifications.waitForDialog('even by GET');
    await workbench.notifications.clickDialog('This One Only Reads');
    await expect.poll(() => arrived).toHaveLength(1);
    await workbench.editor.open('requests.http');
    await send('script=7');
    await expect.poll(() => arrived).toHaveLength(2);
  });
});
