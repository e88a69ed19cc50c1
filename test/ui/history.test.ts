import { mkdir, readdir, readFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { asAccount, fillInAccount } from './support/addAccount.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import { panelText } from './support/panelText.ts';
import { expectSoon } from './support/waiting.ts';
import type { Workbench } from './support/workbench.ts';

const requests = `### Read an order
GET restlet:customscript_tba_echo/customdeploy_tba_echo?order=10421

### Write an order
POST restlet:customscript_tba_echo/customdeploy_tba_echo
Content-Type: application/json

{ "city": "東京" }

### Not to be kept
# @no-log
GET restlet:customscript_tba_echo/customdeploy_tba_echo?private=yes
`;

describe('the history', () => {
  const practice = inject('practice');
  let workbench: Workbench;

  const send = async (name: string, line: string): Promise<void> => {
    await workbench.editor.focus();
    await (await workbench.editor.codeLens('Send', line)).click();
    await (await workbench.webview(`Response · ${name}`)).getByText('200 OK').first().waitFor();
  };
  const calls = async (): Promise<string[]> =>
    (await workbench.tree('History').rows()).filter(({ level }) => level === 2).map(({ ariaLabel }) => ariaLabel);
  const files = async (): Promise<string[]> => {
    const storage = join(workbench.server.userDataFolder, 'User', 'workspaceStorage');
    const all = await readdir(storage, { recursive: true }).catch(() => []);
    return all.filter(name => name.endsWith('.har')).map(name => join(storage, name));
  };

  const openedFiles = () =>
    join(workbench.server.userDataFolder, 'User/globalStorage/tba-workbench.tba-workbench/opened');
  /** The folder of a file that was opened from a response. */
  const openFile = async (name: string, openedAt: Date): Promise<void> => {
    const folder = join(openedFiles(), name);
    await mkdir(folder, { recursive: true });
    await utimes(folder, openedAt, openedAt);
  };

  beforeAll(async () => {
    workbench = await openWorkbench({
      folder: { 'orders.http': requests },
      sharedByFile: true,
      size: { width: 1400, height: 1000 },
    });
    await workbench.showSideBar();
    await fillInAccount(workbench, asAccount(practice));
    await workbench.quickInput.pick('Test the token, then save');
    await workbench.tree('Accounts').waitForRow(/Integration Clerk/);
    await workbench.editor.open('orders.http');
  });

  it('says what it is for while nothing was sent', async () => {
    await workbench.tree('History').welcome().getByText('What you send from this workspace is kept here').waitFor();
    await workbench.runCommand('NetSuite TBA: Show History…');
    await workbench.notifications.waitFor('The history is empty');
  });

  it('shows each call that was sent, newest first', async () => {
    await send('Read an order', 'GET restlet:customscript_tba_echo/customdeploy_tba_echo?order');
    await send('Write an order', 'POST restlet');
    await expect
      .poll(calls)
      .toEqual([
        expect.stringMatching(/^POST Write an order, 200 OK, \d+ ms, \d+:\d\d.*, account Acme Sandbox$/),
        expect.stringMatching(/^GET Read an order, 200 OK, /),
      ]);
    expect((await workbench.tree('History').rows())[0]).toMatchObject({ ariaLabel: 'Today, 2 calls', level: 1 });
    await workbench.screenshot('history-tree');
  });

  it('keeps nothing of a request that says no-log', async () => {
    await send('Not to be kept', 'GET restlet:customscript_tba_echo/customdeploy_tba_echo?private');
    // A call after it, so that there is something to wait for.
    await send('Read an order', 'GET restlet:customscript_tba_echo/customdeploy_tba_echo?order');
    await expect.poll(async () => (await calls()).length).toBe(3);
    expect((await calls()).join()).not.toContain('Not to be kept');
    for (const file of await files()) {
      expect(await readFile(file, 'utf8')).not.toContain('private');
    }
  });

  it('is HAR without a secret or a signature', async () => {
    const texts = await Promise.all((await files()).map(file => readFile(file, 'utf8')));
    expect(texts).toHaveLength(3);
    for (const text of texts) {
      const { log } = JSON.parse(text) as {
        log: {
          version: string;
          entries: { request: { method: string; headers: { name: string; value: string }[] }; response: object }[];
        };
      };
      expect(log.version).toBe('1.2');
      expect(log.entries).toHaveLength(1);
      expect(log.entries[0]?.response).toMatchObject({ status: 200, content: { mimeType: /json/ } });
      const authorization = log.entries[0]?.request.headers.find(({ name }) => name === 'Authorization');
      expect(authorization?.value).toContain('oauth_signature="•••"');
      expect(text).not.toContain(practice.consumerSecret);
      expect(text).not.toContain(practice.tokenSecret);
    }
  });

  it('is searched by what one remembers', async () => {
    await workbench.runCommand('NetSuite TBA: Show History…');
    await workbench.quickInput.waitFor('History');
    await workbench.quickInput.type('order=10421');
    await expect.poll(() => workbench.quickInput.labels()).toEqual(['GET 200 Read an order', 'GET 200 Read an order']);
    await workbench.quickInput.type('write an');
    await expect.poll(() => workbench.quickInput.labels()).toEqual(['POST 200 Write an order']);
    await workbench.screenshot('history-search');
    await workbench.quickInput.pick('POST 200 Write an order');
    const frame = await workbench.webview(/Response · Write an order · \d/);
    await expect.poll(() => panelText(frame)).toContain('東京');
  });

  it('shows the signature of a call that was made, without the signature itself', async () => {
    await workbench.tree('History').contextMenu('POST 200 Write an order', 'Inspect Signature');
    const frame = await workbench.webview(/Signature · Write an order · \d/);
    await expect.poll(() => panelText(frame)).toContain('Authorization header');
    const text = await panelText(frame);
    expect(text).toContain('as sent');
    expect(text).toContain('deploy%3Dcustomdeploy_tba_echo');
    expect(text).toContain('•••');
    await workbench.screenshot('history-signature');
  });

  it('sends a call again, signed anew, and keeps that one too', async () => {
    await workbench.tree('History').contextMenu('POST 200 Write an order', 'Send Again');
    await expect.poll(async () => (await calls()).length).toBe(4);
    expect((await calls())[0]).toMatch(/^POST Write an order, 200 OK/);
    const nonces = (await Promise.all((await files()).map(file => readFile(file, 'utf8')))).map(
      text => /oauth_nonce=\\"([^"\\]+)/.exec(text)?.[1],
    );
    expect(new Set(nonces).size).toBe(4);
    expect(nonces).not.toContain(undefined);
  });

  it('goes to the request in its file', async () => {
    await workbench.editor.focus();
    await workbench.editor.goTo(1);
    await workbench.tree('History').contextMenu('POST 200 Write an order', 'Go to Request');
    await expect.poll(async () => (await workbench.editor.position()).line).toBe(5);
  });

  it('opens a call as a HAR file', async () => {
    await workbench.tree('History').contextMenu('POST 200 Write an order', 'Open as HAR File');
    await expectSoon(
      'a tab of the file',
      async () => (await workbench.tabs()).some(tab => tab.includes('.har')),
      () => workbench.tabs(),
    );
    await workbench.screenshot('history-har');
  });

  it('deletes a call, and brings it back', async () => {
    await workbench.tree('History').contextMenu('POST 200 Write an order', 'Delete from History');
    await expect.poll(async () => (await calls()).length).toBe(3);
    await workbench.notifications.click('1 call was deleted from the history', 'Undo');
    await expect.poll(async () => (await calls()).length).toBe(4);
  });

  it('stays when the window is loaded again, unlike files that were opened from responses long ago', async () => {
    await openFile('0123456789ab', new Date(0));
    await openFile('ba9876543210', new Date());
    await workbench.reload();
    await workbench.showSideBar();
    await expect.poll(async () => (await calls()).length).toBe(4);
    await expect.poll(() => readdir(openedFiles())).toEqual(['ba9876543210']);
  });

  it('is cleared whole, after asking', async () => {
    await workbench.runCommand('NetSuite TBA: Clear History…');
    expect(await workbench.notifications.waitForDialog('Clear the history of this workspace?')).toContain('4 calls');
    await workbench.notifications.clickDialog('Clear History');
    await workbench.tree('History').welcome().getByText('What you send from this workspace').waitFor();
    expect([await files(), await readdir(openedFiles())]).toEqual([[], []]);
  });
});
