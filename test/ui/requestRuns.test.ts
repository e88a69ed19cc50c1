// Requests that need each other's answers, that are checked, and that are sent one after the other.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPractice, type RunningPractice } from '../host/practice.ts';
import { asAccount, fillInAccount } from './support/addAccount.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import { panelText } from './support/panelText.ts';
import { expectSoon } from './support/waiting.ts';
import type { Workbench } from './support/workbench.ts';

const echo = 'restlet:customscript_tba_echo/customdeploy_tba_echo';

const chain = `# @name who
GET ${echo}?name=Ada&n=12345678901234567890
Content-Type: application/json

### Greets whom the first one named
# @name greet
# @assert status == 200
# @assert body.$.parameters.greeting == "Ada"
GET ${echo}?greeting={{who.response.body.$.parameters.name}}&n={{who.response.body.$.parameters.n}}
Content-Type: application/json
`;

const checked = `### Fine
# @assert status == 200
# @assert time < 60000
# @assert body.$.method == "GET"
GET ${echo}
Content-Type: application/json

### Not fine
# @assert status == 200
# @assert body.$.method == "PUT"
# @assert body.$.nothing exists
GET ${echo}
Content-Type: application/json

### After it
# @assert status == 200
GET ${echo}
Content-Type: application/json

### Refused on purpose
# @assert status == 400
GET restlet:customscript_nowhere/customdeploy_nowhere
Content-Type: application/json
`;

/** What the first one makes up differs each time it is sent, so that answers taken from the other account would show. */
const twice = `# @name stamp
GET ${echo}?stamp={{$uuid}}
Content-Type: application/json

###
# @name stamped
# @assert status == 200
GET ${echo}?stamp={{stamp.response.body.$.parameters.stamp}}
Content-Type: application/json
`;

const ordered = ['A', 'B', 'C'].map(name => `### ${name}\nGET ${echo}\nContent-Type: application/json\n`).join('\n');

const environments = `# @prompt colour Which colour?
# @assert body.$.parameters.place == {{place}}
GET ${echo}?place={{place}}&colour={{colour}}&secret={{hidden}}
Content-Type: application/json
`;

const files = {
  'chain.http': chain,
  'checked.http': checked,
  'twice.http': twice,
  'ordered.http': ordered,
  'environments.http': environments,
  'http-client.env.json': '{"north": {"place": "Oslo"}, "south": {"place": "Lagos"}}',
  'http-client.private.env.json': '{"north": {"hidden": "canary-of-north"}, "south": {"hidden": "canary-of-south"}}',
  'body.http': `POST ${echo}\nContent-Type: application/json\n\n<@ ./order.json\n`,
  'order.json': '{"customer": "{{customer}}"}',
};

describe('requests of a file', () => {
  let workbench: Workbench;
  let state: string;
  let practice: RunningPractice;

  const problems = async (): Promise<string[]> => {
    await workbench.runCommand('Problems: Focus on Problems View');
    const rows = workbench.page.locator('.markers-panel .monaco-list-row:visible');
    await rows.first().waitFor();
    return rows.allInnerTexts();
  };

  beforeAll(async () => {
    state = await mkdtemp(join(tmpdir(), 'tba-runs-'));
    practice = await startPractice(state);
    workbench = await openWorkbench({ folder: files, sharedByFile: true });
    await workbench.showSideBar();
    await fillInAccount(workbench, asAccount(practice.account));
    await workbench.quickInput.pick('Test the token, then save');
    await workbench.tree('Accounts').waitForRow(/Jane Doe · Integration Clerk/);
  });
  afterAll(async () => {
    await practice.stop();
    await rm(state, { recursive: true, force: true });
  });

  it('are sent first where another needs their answer, every digit kept', async () => {
    await workbench.editor.open('chain.http');
    await (await workbench.editor.codeLens('Send', /greeting=/)).click();
    const frame = await workbench.webview('Response · greet');
    await frame.getByText('200 OK').first().waitFor();
    await expect.poll(() => panelText(frame)).toContain('"Ada"');
    expect(await panelText(frame)).toContain('12345678901234567890');
    expect(await panelText(frame)).toContain('Checks that hold: 2');
    // The one before it went without a panel of its own.
    expect(await workbench.webviewTitles()).not.toContain('Response · who');
  });

  it('name in the Problems view and the response which checks did not hold, and why', async () => {
    await workbench.editor.open('checked.http');
    await workbench.editor.goTo(9);
    await workbench.runCommand('NetSuite TBA: Send Request');
    const frame = await workbench.webview('Response · Not fine');
    await frame.getByText('Checks that fail: 2 of 3').first().waitFor();
    expect(await panelText(frame)).toContain('It is GET.');
    expect(await panelText(frame)).toContain('There is no such value.');
    await workbench.screenshot('checks-light');
    expect((await problems()).join('\n')).toMatch(/This did not hold when it was sent\. It is GET\./);
    await workbench.runCommand('View: Toggle Panel Visibility');
  });

  it('are sent in the order of the file, and stop after one that fails', async () => {
    await workbench.editor.open('checked.http');
    await (await workbench.editor.codeLens(/^Send All \(4\)/)).click();
    await workbench.runCommand('Testing: Focus on Test Explorer View');
    const explorer = workbench.tree('Test Explorer');
    await explorer.expand(/checked\.http/);
    await expect
      .poll(async () => (await explorer.rows()).map(({ ariaLabel }) => ariaLabel).join('\n'))
      .toMatch(/Fine \(Passed\)[^]*Not fine \(Failed\)[^]*After it \(Errored\)[^]*Refused on purpose \(Errored\)/);
    await workbench.screenshot('test-explorer');
  });

  it('are sent from the cursor on, and as far as they are selected', async () => {
    const sent = async () =>
      (await workbench.tree('Test Explorer').rows()).flatMap(({ ariaLabel }) => /^[ABC] \(\w+\)/.exec(ariaLabel) ?? []);
    await workbench.editor.open('ordered.http');
    await workbench.editor.goTo(6);
    await workbench.runCommand('NetSuite TBA: Send This Request and All Below');
    await workbench.runCommand('Testing: Focus on Test Explorer View');
    await workbench.tree('Test Explorer').expand(/ordered\.http/);
    await expect.poll(sent).toEqual(['B (Passed)', 'C (Passed)']);
    await workbench.editor.focus();
    await workbench.editor.goTo(2);
    await workbench.page.keyboard.press('Shift+ArrowDown');
    await workbench.runCommand('NetSuite TBA: Send Selected Requests');
    await expect.poll(sent).toEqual(['A (Passed)', 'B (Passed)', 'C (Passed)']);
  });

  it('go on after one that fails where that is wished, and a status that is expected is good', async () => {
    await workbench.editor.open('checked.http');
    await workbench.runCommand('Testing: Focus on Test Explorer View');
    await mkdir(join(workbench.folder ?? '', '.vscode'), { recursive: true });
    await writeFile(join(workbench.folder ?? '', '.vscode', 'settings.json'), '{"netsuiteTba.stopAtFailure": false}');
    const explorer = workbench.tree('Test Explorer');
    await explorer.expand(/checked\.http/);
    const results = async () => (await explorer.rows()).map(({ ariaLabel }) => ariaLabel).join('\n');
    const all = /Not fine \(Failed\)[^]*After it \(Passed\)[^]*Refused on purpose \(Passed\)/;
    // Once more where VS Code had not read the settings yet.
    await expectSoon('all four to be sent', async () => {
      await workbench.editor.focus();
      await workbench.runCommand('Test: Run Tests in Current File');
      const taken = expect.poll(results, { timeout: 5000 }).toMatch(all);
      return taken.then(
        () => true,
        () => false,
      );
    });
  });

  it('take values from the environment that is chosen, and ask for what they want to be asked for', async () => {
    await workbench.showSideBar();
    await workbench.editor.open('environments.http');
    await workbench.runCommand('NetSuite TBA: Choose Environment…');
    await workbench.quickInput.pick('south');
    await workbench.editor.focus();
    await workbench.runCommand('NetSuite TBA: Send Request');
    await expect.poll(() => workbench.quickInput.isOpen()).toBe(true);
    await workbench.quickInput.type('deep blue');
    await workbench.quickInput.accept();
    const frame = await workbench.webview(/Response · restlet/);
    await frame.getByText('200 OK').first().waitFor();
    await expect.poll(() => panelText(frame)).toContain('"Lagos"');
    expect(await panelText(frame)).toContain('deep blue');
  });

  it('take a body from a file, and say which file wants a variable', async () => {
    await workbench.editor.open('body.http');
    await (await workbench.editor.codeLens('Send')).click();
    await workbench.notifications.waitFor('the variable “customer” is not defined');
    await workbench.editor.goTo(1);
    await workbench.editor.insert('@customer = Müller 東京\n\n');
    await (await workbench.editor.codeLens('Send')).click();
    await expect
      .poll(async () => panelText(await workbench.webview(/Response · restlet/)).catch(() => ''))
      .toContain('Müller 東京');
  });

  it('are sent to two accounts, each with answers of its own, and stand side by side', async () => {
    await workbench.showSideBar();
    await workbench.runCommand('NetSuite TBA: Start Practice Account');
    await workbench.tree('Accounts').waitForRow(/^Practice/);
    await workbench.editor.open('twice.http');
    await workbench.editor.goTo(8);
    await workbench.runCommand('NetSuite TBA: Send as Two Tokens and Compare…');
    await workbench.quickInput.pick(/Acme Sandbox/);
    await expect.poll(() => workbench.quickInput.placeholder()).toContain('Second token');
    await workbench.quickInput.pick(/Practice/);
    await expect
      .poll(() => workbench.tabs())
      .toContainEqual(expect.stringMatching(/^stamped: Acme Sandbox.*\(200\) ↔ Practice.*\(200\)/));
    const sides = workbench.page.locator('.monaco-diff-editor .view-lines');
    const uuids = async () => [...(await sides.allInnerTexts()).join('\n').matchAll(/"stamp":\s*"([0-9a-f-]{36})"/g)];
    await expect.poll(async () => new Set((await uuids()).map(([, uuid]) => uuid)).size).toBe(2);
    await workbench.screenshot('two-accounts');
  });

  it('are copied as code that holds no secret', async () => {
    await workbench.editor.open('chain.http');
    await workbench.editor.goTo(2);
    await workbench.runCommand('NetSuite TBA: Copy Request as Code…');
    await workbench.quickInput.pick('Python (requests)');
    await workbench.notifications.waitFor('Copied as Python');
    const code = await workbench.clipboard();
    expect(code).toContain('import requests');
    expect(code).toContain('NETSUITE_TOKEN_SECRET');
    for (const secret of [practice.account.tokenSecret, practice.account.consumerSecret]) {
      expect(code).not.toContain(secret);
    }
  });
});
