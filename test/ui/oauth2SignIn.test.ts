// Credentials of OAuth 2.0: a certificate that is made and mapped, and a sign-in on NetSuite's page.
import { createPrivateKey, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeCertificate } from '../../src/oauth2/makeCertificate.ts';
import { certificatePath, controlHeader, expireTokensPath } from '../../src/practice/server/control.ts';
import { Canaries } from './support/canaries.ts';
import { chooseFile } from './support/fileDialog.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import { allow } from './support/practicePages.ts';
import { waitUntilReady, workbenchOf, type Workbench } from './support/workbench.ts';

const add = 'NetSuite TBA: Add OAuth 2.0 Credential…';

describe('adding a credential of OAuth 2.0', () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await openWorkbench({
      folder: { 'echo.http': echo },
      sharedByFile: true,
      theme: (process.env['TBA_THEME'] ?? 'light') as 'light',
    });
    await workbench.showSideBar();
    await workbench.runCommand('NetSuite TBA: Start Practice Account');
    await workbench.tree('Accounts').waitForRow(/Integration Clerk *active .*Practice Trading Company/);
  });

  it('makes a key pair, waits for its certificate to be mapped, and logs in with it', async () => {
    const { quickInput, notifications, tree, screenshot } = workbench;
    await workbench.runCommand(add);
    await quickInput.waitFor('Add OAuth 2.0 Credential');
    await screenshot('oauth2-ways');
    await quickInput.pick('Machine to machine: make a key pair and certificate');
    await chooseApplication(workbench);
    await quickInput.pick('Elliptic curve P-256');
    await quickInput.type('Orders hub on my machine');
    await quickInput.accept();
    await quickInput.pick('Two years');
    const file = join(workbench.folder ?? '', 'certificate.pem');
    await chooseFile(workbench, 'Save the certificate for NetSuite', file);
    const steps = await notifications.waitForDialog('Map the certificate at NetSuite');
    expect(steps).toContain('OAuth 2.0 Client Credentials (M2M) Setup');
    expect(steps).toContain('upload certificate.pem');
    await screenshot('oauth2-steps');
    // Left for another day.
    await notifications.clickDialog('Cancel');
    await notifications.waitFor('waits in secret storage');
    const certificate = await readFile(file, 'utf8');
    expect(certificate).toMatch(/^-----BEGIN CERTIFICATE-----\n[^-]+-----END CERTIFICATE-----\n$/);
    const certificateId = await mapCertificate(workbench, certificate);
    await workbench.reload();
    await workbench.showSideBar();
    await tree('Accounts').waitForRow(/Integration Clerk/);
    await workbench.runCommand(add);
    await quickInput.pick('Go on: Practice application');
    await notifications.waitForDialog('Map the certificate at NetSuite');
    await notifications.clickDialog('Enter Certificate ID');
    await quickInput.waitFor('Add OAuth 2.0 Credential: Practice application');
    await quickInput.type('nobodys');
    await quickInput.accept();
    await quickInput.pick('Go back and correct');
    // The box is back when it holds what was wrong.
    await expect.poll(() => quickInput.value()).toBe('nobodys');
    await quickInput.type(certificateId);
    await screenshot('oauth2-certificate-id');
    await quickInput.accept();
    await notifications.waitFor('logs in by OAuth 2.0');
    await tree('Accounts').waitForRow(/Certificate .*OAuth 2\.0/);
    // Nothing waits any more.
    await workbench.runCommand(add);
    expect(await quickInput.labels()).toEqual([
      'Machine to machine: make a key pair and certificate',
      'Machine to machine: import a private key and certificate',
      'Sign in with the browser',
    ]);
    await quickInput.close();
    // The certificate is public, the key stays where it is.
    const files = await canaries('PRIVATE KEY-----').inFolder(workbench.folder ?? '');
    expect([files.files > 0, files.found]).toEqual([true, []]);
    expect((await canaries('PRIVATE KEY-----').inFolder(workbench.server.dataFolder)).found).toEqual([]);
  });

  it('takes a key and certificate from a file, with the passphrase that opens them', async () => {
    const { quickInput, notifications, tree } = workbench;
    const { privateKey, certificate } = await makeCertificate({
      commonName: 'bot',
      kind: 'ec-p256',
      now: Date.now(),
      days: 30,
      serial: randomBytes(16),
    });
    const encrypted = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' } as const;
    const file = join(workbench.folder ?? '', 'bot.pem');
    await writeFile(file, certificate + String(createPrivateKey(privateKey).export(encrypted)));
    const certificateId = await mapCertificate(workbench, certificate, 44);
    await workbench.runCommand(add);
    await quickInput.pick('Machine to machine: import a private key and certificate');
    await chooseApplication(workbench);
    await chooseFile(workbench, 'Private key and certificate, in one file or two', file);
    await expect.poll(() => quickInput.isMasked()).toBe(true);
    await quickInput.type('open sesame?');
    await quickInput.accept();
    await quickInput.waitForMessage('The passphrase does not open the private key');
    await quickInput.type('open sesame');
    await quickInput.accept();
    await notifications.waitForDialog('Map the certificate at NetSuite');
    await notifications.clickDialog('Enter Certificate ID');
    await quickInput.waitFor('Add OAuth 2.0 Credential: Practice application');
    await quickInput.type(certificateId);
    await quickInput.accept();
    const label = `Certificate ${certificateId.slice(0, 2)}…${certificateId.slice(-2)}`;
    await expect.poll(() => tree('Accounts').labels()).toContain(label);
  });

  it('signs in on NetSuite’s page, with the address pasted that the browser ended on', async () => {
    const { quickInput, notifications, tree, screenshot } = workbench;
    const page = await authorizePage(workbench);
    const address = await endOf(page, () => allow(page, /Jane Doe.*Integration Clerk/));
    await workbench.page.bringToFront();
    await quickInput.waitFor('Sign In by OAuth 2.0');
    await expect.poll(() => quickInput.isMasked()).toBe(true);
    await screenshot('oauth2-paste');
    await quickInput.type(address.replace(/state=[\w-]+/, 'state=another'));
    await quickInput.waitForMessage('is not NetSuite’s answer to this sign-in');
    await quickInput.type(address);
    await quickInput.waitForMessage('This is NetSuite’s answer');
    await quickInput.accept();
    await notifications.waitFor('Signed in:');
    await tree('Accounts').waitForRow(/User 42 · role 1001.*OAuth 2\.0/);
    await screenshot('oauth2-tree');
  });

  it('goes on from a sign-in with its refresh token, and renews it with another', async () => {
    const { quickInput, notifications, tree } = workbench;
    await tree('Accounts').contextMenu(/User 42 · role 1001/, 'Test Token');
    await notifications.waitFor('NetSuite gave an access token');
    const opened = workbench.page.context().waitForEvent('page');
    await tree('Accounts').contextMenu(/User 42 · role 1001/, 'Renew OAuth 2.0 Credential…');
    await quickInput.waitFor('Sign In by OAuth 2.0');
    await quickInput.pick('vscode://tba-workbench.tba-workbench/oauth2');
    const page = await opened;
    const address = await endOf(page, () => allow(page, /Integration Bot.*Integration Clerk/));
    await workbench.page.bringToFront();
    await openUrl(workbench, address);
    await tree('Accounts').waitForRow(/User 44 · role 1001.*OAuth 2\.0/);
    expect(await tree('Accounts').labels()).not.toContain('User 42 · role 1001');
  });

  it('refreshes one sign-in in two windows at once', async () => {
    const row = /User 44 · role 1001/;
    await control(workbench, `${expireTokensPath}?kind=access`);
    const page = await workbench.page.context().newPage();
    await page.goto(workbench.server.url({ folder: workbench.folder ?? '' }));
    await waitUntilReady(page);
    const other = workbenchOf(page, workbench.server, workbench.folder, () => page.close());
    await other.showSideBar();
    await other.tree('Accounts').waitForRow(row);
    const known = 'NetSuite gave an access token';
    const test = async (window: Workbench): Promise<void> => {
      await window.page.bringToFront();
      await window.runCommand('Notifications: Clear All Notifications');
      await window.tree('Accounts').contextMenu(row, 'Test Token');
    };
    await test(other);
    await test(workbench);
    // In a browser a window reads the secrets once: whoever comes second holds a token that has served, and keeps it.
    await workbench.notifications.waitFor('Another window goes on with this sign-in');
    await workbench.screenshot('oauth2-refreshed-elsewhere');
    await other.page.bringToFront();
    await other.notifications.waitFor(known);
    await other.close();
    await workbench.page.bringToFront();
    await workbench.reload();
    await workbench.showSideBar();
    await workbench.tree('Accounts').waitForRow(row);
    await control(workbench, `${expireTokensPath}?kind=access`);
    await test(workbench);
    await workbench.notifications.waitFor(known);
  });

  it('signs in with the address that VS Code is opened with, and says when nobody waits for one', async () => {
    const { notifications, tree } = workbench;
    const before = await tree('Accounts').labels();
    const page = await authorizePage(workbench);
    const address = await endOf(page, () => page.getByRole('button', { name: 'Deny' }).click());
    await workbench.page.bringToFront();
    await openUrl(workbench, address);
    await notifications.waitFor('“Deny” was chosen');
    expect(await tree('Accounts').labels()).toEqual(before);
    await openUrl(workbench, address, false);
    await notifications.waitFor('no window waits for it');
  });
});

const echo = 'GET restlet:customscript_tba_echo/customdeploy_tba_echo?hello=world\n';

function canaries(text: string): Canaries {
  const all = new Canaries();
  all.add('private key', text);
  return all;
}

/** Account, application and scopes; the client ID is known already. */
async function chooseApplication({ quickInput }: Workbench): Promise<void> {
  await quickInput.waitFor(/^Add OAuth 2\.0 Credential \(1/);
  await quickInput.pick('Practice');
  await quickInput.pick('Practice application');
  await quickInput.pick('RESTlets and REST web services');
}

/** Starts a sign-in and answers NetSuite's page. */
async function authorizePage(workbench: Workbench): Promise<Page> {
  const { quickInput } = workbench;
  await workbench.runCommand(add);
  await quickInput.pick('Sign in with the browser');
  await chooseApplication(workbench);
  const opened = workbench.page.context().waitForEvent('page');
  await quickInput.waitFor('Sign In by OAuth 2.0');
  await workbench.screenshot('oauth2-redirect');
  await quickInput.pick('vscode://tba-workbench.tba-workbench/oauth2');
  const page = await opened;
  await page.getByRole('button', { name: 'Deny' }).waitFor();
  return page;
}

/** Where the browser is sent in the end, which it has no program for. */
async function endOf(page: Page, press: () => Promise<void>): Promise<string> {
  let address = '';
  await page.route(/authorize\.nl/, async route => {
    const answer = await route.fetch({ maxRedirects: 0 });
    address = answer.headers()['location'] ?? '';
    await route.fulfill({ status: 200, contentType: 'text/html', body: 'Opens VS Code' });
  });
  await press();
  await page.getByText('Opens VS Code').waitFor();
  await page.close();
  return address;
}

/** As the operating system does when the browser asks for a vscode: address. */
async function openUrl(workbench: Workbench, address: string, isWaiting = true): Promise<void> {
  const { quickInput, notifications } = workbench;
  // Where VS Code runs in a browser, the address is asked for at once.
  if (isWaiting) {
    await quickInput.waitFor('Sign In by OAuth 2.0');
    await quickInput.close();
  }
  await workbench.runCommand('Developer: Open URL');
  await quickInput.type(address);
  await quickInput.accept();
  await notifications.waitForDialog('open this URI');
  await notifications.clickDialog('Open');
}

/** What an administrator does under OAuth 2.0 Client Credentials (M2M) Setup: a certificate of Jane's for the application. */
async function mapCertificate(workbench: Workbench, certificate: string, employee = 42): Promise<string> {
  const path = `${certificatePath}?application=1&employee=${employee}&role=1001`;
  const answer = await control(workbench, path, certificate);
  return ((await answer.json()) as { readonly certificateId: string }).certificateId;
}

async function control({ server }: Workbench, path: string, body = ''): Promise<Response> {
  const run = JSON.parse(await readFile(join(server.globalStorageFolder, 'practice', 'run.json'), 'utf8')) as {
    readonly port: number;
    readonly secret: string;
  };
  const answer = await fetch(`http://127.0.0.1:${run.port}${path}`, {
    method: 'POST',
    headers: { [controlHeader]: run.secret },
    body,
  });
  expect(answer.status).toBe(200);
  return answer;
}
