// The RESTlets that an account has: read, looked at, called; and a script that is uploaded before it is called.
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench } from './support/openWorkbench.ts';
import { panelText } from './support/panelText.ts';
import type { Workbench } from './support/workbench.ts';

async function startPractice(workbench: Workbench): Promise<void> {
  await workbench.showSideBar();
  await workbench.runCommand('NetSuite TBA: Start Practice Account');
  await workbench.tree('Accounts').waitForRow(/Integration Clerk *active .*Practice Trading Company/);
  await workbench.runCommand('Notifications: Clear All Notifications');
}

describe('the RESTlets of an account', () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await openWorkbench({
      folder: { 'a.http': 'GET /rest/tokeninfo\n', 'b.http': '\n' },
      sharedByFile: true,
    });
    await startPractice(workbench);
  });

  it('are read on request, from the empty view', async () => {
    const tree = workbench.tree('RESTlets');
    // Closed at first, so that accounts have room.
    await workbench.page.locator('.pane-header[aria-label*="RESTlets"]').click();
    await workbench.screenshot('restlets-empty');
    await tree.welcome().getByRole('button', { name: 'Read RESTlets from the Account' }).click();
    await workbench.notifications.waitFor('Read from Practice: 7 RESTlets.');
    await tree.waitForRow('Echo');
    await tree.expand('Draft');
    await workbench.screenshot('restlets-read');
    const rows = await tree.rows();
    expect(rows[0]).toMatchObject({ label: 'Practice', level: 1, expanded: true });
    expect(rows[0]?.description).toMatch(/^7 RESTlets · read .* · TSTDRV0000001_SB1$/);
    expect(rows[0]?.ariaLabel).toMatch(/^Practice, TSTDRV0000001_SB1, 7 RESTlets, read /);
    expect(rows.find(({ label }) => label === 'Echo')).toMatchObject({
      level: 2,
      description: 'released · customscript_tba_echo',
      ariaLabel: expect.stringContaining('Echo, released, customscript_tba_echo, 1 deployment') as unknown,
    });
    expect(rows.find(({ level }) => level === 3)).toMatchObject({
      description: 'testing · customdeploy_tba_draft',
      ariaLabel: expect.stringMatching(/, testing, customdeploy_tba_draft/) as unknown,
    });
  });

  it('have their IDs copied', async () => {
    const tree = workbench.tree('RESTlets');
    await tree.contextMenu('Draft', 'Copy Script ID');
    await expect.poll(() => workbench.clipboard()).toBe('customscript_tba_draft');
    await tree.contextMenu(/customdeploy_tba_draft/, 'Copy Deployment ID');
    await expect.poll(() => workbench.clipboard()).toBe('customdeploy_tba_draft');
  });

  it('make requests that are sent, in one unsaved file', async () => {
    const tree = workbench.tree('RESTlets');
    await tree.inlineAction('Echo', 'New Request');
    await workbench.editor.waitForText('GET restlet:customscript_tba_echo/customdeploy_tba_echo');
    await tree.contextMenu('Customers', 'New Request');
    await workbench.editor.waitForText('GET restlet:customscript_tba_customers/customdeploy_tba_customers');
    await expect
      .poll(() => workbench.editor.visibleText())
      .toBe(
        [
          '### Echo',
          '# @account TSTDRV0000001_SB1',
          'GET restlet:customscript_tba_echo/customdeploy_tba_echo',
          'Content-Type: application/json',
          '',
          '### Customers',
          '# @account TSTDRV0000001_SB1',
          'GET restlet:customscript_tba_customers/customdeploy_tba_customers',
          'Content-Type: application/json',
          '',
        ].join('\n'),
      );
    await workbench.screenshot('restlets-new-request');
    await (await workbench.editor.codeLens('Send', 'GET restlet:customscript_tba_echo')).click();
    await expect.poll(async () => panelText(await workbench.webview(/^Response/))).toContain('"method"');
  });

  it('complete and are checked in request files, as the account had them', async () => {
    await workbench.editor.open('b.http');
    await workbench.editor.replaceAll('GET restlet:echo');
    await workbench.page.keyboard.press('Control+Space');
    const row = workbench.page.locator('.suggest-widget .monaco-list-row', { hasText: 'customscript_tba_echo' });
    await row.first().waitFor();
    expect(await row.first().getAttribute('aria-label')).toMatch(/released · Echo · Practice/);
    await workbench.screenshot('restlets-completion');
    await workbench.page.keyboard.press('Enter');
    await workbench.editor.waitForText('GET restlet:customscript_tba_echo/customdeploy_tba_echo');

    await workbench.editor.replaceAll('GET restlet:customscript_tba_draft/customdeploy_tba_draft\n');
    await workbench.runCommand('View: Toggle Problems');
    const problems = workbench.page.locator('.markers-panel');
    await problems.getByText('In Practice, “customdeploy_tba_draft” was not released').waitFor();
    await workbench.editor.focus();
    await workbench.editor.goTo(1, 20);
    await workbench.runCommand('Show or Focus Hover');
    const hover = workbench.page.locator('.monaco-hover:not(.hidden)', { hasText: 'Draft' }).first();
    await hover.getByText(/In\sPractice:\stesting,\sread\s/).waitFor();
    await workbench.screenshot('restlets-hover');
    await workbench.page.keyboard.press('Escape');
    await workbench.editor.replaceAll('GET restlet:customscript_nowhere/customdeploy_nowhere\n');
    await problems.getByText('Practice had no RESTlet “customscript_nowhere”').waitFor();
    await workbench.runCommand('View: Toggle Problems');
    await workbench.editor.focus();
    await workbench.runCommand('View: Revert and Close Editor');
  });

  it('are there after a reload, and read again from their account’s row', async () => {
    await workbench.reload();
    await workbench.showSideBar();
    const tree = workbench.tree('RESTlets');
    await tree.waitForRow('Echo');
    await workbench.tree('Accounts').waitForRow(/^Practice/);
    await tree.inlineAction('Practice', 'Read RESTlets from the Account');
    await workbench.notifications.waitFor('Read from Practice: 7 RESTlets.');
  });

  it('stay when they cannot be read', async () => {
    await workbench.runCommand('NetSuite TBA: Stop Practice Account');
    await workbench.runCommand('Notifications: Clear All Notifications');
    await workbench.tree('Accounts').contextMenu('Practice', 'Read RESTlets from the Account');
    await workbench.notifications.waitFor(/practice account (?:does not run|is not running|is off)/i);
    await workbench.tree('RESTlets').waitForRow('Echo');
  });
});

describe('a RESTlet’s script', () => {
  const script = 'src/FileCabinet/SuiteScripts/tba_whoami.js';
  const command = 'NetSuite TBA: Upload Script and Send to RESTlet';

  /** Stands in for the SuiteCloud CLI: writes down how it was called, and says what it says. */
  const standIn = (said: string): string => `#!/bin/sh
printf '%s\\n' "$PWD" "$@" > arguments.txt
printf '%b\\n' "${said}"
`;

  it('is uploaded with the SuiteCloud CLI before it is called', async () => {
    const workbench = await openWorkbench({ folder: 'media/practice' });
    const folder = workbench.folder ?? '';
    const program = join(folder, 'node_modules/.bin/suitecloud');
    const install = async (said: string): Promise<void> => {
      await mkdir(join(program, '..'), { recursive: true });
      await writeFile(program, standIn(said));
      await chmod(program, 0o755);
    };
    await startPractice(workbench);
    await workbench.editor.open(script);

    await workbench.runCommand(command);
    expect(await workbench.notifications.waitFor('The SuiteCloud CLI is not installed')).toContain(
      'npm install -g @oracle/suitecloud-cli',
    );
    expect(await workbench.notifications.actions('The SuiteCloud CLI is not installed')).toEqual([
      'How to Install It',
      'Send Without Upload',
    ]);
    await workbench.screenshot('upload-not-installed');
    await workbench.runCommand('Notifications: Clear All Notifications');

    await install('The following files were uploaded:\\n/SuiteScripts/tba_whoami.js');
    await writeFile(join(folder, 'suitecloud.config.js'), 'module.exports = { defaultProjectFolder: "src" };\n');
    await workbench.runCommand(command);
    expect(await workbench.notifications.waitFor('is not set up for this project')).toContain(
      'suitecloud account:setup',
    );
    await workbench.runCommand('Notifications: Clear All Notifications');

    await writeFile(join(folder, 'project.json'), '{ "defaultAuthId": "practice-dev" }\n');
    await workbench.runCommand(command);
    expect(await workbench.notifications.waitForDialog('Upload /SuiteScripts/tba_whoami.js?')).toContain(
      'authentication ID “practice-dev”',
    );
    await workbench.screenshot('upload-asks');
    await workbench.notifications.clickDialog('Upload, Do Not Ask Again');
    await expect.poll(() => workbench.webviewTitles()).toContainEqual(expect.stringMatching(/^Response/));
    expect(await readFile(join(folder, 'arguments.txt'), 'utf8')).toBe(
      [folder, 'file:upload', '--paths', '/SuiteScripts/tba_whoami.js', ''].join('\n'),
    );

    await workbench.editor.open(script);
    await workbench.editor.codeLens('Upload and send');
    await workbench.page.keyboard.press('ControlOrMeta+End');
    await workbench.editor.insert('// changed\n');
    await workbench.page.keyboard.press('ControlOrMeta+Home');
    await workbench.editor.codeLens('Upload and send (changed since its last upload)');

    // A file that NetSuite refuses is not called, although the CLI ends well.
    await rm(join(folder, 'arguments.txt'));
    await install('Not uploaded:\\n/SuiteScripts/tba_whoami.js: Syntax error');
    await workbench.editor.open(script);
    await workbench.runCommand(command);
    expect(await workbench.notifications.waitFor('was not uploaded, and nothing was sent')).toContain('Syntax error');
    await workbench.screenshot('upload-refused');
  });
});
