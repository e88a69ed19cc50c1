import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Credential } from '../../../../src/accounts/records.ts';
import { CodedError } from '../../../../src/codedError.ts';
import type { Exchange, ExchangeRecord } from '../../../../src/exchange/record.ts';
import type { Call } from '../../../../src/exchange/send.ts';
import { HistoryCommands, type HistoryServices } from '../../../../src/workbench/history/historyCommands.ts';
import { HistoryStore, type KeptCall } from '../../../../src/workbench/history/historyStore.ts';
import type { ShownOutcome } from '../../../../src/workbench/responses/responsePanel.ts';
import { sampleExchange } from './sampleCalls.ts';

interface Person {
  isTrusted: boolean;
  answers: (string | undefined)[];
  told: string[];
  offered: string[][];
  ran: unknown[][];
  files: Record<string, string>;
  opened: { uri: string; line: number }[];
}

/** What the person answers to questions, in order, and what they were told; `files` are the documents there are. */
const person = vi.hoisted((): Person => ({
  isTrusted: true,
  answers: [],
  told: [],
  offered: [],
  ran: [],
  files: {},
  opened: [],
}));

vi.mock('vscode', () => {
  const t = (message: string, ...values: unknown[]) =>
    message.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)]));
  const tell = (message: string, ...rest: unknown[]) => {
    const [first] = rest;
    const detail = typeof first === 'object' && first !== null && 'detail' in first ? ` ${String(first.detail)}` : '';
    person.told.push(message + detail);
    person.offered.push(rest.filter(each => typeof each === 'string'));
    return Promise.resolve(person.answers.shift());
  };
  return {
    l10n: { t },
    env: { language: 'en', clipboard: { writeText: () => Promise.resolve() } },
    ThemeIcon: Object,
    ThemeColor: Object,
    ColorThemeKind: {},
    Range: class {
      readonly start: unknown;
      constructor(start: unknown) {
        this.start = start;
      }
    },
    Uri: {
      parse: (text: string) => ({ toString: () => text, text }),
      file: (path: string) => ({ path, toString: () => `file://${path}` }),
    },
    commands: { executeCommand: (...call: unknown[]) => Promise.resolve(void person.ran.push(call)) },
    window: {
      activeColorTheme: { kind: 1 },
      showInformationMessage: tell,
      showWarningMessage: tell,
      showErrorMessage: tell,
      showQuickPick: (items: readonly { label: string }[], options: { placeHolder: string }) => {
        person.told.push(options.placeHolder);
        const wanted = person.answers.shift();
        return Promise.resolve(items.find(({ label }) => label === wanted));
      },
      showTextDocument: (document: { uri: string }, { selection }: { selection: { start: { line: number } } }) =>
        Promise.resolve(void person.opened.push({ uri: document.uri, line: selection.start.line })),
    },
    workspace: {
      name: 'orders',
      get isTrusted() {
        return person.isTrusted;
      },
      getConfiguration: () => ({ get: (_: string, otherwise: unknown) => otherwise, inspect: () => undefined }),
      getWorkspaceFolder: () => undefined,
      openTextDocument: (uri: { text: string }) => {
        const content = person.files[uri.text];
        return content === undefined
          ? Promise.reject(new Error('no such file'))
          : Promise.resolve({
              uri: uri.text,
              version: 1,
              getText: () => content,
              positionAt: (offset: number) => ({ line: content.slice(0, offset).split('\n').length - 1 }),
            });
      },
    },
  };
});

let folder: string;
let ids = 0;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tba-history-'));
  Object.assign(person, { isTrusted: true, answers: [], told: [], offered: [], ran: [], files: {}, opened: [] });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function credential(id: string, account: Partial<Credential['account']> = {}, name = 'jane · Clerk'): Credential {
  const changed = 1;
  return {
    account: { id: 'a1', name: 'Acme', accountId: '1234567', changed, ...account },
    application: { id: 'p1', name: 'Hub', account: 'a1', scheme: 'tba', changed },
    token: { id, name, isNamed: true, application: 'p1', scheme: 'tba', changed },
  };
}

const secrets = () => Promise.reject(new CodedError('secret-missing'));

/** Files that were opened from responses. */
let openedFiles = 0;
const opened = {
  count: () => Promise.resolve(openedFiles),
  removeAll: () => Promise.resolve(void (openedFiles = 0)),
};

async function withCall(exchange: Exchange, kept: KeptCall = {}, changes: Partial<HistoryServices> = {}) {
  const store = new HistoryStore({
    folder,
    size: () => 200,
    now: Date.now,
    newId: () => (++ids).toString(16).padStart(8, '0'),
    onTrouble: error => {
      throw error;
    },
  });
  await store.add(exchange, kept);
  const sent: { call: Call; credential: Credential; key: string; text: string; source: unknown }[] = [];
  const shown: { key: string; value: unknown; outcome?: ShownOutcome }[] = [];
  const commands = new HistoryCommands({
    store,
    opened,
    size: () => 200,
    book: { credentials: () => [credential('t1'), credential('t2', {}, 'bot · Integrator')], secrets },
    active: { allowList: () => ({ allows: () => true }) as never },
    responses: () =>
      Promise.resolve({ showExchange: (key, value, outcome) => void shown.push({ key, value, outcome }) }),
    signatures: () => Promise.resolve({ show: (key, value) => void shown.push({ key, value }) }),
    findPractice: () => Promise.resolve(),
    sendCall: (call, by, key, text, { source }) =>
      Promise.resolve(void sent.push({ call, credential: by, key, text, source })),
    report: (_, error) => {
      throw error;
    },
    ...changes,
  });
  const [row] = await store.rows();
  return { store, commands, sent, shown, name: row!.name };
}

const post = {
  method: 'POST',
  url: 'https://1234567.restlets.api.netsuite.com/app/x?a=1',
  headers: [
    { name: 'Content-Type', value: 'application/json' },
    { name: 'Authorization', value: 'OAuth realm="1234567", oauth_signature="•••"' },
  ],
  body: '{"a":1}',
};

describe('sending a call of the history again', () => {
  it('sends the same, without the old signature, by the token that signed it', async () => {
    const source = { uri: 'file:///w/a.http', name: 'Write', text: 'POST {{x}}' };
    const { commands, sent, name } = await withCall(sampleExchange('Write', { request: post }), {
      credentialId: 't2',
      source,
    });
    await commands.resend(name);
    expect(sent).toMatchObject([
      {
        call: {
          title: 'Write',
          method: 'POST',
          url: post.url,
          headers: [{ name: 'Content-Type', value: 'application/json' }],
          body: '{"a":1}',
        },
        credential: { token: { id: 't2' } },
        key: `history ${name}`,
        source,
      },
    ]);
    expect(sent[0]?.call.headers).toHaveLength(1);
    // The question before production is about what is sent, and stands for this alone.
    expect(sent[0]?.text).toContain('{\\"a\\":1}');
    // Which is the same the next time, unlike a signature.
    expect(sent[0]?.text).not.toContain('oauth');
  });

  it('takes the token of the same name when the record is another', async () => {
    const { commands, sent, name } = await withCall(sampleExchange('a'), { credentialId: 'gone' });
    await commands.resend(name);
    expect(sent[0]?.credential.token.id).toBe('t1');
  });

  it('asks which token when the one that signed is gone, and sends nothing when left', async () => {
    const other = { credentials: () => [credential('t9', {}, 'other')], secrets };
    const { commands, sent, name } = await withCall(sampleExchange('a'), { credentialId: 'gone' }, { book: other });
    await commands.resend(name);
    expect(sent).toEqual([]);
    person.answers = ['other'];
    await commands.resend(name);
    expect(person.told[0]).toContain('“jane · Clerk” is not there any more');
    expect(sent[0]?.credential.token.id).toBe('t9');
  });

  it('goes to no other account', async () => {
    const other = { credentials: () => [credential('t1', { accountId: '7654321' })], secrets };
    const { commands, sent, name } = await withCall(sampleExchange('a'), { credentialId: 't1' }, { book: other });
    await expect(commands.resend(name)).rejects.toMatchObject({ code: 'history-no-token' });
    expect(sent).toEqual([]);
  });

  it('goes to no account that the workspace does not allow', async () => {
    const active = { allowList: () => ({ allows: () => false }) as never };
    const { commands, sent, name } = await withCall(sampleExchange('a'), {}, { active });
    await expect(commands.resend(name)).rejects.toMatchObject({ code: 'account-not-allowed' });
    expect(sent).toEqual([]);
  });

  it('sends nothing in a workspace that is not trusted', async () => {
    const { commands, sent, name } = await withCall(sampleExchange('a'));
    person.isTrusted = false;
    await expect(commands.resend(name)).rejects.toMatchObject({ code: 'workspace-untrusted' });
    expect(sent).toEqual([]);
  });

  it('follows the practice account to its port of today, and no other account', async () => {
    const request = { ...post, url: 'http://127.0.0.1:4000/app/x?a=1' };
    const book = (practice: boolean) => ({
      credentials: () => [credential('t1', { baseUrl: 'http://127.0.0.1:5000', ...(practice && { practice }) })],
      secrets,
    });
    const first = await withCall(sampleExchange('a', { request }), {}, { book: book(true) });
    await first.commands.resend(first.name);
    expect(first.sent[0]?.call.url).toBe('http://127.0.0.1:5000/app/x?a=1');
    const second = await withCall(sampleExchange('a', { request }), {}, { book: book(false) });
    await second.commands.resend(second.name);
    expect(second.sent[0]?.call.url).toBe('http://127.0.0.1:4000/app/x?a=1');
  });

  it('does not send what held a secret, and offers the request in its file', async () => {
    const uri = 'file:///w/a.http';
    const text = 'GET /rest/tokeninfo?key={{key}}\n';
    person.files[uri] = `### Other\nGET /x\n\n### Mine\n${text}`;
    const request = { ...post, method: 'GET', url: 'https://1234567.restlets.api.netsuite.com/x?key=hunter22' };
    const { commands, sent, name } = await withCall(sampleExchange('Mine', { request }), {
      secrets: ['hunter22'],
      source: { uri, name: 'Mine', text },
    });
    person.answers = ['Go to Request'];
    await commands.resend(name);
    expect(sent).toEqual([]);
    expect(person.told[0]).toContain('held secret values');
    expect(person.opened).toEqual([{ uri, line: 4 }]);
  });

  it('does not send half a body', async () => {
    const request = { ...post, body: 'x'.repeat(100_000) };
    const { commands, sent, name } = await withCall(sampleExchange('Long', { request }));
    await commands.resend(name);
    expect(sent).toEqual([]);
    expect(person.told[0]).toContain('only the beginning');
    expect(person.offered[0]).toEqual([]);
  });
});

describe('looking at a call of the history', () => {
  it('shows the answer as it was kept', async () => {
    const { commands, shown, name } = await withCall(sampleExchange('Read', { answer: '{"a":1}' }));
    await commands.open(name);
    const [{ key, value }] = shown as [{ key: string; value: Exchange }];
    expect(key).toBe(`history ${name}`);
    expect(value.record).toMatchObject({
      title: expect.stringMatching(/^Read · /) as unknown,
      response: { status: 200 },
    });
    expect(new TextDecoder().decode(value.body)).toBe('{"a":1}');
    expect(person.told).toEqual([]);
  });

  it('says so when only the beginning was kept', async () => {
    const { commands, shown, name } = await withCall(sampleExchange('Read', { answer: 'x'.repeat(300_000) }));
    await commands.open(name);
    expect(shown[0]?.outcome?.partial).toBe(262_144);
  });

  it('lets its panel know that the request is not what was sent', async () => {
    const request = { ...post, url: 'https://1234567.restlets.api.netsuite.com/x?key=hunter22' };
    const { commands, shown, name } = await withCall(sampleExchange('Mine', { request }), { secrets: ['hunter22'] });
    await commands.open(name);
    expect(shown[0]?.outcome?.incomplete).toBe('redacted');
  });

  it('shows a failure in words', async () => {
    const failure = { code: 'timed-out', data: { seconds: 330 } };
    const { commands, shown, name } = await withCall(sampleExchange('Slow', { failure }));
    await commands.open(name);
    expect(shown[0]?.outcome?.failure).toMatchObject({ title: expect.stringContaining('330') as unknown });
  });

  it('shows the signature as it was sent', async () => {
    const { commands, shown, name } = await withCall(sampleExchange('Read'));
    await commands.inspect(name);
    expect(shown[0]).toMatchObject({
      key: `sent history ${name}`,
      value: { sent: true, accountName: 'Acme', credentialLabel: 'jane · Clerk', steps: { signature: '•••' } },
    });
  });

  it('shows the answer of a call that has no signature, and says by scheme why there is none to inspect', async () => {
    const answer = '{"a":1}';
    const { body, record } = sampleExchange('Read', { credential: { scheme: 'oauth2', label: 'bot' }, answer });
    const byToken = { ...record, signature: undefined } as unknown as ExchangeRecord;
    // A form of so many parameters that their steps are not kept.
    const url = `https://1234567.restlets.api.netsuite.com/app/x?a=${'x'.repeat(70_000)}`;
    const long = sampleExchange('Read', { request: { method: 'GET', url, headers: [] }, answer });
    for (const exchange of [{ body, record: byToken }, long]) {
      const { scheme } = exchange.record.credential;
      const { commands, store, shown, name } = await withCall(exchange);
      await commands.open(name);
      const value = shown[0]?.value as Exchange;
      expect(new TextDecoder().decode(value.body)).toBe(answer);
      expect(value.record.credential.scheme).toBe(scheme);
      await expect(commands.inspect(name)).rejects.toMatchObject({ code: 'history-no-signature', data: { scheme } });
      await store.clear();
    }
    expect(person.ran).toEqual([]);
  });

  it('opens its file, which is JSON', async () => {
    const { commands, name } = await withCall(sampleExchange('Read'));
    await commands.openHar(name);
    expect(person.ran[0]).toMatchObject(['vscode.open', { path: join(folder, name) }, {}]);
    expect(JSON.parse(await readFile(join(folder, name), 'utf8'))).toMatchObject({ log: { version: '1.2' } });
  });

  it('goes to the request: by its text, else by its name, else not at all', async () => {
    const uri = 'file:///w/a.http';
    const source = { uri, name: 'Mine', text: 'GET /mine' };
    const { commands, name } = await withCall(sampleExchange('Mine'), { source });
    person.files[uri] = '### Mine\nGET /changed\n';
    await commands.goToRequest(name);
    expect(person.opened).toEqual([{ uri, line: 1 }]);
    person.files[uri] = '### Mine\nGET /a\n\n### Mine\nGET /b\n';
    await expect(commands.goToRequest(name)).rejects.toMatchObject({ code: 'request-gone' });
    person.files = {};
    await expect(commands.goToRequest(name)).rejects.toMatchObject({ code: 'request-gone' });
    const unknown = await withCall(sampleExchange('Other'));
    await expect(unknown.commands.goToRequest(unknown.name)).rejects.toMatchObject({ code: 'history-no-source' });
  });

  it('says what happened to a call that is gone or broken', async () => {
    const { commands, name } = await withCall(sampleExchange('Read'));
    await writeFile(join(folder, name), '{');
    await expect(commands.open(name)).rejects.toMatchObject({ code: 'history-entry-broken' });
    await rm(join(folder, name));
    await expect(commands.inspect(name)).rejects.toMatchObject({ code: 'history-entry-gone' });
  });
});

describe('deleting from the history', () => {
  it('can be undone', async () => {
    const { commands, store, name } = await withCall(sampleExchange('Read'));
    person.answers = ['Undo'];
    await commands.remove([name]);
    await vi.waitFor(async () => {
      expect((await store.rows()).map(row => row.name)).toEqual([name]);
    });
    await commands.remove([name]);
    expect(await store.count()).toBe(0);
  });

  it('asks before everything goes', async () => {
    const { commands, store } = await withCall(sampleExchange('Read'));
    await commands.clear();
    expect(person.told).toEqual([
      'Clear the history of this workspace? 1 call with its request and response is deleted. This cannot be undone.',
    ]);
    expect(await store.count()).toBe(1);
    person.answers = ['Clear History'];
    await commands.clear();
    expect(await store.count()).toBe(0);
    await commands.clear();
    expect(person.told.at(-1)).toContain('The history is empty');
  });

  it('takes the files along that were opened from responses, also where no call was kept', async () => {
    const { commands, store } = await withCall(sampleExchange('Read'));
    openedFiles = 2;
    person.answers = ['Clear History'];
    await commands.clear();
    expect(person.told[0]).toMatch(/1 call .* cannot be undone\. Files that were opened from responses, .* deleted\.$/);
    expect([await store.count(), openedFiles]).toEqual([0, 0]);
    openedFiles = 1;
    person.answers = [undefined, 'Clear History'];
    await commands.clear();
    expect(person.told.at(-1)).toMatch(/^Clear the history of this workspace\? Files that were opened/);
  });
});
