// A token is revoked at the practice account only when its name was typed, and for good.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemNonceSource } from '../../src/tba/nonce.ts';
import { signRequest } from '../../src/tba/signRequest.ts';
import { startPractice, type PracticeAccount, type RunningPractice } from '../host/practice.ts';
import { asAccount, fillInAccount } from './support/addAccount.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import { asAdministrator } from './support/practicePages.ts';
import type { Workbench } from './support/workbench.ts';

/** What a program elsewhere does with the same token. */
async function callAsAnotherProgram(practice: PracticeAccount): Promise<void> {
  const url = `${practice.baseUrl}/rest/tokeninfo`;
  const nonces = systemNonceSource();
  const { authorization } = signRequest(
    { method: 'GET', url, realm: practice.account, nonce: nonces.nonce(), timestamp: nonces.timestamp() },
    practice,
  );
  const answer = await fetch(url, { headers: { Authorization: authorization, 'User-Agent': 'export/1' } });
  expect(answer.status).toBe(200);
}

describe('revoking a token at NetSuite', () => {
  let workbench: Workbench;
  let state: string;
  let practice: RunningPractice;
  const label = 'Jane Doe · Integration Clerk';

  const start = async (): Promise<string> => {
    await workbench.tree('Accounts').contextMenu(label, 'Revoke at NetSuite…');
    return workbench.notifications.waitForDialog(`Revoke “${label}” at NetSuite, for good?`);
  };
  const works = async (): Promise<boolean> => {
    await workbench.runCommand('Notifications: Clear All Notifications');
    await workbench.tree('Accounts').contextMenu(label, 'Test Token');
    const told = await workbench.notifications.waitFor(/NetSuite (knows this token|refused the login)/);
    return told.includes('knows this token');
  };
  /** The token's state in the list of NetSuite's own pages. */
  const stateOnPages = (): Promise<string> =>
    asAdministrator(workbench.page, `${practice.account.baseUrl}/app/setup/accesstoken.nl?id=1`, page =>
      page.getByRole('main').innerText(),
    );

  beforeAll(async () => {
    state = await mkdtemp(join(tmpdir(), 'tba-revoke-'));
    // One of its own: other tests use the tokens of the other.
    practice = await startPractice(state);
    workbench = await openWorkbench({ folder: { 'a.http': 'GET /rest/tokeninfo\n' }, sharedByFile: true });
    await workbench.showSideBar();
    await fillInAccount(workbench, asAccount(practice.account));
    await workbench.quickInput.pick('Test the token, then save');
    await workbench.tree('Accounts').waitForRow(/Jane Doe · Integration Clerk/);
  });
  afterAll(async () => {
    await practice.stop();
    await rm(state, { recursive: true, force: true });
  });

  it('says what it is, where, and who used it last', async () => {
    await callAsAnotherProgram(practice.account);
    const detail = await start();
    expect(detail).toContain('every program that uses it stops working');
    expect(detail).toContain('“Orders hub” in the sandbox account TSTDRV0000001_SB1');
    expect(detail).toContain('From this workbench it was used last on');
    expect(detail).toMatch(
      /another program using it last: \d{4}-\d\d-\d\d [\d:]+ · Orders hub - Jane Doe.* · export\/1/,
    );
    await workbench.screenshot('revoke-question');
    await workbench.notifications.clickDialog('Cancel');
    expect(await works()).toBe(true);
  });

  it('does nothing while another name stands there', async () => {
    await start();
    await workbench.notifications.clickDialog('Go On…');
    await workbench.quickInput.waitFor('Revoke a Token at NetSuite');
    await workbench.quickInput.waitForMessage(`Type “${label}” to revoke it in the sandbox account`);
    await workbench.quickInput.type('Jane Doe');
    await workbench.quickInput.accept();
    await workbench.quickInput.waitForMessage('Nothing is revoked until the name stands here exactly');
    await workbench.screenshot('revoke-name');
    expect(await workbench.quickInput.isOpen()).toBe(true);
    await workbench.quickInput.close();
    expect(await works()).toBe(true);
    expect(await stateOnPages()).toContain('Active');
  });

  it('revokes it once its name was typed, and offers to remove it', async () => {
    await start();
    await workbench.notifications.clickDialog('Go On…');
    await workbench.quickInput.waitFor('Revoke a Token at NetSuite');
    await workbench.quickInput.type(label);
    await workbench.quickInput.accept();
    await workbench.notifications.waitFor('was revoked at NetSuite');
    await workbench.tree('Accounts').waitForRow(/Integration Clerk.*revoked/);
    expect(await stateOnPages()).toContain('Revoked');
    expect(workbench.server.log()).not.toContain(practice.account.token);
    await workbench.notifications.click('was revoked at NetSuite', 'Remove from the Workbench');
    await expect.poll(() => workbench.tree('Accounts').labels()).not.toContain(label);
  });

  it('of a token that does not work says that it cannot revoke itself', async () => {
    await fillInAccount(workbench, asAccount(practice.account));
    await workbench.quickInput.pick('Save without a test');
    await workbench.tree('Accounts').contextMenu(/Token \w+…\w+/, 'Revoke at NetSuite…');
    const question = await workbench.notifications.waitForDialog('at NetSuite, for good?');
    expect(question).toContain('NetSuite refused the login with which its last use was to be looked up');
    const name = /Revoke “(.*?)” at/.exec(question)?.[1] ?? '';
    await workbench.notifications.clickDialog('Go On…');
    await workbench.quickInput.waitFor('Revoke a Token at NetSuite');
    await workbench.quickInput.type(name);
    await workbench.quickInput.accept();
    await workbench.notifications.waitFor('A token can only revoke itself while it works');
    await expect.poll(() => workbench.notifications.actions('Not revoked')).toContain('Open Access Tokens');
  });
});
