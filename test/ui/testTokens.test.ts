// Testing one token and all of them: what stops a run, and that everything is accounted for.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { asAccount, fillInAccount, type AccountToAdd } from './support/addAccount.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import type { Workbench } from './support/workbench.ts';

const secret = (): string => randomBytes(32).toString('hex');

describe('testing tokens', () => {
  let workbench: Workbench;
  /** Answers as NetSuite does, or not at all. */
  let slow: Server;
  const waiting: ServerResponse[] = [];
  let calls = 0;

  const add = async (account: AccountToAdd): Promise<void> => {
    await fillInAccount(workbench, account);
    await workbench.quickInput.pick('Save without a test');
    await workbench.notifications.waitFor(/not verified yet/);
    await workbench.runCommand('Notifications: Clear All Notifications');
  };

  beforeAll(async () => {
    slow = createServer((_, response) => {
      calls += 1;
      if (calls > 1) {
        waiting.push(response);
        return;
      }
      response.setHeader('Content-Type', 'application/json').end('{"companyName":"Slow","entityName":"Sam"}');
    });
    slow.listen(0, '127.0.0.1');
    await once(slow, 'listening');
    workbench = await openWorkbench({ folder: { 'a.http': 'GET /rest/tokeninfo\n' }, sharedByFile: true });
    await workbench.showSideBar();
    await add(asAccount(inject('practice')));
    for (let count = 0; count < 3; count++) {
      await add(asAccount(inject('practice'), { token: secret(), tokenSecret: secret() }));
    }
  });
  afterAll(() => {
    waiting.forEach(response => response.destroy());
    slow.close();
  });

  it('of an account ends a user at the second refusal, and names what was not tested', async () => {
    // The users of the three are not known, so that they count as one.
    await workbench.tree('Accounts').contextMenu('Acme Sandbox', 'Test All Tokens');
    const told = await workbench.notifications.waitFor(/^4 tokens:/);
    expect(told).toMatch(/4 tokens: 1 works, 2 refused, 1 not tested\. Not tested: Token \w+…\w+\./);
    await workbench.screenshot('test-all-summary');
    await workbench.notifications.click('1 works, 2 refused', 'Show Results');
    await workbench.quickInput.waitFor('Results of the Test');
    await expect.poll(() => workbench.quickInput.rows()).toHaveLength(4);
    const rows = await workbench.quickInput.rows();
    expect(rows[0]).toContain('NetSuite knows this token: Practice Trading Company · Jane Doe · Integration Clerk');
    expect(rows.filter(row => row.includes('401 INVALID_LOGIN_ATTEMPT'))).toHaveLength(2);
    expect(rows[3]).toContain('two logins of its user were refused within 30 minutes');
    await workbench.screenshot('test-all-results');
    const untested = /Not tested: (.+)\.$/.exec(told)?.[1] ?? '';
    await workbench.quickInput.pick(untested);
    const detail = await workbench.notifications.waitForDialog(untested);
    expect(detail).toContain('Not tested: two logins of its user were refused');
    await workbench.notifications.clickDialog('Cancel');
  });

  it('again does not try that user a third time', async () => {
    await workbench.runCommand('Notifications: Clear All Notifications');
    await workbench.tree('Accounts').contextMenu('Acme Sandbox', 'Test All Tokens');
    expect(await workbench.notifications.waitFor(/^4 tokens:/)).toContain('1 works, 3 not tested');
  });

  it('can be cancelled, which leaves the rest untested', async () => {
    await workbench.runCommand('Notifications: Clear All Notifications');
    const { port } = slow.address() as AddressInfo;
    const account = { name: 'Slow', accountId: '7654321-sb1', baseUrl: `http://127.0.0.1:${port}`, application: 'Hub' };
    const consumer = { consumerKey: secret(), consumerSecret: secret() };
    for (let count = 0; count < 3; count++) {
      await add({ ...account, secrets: { ...consumer, token: secret(), tokenSecret: secret() } });
    }
    await workbench.tree('Accounts').contextMenu('Slow', 'Test All Tokens');
    await workbench.notifications.waitFor('2 of 3');
    await expect.poll(() => waiting.length).toBe(1);
    await workbench.notifications.click('Testing 3 tokens', 'Cancel');
    const told = await workbench.notifications.waitFor(/^3 tokens:/);
    expect(told).toContain('3 tokens: 1 works, 2 not tested. Not tested:');
    expect(calls).toBe(2);
  });
});
