// The signature inspector: values changed in place, another program's header beside it, TokenPassports, and a report.
import type { Frame } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { asAccount, fillInAccount } from './support/addAccount.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import { panelText } from './support/panelText.ts';
import { watchWindow, type Watch } from './support/traces.ts';
import { expectSoon } from './support/waiting.ts';
import { violations } from './support/violations.ts';
import type { Workbench } from './support/workbench.ts';

const requests = `### Orders
GET restlet:customscript_tba_echo/customdeploy_tba_echo?id=10421&q=a%20b

### Time
POST /services/NetSuitePort_2025_2
Content-Type: text/xml; charset=utf-8
SOAPAction: "getServerTime"

<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
  <soap:Body>
    <getServerTime xmlns="urn:messages_2025_2.platform.webservices.netsuite.com"/>
  </soap:Body>
</soap:Envelope>
`;

describe('the signature inspector', () => {
  const practice = inject('practice');
  let workbench: Workbench;
  let watch: Watch;
  const inspector = (): Promise<Frame> => workbench.webview(/^Signature · /);
  const baseString = async (): Promise<string> =>
    (await inspector()).getByRole('group', { name: 'Base string' }).innerText();
  const key = (name: string): Promise<void> => workbench.page.keyboard.press(name);

  beforeAll(async () => {
    workbench = await openWorkbench({
      folder: { 'orders.http': requests },
      sharedByFile: true,
      size: { width: 1440, height: 900 },
    });
    await workbench.showSideBar();
    await fillInAccount(workbench, asAccount(practice));
    await workbench.quickInput.pick('Test the token, then save');
    await workbench.notifications.waitFor('Acme Sandbox · Jane Doe · Integration Clerk was added');
    await workbench.runCommand('View: Close Primary Side Bar');
    watch = await watchWindow(workbench.page);
    await workbench.editor.open('orders.http');
    await (await workbench.editor.codeLens('Inspect Signature', 'GET restlet')).click();
    await (await inspector()).getByText('Base string').first().waitFor();
    await workbench.runCommand('View: Toggle Maximize Editor Group');
    // Moving a panel may make its frame anew, at some moment after the command.
    await expectSoon('the panel at rest', async () =>
      (await inspector())
        .getByRole('row', { name: /^id/ })
        .hover({ timeout: 1000 })
        .then(
          () => true,
          () => false,
        ),
    );
  });

  it('recomputes with every key that is pressed, and marks what changed', async () => {
    const frame = await inspector();
    await frame.getByRole('row', { name: /^id/ }).focus();
    await key('F2');
    await workbench.page.keyboard.type('77');
    await expect.poll(baseString).toContain('id%3D77%26');
    // A name that sorts elsewhere: the box stays where one types.
    await key('Shift+Tab');
    await workbench.page.keyboard.type('zz');
    await expect.poll(baseString).toMatch(/zz%3D77$/);
    await expect.poll(() => frame.locator(':focus').inputValue()).toBe('zz');
    await key('Enter');
    await expect.poll(() => frame.locator(':focus').innerText()).toContain('id=10421');
    expect(await panelText(frame)).toContain('1 change, signed anew');
    // What cannot be signed is said in place, and Escape takes it back.
    await frame.getByRole('row', { name: /^oauth_timestamp/ }).focus();
    await key('F2');
    await workbench.page.keyboard.type('soon');
    await frame.locator('#problem').getByText('A timestamp is digits only').waitFor();
    await workbench.screenshot('inspector-edited-light');
    expect(await violations(frame)).toEqual([]);
    await key('Escape');
    await frame.locator('#problem').waitFor({ state: 'hidden' });
    await frame.getByRole('button', { name: 'Reset zz' }).click();
    await expect.poll(baseString).toContain('id%3D10421%26');
    await frame.getByText('not sent: new nonce and time on sending').first().waitFor();
  });

  it('changes method, URL and realm, adds and removes parameters, and puts all of it back', async () => {
    const frame = await inspector();
    const before = await baseString();
    await frame.getByRole('button', { name: 'Change method' }).click();
    await workbench.page.keyboard.type('put');
    await key('Enter');
    await expect.poll(baseString).toMatch(/^PUT&/);
    await frame.getByRole('button', { name: 'Add parameter' }).click();
    await expect.poll(() => frame.locator('input:focus').count()).toBe(1);
    await workbench.page.keyboard.type('new');
    await key('Tab');
    await workbench.page.keyboard.type('a&b');
    await key('Enter');
    await expect.poll(baseString).toContain('new%3Da%2526b');
    await frame.getByRole('row', { name: /^q/ }).focus();
    await key('F2');
    await frame.getByRole('button', { name: 'Remove q' }).click();
    await expect.poll(baseString).not.toContain('q%3Da');
    await frame.getByRole('button', { name: 'Change realm' }).click();
    await workbench.page.keyboard.type('1234567');
    await key('Enter');
    await frame.getByText('3 changes, signed anew').first().waitFor();
    await frame.getByRole('button', { name: 'Reset all' }).click();
    await expect.poll(baseString).toBe(before);
  });

  it('says at which level another program’s base string and header differ, and takes their nonce over', async () => {
    const frame = await inspector();
    const box = frame.getByRole('textbox', { name: 'Compare with another program' });
    await box.fill(
      (await baseString())
        .replace(/\n/g, '')
        .replace('deploy%3Dcustomdeploy_tba_echo%26', '')
        .replace(/oauth_nonce%3D\w+/, 'oauth_nonce%3Dtheirs1')
        .replace(/oauth_timestamp%3D\d+/, 'oauth_timestamp%3D1700000000'),
    );
    await frame.getByText('First difference: parameter deploy is missing in theirs').first().waitFor();
    await frame.getByRole('button', { name: 'Sign with their nonce and timestamp' }).click();
    await expect.poll(baseString).toContain('oauth_nonce%3Dtheirs1');
    expect(await frame.locator('.sides mark').allInnerTexts()).toEqual([
      expect.stringContaining('deploy%3Dcustomdeploy_tba_echo%26'),
    ]);
    await frame.getByRole('heading', { name: 'Compare with another program' }).scrollIntoViewIfNeeded();
    await workbench.screenshot('inspector-compare-light');
    expect(await violations(frame)).toEqual([]);
    await workbench.page.setViewportSize({ width: 560, height: 900 });
    await workbench.screenshot('inspector-narrow-light');
    await workbench.page.setViewportSize({ width: 1440, height: 900 });
  });

  it.each(['dark', 'contrast'] as const)('is as it should be in a %s theme', async theme => {
    await workbench.runCommand('Preferences: Color Theme');
    const title = theme === 'dark' ? 'Dark Modern' : 'High Contrast';
    await workbench.quickInput.type(title);
    await workbench.quickInput.pick(new RegExp(title));
    const frame = await inspector();
    await expect
      .poll(() => frame.locator('body').getAttribute('class'))
      .toMatch(theme === 'dark' ? /vscode-dark/ : /vscode-high-contrast/);
    await frame.getByRole('row', { name: /^oauth_nonce/ }).hover();
    await workbench.screenshot(`inspector-${theme}`);
    expect(await violations(frame)).toEqual([]);
  });

  it('copies each step, and a report without secrets', async () => {
    const frame = await inspector();
    await frame.getByRole('button', { name: 'Copy joined parameters' }).click();
    await expect
      .poll(() => workbench.clipboard())
      .toMatch(/^deploy=customdeploy_tba_echo&id=10421&oauth_consumer_key=/);
    await frame.getByRole('button', { name: 'Copy signature' }).click();
    await expect.poll(() => workbench.clipboard()).toMatch(/^[\w+/]{43}=$/);
    const signature = await workbench.clipboard();
    await frame.getByRole('button', { name: 'Copy report without secrets' }).click();
    await expect.poll(() => workbench.clipboard()).toContain('# Signature: Orders');
    const report = await workbench.clipboard();
    expect(report).toContain('parameter deploy is missing in theirs');
    expect(report).not.toContain(signature);
    expect(report).not.toContain(encodeURIComponent(signature));
    const seen = [report, await watch.read()].join();
    expect([practice.consumerSecret, practice.tokenSecret].filter(secret => seen.includes(secret))).toEqual([]);
  });

  it('shows the TokenPassport of a SOAP request, which the practice account takes', async () => {
    await workbench.runCommand('View: Toggle Maximize Editor Group');
    await (await workbench.editor.codeLens('Inspect Signature', 'POST /services')).click();
    const frame = await workbench.webview('Signature · Time');
    await frame.getByText('The envelope has no TokenPassport of its own: sending puts one into it').first().waitFor();
    await frame.getByRole('row', { name: /^nonce/ }).focus();
    await key('F2');
    await workbench.page.keyboard.type(`n${Date.now()}`);
    await key('Enter');
    await frame.getByText('1 change, signed anew').first().waitFor();
    await workbench.screenshot('inspector-passport-contrast');
    expect(await violations(frame)).toEqual([]);
    await frame.getByRole('button', { name: 'Copy element' }).click();
    await expect.poll(() => workbench.clipboard()).toMatch(/^<msg:tokenPassport /);
    const passport = await workbench.clipboard();
    const [, envelope = ''] = /(<soap:Envelope[\s\S]*<\/soap:Envelope>)/.exec(requests) ?? [];
    const response = await fetch(`${practice.baseUrl}/services/NetSuitePort_2025_2`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/xml; charset=utf-8', SOAPAction: '"getServerTime"' },
      body: envelope.replace('<soap:Body>', `<soap:Header>${passport}</soap:Header><soap:Body>`),
    });
    expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('serverTime')]);
    await frame.getByRole('radio', { name: 'Authorization header' }).check();
    await frame.getByText('Method, base URI and joined parameters').first().waitFor();
  });

  it('starts from a request that is typed in', async () => {
    await workbench.runCommand('NetSuite TBA: Inspect Signature…');
    await workbench.quickInput.pick('Jane Doe · Integration Clerk');
    await workbench.quickInput.waitForMessage('Method and URL');
    await workbench.quickInput.type('DELETE /rest/nothing?a=1');
    await workbench.quickInput.accept();
    const frame = await workbench.webview('Signature · DELETE /rest/nothing?a=1');
    await frame.getByText('Base string').first().waitFor();
    await expect
      .poll(() => frame.getByRole('group', { name: 'Base string' }).innerText())
      .toMatch(/^DELETE&http%3A%2F%2F.*%2Frest%2Fnothing&a%3D1%26/);
  });
});
