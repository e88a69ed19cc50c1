import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { fillInAccount, type AccountToAdd } from './support/addAccount.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import { emptyStore, secretsLength } from './support/secretStore.ts';
import { waitUntilReady, workbenchOf, type Workbench } from './support/workbench.ts';

const secret = () => randomBytes(32).toString('hex');

function newAccount(name: string, accountId: string): AccountToAdd {
  const secrets = { consumerKey: secret(), consumerSecret: secret(), token: secret(), tokenSecret: secret() };
  return { name, accountId, application: `${name} hub`, secrets };
}

const save = 'Save without a test';

/** A browser draws only the page in front, so that windows are used in turns. */
async function use(workbench: Workbench): Promise<Workbench> {
  await workbench.page.bringToFront();
  return workbench;
}

const labels = async (workbench: Workbench) =>
  (await workbench.tree('Accounts').rows()).filter(({ level }) => level < 3).map(({ label }) => label);

it('two windows that change accounts at once lose and bring back nothing', async () => {
  const one = await openWorkbench();
  await one.showSideBar();
  await fillInAccount(one, newAccount('First', '1000001'));
  await one.quickInput.pick(save);
  await one.tree('Accounts').waitForRow('First hub');

  const page = await one.page.context().newPage();
  await page.goto(one.server.url({}));
  await waitUntilReady(page);
  const two = workbenchOf(page, one.server, undefined, () => Promise.resolve());
  await two.showSideBar();
  await expect.poll(() => labels(two)).toEqual(['First', 'First hub']);

  // Each is about to change something when the other does.
  await two.tree('Accounts').contextMenu('First', 'Rename…');
  await two.quickInput.waitFor(/Rename/);
  await two.quickInput.type('Renamed');
  await use(one);
  await fillInAccount(one, newAccount('Second', '1000002'));
  await one.quickInput.pick(save);
  await use(two);
  await two.quickInput.accept();
  await two.tree('Accounts').waitForRow('Renamed');
  const both = ['Renamed', 'First hub', 'Second', 'Second hub'];
  for (const workbench of [one, two]) {
    await (await use(workbench)).runCommand('NetSuite TBA: Refresh Accounts');
  }
  for (const workbench of [one, two]) {
    await use(workbench);
    await expect.poll(() => labels(workbench)).toEqual(both);
  }
  for (const workbench of [one, two]) {
    await (await use(workbench)).reload();
    await workbench.showSideBar();
    await expect.poll(() => labels(workbench)).toEqual(both);
    expect((await workbench.tree('Accounts').rows()).map(({ description }) => description).join()).not.toContain(
      'not available',
    );
  }

  // What one removes is gone from both, and no window brings it back.
  for (const [workbench, name] of [
    [two, 'Renamed'],
    [one, 'Second'],
  ] as const) {
    // A served VS Code reads the secrets once, and each page writes back all that it has read.
    await (await use(workbench)).reload();
    await workbench.showSideBar();
    await workbench.tree('Accounts').waitForRow(name);
    await workbench.tree('Accounts').contextMenu(name, 'Remove');
    await workbench.notifications.clickDialog('Remove');
    await expect.poll(() => labels(workbench)).not.toContain(name);
  }
  for (const workbench of [one, two, one, two]) {
    await (await use(workbench)).runCommand('NetSuite TBA: Refresh Accounts');
    await expect.poll(() => labels(workbench)).toEqual([]);
  }
  for (const workbench of [one, two]) {
    await (await use(workbench)).reload();
    await workbench.showSideBar();
    await workbench.tree('Accounts').welcome().waitFor();
    expect(await labels(workbench)).toEqual([]);
  }
  expect(await secretsLength(one.page)).toBe(emptyStore);
  // Two windows, each loaded six times.
}, 240_000);
