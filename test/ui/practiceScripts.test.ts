import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { sign } from '../contract/support/independentSigner.ts';
import { startPractice, type RunningPractice } from '../host/practice.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import { panelText } from './support/panelText.ts';

let practice: RunningPractice | undefined;
afterEach(async () => {
  await practice?.stop();
  practice = undefined;
});

/** Calls the echo RESTlet from outside VS Code, and answers its body. */
async function callEcho({ account }: RunningPractice): Promise<string> {
  const { authorization, query } = sign({
    method: 'GET',
    baseUri: `${account.baseUrl}/app/site/hosting/restlet.nl`,
    query: [
      ['script', '1'],
      ['deploy', '1'],
    ],
    credentials: account,
    timestamp: Math.floor(Date.now() / 1000),
  });
  const answer = await fetch(`${account.baseUrl}/app/site/hosting/restlet.nl${query}`, {
    headers: { Authorization: authorization },
  });
  return answer.text();
}

describe('the scripts of the practice workspace', () => {
  it('are opened from the tree, and a saved change is what the next call runs', async () => {
    const workbench = await openWorkbench({ folder: 'media/practice' });
    await workbench.showSideBar();
    await workbench.runCommand('NetSuite TBA: Start Practice Account');
    await workbench.tree('Accounts').waitForRow(/Integration Clerk *active .*Practice Trading Company/);
    const opened = workbench.page.context().waitForEvent('page');
    await workbench.tree('Accounts').contextMenu('Practice', 'Open Practice Workspace');
    const folder = new URL((await opened).url()).searchParams.get('folder') ?? '';
    expect(folder).toBe(join(workbench.server.globalStorageFolder, 'practice', 'workspace'));

    await workbench.editor.open('practice.http');
    await (await workbench.editor.codeLens('Send')).click();
    const frame = await workbench.webview(/^Response/);
    await expect.poll(() => panelText(frame)).toContain('"world"');
    const script = join(folder, 'src/FileCabinet/SuiteScripts/tba_echo.js');
    const text = await readFile(script, 'utf8');
    await writeFile(script, text.replace('const answer = () => {', 'const answer = () => { return "changed by hand";'));
    await frame.getByRole('button', { name: 'Send again' }).click();
    await expect.poll(async () => panelText(await workbench.webview(/^Response/))).toContain('changed by hand');
  });

  it('do not run while VS Code shows them without trusting them', async () => {
    const workbench = await openWorkbench({ folder: 'media/practice', untrusted: true });
    const folder = workbench.folder ?? '';
    practice = await startPractice(join(workbench.server.globalStorageFolder, 'practice'), folder);
    expect(await callEcho(practice)).toContain('"method":"GET"');
    await workbench.showSideBar();
    await workbench.tree('Accounts').waitForRow(/^Practice/);
    await expect.poll(() => callEcho(practice!)).toContain('PRACTICE_SCRIPTS_OFF');
    await workbench.runCommand('Workspaces: Manage Workspace Trust');
    await workbench.page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).click();
    await expect.poll(() => callEcho(practice!)).toContain('"method":"GET"');
  });
});
