import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { asAccount, fillInAccount } from './support/addAccount.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import { panelText } from './support/panelText.ts';
import type { Workbench } from './support/workbench.ts';

const requests = `### Whoami
GET /rest/tokeninfo

### Elsewhere
GET https://evil.example/rest/tokeninfo

### Undefined
GET /rest/tokeninfo?x={{nowhere}}

### Cookie
GET /rest/tokeninfo
Cookie: JSESSIONID=1
`;

describe('a wrong secret', () => {
  const practice = inject('practice');
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await openWorkbench({ folder: { 'requests.http': requests }, sharedByFile: true });
    await workbench.showSideBar();
  });

  it('is explained as what NetSuite said, and the account can be saved all the same', async () => {
    await fillInAccount(workbench, asAccount(practice, { tokenSecret: 'ab'.repeat(32) }));
    await workbench.quickInput.pick('Test the token, then save');
    await expect
      .poll(() => workbench.quickInput.placeholder())
      .toContain('NetSuite refused the login: 401 INVALID_LOGIN_ATTEMPT');
    await workbench.quickInput.pick('Save anyway, as not verified');
    await workbench.notifications.waitFor('Its token is not verified yet.');
    await workbench.tree('Accounts').waitForRow(/login refused/);
  });

  it('shows NetSuite’s code and message when a request is sent', async () => {
    await workbench.editor.open('requests.http');
    await (await workbench.editor.codeLens('Send', '/rest/tokeninfo')).click();
    const frame = await workbench.webview('Response · Whoami');
    await frame.getByText('INVALID_LOGIN_ATTEMPT').first().waitFor();
    await expect.poll(() => panelText(frame)).toMatch(/401 Unauthorized.*Invalid login attempt\./);
  });

  it('asks before the token is used again after two failures, from whichever command', async () => {
    // One was the test call of the wizard, the other the request.
    await (await workbench.webview('Response · Whoami')).getByRole('button', { name: 'Send again' }).click();
    expect(await workbench.notifications.waitForDialog('failed to log in 2 times')).toContain('five failed logins');
    await workbench.page.keyboard.press('Escape');
    await workbench.runCommand('NetSuite TBA: Test Token');
    expect(await workbench.notifications.waitForDialog('failed to log in 2 times')).toContain('other integrations');
    await workbench.page.keyboard.press('Escape');
  });

  it.each([
    ['GET https://evil', 'evil.example does not belong to account TSTDRV0000001_SB1'],
    ['nowhere', 'the variable “nowhere” is not defined'],
    ['Cookie', 'the request sets the header Cookie'],
  ])('sends nothing for %s, and says why', async (line, message) => {
    await workbench.editor.focus();
    const lines = requests.split('\n');
    await workbench.editor.goTo(lines.findIndex(text => text.includes(line)) + 1);
    await workbench.runCommand('NetSuite TBA: Send Request');
    await workbench.notifications.waitFor(message);
  });
});

describe('Add Account', () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await openWorkbench({ folder: { 'a.http': 'GET /rest/tokeninfo\n' }, sharedByFile: true });
  });

  it('shows the account ID normalised, refuses what cannot be one, masks secrets, and goes back without losing any', async () => {
    const { quickInput } = workbench;
    await workbench.runCommand('NetSuite TBA: Add Account');
    await quickInput.pick('NetSuite account');
    await quickInput.waitFor('(2/9)');
    await quickInput.back();
    await quickInput.pick('NetSuite account');
    await quickInput.waitFor('(2/9)');
    await quickInput.accept();
    await quickInput.waitForMessage('Enter a name.');
    await quickInput.type('Acme');
    await quickInput.accept();
    await quickInput.waitFor('(3/9)');
    await quickInput.type('123 456');
    await quickInput.waitForMessage('cannot contain “ ”');
    await quickInput.accept();
    await quickInput.waitFor('(3/9)');
    await quickInput.type('1234567-sb1');
    await quickInput.waitForMessage(
      '1234567_SB1 (sandbox) · realm 1234567_SB1 · 1234567-sb1.restlets.api.netsuite.com',
    );
    await quickInput.accept();
    await quickInput.waitFor('(4/9)');
    await quickInput.type('Hub');
    await quickInput.accept();
    await quickInput.waitFor('(5/9)');
    expect(await quickInput.isMasked()).toBe(true);
    await quickInput.type('short');
    await quickInput.waitForMessage('5 characters; NetSuite’s have 64');
    await quickInput.type('12'.repeat(32));
    await quickInput.waitForMessage('64 characters, as NetSuite makes them');
    await quickInput.accept();
    await quickInput.waitFor('(6/9)');
    await quickInput.type('12'.repeat(32));
    await quickInput.waitForMessage('same text as another');
    await quickInput.back();
    await quickInput.waitFor('(5/9)');
    expect(await quickInput.value()).toBe('12'.repeat(32));
    await quickInput.back();
    await quickInput.waitFor('(4/9)');
    expect(await quickInput.value()).toBe('Hub');
    await quickInput.close();
    await workbench.showSideBar();
    await workbench.tree('Accounts').welcome().getByText('No NetSuite account yet').waitFor();
  });

  it('refuses a token that is there already, and keeps what was entered', async () => {
    const account = { ...asAccount(inject('practice')), name: '**Ünïcode** <b>😀</b> $(trash)' };
    await fillInAccount(workbench, account);
    await workbench.quickInput.pick('Save without a test');
    await workbench.notifications.waitFor('Its token is not verified yet.');
    // The name is a name, not an icon.
    const inStatusBar = workbench.statusBarItem('**Ünïcode** <b>😀</b> $\u2060(trash)');
    await inStatusBar.waitFor();
    expect(await inStatusBar.locator('.codicon-trash').count()).toBe(0);
    await fillInAccount(workbench, account);
    await workbench.quickInput.pick('Save without a test');
    expect(await workbench.notifications.waitForDialog('already in the tree')).toContain('same account');
    await workbench.notifications.clickDialog('Correct It');
    await workbench.quickInput.pick('NetSuite account');
    await workbench.quickInput.waitFor('(2/9)');
    expect(await workbench.quickInput.value()).toBe(account.name);
    await workbench.quickInput.close();
  });

  it('saves an account whose server does not answer, as not verified', async () => {
    const server = createServer();
    const port = await new Promise<number>(resolve => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
    });
    await new Promise(resolve => server.close(resolve));
    const account = asAccount(inject('practice'), { token: 'cd'.repeat(32) });
    await fillInAccount(workbench, { ...account, name: 'Silent', baseUrl: `http://127.0.0.1:${port}` });
    await workbench.quickInput.pick('Test the token, then save');
    await expect.poll(() => workbench.quickInput.placeholder()).toContain('No connection could be made');
    await expect
      .poll(async () => (await workbench.quickInput.rows()).join())
      .toContain('Nothing listens at that address (ECONNREFUSED)');
    await workbench.quickInput.pick('Save anyway, as not verified');
    await workbench.showSideBar();
    await workbench.tree('Accounts').waitForRow(/not tried/);
    await workbench.editor.open('a.http');
    await (await workbench.editor.codeLens('Send')).click();
    const frame = await workbench.webview(/^Response/);
    await frame.getByText('No connection could be made.').first().waitFor();
    await expect.poll(() => panelText(frame)).toContain('Nothing was sent.');
  });
});
