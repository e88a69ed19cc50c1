// Goes through whatever is done with secrets, and looks for them everywhere but where they belong.
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shortId } from '../../src/accounts/labels.ts';
import { startPractice, type RunningPractice } from '../host/practice.ts';
import { asAccount, fillInAccount } from './support/addAccount.ts';
import { Canaries } from './support/canaries.ts';
import type { PageGlobals } from './support/dom.ts';
import { chooseFile } from './support/fileDialog.ts';
import { diagnoseTypedKeys } from './support/diagnoseTypedKeys.ts';
import { exportAndImport } from './support/exportAndImport.ts';
import { explainFailure } from './support/explainFailure.ts';
import { dotenv, randomKeys } from './support/importSources.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import { killWhileSending, slowRequest } from './support/killExtensionHost.ts';
import { logInByCertificate, type Scene } from './support/logInByCertificate.ts';
import { allowAndReturn, makeToken, refreshSandbox } from './support/practicePages.ts';
import { watchPrinted, type Printed } from './support/printed.ts';
import { searchEverywhere } from './support/searchEverywhere.ts';
import { emptyStore, secretsLength } from './support/secretStore.ts';
import { browserStorage, openSecretStore, watchProcesses, watchWindow, type Watch } from './support/traces.ts';
import type { Tree, TreeRow } from './support/tree.ts';
import { settled } from './support/waiting.ts';
import type { Workbench } from './support/workbench.ts';

const hex = (): string => randomBytes(32).toString('hex');
/** No secret of NetSuite's, so that each way of writing it down looks different. */
const mistyped = (): string => `wrong & "half" 100% ü/+ ${randomBytes(8).toString('hex')}`;

const requests = `### Read
GET /rest/tokeninfo

### Write
POST /services/rest/record/v1/customer
Content-Type: application/json

{"companyName":"Acme"}

### Certificate
# @token by certificate
GET /services/rest/record/v1/customer/101

${slowRequest}`;

describe('whatever is done with secrets', () => {
  /** What must be nowhere: secrets, passphrases, and what was typed in their place. */
  const secrets = new Canaries();
  /** Keys, token IDs and verifiers are shown where one looks for the reason of a failure, and lie nowhere. */
  const names = new Canaries();
  const byHand = { wrong: mistyped(), nightlySecret: hex(), wrongAgain: mistyped(), otherSecret: hex() };
  const nightlyToken = hex();
  const passphrases = { right: `anchor lemon violet ${hex()}`, wrong: `not this one ${hex()}` };
  const [inFile, inClipboard] = [randomKeys(), randomKeys()];
  const [shown, started]: [string[], string[]] = [[], []];
  const processes = watchProcesses();
  const since = Date.now();
  let printed: Printed;
  let practice: RunningPractice;
  /** The practice account keeps its own secrets by nature; they lie apart from all that is searched. */
  let practiceFolder: string;
  /** Home and temporary files of VS Code, so of the extension too. */
  let homeFolder: string;
  let workbench: Workbench;
  let folder: string;
  let watch: Watch;
  let tree: Tree;

  const jane = 'Jane Doe · Integration Clerk';
  const bot = 'Integration Bot · Integration Clerk';
  const imported = `Token ${shortId(inClipboard.token)}`;

  /** Takes note of each secret that NetSuite has made so far, those of request tokens included. */
  const learn = async (): Promise<void> => {
    JSON.parse(await readFile(join(practiceFolder, 'state.json'), 'utf8'), (key, value: unknown) => {
      if (typeof value === 'string' && (key === 'consumerSecret' || key === 'tokenSecret')) {
        secrets.add(`NetSuite’s ${key}`, value);
      } else if (typeof value === 'string' && ['consumerKey', 'token', 'verifier'].includes(key)) {
        names.add(`NetSuite’s ${key}`, value);
      }
      return value;
    });
  };
  /** No box may be open: what is typed stands in it. */
  const look = async (): Promise<void> => {
    const texts = [await watch.read(), await workbench.clipboard()];
    const running = await processes();
    expect([...texts, running].flatMap(text => secrets.in(text))).toEqual([]);
    shown.push(...texts);
    started.push(running);
  };
  const fromMenu = async (row: string | RegExp, entry: string): Promise<void> => {
    // A row that is drawn anew while its menu is open is not handed to the command.
    await settled(() => tree.rows());
    await workbench.runCommand('Notifications: Clear All Notifications');
    await tree.contextMenu(row, entry);
  };
  const told = (text: string | RegExp): Promise<string> => workbench.notifications.waitFor(text);
  /** Fills in a box once its prompt or the remark on what is in it is there. */
  const answer = async (title: string | RegExp, text: string): Promise<void> => {
    await workbench.quickInput.waitFor(title);
    await workbench.quickInput.type(text);
    await workbench.quickInput.accept();
  };
  const activate = async (row: string): Promise<void> => {
    const rows = await settled(() => tree.rows());
    const state = (all: readonly TreeRow[]): string => all.find(({ label }) => label === row)?.ariaLabel ?? '';
    // It is where a first try came to nothing after this.
    if (!state(rows).includes(', active')) {
      await tree.inlineAction(row, 'Set Active Token');
      await expect.poll(async () => state(await tree.rows())).toMatch(/, active/);
    }
  };
  const send = async (line: string): Promise<void> => {
    await workbench.editor.open('a.http');
    await (await workbench.editor.codeLens('Send', line)).click();
  };
  const lookAtPanel = async (panel: Frame, tabs: readonly string[]): Promise<void> => {
    for (const tab of tabs) {
      await panel.getByRole('tab', { name: tab }).click();
      await look();
    }
  };
  const copy = (text: string): Promise<void> =>
    workbench.page.evaluate(value => (globalThis as unknown as PageGlobals).navigator.clipboard.writeText(value), text);
  const importCopied = async (text: string): Promise<void> => {
    await workbench.runCommand('Notifications: Clear All Notifications');
    await copy(text);
    await workbench.runCommand('NetSuite TBA: Import Credentials…');
    await workbench.quickInput.pick('The clipboard');
    await expect.poll(async () => (await workbench.quickInput.rows()).join()).toContain('7654321');
    await workbench.quickInput.accept();
  };
  const search = (): Promise<void> => {
    const folders = [folder, homeFolder];
    const places = { shown, processes: started, practiceFolder, folders, printed, since };
    return searchEverywhere(workbench, { secrets, names, ...places });
  };
  const scene = (): Scene => ({
    ...{ workbench, practice, practiceFolder, secrets, look, told, send, fromMenu, lookAtPanel },
  });
  const signInPage = (): Promise<Page> => workbench.page.context().waitForEvent('page');
  const allowed = async (opened: Promise<Page>, who: RegExp): Promise<void> => {
    const page = await opened;
    await page.getByRole('button', { name: 'Allow' }).waitFor();
    await learn();
    await allowAndReturn(workbench.page, page, who);
  };

  beforeAll(async () => {
    printed = watchPrinted();
    practiceFolder = await mkdtemp(join(tmpdir(), 'tba-practice-'));
    homeFolder = await mkdtemp(join(tmpdir(), 'tba-home-'));
    // One of its own: logins fail here.
    practice = await startPractice(practiceFolder);
    await learn();
    for (const [name, text] of Object.entries({ ...byHand, ...passphrases })) {
      secrets.add(name, text);
    }
    names.add('nightly token', nightlyToken);
    for (const [source, each] of Object.entries({ file: inFile, clipboard: inClipboard })) {
      secrets.add(`consumer secret of the ${source}`, each.consumerSecret);
      secrets.add(`token secret of the ${source}`, each.tokenSecret);
      names.add(`consumer key of the ${source}`, each.consumerKey);
      names.add(`token of the ${source}`, each.token);
    }
    await mkdir(join(homeFolder, 'tmp'));
    workbench = await openWorkbench({
      folder: { 'a.http': requests, '.env': dotenv('1234567-sb1', inFile) },
      env: { HOME: homeFolder, TMPDIR: join(homeFolder, 'tmp') },
      sharedByFile: true,
    });
    folder = workbench.folder ?? expect.fail();
    tree = workbench.tree('Accounts');
    watch = await watchWindow(workbench.page);
    await workbench.showSideBar();
  });
  afterAll(async () => {
    printed.stop();
    await practice.stop();
    await rm(practiceFolder, { recursive: true, force: true });
    // VS Code may still be writing.
    await rm(homeFolder, { recursive: true, force: true, maxRetries: 5 });
  });

  it('shows none when an account is added by hand, with a wrong secret at first', async () => {
    const { quickInput } = workbench;
    await fillInAccount(workbench, asAccount(practice.account, { tokenSecret: byHand.wrong }));
    await quickInput.pick('Test the token, then save');
    await expect.poll(() => quickInput.placeholder()).toContain('NetSuite refused the login');
    await look();
    await quickInput.pick('Go back and correct');
    await quickInput.waitFor('(8/9)');
    expect(await quickInput.isMasked()).toBe(true);
    await quickInput.type(practice.account.consumerSecret);
    await quickInput.waitForMessage('same text as another');
    await answer('(8/9)', practice.account.tokenSecret);
    await quickInput.waitFor('(9/9)');
    await quickInput.pick('Test the token, then save');
    await told('was added');
    await tree.waitForRow(/Jane Doe · Integration Clerk/);
    await look();
  });

  it('shows none when a token comes through NetSuite’s page', async () => {
    const page = signInPage();
    await fromMenu('Orders hub', 'Sign In Through NetSuite');
    await allowed(page, /Integration Bot.*Integration Clerk/);
    await told('Signed in:');
    await tree.waitForRow(/Integration Bot · Integration Clerk/);
    await learn();
    await look();
  });

  it('shows none when credentials are imported, and leaves none behind', async () => {
    const { quickInput, notifications } = workbench;
    // What the search finds now it must not find in the end.
    expect((await secrets.inFolder(folder)).found.map(each => each.slice(folder.length + 1))).toEqual([
      '.env: consumer secret of the file as UTF-8',
      '.env: token secret of the file as UTF-8',
    ]);
    await workbench.runCommand('NetSuite TBA: Import Credentials…');
    await quickInput.pick('A file…');
    await chooseFile(workbench, 'Import Credentials', join(folder, '.env'));
    await quickInput.waitFor('Import Credentials: .env');
    await look();
    await quickInput.accept();
    await told(/imported/i);
    await notifications.click(/imported/i, 'Remove Secrets from the File…');
    await notifications.waitForDialog(/Remove/);
    await look();
    await notifications.clickDialog('Remove');
    await told('disk');
    await notifications.click('disk', 'Save');
    await expect.poll(() => readFile(join(folder, '.env'), 'utf8')).not.toContain(inFile.tokenSecret);
    await look();

    await importCopied(dotenv('7654321', inClipboard));
    await told(/imported/i);
    await notifications.click(/imported/i, 'Clear the Clipboard');
    await told(/clipboard.*cleared/i);
    await look();

    // What is refused is logged.
    await importCopied(dotenv('7654321', { ...inClipboard, tokenSecret: byHand.otherSecret }));
    await told('with another token secret');
    await copy('');
    await look();
  });

  it('shows none when a note is refused, a name changed, a token added and a secret replaced', async () => {
    const { quickInput, notifications } = workbench;
    await fromMenu('Orders hub', 'Edit Note…');
    await quickInput.waitFor('Note on “Orders hub”');
    await quickInput.type(`the secret is ${practice.account.consumerSecret}`);
    await quickInput.waitForMessage('Notes are not secret storage');
    await quickInput.accept();
    expect(await quickInput.isOpen()).toBe(true);
    // What stands in a box that is not masked is seen, and found.
    expect(secrets.in(await watch.read())).toEqual(['NetSuite’s consumerSecret as UTF-8']);
    await quickInput.close();

    // VS Code keeps what stood in a box that was left by Escape until the next one opens.
    await fromMenu('7654321', 'Rename…');
    await answer('Rename “7654321”', 'Acme');
    await tree.waitForRow('Acme');
    await look();
    await fromMenu('Orders hub', 'Add a Token…');
    await answer('Add a Token: Orders hub (1/3)', nightlyToken);
    await answer('(2/3)', byHand.nightlySecret);
    await answer('(3/3)', 'nightly');
    await told('“nightly” was added');
    await look();

    for (const [row, secret, outcome] of [
      [/Jane Doe/, byHand.wrongAgain, 'NetSuite refused the login'],
      [new RegExp(`Token ${shortId(practice.account.token)}`), practice.account.tokenSecret, 'knows this token'],
    ] as const) {
      await fromMenu(row, 'Edit Secret…');
      await quickInput.waitFor('Edit Secret');
      await quickInput.pick('Token secret');
      await quickInput.waitForMessage('Token secret');
      await answer('Edit Secret', secret);
      await told('was replaced');
      await look();
      await notifications.click('was replaced', 'Test');
      await told(outcome);
      await look();
    }
    await tree.waitForRow(/Jane Doe/);
  });

  it('shows none when requests fail, and when tokens are tested', async () => {
    const { notifications, quickInput } = workbench;
    await activate('nightly');
    await send('GET /rest/tokeninfo');
    const response = await workbench.webview(/^Response/);
    await response.getByText('INVALID_LOGIN_ATTEMPT').first().waitFor();
    await lookAtPanel(response, ['Raw', 'Headers', 'Request', 'Timing']);
    await explainFailure(scene(), response);
    await fromMenu('nightly', 'Test Token');
    await told('refused the login');
    await fromMenu('Acme Sandbox', 'Test All Tokens');
    await told(/^3 tokens:/);
    await notifications.click('3 tokens:', 'Show Results');
    await quickInput.waitFor('Results of the Test');
    await look();
    await quickInput.close();
  });

  it('shows none when requests succeed, and in signature, diagnostics and log', async () => {
    await activate(jane);
    await send('GET /rest/tokeninfo');
    const response = await workbench.webview(/^Response/);
    await response.getByText('200 OK').first().waitFor();
    await lookAtPanel(response, ['Raw', 'Headers', 'Request', 'Timing']);
    await response.getByRole('button', { name: 'Inspect signature' }).click();
    const signature = await workbench.webview(/^Signature/);
    await signature.getByText('Base string').first().waitFor();
    await look();
    await workbench.runCommand('NetSuite TBA: Copy Diagnostics');
    await expect.poll(() => workbench.clipboard()).toContain('"extension"');
    await look();
    await workbench.runCommand('NetSuite TBA: Show Log');
    await workbench.page.locator('.part.panel .view-line', { hasText: '/rest/tokeninfo' }).first().waitFor();
    await look();
    await workbench.runCommand('View: Toggle Panel Visibility');
  });

  it('shows none when a failing call of another program is diagnosed', async () => {
    await diagnoseTypedKeys(scene(), names);
  });

  it('shows none when a call is copied as code, sent as two tokens, and sent again from the history', async () => {
    const { quickInput } = workbench;
    const onRequest = async (command: string): Promise<void> => {
      await workbench.editor.open('a.http');
      await workbench.editor.goTo(2);
      await workbench.runCommand(command);
    };
    await onRequest('NetSuite TBA: Copy Request as Code…');
    await quickInput.pick('Python (requests)');
    await told('Copied as Python');
    expect(await workbench.clipboard()).toContain('NETSUITE_TOKEN_SECRET');
    await look();
    await onRequest('NetSuite TBA: Send as Two Tokens and Compare…');
    await quickInput.pick(jane);
    await expect.poll(() => quickInput.placeholder()).toContain('Second token');
    await quickInput.pick(bot);
    await expect.poll(() => workbench.tabs()).toContainEqual(expect.stringMatching(/\(200\) ↔ .*\(200\)/));
    await look();
    const history = workbench.tree('History');
    const [today] = await settled(() => history.rows());
    await history.contextMenu('GET 200 Read', 'Send Again');
    await expect.poll(async () => (await history.rows())[0]?.description).not.toBe(today?.description);
    await look();
    await settled(() => history.rows());
    await history.contextMenu('GET 200 Read', 'Open as HAR File');
    // It opens beside the request.
    await workbench.page.locator('.view-line', { hasText: '"_tbaWorkbench"' }).first().waitFor();
    await look();
    await workbench.runCommand('View: Close All Editors');
  });

  it('shows none when it is asked before production, and when records are copied and moved', async () => {
    const { notifications, quickInput } = workbench;
    await activate(imported);
    await send('POST /services/rest/record/v1/customer');
    await notifications.waitForDialog('may write to Acme');
    await look();
    await notifications.clickDialog('Cancel');

    await fromMenu('Acme', 'Duplicate to a Sandbox…');
    await quickInput.waitFor('(1/3)');
    await quickInput.accept();
    await answer('(2/3)', 'Acme copy');
    await quickInput.waitFor('(3/3)');
    await quickInput.accept();
    await notifications.waitForDialog('Put 1 application into');
    await notifications.clickDialog('Duplicate');
    await told('was added with 1 application');
    await fromMenu(imported, 'Move…');
    await quickInput.waitFor(`Move “${imported}”`);
    await quickInput.pick(`Application ${shortId(inClipboard.consumerKey)}`);
    await notifications.waitForDialog('to the account “Acme copy”');
    await notifications.clickDialog('Move');
    await told('is below');
    await look();
  });

  it('writes them to a file only encrypted, and takes them back from there', async () => {
    await exportAndImport(scene(), {
      folder,
      passphrases,
      exported: [practice.account.tokenSecret, inFile.consumerSecret],
      account: { row: '1234567_SB1', secret: inFile.tokenSecret },
    });
  });

  it('shows none when a refreshed sandbox gets new tokens, and one of them is revoked', async () => {
    const { notifications, quickInput } = workbench;
    const { baseUrl } = practice.account;
    await refreshSandbox(workbench.page, baseUrl);
    const made = await makeToken(workbench.page, baseUrl, 'Orders hub', /Integration Bot.*Integration Clerk/);
    await learn();
    await fromMenu(jane, 'Test Token');
    await told('NetSuite refused the login');
    await look();
    await fromMenu(bot, 'Test Token');
    await told('likely refreshed');
    await look();
    await notifications.click('likely refreshed', 'Make Tokens Again…');
    await notifications.waitForDialog('was likely refreshed');
    await notifications.clickDialog('Show Tokens');
    await quickInput.waitFor(/Tokens of Acme Sandbox: 0 done/);
    await quickInput.pick(jane);
    await quickInput.waitFor('New Token:');
    const page = signInPage();
    await quickInput.pick('Sign in through NetSuite');
    await allowed(page, /Jane Doe.*Integration Clerk/);
    await quickInput.waitFor(/Tokens of Acme Sandbox: 1 done/);
    await learn();
    await look();
    await quickInput.pick(bot);
    await quickInput.pick('Enter token ID and secret');
    await answer(/New Token: .*\(1\/2\)/, made.token);
    await answer(/New Token: .*\(2\/2\)/, made.tokenSecret);
    await quickInput.waitFor(/Tokens of Acme Sandbox: 2 done/);
    await look();
    await quickInput.close();

    await fromMenu(bot, 'Revoke at NetSuite…');
    await notifications.waitForDialog('at NetSuite, for good?');
    await look();
    await notifications.clickDialog('Go On…');
    await answer('Revoke a Token at NetSuite', bot);
    await told('was revoked at NetSuite');
    await look();
  });

  it('shows none when a certificate logs in and is revoked', async () => {
    await logInByCertificate(scene());
  });

  it('leaves none when the extension host dies while it sends, and goes on afterwards', async () => {
    await activate(jane);
    await killWhileSending(scene());
    await tree.waitForRow('by certificate');
    await activate(jane);
    await send('GET /rest/tokeninfo');
    await (await workbench.webview(/^Response · Read/)).getByText('200 OK').first().waitFor();
    await look();
  });

  it('keeps them in the secret storage and nowhere else', async () => {
    const { page, server } = workbench;
    const inUse = [practice.account.consumerSecret, byHand.nightlySecret, inFile.tokenSecret, inClipboard.tokenSecret];
    const store = await openSecretStore(workbench);
    expect(inUse.filter(secret => !store.includes(secret))).toEqual([]);
    expect(secrets.in(await page.evaluate<string>("localStorage.getItem('secrets.provider')"))).toEqual([]);
    await search();

    // Where the address of the account may stand it does, so that places are really searched.
    const address = new Canaries();
    address.add('address', practice.account.baseUrl);
    expect(address.in(await browserStorage(page))).toEqual(['address as UTF-8']);
    const logs = (await address.inFolder(server.dataFolder)).found.map(each => basename(each.split(': ')[0] ?? ''));
    expect(logs).toContain('NetSuite TBA.log');
    expect((await address.inFolder(folder)).found).toHaveLength(1);
    for (const text of ['was added', 'INVALID_LOGIN_ATTEMPT', 'Base string', '"extension"', 'likely refreshed']) {
      expect(shown.filter(each => each.includes(text))).not.toEqual([]);
    }
  });

  it('leaves nothing of them when the accounts are removed', async () => {
    const { notifications } = workbench;
    for (const account of ['Acme', 'Acme copy', 'Acme Sandbox', '1234567_SB1']) {
      await fromMenu(account, 'Remove');
      await notifications.waitForDialog(`Remove “${account}”`);
      await notifications.clickDialog('Remove');
      await expect.poll(() => tree.labels()).not.toContain(account);
    }
    await look();
    await expect.poll(() => secretsLength(workbench.page)).toBe(emptyStore);
    expect(await openSecretStore(workbench)).toBe('{}');
    await search();
  });
});
