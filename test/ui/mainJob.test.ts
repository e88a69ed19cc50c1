import { beforeAll, describe, expect, inject, it } from 'vitest';
import { asAccount, fillInAccount } from './support/addAccount.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import { panelText } from './support/panelText.ts';
import type { Workbench } from './support/workbench.ts';

const requests = `### Orders
POST restlet:customscript_tba_echo/customdeploy_tba_echo?q=a%20b&q=&city=東京
Content-Type: application/json

{ "amount": 12345678901234567.89, "amount": 2 }

### Whoami
GET /rest/tokeninfo
`;

describe('an account of one’s own', () => {
  const practice = inject('practice');
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await openWorkbench({ folder: { 'orders.http': requests }, sharedByFile: true });
    await workbench.showSideBar();
  });

  it('is added from the Command Palette, tested, and named by what NetSuite tells', async () => {
    await fillInAccount(workbench, asAccount(practice));
    await workbench.quickInput.pick('Test the token, then save');
    await workbench.notifications.waitFor(
      'Acme Sandbox · Jane Doe · Integration Clerk was added. It is now the active one.',
    );
    const tree = workbench.tree('Accounts');
    await tree.waitForRow(/Integration Clerk/);
    expect((await tree.rows()).map(({ ariaLabel, level }) => [level, ariaLabel])).toEqual([
      [1, 'Account Acme Sandbox, TSTDRV0000001_SB1, sandbox'],
      [2, 'Application Orders hub, 1 token'],
      [3, expect.stringMatching(/^Token Jane Doe · Integration Clerk, active, .+/)],
    ]);
    await workbench.statusBarItem('Acme Sandbox · Jane Doe · Integration Clerk').waitFor();
  });

  it('sends a request from its CodeLens and shows the answer as sent', async () => {
    await workbench.editor.open('orders.http');
    await (await workbench.editor.codeLens('Send', 'POST restlet')).click();
    const frame = await workbench.webview('Response · Orders');
    await frame.getByText('200 OK').first().waitFor();
    await expect.poll(() => panelText(frame)).toContain('12345678901234567.89');
    const body = await panelText(frame);
    // Names that stand twice are both shown.
    expect(body.match(/"amount"/g)).toHaveLength(2);
    expect(body).toContain('東京');
  });

  it('sends with the key and from the Command Palette, to the active account', async () => {
    await workbench.editor.focus();
    await workbench.editor.goTo(8);
    await workbench.page.keyboard.press('ControlOrMeta+Alt+Enter');
    const frame = await workbench.webview('Response · Whoami');
    await frame.getByText('Integration Clerk').first().waitFor();
    await workbench.editor.focus();
    await workbench.runCommand('NetSuite TBA: Send Request');
    await (await workbench.webview('Response · Whoami')).getByText('200 OK').first().waitFor();
  });

  it('inspects the signature before sending, from the CodeLens', async () => {
    await (await workbench.editor.codeLens('Inspect Signature', 'POST restlet')).click();
    const frame = await workbench.webview('Signature · Orders');
    await frame.getByText('Base string').first().waitFor();
    await expect.poll(() => panelText(frame)).toContain('Authorization header');
    const text = await panelText(frame);
    expect(text).toContain('not sent: new nonce and time on sending');
    expect(text).toContain('city%3D%25E6%259D%25B1%25E4%25BA%25AC');
    expect(text).toMatch(
      /consumer secret ?\(64 characters, ?\S\S…\S\S\) ?& ?token secret ?\(64 characters, ?\S\S…\S\S\)/,
    );
    expect(text).not.toContain(practice.consumerSecret);
    expect(text).not.toContain(practice.tokenSecret);
  });

  it('ties each parameter to its piece of the base string, by hover and by keyboard', async () => {
    const frame = await workbench.webview('Signature · Orders');
    const lit = frame.locator('[data-lit]');
    const row = frame.getByRole('row', { name: /^city/ });
    await row.hover();
    // The row, its piece of the URL, of the joined parameters and of the base string.
    await expect.poll(() => lit.count()).toBeGreaterThanOrEqual(4);
    expect((await lit.allInnerTexts()).every(text => text.includes('city'))).toBe(true);
    await row.focus();
    await workbench.page.keyboard.press('ArrowDown');
    await expect.poll(() => lit.first().innerText()).toContain('deploy');
    await workbench.page.keyboard.press('Enter');
    await expect.poll(() => frame.locator(':focus').innerText()).toMatch(/^deploy%3Dcustomdeploy_tba_echo/);
  });

  it('copies the base string and the header', async () => {
    const frame = await workbench.webview('Signature · Orders');
    await frame.getByRole('button', { name: /copy base string/i }).click();
    await expect
      .poll(() => workbench.clipboard())
      .toMatch(/^POST&http%3A%2F%2F127\.0\.0\.1%3A\d+%2Fapp%2Fsite%2Fhosting%2Frestlet\.nl&city%3D/);
    await frame.getByRole('button', { name: /copy .*header/i }).click();
    await expect.poll(() => workbench.clipboard()).toMatch(/^OAuth realm="TSTDRV0000001_SB1", oauth_consumer_key=/);
  });

  it('inspects the signature of what was sent, from the response', async () => {
    await workbench.editor.focus();
    await (await workbench.editor.codeLens('Send', 'POST restlet')).click();
    const response = await workbench.webview('Response · Orders');
    await response.getByRole('button', { name: 'Inspect signature' }).click();
    const frame = await workbench.webview('Signature · Orders');
    await frame.getByText('as sent', { exact: false }).first().waitFor();
  });

  it('keeps account and secrets when the window is loaded again', async () => {
    await workbench.reload();
    await workbench.showSideBar();
    await workbench.tree('Accounts').waitForRow(/Integration Clerk/);
    await workbench.editor.open('orders.http');
    await (await workbench.editor.codeLens('Send', 'GET /rest')).click();
    await (await workbench.webview('Response · Whoami')).getByText('200 OK').first().waitFor();
  });

  it('is removed with its secrets after asking', async () => {
    await workbench.tree('Accounts').contextMenu('Acme Sandbox', 'Remove');
    expect(await workbench.notifications.waitForDialog('Remove “Acme Sandbox”')).toContain('1 application and 1 token');
    await workbench.notifications.clickDialog('Remove');
    await workbench.tree('Accounts').welcome().getByText('No NetSuite account yet').waitFor();
  });
});
