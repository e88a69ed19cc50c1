// Taking over credentials from every place where people keep them: what is shown before anything is stored, what is
// stored, and what becomes of the plain text.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { startPractice, type RunningPractice } from '../host/practice.ts';
import type { PageGlobals } from './support/dom.ts';
import * as sources from './support/importSources.ts';
import { noKeys, randomKeys, valuesIn, type Keys } from './support/importSources.ts';
import { chooseFromMenu, openMenu } from './support/menu.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import { asAdministrator } from './support/practicePages.ts';
import { secretsLength } from './support/secretStore.ts';
import type { Tree } from './support/tree.ts';
import { settled, type Text } from './support/waiting.ts';
import type { Workbench } from './support/workbench.ts';

const hostileFile = '[x](command:workbench.action.closeWindow) $(flame).postman.json';

describe('importing credentials', () => {
  const practice = inject('practice');
  const dotenvKeys = randomKeys();
  const settingsKeys = randomKeys();
  const collectionKeys = randomKeys();
  const folderKeys: Keys = { ...collectionKeys, token: randomKeys().token, tokenSecret: randomKeys().tokenSecret };
  const dumpKeys = randomKeys();
  const hostileKeys = randomKeys();
  const files = {
    '.env': sources.dotenv('1000001-sb1', dotenvKeys),
    'practice.postman_environment.json': sources.postmanEnvironment('Practice', {
      BASE_URL: practice.baseUrl,
      ...sources.variables(practice),
    }),
    'orders.postman_collection.json': JSON.stringify(
      sources.ordersCollection(collectionKeys, folderKeys),
      undefined,
      2,
    ),
    'variables.postman_collection.json': JSON.stringify(
      sources.postmanCollection('Variables', sources.oauth1('{{ACCOUNT_ID}}', sources.placeholders())),
    ),
    'postman_dump.json': sources.postmanDump(
      ['Dump sandbox', { ACCOUNT_ID: '1000004_SB1', ...sources.variables(dumpKeys) }],
      sources.postmanCollection('Dump', sources.oauth1('{{ACCOUNT_ID}}', sources.placeholders())),
    ),
    [hostileFile]: sources.hostileCollection(hostileKeys),
    'large.json': ' '.repeat(2.1 * 1024 * 1024),
    'settings.json': sources.netsuiteUpload('1000005_SB1', settingsKeys),
  };
  let workbench: Workbench;
  let tree: Tree;
  let own: RunningPractice;
  let ownState = '';
  const pageTexts: string[] = [];

  const copy = (text: string): Promise<void> =>
    workbench.page.evaluate(value => (globalThis as unknown as PageGlobals).navigator.clipboard.writeText(value), text);
  const fromClipboard = async (text: string): Promise<void> => {
    await copy(text);
    await workbench.runCommand('NetSuite TBA: Import Credentials…');
    await workbench.quickInput.pick('The clipboard');
  };
  const fromFile = async (name: Text): Promise<void> => {
    await workbench.runCommand('NetSuite TBA: Import Credentials…');
    await workbench.quickInput.pick('A file…');
    // VS Code's own file dialog in the browser, which begins in the workspace folder.
    await workbench.quickInput.pick(name);
  };
  /** The rows of the preview, once it is open. */
  const preview = async (): Promise<string[]> => {
    await expect.poll(() => workbench.quickInput.placeholder()).toContain('Which of these should be imported?');
    return workbench.quickInput.rows();
  };
  /** Which of the values stand in the window; the editor shows none of the files here. */
  const shown = async (keys: Keys | readonly string[]): Promise<string[]> =>
    valuesIn(await workbench.page.content(), keys);
  /** Labels of the rows below an account of the tree. */
  const below = async (account: string): Promise<string[]> => {
    const rows = await tree.rows();
    const from = rows.findIndex(({ label, level }) => level === 1 && label === account);
    const rest = from < 0 ? [] : rows.slice(from + 1);
    const end = rest.findIndex(({ level }) => level === 1);
    return (end < 0 ? rest : rest.slice(0, end)).map(({ label }) => label);
  };
  const enterSecret = async (prompt: string, secret: string): Promise<void> => {
    await workbench.quickInput.waitForMessage(prompt);
    expect(await workbench.quickInput.isMasked()).toBe(true);
    await workbench.quickInput.type(secret);
    await workbench.quickInput.accept();
  };
  const enterAccount = async (account: string, baseUrl: string): Promise<void> => {
    await workbench.quickInput.waitForMessage('Account ID');
    await workbench.quickInput.type(account);
    await workbench.quickInput.button(/base URL/);
    await workbench.quickInput.waitForMessage(/stands in for/);
    await workbench.quickInput.type(baseUrl);
    await workbench.quickInput.accept();
    await workbench.quickInput.waitForMessage('realm');
    await workbench.quickInput.accept();
  };
  /** Saves a new record on a page of the practice account, and copies the page that shows its secrets. */
  const copyOf = (path: string, fill: (page: Page) => Promise<void>): Promise<{ text: string; secrets: string[] }> =>
    asAdministrator(workbench.page, own.account.baseUrl + path, async page => {
      await fill(page);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.locator('.secret').first().waitFor();
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.press('ControlOrMeta+C');
      const text = await page.evaluate<string>('navigator.clipboard.readText()');
      return { text, secrets: await page.locator('.secret').allInnerTexts() };
    });
  const fromMenu = async (row: string, entry: string): Promise<void> => {
    await workbench.runCommand('Notifications: Clear All Notifications');
    // A row that is drawn anew while its menu is open is not handed to the command.
    await settled(() => tree.rows());
    await tree.contextMenu(row, entry);
  };
  const picture = async (name: string): Promise<void> => {
    // Boxes and messages fade in.
    await new Promise(done => setTimeout(done, 400));
    await workbench.screenshot(name);
  };
  const closeEditors = (): Promise<void> => workbench.runCommand('View: Close All Editors');
  const onDisk = (name: string): Promise<string> => readFile(join(workbench.folder ?? '', name), 'utf8');
  const stored = (): Promise<number> => secretsLength(workbench.page);

  beforeAll(async () => {
    workbench = await openWorkbench({
      folder: files,
      sharedByFile: true,
      size: { width: 1280, height: 1000 },
      settings: { 'remote.autoForwardPorts': false },
    });
    await workbench.showSideBar();
    tree = workbench.tree('Accounts');
    ownState = await mkdtemp(join(tmpdir(), 'tba-import-'));
    own = await startPractice(ownState);
  });
  afterAll(async () => {
    await own.stop();
    await rm(ownState, { recursive: true, force: true });
  });
  afterEach(async () => {
    await workbench.runCommand('Notifications: Clear All Notifications');
  });

  it('takes a .env file out of the editor, and its secrets out of the file', async () => {
    await workbench.editor.open('.env');
    await workbench.runCommand('NetSuite TBA: Import Credentials…');
    await workbench.quickInput.pick('The active editor');
    const [row = ''] = await preview();
    expect(row).toContain('1000001_SB1, environment variables');
    // The editor behind it shows them.
    expect(valuesIn(row, dotenvKeys)).toEqual([]);
    await workbench.quickInput.accept();
    expect(await workbench.notifications.waitFor(/imported/)).toContain('It is now the active one. Its token is not');
    await expect.poll(() => below('1000001_SB1')).toHaveLength(2);

    await workbench.notifications.click(/imported/, 'Remove Secrets from the File…');
    await picture('import-remove');
    expect(await workbench.notifications.waitForDialog(/Remove/)).toContain('4 values become empty');
    await workbench.notifications.clickDialog('Remove');
    await workbench.notifications.waitFor('disk');
    await picture('import-removed');
    await workbench.notifications.click('disk', 'Save');
    await expect.poll(() => onDisk('.env')).toBe(sources.dotenv('1000001-sb1', noKeys));
    await closeEditors();
  });

  it('takes NetSuite’s page of an application, then the page of another token of it, which works', async () => {
    const { account, baseUrl } = own.account;
    const integration = await copyOf('/app/common/integration/integrapp.nl', page =>
      page.getByLabel('Name', { exact: true }).fill('Warehouse'),
    );
    const first = await copyOf('/app/setup/accesstoken.nl', page => chooseToken(page, /Jane Doe/));
    const second = await copyOf('/app/setup/accesstoken.nl', page => chooseToken(page, /Omar Haddad/));
    pageTexts.push(integration.text, second.text);

    await fromClipboard(integration.text);
    const [row = ''] = await preview();
    expect(row).toContain(`${account} · Warehouse, NetSuite’s page of the application`);
    expect(row).toContain('with secret · You are asked for: token ID, token secret');
    expect(await shown(integration.secrets)).toEqual([]);
    await workbench.quickInput.accept();
    await enterSecret('Token ID', first.secrets[0] ?? '');
    await enterSecret('Token secret', first.secrets[1] ?? '');
    await workbench.notifications.waitFor(/imported/);
    await expect.poll(() => below(account)).toEqual(['Warehouse', expect.stringMatching(/^Token /)]);
    await fromMenu(account, 'Base URL and Signed As…');
    await workbench.quickInput.waitForMessage('Base URL, or empty');
    await workbench.quickInput.type(baseUrl);
    await workbench.quickInput.accept();
    await workbench.quickInput.pick('The base URL itself');
    await workbench.notifications.waitFor(`go to ${baseUrl}`);

    await fromClipboard(second.text);
    const [tokenRow = ''] = await preview();
    const name = 'Warehouse - Omar Haddad, SuiteScript Developer';
    expect(tokenRow).toContain(`${account} · ${name}, NetSuite’s page of the token`);
    expect(tokenRow).toContain('You are asked for: consumer key, consumer secret');
    expect(await shown(second.secrets)).toEqual([]);
    await workbench.quickInput.accept();
    // Its application is known already, so that nothing is left to be asked.
    await expect.poll(() => workbench.quickInput.placeholder()).toMatch(/^Which application is token .* of/);
    await picture('import-which-application');
    expect(await workbench.quickInput.labels()).toEqual(['Warehouse', 'Another application']);
    await workbench.quickInput.pick('Warehouse');
    await workbench.notifications.waitFor(/imported/);
    await expect.poll(() => below(account)).toEqual(['Warehouse', expect.stringMatching(/^Token /), name]);
    await fromMenu(name, 'Test Token');
    await workbench.notifications.waitFor(/NetSuite knows this token: Practice Trading Company · Omar Haddad/);
    expect(await shown([...integration.secrets, ...first.secrets, ...second.secrets])).toEqual([]);
  });

  it('puts the pages of an application and its token together, where one text has both', async () => {
    await fromClipboard(pageTexts.join('\n'));
    const rows = await preview();
    const pages = 'page of the application \\+ NetSuite’s page of the token';
    expect(rows).toEqual([
      expect.stringMatching(new RegExp(`^${own.account.account} · Warehouse · Warehouse - Omar.*${pages}`)),
    ]);
    expect(rows[0]).not.toContain('asked for');
    await workbench.quickInput.close();
  });

  it('stores nothing before the preview is answered', async () => {
    const before = [await stored(), await tree.labels()];
    await fromFile('practice.postman_environment.json');
    const [row = ''] = await preview();
    expect(row).toContain('account unknown · Practice, Postman environment');
    expect(row).toContain('with secret · You are asked for: account ID');
    expect(await shown(practice)).toEqual([]);
    await workbench.quickInput.close();
    // A question that comes after it can be left as well.
    await fromFile('practice.postman_environment.json');
    await preview();
    await workbench.quickInput.accept();
    await workbench.quickInput.waitForMessage('Account ID');
    await workbench.quickInput.close();
    await settled(() => tree.labels());
    expect([await stored(), await tree.labels()]).toEqual(before);
    expect(await workbench.notifications.texts()).toEqual([]);
  });

  it('takes a Postman environment, asks for the account that it does not name, and the token works', async () => {
    await fromFile('practice.postman_environment.json');
    await preview();
    await workbench.quickInput.accept();
    await enterAccount(practice.account, practice.baseUrl);
    await workbench.notifications.waitFor(/imported/);
    await tree.waitForRow('Practice');
    expect((await tree.labels()).slice(-2)).toEqual(['Practice', expect.stringMatching(/^Token /)]);
    // VS Code shows no fourth message within 800 ms: what was found out and the offer come right after one another.
    await new Promise(done => setTimeout(done, 1000));
    await workbench.notifications.click(/imported/, 'Test');
    await workbench.notifications.waitFor(/NetSuite knows this token: Practice Trading Company · Jane Doe/);
    await tree.waitForRow('Jane Doe · Integration Clerk');
    // The offer to remove the plain text comes again; the question is answered with no.
    await picture('import-tested');
    await workbench.notifications.click('still stand in', 'Remove Secrets from the File…');
    await workbench.notifications.waitForDialog(/Remove/);
    await workbench.notifications.clickDialog('Cancel');
    expect(await onDisk('practice.postman_environment.json')).toBe(files['practice.postman_environment.json']);
    expect(await workbench.tabs()).toEqual([]);
    expect(await shown(practice)).toEqual([]);
  });

  it('takes what is ticked of a Postman collection, and leaves the rest where it is', async () => {
    const name = 'orders.postman_collection.json';
    await workbench.page.keyboard.press('ControlOrMeta+Shift+E');
    const file = workbench.page.locator('.explorer-folders-view .monaco-list-row', { hasText: name });
    await openMenu(workbench.page, file);
    await chooseFromMenu(workbench.page, 'Import Credentials…');
    const rows = await preview();
    expect(rows).toHaveLength(3);
    expect(rows.join('\n')).toContain('1000003_SB1 · Orders, Postman collection');
    expect(rows[2]).toMatch(/1000003_SB1 · Orders \/ Old, .*Too little to go on/);
    expect(await shown(collectionKeys)).toEqual([]);
    expect(await shown(folderKeys)).toEqual([]);
    await picture('import-preview');
    // A click takes the tick away.
    await workbench.quickInput.pick('1000003_SB1 · Orders / Bot');
    // What cannot be imported cannot be ticked.
    await workbench.quickInput.pick('1000003_SB1 · Orders / Old');
    await workbench.page.locator('.quick-input-count', { hasText: '1 Selected' }).waitFor();
    await workbench.quickInput.accept();
    await workbench.notifications.waitFor(/imported/);
    await workbench.showSideBar();
    const { token } = collectionKeys;
    await expect.poll(() => below('1000003_SB1')).toEqual(['Orders', `Token ${token.slice(0, 2)}…${token.slice(-2)}`]);

    await workbench.notifications.click(/imported/, 'Remove Secrets from the File…');
    await workbench.notifications.waitForDialog(/Remove/);
    await workbench.notifications.clickDialog('Remove');
    await workbench.notifications.waitFor('disk');
    await workbench.notifications.click('disk', 'Save');
    await expect.poll(async () => valuesIn(await onDisk(name), collectionKeys)).toEqual([]);
    const left = JSON.parse(await onDisk(name)) as ReturnType<typeof sources.ordersCollection>;
    // The application's own values were imported, wherever they stand; the other token was not.
    const { consumerKey, consumerSecret } = noKeys;
    expect(left).toEqual(sources.ordersCollection(noKeys, { ...folderKeys, consumerKey, consumerSecret }));
    await closeEditors();
  });

  it('puts a Postman environment and the collection that uses it together, where one file has both', async () => {
    await fromFile('postman_dump.json');
    const rows = await preview();
    expect(rows).toEqual([
      expect.stringContaining('1000004_SB1 · Dump sandbox, Postman environment + Postman collection'),
    ]);
    expect(await shown(dumpKeys)).toEqual([]);
    await workbench.quickInput.accept();
    await workbench.notifications.waitFor(/imported/);
    await expect.poll(() => below('1000004_SB1')).toHaveLength(2);
    await workbench.runCommand('Notifications: Clear All Notifications');
    await fromFile('postman_dump.json');
    await preview();
    await workbench.quickInput.accept();
    await workbench.notifications.waitFor(/^Already there: 1000004_SB1 · Dump sandbox/);
    expect(await below('1000004_SB1')).toHaveLength(2);
    // Nobody asked for anything to be removed.
    expect(await onDisk('postman_dump.json')).toBe(files['postman_dump.json']);
  });

  it('says of a collection that only names variables where to look', async () => {
    await fromFile('variables.postman_collection.json');
    const told = await workbench.notifications.waitFor('it only names variables');
    expect(told).toContain('(CONSUMER_KEY, CONSUMER_SECRET, TOKEN_ID, TOKEN_SECRET)');
    expect(told).toContain('export the environment');
    await picture('import-variables');
    await workbench.notifications.click('only names', 'Look Elsewhere…');
    await expect.poll(() => workbench.quickInput.placeholder()).toBe('Where are the credentials now?');
    await workbench.quickInput.close();
  });

  it('asks for the secrets that a curl command never has, masked', async () => {
    const keys = randomKeys();
    const url = 'https://1000006.suitetalk.api.netsuite.com/services/rest/record/v1/customer';
    await fromClipboard(sources.curl(url, sources.authorization('1000006', keys)));
    const [row = ''] = await preview();
    expect(row).toContain('1000006, curl command');
    await picture('import-curl');
    expect(row).toContain('You are asked for: consumer secret, token secret');
    expect(await shown(keys)).toEqual([]);
    await workbench.quickInput.accept();
    await picture('import-asking');
    await enterSecret('Consumer secret', keys.consumerSecret);
    await enterSecret('Token secret', keys.tokenSecret);
    await workbench.notifications.waitFor(/imported/);
    await expect.poll(() => below('1000006')).toHaveLength(2);
    expect(await shown(keys)).toEqual([]);
    await workbench.notifications.click(/imported/, 'Clear the Clipboard');
    await workbench.notifications.waitFor('The clipboard was cleared');
    await picture('import-cleared');
    expect(await workbench.clipboard()).toBe('');
  });

  it.each([
    ['an Authorization block', 'Authorization header + ', '1000007', sources.headerWithSecrets],
    ['a curl command', 'environment variables + curl command', '1000009_SB2', sources.curlWithSecrets],
  ] as const)('puts %s and the secrets beside it together', async (_name, from, account, textOf) => {
    const keys = randomKeys();
    const text = textOf(account, keys);
    await fromClipboard(text);
    const rows = await preview();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toContain(`${account}, ${from}`);
    expect(rows[0]).not.toContain('asked for');
    expect(await shown(keys)).toEqual([]);
    await workbench.quickInput.accept();
    await workbench.notifications.waitFor(/imported/);
    await expect.poll(() => below(account)).toHaveLength(2);
    expect(await workbench.clipboard()).toBe(text);
    // What was copied since is not the import's business.
    await copy('something else');
    await workbench.notifications.click(/imported/, 'Clear the Clipboard');
    await workbench.notifications.waitFor('something else');
    expect(await workbench.clipboard()).toBe('something else');
  });

  it('takes the settings of netsuite-upload, which has names of its own', async () => {
    await fromFile('settings.json');
    const [row = ''] = await preview();
    expect(row).toContain('1000005_SB1, settings of netsuite-upload');
    expect(await shown(settingsKeys)).toEqual([]);
    await workbench.quickInput.accept();
    await workbench.notifications.waitFor(/imported/);
    await expect.poll(() => below('1000005_SB1')).toHaveLength(2);
    await workbench.notifications.click(/imported/, 'Remove Secrets from the File…');
    await workbench.notifications.waitForDialog(/Remove/);
    await workbench.notifications.clickDialog('Remove');
    await workbench.notifications.waitFor('disk');
    await workbench.notifications.click('disk', 'Save');
    await expect.poll(() => onDisk('settings.json')).toBe(sources.netsuiteUpload('1000005_SB1', noKeys));
    await closeEditors();
  });

  it('says what it looks for where there is nothing', async () => {
    const before = await stored();
    await fromClipboard('hello');
    const told = await workbench.notifications.waitFor('No NetSuite credentials were found in the clipboard.');
    expect(told).toContain('Nothing in it was recognised. Recognised are .env files');
    await picture('import-nothing');
    await workbench.runCommand('Notifications: Clear All Notifications');
    await fromClipboard('');
    expect(await workbench.notifications.waitFor('No NetSuite credentials')).toContain('There is no text.');
    await workbench.runCommand('Notifications: Clear All Notifications');
    await fromFile('large.json');
    await workbench.notifications.waitFor('This is 2.1 MB; credentials are looked for in at most 2 MB.');
    expect(await stored()).toBe(before);
  });

  it('keeps hostile names texts, and hostile keys from doing anything', async () => {
    await fromFile(/^\[x\]/);
    const [row = ''] = await preview();
    await picture('import-hostile');
    expect(row).toContain('1000008_SB1 · [x]\u2060(command:workbench.action.closeWindow) $\u2060(flame)');
    expect(await shown(hostileKeys)).toEqual([]);
    const { page } = workbench;
    expect(await page.locator('.quick-input-widget .codicon-flame').count()).toBe(0);
    await workbench.quickInput.accept();
    await workbench.notifications.waitFor(/imported/);
    await expect.poll(() => below('1000008_SB1')).toHaveLength(2);
    expect((await below('1000008_SB1'))[0]).toContain('[x](command:workbench.action.closeWindow) $(flame)');
    await workbench.runCommand('Notifications: Clear All Notifications');
    await fromFile(/^\[x\]/);
    await preview();
    await workbench.quickInput.accept();
    expect(await workbench.notifications.waitFor('Already there')).toContain('[x]\u2060(command:');
    expect(await page.locator('.notifications-toasts .notification-list-item-message a').count()).toBe(0);
    await workbench.notifications.click('Already there', 'Remove Secrets from the File…');
    await workbench.notifications.waitForDialog(/Remove/);
    await workbench.notifications.clickDialog('Remove');
    await workbench.notifications.waitFor('disk');
    await picture('import-hostile-told');
    expect(await page.locator('.notifications-toasts .notification-list-item-message a').count()).toBe(0);
    expect(await page.locator('.codicon-flame').count()).toBe(0);
    await workbench.notifications.click('disk', 'Save');
    await expect.poll(() => onDisk(hostileFile)).toBe(sources.hostileCollection(noKeys));
    await closeEditors();
  });
});

async function chooseToken(page: Page, who: RegExp): Promise<void> {
  await page.getByLabel('Application', { exact: true }).selectOption({ label: 'Warehouse' });
  const people = page.getByLabel('User and role');
  const wanted = await people.locator('option').filter({ hasText: who }).first().getAttribute('value');
  await people.selectOption(wanted);
}
