import { beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench } from './support/openWorkbench.ts';
import type { Workbench } from './support/workbench.ts';

describe('the main job, on the practice account', () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await openWorkbench({ folder: 'media/practice', sharedByFile: true });
  });

  it('adds the practice account from the Command Palette with one choice', async () => {
    await workbench.showSideBar();
    expect(await workbench.tree('Accounts').welcome().innerText()).toContain('No NetSuite account yet');
    await workbench.screenshot('empty');
    await workbench.runCommand('NetSuite TBA: Add Account');
    await workbench.quickInput.pick('Practice account');
    await workbench.tree('Accounts').waitForRow('Practice');
    await workbench.tree('Accounts').waitForRow('Practice token');
    await workbench.screenshot('tree');
    console.log(await workbench.tree('Accounts').rows(), await workbench.statusBarTexts());
  });

  it('sends a request from its CodeLens and shows the answer', async () => {
    await workbench.editor.open('practice.http');
    await (await workbench.editor.codeLens('Send')).click();
    const frame = await workbench.webview(/^Response/);
    await frame.getByText('hello').first().waitFor();
    await workbench.screenshot('response');
  });

  it('opens up the signature', async () => {
    await (await workbench.editor.codeLens('Inspect Signature')).click();
    const frame = await workbench.webview(/^Signature/);
    await frame.getByText('Base string').first().waitFor();
    await workbench.screenshot('signature');
  });
});
