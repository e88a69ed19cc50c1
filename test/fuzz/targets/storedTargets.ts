import fc from 'fast-check';
import { readBookFile } from '../../../src/accounts/bookFileRead.ts';
import { withAllBelow } from '../../../src/accounts/indexLists.ts';
import { tokenLabel } from '../../../src/accounts/labels.ts';
import { mergeIndexes } from '../../../src/accounts/mergeIndexes.ts';
import { adoptInto } from '../../../src/accounts/orphans.ts';
import { readIndex } from '../../../src/accounts/readIndex.ts';
import { emptyIndex, type AccountIndex } from '../../../src/accounts/records.ts';
import { refreshEvidence } from '../../../src/accounts/sandboxRefresh.ts';
import { tokenState } from '../../../src/accounts/tokenState.ts';
import { readAbout, readEntry, readOAuth2Entry } from '../../../src/accounts/vault.ts';
import { originsOf, routeToAccount } from '../../../src/exchange/callAccount.ts';
import { readHistoryEntry, readHistorySummary } from '../../../src/exchange/history/readHistoryEntry.ts';
import { readSavedView, viewFor } from '../../../src/panels/response/savedView.ts';
import { readState } from '../../../src/practice/state/readState.ts';
import { scratchState } from '../../../src/practice/state/seed.ts';
import { stateText } from '../../../src/practice/state/stateText.ts';
import { readKeptPanel } from '../../../src/workbench/responses/restored.ts';
import { fuzzTarget, must, orRefuses } from '../fuzzTarget.ts';
import { jsonOf, mutated } from '../texts.ts';

export const index: AccountIndex = {
  version: 2,
  accounts: [
    {
      id: 'a1',
      name: 'Acme',
      accountId: '1234567_SB1',
      changed: 1,
      addedAt: 5,
      note: 'x',
      baseUrl: 'https://gateway.example/ns',
      signedAs: 'netsuite',
      hostCheck: { at: 5, restlets: 'https://a.example', suiteTalk: 'https://b.example', app: 'https://c.example' },
    },
    { id: 'a2', name: 'Practice', accountId: 'TSTDRV0000001', changed: 0, practice: true },
  ],
  applications: [{ id: 'b1', name: 'Hub', account: 'a1', scheme: 'tba', changed: 2 }],
  tokens: [
    {
      id: 'c1',
      name: 'jane',
      application: 'b1',
      scheme: 'tba',
      changed: 3,
      isNamed: true,
      createdAt: 7,
      identity: { company: 'Acme', role: 'Clerk', entity: 'Jane' },
      lastSuccess: 8,
      lastFailure: { at: 9, status: 401, code: 'INVALID_LOGIN_ATTEMPT' },
    },
  ],
  removed: { z9: 4 },
};
const indexNames = [
  ...['version', 'accounts', 'applications', 'tokens', 'removed', 'id', 'name', 'accountId', 'baseUrl', 'signedAs'],
  ...['account', 'application', 'identity', 'changed', 'lastFailure', 'verification', 'hostCheck', 'a1', 'b1', 'c1'],
];

/** The account index as another program, version or person left it in VS Code's storage. */
export const storedIndex = fuzzTarget({
  name: 'stored-index',
  cases: fc.oneof(mutated(index, jsonOf(indexNames)), jsonOf(indexNames)),
  check: stored => {
    const read = orRefuses(() => readIndex(stored));
    if (!read) {
      return;
    }
    const merged = mergeIndexes(read, index, 10);
    mergeIndexes(index, read, 10);
    for (const account of merged.accounts) {
      withAllBelow(merged, account.id);
      orRefuses(() => refreshEvidence(merged, account.id));
      const origins = orRefuses(() => originsOf(account));
      if (origins) {
        orRefuses(() => routeToAccount(`${origins.restlets}/app/x`, account));
      }
    }
    for (const token of merged.tokens) {
      must(typeof tokenLabel(token) === 'string', 'a token has a label');
      tokenState(token);
    }
  },
});

/** A file of accounts that somebody sent. */
export const accountsFile = fuzzTarget({
  name: 'accounts-file',
  cases: fc.oneof(
    mutated(
      {
        format: 'tba-workbench-accounts',
        version: 1,
        exportedAt: '2026-01-01T00:00:00.000Z',
        secrets: true,
        accounts: [
          {
            name: 'Acme',
            accountId: '1234567',
            baseUrl: 'https://gateway.example',
            note: 'x',
            applications: [
              {
                name: 'Hub',
                consumerKey: 'ck',
                consumerSecret: 'cs',
                tokens: [{ name: 'jane', token: 't', tokenSecret: 'ts', identity: { role: 'Clerk' }, createdAt: 1 }],
              },
            ],
          },
        ],
      },
      jsonOf(['accounts', 'applications', 'tokens', 'name', 'accountId', 'consumerKey', 'identity']),
    ),
    jsonOf(['format', 'version', 'secrets', 'accounts', 'applications', 'tokens', 'name', 'accountId']),
  ),
  check: value => void orRefuses(() => readBookFile(JSON.stringify(value))),
});

const about = {
  account: index.accounts[0],
  application: index.applications[0],
  token: index.tokens[0],
};
const entries: readonly Readonly<Record<string, unknown>>[] = [
  { version: 2, scheme: 'tba', consumerKey: 'ck', consumerSecret: 'cs', about },
  { version: 2, scheme: 'tba', token: 't', tokenSecret: 'ts', about },
  { version: 2, scheme: 'oauth2', clientId: 'ck', privateKey: 'pk', about },
  { version: 2, scheme: 'oauth2', clientId: 'ck', refreshToken: 'rt', about },
  { version: 1, scheme: 'tba', token: 't', tokenSecret: 'ts' },
];
const entryNames = ['version', 'scheme', 'token', 'tokenSecret', 'clientId', 'about', 'account', 'application', 'id'];

/** An entry of the vault: it is read or refused, and what it says of whose it is leaves an index that can be read. */
export const vaultEntry = fuzzTarget({
  name: 'vault-entry',
  cases: fc.tuple(
    fc.oneof(
      { weight: 8, arbitrary: fc.oneof(...entries.map(entry => mutated(entry, jsonOf(entryNames)))) },
      { weight: 1, arbitrary: jsonOf(entryNames) },
    ),
    fc.oneof(fc.constant(0), fc.nat(100)),
  ),
  check: ([value, cutOff]) => {
    const whole = JSON.stringify(value);
    const stored = whole.slice(0, whole.length - cutOff);
    const secrets = [
      orRefuses(() => readEntry(stored, ['consumerKey', 'consumerSecret'])),
      orRefuses(() => readEntry(stored, ['token', 'tokenSecret'])),
      orRefuses(() => readOAuth2Entry(stored)),
    ];
    for (const text of secrets.flatMap(secret => Object.values<unknown>(secret ?? {}))) {
      must(typeof text === 'string', 'a secret is text');
    }
    const whose = orRefuses(() => readAbout(stored));
    if (!whose) {
      return;
    }
    for (const kind of ['application', 'token'] as const) {
      for (const before of [index, emptyIndex]) {
        const adopted = orRefuses(() => adoptInto(before, { kind, id: 'z1' }, whose, () => 'new', 10));
        readIndex(JSON.parse(JSON.stringify(adopted ?? before)));
      }
    }
  },
});

const historyNames = [
  ...['log', 'version', 'entries', '_tbaWorkbench', 'request', 'response', 'method', 'url', 'headers', 'name', 'value'],
  ...['postData', 'text', 'content', 'status', 'id', 'title', 'startedAt', 'account', 'credential', 'total', 'timing'],
  ...['signature', 'parameters', 'baseString', 'source', 'failureData', 'encoding', 'size', '_truncated', 'label'],
];
const summary = {
  id: 'x',
  title: 'Read',
  method: 'GET',
  url: 'https://1.restlets.api.netsuite.com/a',
  startedAt: 1,
  account: { id: '1', name: 'A' },
  credential: { scheme: 'tba', label: 'jane' },
  status: 200,
  total: 3,
};
const historyFile = {
  log: {
    version: '1.2',
    _tbaWorkbench: summary,
    entries: [
      {
        request: { method: 'GET', url: summary.url, headers: [{ name: 'a', value: 'b' }], postData: { text: '{}' } },
        response: {
          status: 200,
          statusText: 'OK',
          headers: [{ name: 'content-type', value: 'text/plain' }],
          content: { size: 2, mimeType: 'text/plain', text: 'e30=', encoding: 'base64' },
        },
        _tbaWorkbench: {
          credentialId: 'c',
          source: { uri: 'file:///a', title: 'x' },
          timing: { via: 'direct', total: 3, earlierTries: [{ status: 429, code: 'X', total: 1, waited: 2 }] },
          signature: { method: 'GET', parameters: [{ name: 'a', value: 'b', source: 'query' }], baseString: 'GET&a&b' },
        },
      },
    ],
  },
};

/** A file of the history; it is read or passed over, and never throws. */
export const historyEntry = fuzzTarget({
  name: 'history-file',
  cases: fc.tuple(
    fc.oneof(mutated(historyFile, jsonOf(historyNames)), jsonOf(historyNames)),
    fc.oneof(fc.constant(0), fc.nat(400)),
  ),
  check: ([value, cutOff]) => {
    const text = JSON.stringify(value);
    readHistoryEntry(text.slice(0, text.length - cutOff));
    readHistorySummary(text.replace('"entries":[', '"entries":[\n').slice(0, text.length - cutOff));
  },
});

const practice = scratchState({ secret: () => 'ab'.repeat(32), now: () => 1_700_000_000_000 });

/** The state of the practice account, changed by hand or by another version: read as it was, or left alone. */
export const practiceState = fuzzTarget({
  name: 'practice-state',
  cases: mutated(practice, jsonOf(['format', 'production', 'sandbox', 'tokens', 'roles', 'id', 'permissions'])),
  check: value => {
    const text = JSON.stringify(value);
    const read = orRefuses(() => readState(text, 'state.json'));
    if (read) {
      orRefuses(() => readState(stateText(read), 'state.json'));
    }
  },
});

/** What a panel kept of itself. */
export const keptView = fuzzTarget({
  name: 'kept-view',
  cases: jsonOf([
    ...['tab', 'bodyId', 'body', 'raw', 'columns', 'pinned', 'restore', 'key', 'title', 'file', 'search', 'text'],
    ...['filter', 'scroll', 'hidden', 'widths', 'regex', 'caseSensitive'],
  ]),
  check: saved => {
    const view = readSavedView(saved);
    must(Number.isFinite(view.body.scroll), 'a place to scroll to');
    viewFor(view, { bodyId: 1, restore: { key: 'k', title: 't' }, pinned: false });
    readKeptPanel(saved);
  },
});
