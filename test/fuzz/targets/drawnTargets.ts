import fc from 'fast-check';
import type { Memento } from 'vscode';
import { expiryState, expiryOf } from '../../../src/accounts/expiry.ts';
import { readIndex } from '../../../src/accounts/readIndex.ts';
import type { AccountIndex } from '../../../src/accounts/records.ts';
import { refreshEvidence, type RefreshEvidence } from '../../../src/accounts/sandboxRefresh.ts';
import { LoginGuard } from '../../../src/exchange/guards/loginGuard.ts';
import { failureStore } from '../../../src/workbench/accounts/bookStorage.ts';
import { watchExpiry } from '../../../src/workbench/accounts/expiry/watchExpiry.ts';
import { rowItem, type Drawing } from '../../../src/workbench/accounts/tree/rows.ts';
import { takeSnapshot } from '../../../src/workbench/accounts/tree/snapshot.ts';
import { tooltipOf } from '../../../src/workbench/accounts/tree/tooltips.ts';
import { GuideModel } from '../../../src/workbench/guide/guideModel.ts';
import { GuideStore } from '../../../src/workbench/guide/guideStore.ts';
import { MigrationModel } from '../../../src/workbench/migration/migrationModel.ts';
import { MigrationStore } from '../../../src/workbench/migration/migrationStore.ts';
import { ReadOnlyRestlets } from '../../../src/workbench/requests/readOnlyRestlets.ts';
import { RecordTypeCache } from '../../../src/workbench/restlets/recordTypeCache.ts';
import { RestletCache } from '../../../src/workbench/restlets/restletCache.ts';
import { RestletTree, type RestletNode } from '../../../src/workbench/restlets/restletTree.ts';
import { UploadLog } from '../../../src/workbench/restlets/uploadLog.ts';
import { storedList, storedTexts } from '../../../src/workbench/stored.ts';
import { fuzzTarget, must, orRefuses } from '../fuzzTarget.ts';
import { jsonOf, mutated } from '../texts.ts';
import { index } from './storedTargets.ts';

const now = Date.UTC(2026, 10, 29);
const at = now - 1000;
const account = '1234567_SB1';
const tokenOfOAuth2 = {
  ...{ id: 'c2', name: 'nightly', application: 'b1', scheme: 'oauth2', changed: 4, addedAt: at, revokedAt: at },
  oauth2: { grant: 'client-credentials', scopes: ['restlets'], certificate: { id: 'k', expiresAt: now + 1000 } },
};
const signedIn = {
  ...{ id: 'c3', name: 'jane', application: 'b1', scheme: 'oauth2', changed: 4 },
  oauth2: { grant: 'authorization-code', scopes: ['restlets'], refreshUntil: now + 1000 },
};
const call = { at, as: 'Jane · Clerk', outcome: 'refused', status: 403, code: 'INSUFFICIENT_PERMISSION' };
const restlet = {
  ...{ scriptId: 'customscript_a', internalId: '7', name: 'Orders', isInactive: false, scriptFile: 'orders.js' },
  deployments: [
    { deploymentId: 'customdeploy_a', internalId: '8', title: 'Orders', status: 'RELEASED', isDeployed: true },
  ],
};
const subject = {
  ...{ name: 'Hub', isRead: true, tokens: 1, logins: 3, lastUsed: at, apis: ['restlet', 'soap'], users: ['Jane'] },
  ...{ roles: ['Clerk'], hasAdministrator: false },
};

/** What VS Code keeps for the extension, as the extension writes it. */
const kept = {
  accounts: { ...index, tokens: [...index.tokens, tokenOfOAuth2, signedIn] },
  'accountRestlets.1': { [account]: { readAt: at, left: 0, restlets: [restlet] } },
  'accountRecordTypes.1': {
    [account]: {
      readAt: at,
      types: ['customer'],
      fields: { customer: [{ name: 'email', title: 'E-mail', kind: 'text', isRequired: false }] },
    },
  },
  'setupGuide.1': {
    [account]: {
      ...{ at, reader: 'developer', purpose: 'rest', release: 'unknown', ticked: { role: at, token: at } },
      ...{ restlet: call, rest: { ...call, outcome: 'worked' } },
    },
  },
  'setupGuide.last': account,
  'migration.1': {
    [account]: {
      ...{ at, readAt: at, ticked: { 'account/feature': at, 'application/hub/role': at }, subjects: [subject] },
      grants: { 'application/hub': 'person' },
    },
  },
  uploads: { 'file:///a.js': { at, hash: 'ab' } },
  readOnlyRestlets: [JSON.stringify([account, 'customscript_a', 'customdeploy_a'])],
  loginFailures: { ab: [at, now] },
  expiryTold: { c2: 'soon k' },
  silencedOrphans: ['token.x'],
  environments: { 'file:///a': 'sandbox' },
};
type Key = keyof typeof kept;

const names = [
  ...[account, 'a1', 'at', 'readAt', 'left', 'restlets', 'deployments', 'ticked', 'grants', 'subjects', 'outcome'],
  ...['changed', 'createdAt', 'lastSuccess', 'lastFailure', 'hostCheck', 'oauth2', 'certificate', 'expiresAt', 'ab'],
];
/** The last moments that a Date can hold, and the first ones that it cannot. */
const moment = fc.constantFrom(8.64e15, -8.64e15, 8.64e15 + 1, 1e16, -1e16, 1e300);
const other = fc.oneof({ weight: 2, arbitrary: jsonOf(names) }, { weight: 1, arbitrary: moment });
const change = fc.oneof(
  ...(Object.keys(kept) as Key[]).map(key =>
    mutated({ value: kept[key] }, other).map(changed => ({ key, value: (changed as { value?: unknown }).value })),
  ),
);

/** VS Code's stored state as another program, version or person left it: it is drawn, and nothing of it is written over. */
export const drawnState = fuzzTarget({
  name: 'drawn-state',
  cases: fc.array(change, { minLength: 1, maxLength: 3 }),
  check: changes => {
    const values: Readonly<Record<string, unknown>> = {
      ...kept,
      ...Object.fromEntries(changes.map(({ key, value }) => [key, value])),
    };
    const state = stored(values);
    const before = JSON.stringify(values);
    const read = orRefuses(() => readIndex(values['accounts'])) ?? readIndex(kept.accounts);
    drawAccounts(read);
    drawRestlets(read, state);
    drawGuide(read, state);
    drawMigration(read, state);
    watchExpiry(
      { index: () => read, onChange: () => nothing },
      silent(state),
      () => now,
      () => undefined,
    ).dispose();
    new LoginGuard(failureStore(state), () => now).mustAsk('ab');
    new ReadOnlyRestlets(state).all();
    new RecordTypeCache(state).get(account);
    new UploadLog(state).get({ toString: () => 'file:///a.js' } as Parameters<UploadLog['get']>[0]);
    must(
      storedList(values['silencedOrphans']).every(each => typeof each === 'string'),
      'a list of keys',
    );
    must(typeof (storedTexts(values['environments'])['file:///a'] ?? '') === 'string', 'an environment has a name');
    must(JSON.stringify(values) === before, 'what is stored stays as it is');
  },
});

function drawAccounts(read: AccountIndex): void {
  const found = read.accounts.map(({ id }) => [id, orRefuses(() => refreshEvidence(read, id))] as const);
  const refreshed = new Map(found.filter((each): each is [string, RefreshEvidence] => each[1] !== undefined));
  const snapshot = takeSnapshot({ index: read, held: new Set(['token.c1']), activeId: 'c1', refreshed }, undefined);
  const drawing: Drawing = { ...snapshot, practice: { running: true, needsSetup: false }, now };
  for (const node of snapshot.nodes.values()) {
    rowItem(node, drawing);
    tooltipOf(node, drawing);
  }
  for (const token of read.tokens) {
    const expiry = expiryOf(token);
    must(!expiry || ['ended', 'soon', 'later'].includes(expiryState(expiry, now)), 'an end is near or not');
  }
}

function drawRestlets(read: AccountIndex, state: Memento): void {
  const tree = new RestletTree(
    new RestletCache(state),
    () => read.accounts,
    () => now,
  );
  const draw = (nodes: readonly RestletNode[]): void =>
    nodes.forEach(node => {
      tree.getTreeItem(node);
      draw(tree.getChildren(node));
    });
  draw(tree.getChildren());
}

function drawGuide(read: AccountIndex, state: Memento): void {
  const store = new GuideStore(state);
  const draw = (of: AccountIndex, from: GuideStore) => {
    const guide = new GuideModel({ index: () => of, store: from, now: () => now, isPracticeRunning: () => true });
    must(guide.state.steps.length === 4, 'a guide of four steps');
  };
  draw(read, store);
  for (const last of store.accountIds()) {
    const values = { 'setupGuide.1': { [last]: store.get(last) }, 'setupGuide.last': last };
    draw(readIndex(kept.accounts), new GuideStore(stored(values)));
  }
}

function drawMigration(read: AccountIndex, state: Memento): void {
  const model = new MigrationModel({ index: () => read, store: new MigrationStore(state), now: () => now });
  must(model.state.general.length > 0, 'a plan');
}

const nothing = { dispose: () => undefined };

function stored(values: Readonly<Record<string, unknown>>): Memento {
  return {
    keys: () => Object.keys(values),
    // VS Code gives the default for what is not there, and for nothing else.
    get: (key: string, fallback?: unknown) => (values[key] === undefined ? fallback : values[key]) as never,
    update: () => Promise.reject(new Error('nothing is written')),
  };
}

/** What has been told is kept, as ever. */
function silent(state: Memento): Memento {
  return { ...state, update: () => Promise.resolve() };
}
