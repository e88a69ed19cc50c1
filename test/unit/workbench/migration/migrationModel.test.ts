import type { Memento } from 'vscode';
import { expect, it, vi } from 'vitest';
import { emptyIndex, type AccountIndex } from '../../../../src/accounts/records.ts';
import type { AccountFacts } from '../../../../src/migration/accountFacts.ts';
import { takeInventory } from '../../../../src/migration/takeInventory.ts';
import { inventoryFile } from '../../../../src/workbench/migration/inventoryWords.ts';
import { MigrationModel } from '../../../../src/workbench/migration/migrationModel.ts';
import { MigrationStore } from '../../../../src/workbench/migration/migrationStore.ts';

vi.mock('vscode', () => import('../treeVscode.ts'));

function memento(values: Record<string, unknown> = {}): Memento {
  return {
    keys: () => Object.keys(values),
    get: (key: string) => values[key] as never,
    update: (key, value: unknown) => {
      values[key] = value === undefined ? undefined : JSON.parse(JSON.stringify(value));
      return Promise.resolve();
    },
  };
}

const index: AccountIndex = {
  ...emptyIndex,
  accounts: [{ id: 'a', accountId: '1234567', name: 'Acme', changed: 1 }],
  applications: [{ id: 'b', account: 'a', scheme: 'tba', name: 'Hub', changed: 1 }],
};
const facts: AccountFacts = {
  readAt: 1000,
  days: 90,
  tokens: [{ name: '=HYPERLINK("x")', application: 'Feed, "old"', isInactive: false }],
  logins: [],
  cut: [],
  missing: [{ table: 'employee', why: 'absent', detail: '' }],
};
const modelOver = (state: Memento) =>
  new MigrationModel({ index: () => index, store: new MigrationStore(state), now: () => 5000 });

it('keeps ticks, grants and applications for the next window', async () => {
  const state = memento();
  const model = modelOver(state);
  await model.keep('1234567', facts);
  await model.tick('account/feature', true);
  await model.setGrant('application/hub', 'person');
  const next = modelOver(state).state;
  expect(next.applications.map(({ name }) => name)).toEqual(['Hub', 'Feed, "old"']);
  expect(next.general.filter(({ isTicked }) => isTicked).map(({ id }) => id)).toEqual(['account/feature']);
  expect(next.applications[0]?.grant).toBe('person');
  await modelOver(state).tick('account/feature', false);
  expect(modelOver(state).state.general.some(({ isTicked }) => isTicked)).toBe(false);
});

it('says what has moved already, and takes what is of OAuth 2.0 alone for no application to move', () => {
  const moved: AccountIndex = {
    ...index,
    applications: [...index.applications, { id: 'c', account: 'a', scheme: 'oauth2', name: 'New hub', changed: 1 }],
    tokens: ['b', 'c'].map(application => ({
      id: `t${application}`,
      application,
      scheme: 'oauth2',
      name: 'nightly',
      oauth2: {
        grant: 'client-credentials',
        scopes: ['restlets'],
        certificate: { id: 'cert', expiresAt: 5000 + 12.5 * 24 * 60 * 60 * 1000 },
      },
      lastSuccess: 4000,
      changed: 1,
    })),
  };
  const model = new MigrationModel({ index: () => moved, store: new MigrationStore(memento()), now: () => 5000 });
  expect(model.state.applications.map(({ name }) => name)).toEqual(['Hub']);
  expect(model.state.applications[0]?.facts).toContain(
    'OAuth 2.0 here: “nightly” (works, certificate ends in 12 days)',
  );
});

it('takes what it cannot read for nothing', () => {
  const broken = memento({ 'migration.1': { '1234567': { at: 1, ticked: { a: 'x' }, grants: {} } } });
  expect(modelOver(broken).state.progress).toBe(modelOver(memento()).state.progress);
});

it('keeps what was ticked and chosen beside an inventory of which half cannot be read', () => {
  const subject = {
    name: 'Feed',
    isRead: true,
    tokens: 1,
    apis: ['soap'],
    users: [],
    roles: [],
    hasAdministrator: false,
  };
  const kept = (changes: object, readAt: unknown = 1) => {
    const ticked = { 'account/feature': 5, 'account/search': 1e16 };
    const grants = { 'application/hub': 'person', 'application/feed': 7 };
    const progress = { at: 1, ticked, grants, readAt, subjects: [{ ...subject, ...changes }] };
    const { general, applications } = modelOver(memento({ 'migration.1': { '1234567': progress } })).state;
    return [
      general.filter(({ isTicked }) => isTicked).length,
      ...applications.map(({ name, grant }) => `${name} ${grant}`),
    ];
  };
  expect(kept({})).toEqual([1, 'Feed machine', 'Hub person']);
  const broken = [{ logins: null }, { lastUsed: 1e16 }, { apis: [7] }, { users: [{}] }, { isRead: 'yes' }];
  for (const changes of broken) {
    expect(kept(changes)).toEqual([1, 'Hub person']);
  }
  expect(kept({}, 1e16)).toEqual([1, 'Hub person']);
});

it('keeps what was known where nothing could be read', async () => {
  const state = memento();
  await modelOver(state).keep('1234567', facts);
  await modelOver(state).keep('1234567', { readAt: 2000, days: 90, cut: [], missing: [] });
  expect(new MigrationStore(state).get('1234567').readAt).toBe(1000);
});

it('writes files that no spreadsheet runs', () => {
  const inventory = takeInventory(facts, []);
  const [head, row] = inventoryFile('csv', '1234567', inventory).split('\r\n');
  expect(head).toMatch(/^Application,Token,User,/);
  expect(row).toContain('"Feed, ""old""","\'=HYPERLINK(""x"")",');
  const markdown = inventoryFile('markdown', '1234567', inventory);
  expect(markdown).toContain('The table employee is not there');
  expect(markdown).toContain('| Feed, "old" |');
});
