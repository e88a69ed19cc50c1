// The doctor: what another program sent is pasted, judged with a token of the tree or typed keys, and the bug is proven.
import type { Frame } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { signRequest } from '../../src/tba/signRequest.ts';
import { asAccount, fillInAccount } from './support/addAccount.ts';
import type { PageGlobals } from './support/dom.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import { panelText } from './support/panelText.ts';
import { browserStorage, watchWindow, type Watch } from './support/traces.ts';
import { violations } from './support/violations.ts';
import type { Workbench } from './support/workbench.ts';

describe('the doctor', () => {
  const practice = inject('practice');
  const url = 'https://7654321.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=1&deploy=2&id=10421';
  const signed = (changes: { url?: string; tokenSecret?: string }): string => {
    const call = {
      method: 'GET',
      url: changes.url ?? url,
      realm: practice.account,
      nonce: 'n1n1n1n1n1',
      timestamp: '1700000000',
    };
    const { authorization } = signRequest(call, { ...practice, ...changes });
    return `curl '${url}' \\\n  -H 'Authorization: ${authorization}'`;
  };
  let workbench: Workbench;
  let watch: Watch;
  const doctor = (): Promise<Frame> => workbench.webview('Diagnose a Failing Call');
  const copy = (text: string): Promise<void> =>
    workbench.page.evaluate(value => (globalThis as unknown as PageGlobals).navigator.clipboard.writeText(value), text);
  const diagnose = async (pasted: string): Promise<Frame> => {
    const frame = await doctor();
    await copy(pasted);
    await frame.getByRole('button', { name: 'From clipboard' }).click();
    await expect.poll(() => frame.getByLabel('What was sent').inputValue()).toBe(pasted);
    await frame.getByRole('button', { name: 'Diagnose' }).click();
    await frame.getByRole('region', { name: 'Diagnosis' }).waitFor();
    return frame;
  };

  beforeAll(async () => {
    workbench = await openWorkbench({ sharedByFile: true, size: { width: 1280, height: 1000 } });
    await workbench.showSideBar();
    await fillInAccount(workbench, asAccount(practice));
    await workbench.quickInput.pick('Test the token, then save');
    await workbench.notifications.waitFor('Acme Sandbox · Jane Doe · Integration Clerk was added');
    watch = await watchWindow(workbench.page);
  });

  it('starts at a token of the tree and proves which bug it is, with both base strings', async () => {
    await workbench.tree('Accounts').contextMenu(/Integration Clerk/, 'Diagnose a Failing Call');
    await (await doctor()).getByText('Acme Sandbox · Jane Doe · Integration Clerk').first().waitFor();
    await workbench.runCommand('View: Close Primary Side Bar');
    const frame = await diagnose(signed({ url: url.replace('deploy=2&', '') }));
    await frame.getByText('Proven: signing with this bug gives exactly the signature that was sent.').first().waitFor();
    const text = await panelText(frame);
    expect(text).toContain('query-param-missing');
    expect(text).toContain('deploy');
    expect(await frame.locator('.sides mark').allInnerTexts()).toEqual([expect.stringContaining('deploy%3D2%26')]);
    await frame.getByRole('tab', { name: 'Node' }).focus();
    await workbench.page.keyboard.press('ArrowRight');
    await expect.poll(() => frame.locator('[role="tab"]:focus').getAttribute('aria-selected')).toBe('true');
    await workbench.screenshot('doctor-proven-light');
    expect(await violations(frame)).toEqual([]);
    await frame.getByRole('button', { name: 'Copy report without secrets' }).click();
    await expect.poll(() => workbench.clipboard()).toContain('# Diagnosis: ');
    expect(await workbench.clipboard()).toContain('(query-param-missing)');
  });

  it('finds nothing wrong with a right call, and of a wrong secret says what it can be', async () => {
    await (await diagnose(signed({}))).getByText('This call is signed as NetSuite wants it.').first().waitFor();
    const frame = await diagnose(signed({ tokenSecret: 'e'.repeat(64) }));
    await frame.getByText('No known bug makes this signature.').first().waitFor();
    await frame.getByText('a wrong one cannot be told from a different one').first().waitFor();
    await frame.locator('summary', { hasText: 'Ruled out' }).click();
    await workbench.runCommand('Preferences: Toggle between Light/Dark Themes');
    await expect.poll(() => frame.locator('body').getAttribute('class')).toContain('vscode-dark');
    await workbench.screenshot('doctor-unknown-dark');
    expect(await violations(await doctor())).toEqual([]);
  });

  it('asks for what a bare header lacks, and takes typed keys that are kept nowhere', async () => {
    const frame = await doctor();
    const typed = {
      consumerKey: 'c'.repeat(64),
      consumerSecret: '1'.repeat(64),
      token: 'd'.repeat(64),
      tokenSecret: '2'.repeat(64),
    };
    const call = { method: 'PUT', url, realm: '7654321', nonce: 'n1n1n1n1n1', timestamp: '1700000000' };
    await frame.getByLabel('What was sent').fill(signRequest(call, typed).authorization);
    await frame.getByText('Add the method and URL that were called.').first().waitFor();
    await frame.getByLabel('Method').fill('PUT');
    await frame.getByLabel('URL').fill(url);
    await frame.getByRole('button', { name: 'Change…' }).click();
    await workbench.quickInput.pick('Type keys and secrets…');
    for (const answer of ['7654321', typed.consumerKey, typed.consumerSecret, typed.token, typed.tokenSecret]) {
      await expect.poll(() => workbench.quickInput.isMasked()).toBe(answer !== '7654321');
      await workbench.quickInput.waitFor(`(${['7654321', ...Object.values(typed)].indexOf(answer) + 1}/5)`);
      await workbench.quickInput.type(answer);
      await workbench.quickInput.accept();
    }
    await frame.getByText('7654321 · typed keys').first().waitFor();
    await frame.getByRole('button', { name: 'Diagnose' }).click();
    await frame.getByText('This call is signed as NetSuite wants it.').first().waitFor();
    const secrets = [typed.consumerSecret, typed.tokenSecret, practice.consumerSecret, practice.tokenSecret];
    const seen = [await watch.read(), await browserStorage(workbench.page)].join();
    expect(secrets.filter(secret => seen.includes(secret))).toEqual([]);
    // What was pasted goes with the window.
    expect(seen).not.toContain(`oauth_nonce="${call.nonce}"\\`);
    await workbench.reload();
    expect(await browserStorage(workbench.page)).not.toContain(call.nonce);
  });
});
