// One account with a token and a credential of OAuth 2.0: what the tree says, who makes which call, and both compared.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jsonwebtoken from 'jsonwebtoken';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository } from '../host/paths.ts';
import { startPractice, type RunningPractice } from '../host/practice.ts';
import { run } from '../host/processes.ts';
import { chooseFile } from './support/fileDialog.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import { panelText } from './support/panelText.ts';
import { accountsFile, mapCertificate, type PracticeCertificate } from './support/practiceCertificate.ts';
import { violations } from './support/violations.ts';
import type { Workbench } from './support/workbench.ts';

const certificates = join(repository, 'test/fixtures/certificates');

const call = 'GET /app/site/hosting/restlet.nl?script=customscript_tba_echo&deploy=customdeploy_tba_echo';

const requests = `### who
${call}
Content-Type: application/json

### elsewhere
# @account 7654321
GET /rest/datacenterurls

### by token
# @auth tba
GET /rest/tokeninfo

### by certificate
# @auth oauth2
GET /services/rest/record/v1/customer/101
`;

describe('an account with both schemes', () => {
  let workbench: Workbench;
  let state: string;
  let practice: RunningPractice;
  let certificate: PracticeCertificate;

  beforeAll(async () => {
    state = await mkdtemp(join(tmpdir(), 'tba-both-'));
    practice = await startPractice(state);
    certificate = await mapCertificate(practice.account, state);
    await writeFile(join(state, 'acme.json'), accountsFile('Acme', practice.account, certificate));
    workbench = await openWorkbench({
      folder: { 'both.http': requests, 'usual.http': `### usual\n# @account ${practice.account.account}\n${call}\n` },
      sharedByFile: true,
      size: { width: 1280, height: 900 },
    });
    await workbench.showSideBar();
  });
  afterAll(async () => {
    await practice.stop();
    await rm(state, { recursive: true, force: true });
  });

  it('shows which logs in how, and warns of a certificate that ends', async () => {
    const { quickInput, notifications } = workbench;
    await workbench.runCommand('NetSuite TBA: Import Accounts…');
    await chooseFile(workbench, 'Import Accounts', join(state, 'acme.json'));
    await expect.poll(() => quickInput.placeholder()).toContain('Nothing that is here is written over');
    await quickInput.accept();
    await notifications.waitFor('1 account imported: Acme');
    await notifications.waitFor(/“by certificate”: certificate ends in 12 days/);
    const tree = workbench.tree('Accounts');
    await tree.waitForRow('by certificate');
    const row = (await tree.rows()).find(({ label }) => label === 'by certificate');
    expect(row?.ariaLabel).toContain('not tried, OAuth 2.0, certificate ends in 12 days');
    await workbench.screenshot('both-schemes-tree');
    await workbench.runCommand('Notifications: Clear All Notifications');
  });

  it('copies a request as code that logs in as it does, and runs without the workbench', async () => {
    const { quickInput } = workbench;
    await workbench.editor.open('both.http');
    await workbench.editor.goTo(15);
    await workbench.runCommand('NetSuite TBA: Copy Request as Code…');
    await expect.poll(() => quickInput.placeholder()).toContain('logs in by OAuth 2.0 itself');
    expect(await quickInput.labels()).not.toContain('curl, signed already');
    await quickInput.pick('Node.js');
    await workbench.notifications.waitFor('Copied as Node.js');
    await workbench.runCommand('Notifications: Clear All Notifications');
    const file = join(state, 'netsuite.mjs');
    await writeFile(file, await workbench.clipboard());
    const env = {
      NETSUITE_CLIENT_ID: practice.account.consumerKey,
      NETSUITE_CERTIFICATE_ID: certificate.id,
      NETSUITE_PRIVATE_KEY_FILE: join(certificates, 'p256.key.pem'),
    };
    const { code, output } = await run(process.execPath, [file], { env, timeout: 20_000 });
    expect(output).toMatch(/^HTTP 200\n/);
    expect(code).toBe(0);
  });

  it('lets a certificate log in as a test, and be the active one', async () => {
    const tree = workbench.tree('Accounts');
    await tree.contextMenu('by certificate', 'Test Token');
    await workbench.notifications.waitFor('NetSuite gave an access token');
    await tree.inlineAction('by certificate', 'Set Active Token');
    await expect
      .poll(async () => (await tree.rows()).find(({ label }) => label === 'by certificate')?.ariaLabel)
      .toMatch(/, active, works/);
    await workbench.editor.open('both.http');
    await (await workbench.editor.codeLens('Send', 'GET /app/site')).click();
    const response = await workbench.webview(/^Response/);
    await response.getByText('200 OK').first().waitFor();
    await response.getByRole('tab', { name: 'Request' }).click();
    await expect.poll(() => panelText(response)).toMatch(/Authorization.{0,4}Bearer/s);
    expect(await panelText(response)).not.toMatch(/Bearer ey/);
  });

  it('sends each request by the scheme that it names', async () => {
    await (await workbench.editor.codeLens('Send', 'GET /rest/tokeninfo')).click();
    const signed = await workbench.webview(/^Response · by token/);
    await signed.getByText('200 OK').first().waitFor();
    await workbench.tree('Accounts').inlineAction('by token', 'Set Active Token');
    await (await workbench.editor.codeLens('Send', 'GET /services/rest')).click();
    const bearer = await workbench.webview(/^Response · by certificate/);
    await bearer.getByText('200 OK').first().waitFor();
    await bearer.getByRole('tab', { name: 'Request' }).click();
    await expect.poll(() => panelText(bearer)).toMatch(/Authorization.{0,4}Bearer/s);
  });

  it('sends a request that names the account alone by the scheme that is usual there', async () => {
    const tree = workbench.tree('Accounts');
    const choose = async (scheme: string): Promise<void> => {
      await tree.contextMenu('Acme', 'Choose How Requests Log In…');
      await workbench.quickInput.waitFor('Choose How Requests Log In');
      await workbench.quickInput.pick(scheme);
    };
    await workbench.runCommand('View: Close All Editors');
    // “by token” is the active one.
    await choose('OAuth 2.0');
    await workbench.editor.open('usual.http');
    await (await workbench.editor.codeLens('Send', 'GET /app/site')).click();
    const response = await workbench.webview(/^Response · usual/);
    await response.getByText('200 OK').first().waitFor();
    await response.getByRole('tab', { name: 'Request' }).click();
    await expect.poll(() => panelText(response)).toMatch(/Authorization.{0,4}Bearer/s);
    await choose('Either');
    await (await workbench.editor.codeLens('Send', 'GET /app/site')).click();
    await expect.poll(() => panelText(response)).toMatch(/Authorization.{0,4}OAuth/s);
    // The tests that follow look at the answer of the certificate.
    await workbench.editor.open('both.http');
    await (await workbench.editor.codeLens('Send', 'GET /services/rest')).click();
    await (await workbench.webview(/^Response · by certificate/)).getByText('200 OK').first().waitFor();
  });

  it('shows what the access token of an answer says, and nothing of its signature', async () => {
    const response = await workbench.webview(/^Response · by certificate/);
    await response.getByRole('button', { name: 'Inspect token' }).first().click();
    const frame = await workbench.webview('Assertion or Token');
    await frame.getByRole('heading', { name: 'Access token' }).waitFor();
    const text = await panelText(frame);
    expect(text).toContain('It opens what has these scopes: restlets, rest_webservices.');
    expect(text).toContain('neither the token nor its signature');
    expect(await violations(frame)).toEqual([]);
    await workbench.screenshot('token-access-light');
  });

  it('holds a pasted assertion against what NetSuite looks at, and its signature against the certificate', async () => {
    const { quickInput } = workbench;
    const now = Math.floor(Date.now() / 1000);
    const { consumerKey: iss, baseUrl } = practice.account;
    const aud = `${baseUrl}/services/rest/auth/oauth2/v1/token`;
    const assertion = jsonwebtoken.sign(
      { iss, aud, scope: 'restlets', iat: now - 600, exp: now - 300 },
      certificate.privateKey,
      {
        algorithm: 'ES256',
        keyid: certificate.id,
      },
    );
    await workbench.runCommand('NetSuite TBA: Inspect Assertion or Token…');
    await quickInput.waitFor('Inspect Assertion or Token');
    await quickInput.type('eyJhbGciOiJFUzI1NiJ9.eyJ.x');
    await expect.poll(() => quickInput.message()).toContain('The claims of the token cannot be read');
    await quickInput.type(assertion);
    await quickInput.accept();
    const frame = await workbench.webview('Assertion or Token');
    await frame.getByRole('heading', { name: 'Assertion', exact: true }).waitFor();
    const text = await panelText(frame);
    expect(text).toContain('NetSuite refuses it, by what can be seen here.');
    expect(text).toMatch(/It ended at .* 5 min before/);
    expect(text).toContain('aud is the token endpoint that is called.');
    expect(text).toContain('Its certificate is that of');
    expect(await frame.content()).not.toContain(assertion.split('.')[2]);
    await workbench.runCommand('Preferences: Toggle between Light/Dark Themes');
    await expect.poll(() => frame.locator('body').getAttribute('class')).toContain('vscode-dark');
    await workbench.screenshot('token-assertion-dark');
    await frame.getByRole('button', { name: 'Check with a certificate…' }).focus();
    await workbench.page.keyboard.press('Enter');
    await chooseFile(workbench, 'The certificate that was uploaded', join(certificates, 'p256.cert.pem'));
    await frame.getByText('It was made with the private key of this certificate.').first().waitFor();
    expect(await violations(frame)).toEqual([]);
    await frame.getByRole('button', { name: 'Copy report without secrets' }).click();
    await expect.poll(() => workbench.clipboard()).toContain('# Assertion');
    expect(await workbench.clipboard()).not.toContain(assertion.split('.')[2]);
    await workbench.runCommand('Preferences: Toggle between Light/Dark Themes');
    await workbench.runCommand('View: Close Editor');
  });

  it('runs a request, and the whole file, under both and compares what comes back', async () => {
    await workbench.editor.open('both.http');
    await workbench.editor.goTo(2);
    await workbench.runCommand('NetSuite TBA: Send Under Both Schemes and Compare');
    await expect
      .poll(() => workbench.tabs())
      .toContainEqual(expect.stringMatching(/^who: Acme · by token \(200\) ↔ Acme · by certificate \(200\)/));
    const sides = workbench.page.locator('.monaco-diff-editor .view-lines');
    await expect
      .poll(async () => (await sides.allInnerTexts()).join('\n').replaceAll('\u00a0', ' '))
      .toContain('"method"');
    await workbench.editor.open('both.http');
    await workbench.runCommand('NetSuite TBA: Send All Under Both Schemes and Compare');
    await expect
      .poll(() => workbench.tabs())
      .toContainEqual(expect.stringMatching(/^4 requests: Acme · by token ↔ Acme · by certificate/));
    // `/rest/tokeninfo` is of token-based authentication alone.
    await expect
      .poll(async () => (await sides.allInnerTexts()).join('\n').replaceAll('\u00a0', ' '))
      .toMatch(/### by token[\s\S]*### by certificate/);
    await workbench.screenshot('both-schemes-compare');
    // What names another account stays unsent.
    await expect
      .poll(async () => (await sides.allInnerTexts()).join('\n').replaceAll('\u00a0', ' '))
      .toContain('the request names the account 7654321');
  });

  it('says why there is no access token once the certificate is revoked', async () => {
    await certificate.revoke();
    await workbench.runCommand('View: Close All Editors');
    await workbench.editor.open('both.http');
    // The access token of before was forgotten when a call was refused, so that another one is asked for.
    await (await workbench.editor.codeLens('Send', 'GET /services/rest')).click();
    const response = await workbench.webview(/^Response · by certificate/);
    await response.getByText('NetSuite gave no access token (401 invalid_client).').first().waitFor();
    await response.getByRole('button', { name: 'Why Did It Fail?' }).click();
    const frame = await workbench.webview('Why Did the Login Fail?');
    await frame.getByRole('heading', { name: 'Why did the login fail?' }).waitFor();
    expect(await frame.locator('.cause summary').first().innerText()).toContain('The certificate was revoked');
    const text = await panelText(frame);
    expect(text).toContain('OAuth 2.0 Client Credentials (M2M) Setup');
    expect(text).toContain('It logged in before, last at');
    expect(text).not.toContain('Try other doors');
    expect(text).not.toContain('The assertion has expired');
    await workbench.screenshot('login-failure-oauth2-light');
  });

  it('keeps the key out of the history, the log and the profile', async () => {
    await workbench.runCommand('NetSuite TBA: Show Log');
    const log = workbench.page.locator('.part.panel .view-line');
    await log.first().waitFor();
    const texts = (await log.allInnerTexts()).join('\n');
    expect(texts).not.toContain('PRIVATE KEY');
    expect(texts).not.toMatch(/Bearer|eyJ/);
  });
});
