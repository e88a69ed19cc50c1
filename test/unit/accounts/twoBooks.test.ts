import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccountIndex, RecordKind } from '../../../src/accounts/records.ts';
import { SharedProfile, type ProfileWindow } from './sharedProfile.ts';

const actions = [
  'add',
  'addAccount',
  'addApplication',
  'addToken',
  'edit',
  'move',
  'replaceSecret',
  'recordVerification',
  'remove',
  'refresh',
] as const;

interface Command {
  readonly window: number;
  readonly action: (typeof actions)[number] | 'close';
  readonly pick: number;
  readonly other: number;
  /** Steps of the storage before the next command. */
  readonly steps: number;
  readonly tick: boolean;
}

const commands = (also: readonly 'close'[]) =>
  fc.array(
    fc.record<Command>({
      window: fc.nat(1),
      action: fc.constantFrom(...actions, ...also),
      pick: fc.nat(5),
      other: fc.nat(5),
      steps: fc.oneof({ weight: 3, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.nat(20) }),
      tick: fc.boolean(),
    }),
    { minLength: 2, maxLength: 12, size: 'max' },
  );

/** What was asked for and came about, window by window. */
interface Story {
  readonly profile: SharedProfile;
  readonly windows: ProfileWindow[];
  readonly closed: ProfileWindow[];
  readonly added: { readonly window: ProfileWindow; readonly id: string }[];
  readonly renamed: { readonly window: ProfileWindow; readonly id: string; readonly name: string }[];
  /** Who changed a record in any other way. */
  readonly touched: { readonly window: ProfileWindow; readonly id: string }[];
  readonly toRemove: Set<string>;
  /** Codes of refusals. */
  readonly refused: Set<string>;
}

/** Two windows that show the same: two accounts, three applications, four tokens. */
async function newStory(scheduler: fc.Scheduler): Promise<Story> {
  const profile = new SharedProfile(scheduler);
  const story: Story = {
    profile,
    windows: [profile.open(), profile.open()],
    closed: [],
    added: [],
    renamed: [],
    touched: [],
    toRemove: new Set(),
    refused: new Set(),
  };
  for (const [action, pick] of [
    ['add', 0],
    ['add', 1],
    ['addApplication', 0],
    ['addToken', 0],
    ['addToken', 2],
  ] as const) {
    begin(story, { window: 0, action, pick, other: 0, steps: 0, tick: false });
    await profile.settle();
  }
  return story;
}

let serial = 0;

/** Begins what a command asks for and does not wait for its end. */
function begin(story: Story, { window: which, action, pick, other }: Command): void {
  const window = story.windows[which];
  if (!window) {
    return;
  }
  if (action === 'close') {
    window.close();
    story.closed.push(window);
    story.windows[which] = story.profile.open();
    return;
  }
  const work = ask(story, window, action, pick, other);
  work?.catch((error: unknown) => story.refused.add(String((error as { code?: unknown }).code)));
}

function ask(
  story: Story,
  window: ProfileWindow,
  action: Exclude<Command['action'], 'close'>,
  pick: number,
  other: number,
): Promise<void> | undefined {
  const { book } = window;
  const { accounts, applications, tokens } = book.index();
  const at = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(list.length, 1)];
  const account = at(accounts, pick);
  const application = at(applications, pick);
  const token = at(tokens, pick);
  const name = `n${++serial}`;
  const secret = { consumerKey: `ck-${name}`, consumerSecret: `cs-${name}` };
  const tokenSecret = { token: `t-${name}`, tokenSecret: `ts-${name}` };
  const note = (...ids: readonly string[]) => story.added.push(...ids.map(id => ({ window, id })));
  switch (action) {
    case 'add':
      return book
        .add({
          accountName: name,
          accountId: String(pick % 3),
          applicationName: name,
          tokenName: name,
          secrets: { ...secret, ...tokenSecret },
        })
        .then(added => void note(added.account.id, added.application.id, added.token.id));
    case 'addAccount':
      return book.addAccount({ accountName: name, accountId: String(pick % 3) }).then(({ id }) => void note(id));
    case 'addApplication':
      return account && book.addApplication({ account: account.id, name, secret }).then(({ id }) => void note(id));
    case 'addToken':
      return (
        application &&
        book.addToken({ application: application.id, name, secret: tokenSecret }).then(({ id }) => void note(id))
      );
    case 'edit': {
      const kind = (['account', 'application', 'token'] as const)[other % 3] as RecordKind;
      const id = { account, application, token }[kind]?.id;
      return id === undefined
        ? undefined
        : book.edit(kind, id, { name }).then(() => void story.renamed.push({ window, id, name }));
    }
    case 'move': {
      [token, application].forEach(each => each && story.touched.push({ window, id: each.id }));
      tokens.forEach(({ id }) => story.touched.push({ window, id }));
      const home = other % 2 === 0 ? at(applications, other) : at(accounts, other);
      const moved = other % 2 === 0 ? token : application;
      return moved && home && book.move(other % 2 === 0 ? 'token' : 'application', moved.id, home.id);
    }
    case 'replaceSecret':
      tokens.forEach(({ id }) => story.touched.push({ window, id }));
      return other % 2 === 0
        ? token && book.replaceSecret('token', token.id, tokenSecret)
        : application && book.replaceSecret('application', application.id, secret);
    case 'recordVerification':
      tokens.forEach(({ id }) => story.touched.push({ window, id }));
      return token && book.recordVerification(token.id, { outcome: 'accepted', at: pick, identity: { role: name } });
    case 'remove': {
      const id = [account, application, token][other % 3]?.id;
      if (id === undefined) {
        return undefined;
      }
      story.toRemove.add(id);
      return book.remove(id);
    }
    case 'refresh':
      book.refresh();
      return undefined;
  }
}

/** As windows do that gain the focus in turn; each hears the others out. */
async function settle({ profile, windows }: Story): Promise<void> {
  await profile.settle();
  for (let round = 0; round < 3; round++) {
    windows.forEach(({ book }) => book.refresh());
    await profile.settle();
  }
}

const byId = (index: AccountIndex) =>
  new Map([...index.accounts, ...index.applications, ...index.tokens].map(record => [record.id, record]));

const secretKeys = ({ applications, tokens }: AccountIndex) => [
  ...applications.map(({ id }) => `application.${id}`),
  ...tokens.map(({ id }) => `token.${id}`),
];

/** Every parent that a record ever had, in any window. */
function mayBeGone(id: string, story: Story): boolean {
  const parents = new Map<string, Set<string>>();
  for (const index of [...story.windows, ...story.closed].flatMap(({ wrote }) => wrote)) {
    for (const record of byId(index).values()) {
      const known = parents.get(record.id) ?? new Set<string>();
      ['account', 'application'].forEach(key => {
        const parent = (record as unknown as Readonly<Record<string, unknown>>)[key];
        if (typeof parent === 'string') {
          known.add(parent);
        }
      });
      parents.set(record.id, known);
    }
  }
  const above = (each: string): boolean =>
    story.toRemove.has(each) || [...(parents.get(each) ?? [])].some(parent => above(parent));
  return above(id);
}

function expectNothingLost(story: Story): void {
  const [index] = story.windows.map(({ book }) => book.index());
  if (!index) {
    return;
  }
  const sorted = (each: AccountIndex | undefined) =>
    each && [...byId(each).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const { book } of story.windows) {
    expect(sorted(book.index())).toEqual(sorted(index));
  }
  expect(sorted(story.profile.index)).toEqual(story.profile.index && sorted(index));
  const records = byId(index);
  // Whose parent is gone is gone too.
  index.applications.forEach(({ account }) => expect(records.has(account)).toBe(true));
  index.tokens.forEach(({ application }) => expect(records.has(application)).toBe(true));
  const open = new Set(story.windows);
  for (const { id } of story.added.filter(each => open.has(each.window))) {
    expect(records.has(id) || mayBeGone(id, story), `${id} is lost`).toBe(true);
  }
  for (const record of story.windows.flatMap(({ wrote }) => wrote).flatMap(each => [...byId(each).values()])) {
    const kept = records.get(record.id);
    expect(kept === undefined ? mayBeGone(record.id, story) : kept.changed >= record.changed).toBe(true);
  }
  for (const id of story.windows.flatMap(({ wrote }) => wrote).flatMap(({ removed }) => Object.keys(removed))) {
    expect(records.has(id), `${id} is back`).toBe(false);
  }
}

const runs = { numRuns: 300 };

describe('two books over one profile', { timeout: 60_000 }, () => {
  it('lose nothing and bring nothing back, whatever the order in which storage answers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), commands([]), async (scheduler, list) => {
        const story = await newStory(scheduler);
        for (const command of list) {
          story.profile.clock += command.tick ? 1 : 0;
          begin(story, command);
          await story.profile.run(command.steps);
        }
        await settle(story);
        expectNothingLost(story);
        expect([...story.refused].filter(code => code !== 'record-gone')).toEqual([]);
        // A name that only one window ever changed is the one it gave last.
        const index = byId(story.windows[0]?.book.index() ?? expect.fail());
        for (const id of new Set(story.renamed.map(each => each.id))) {
          const last = story.renamed.filter(each => each.id === id);
          const by = new Set([...last, ...story.touched.filter(each => each.id === id)].map(({ window }) => window));
          if (by.size === 1 && index.has(id)) {
            expect(index.get(id)?.name).toBe(last.at(-1)?.name);
          }
        }
        const keys = secretKeys(story.windows[0]?.book.index() ?? expect.fail());
        keys.forEach(key => expect(story.profile.vault.has(key), `secret ${key} is lost`).toBe(true));
        await expectOrphansToBeAdoptable(story);
      }),
      runs,
    );
  });

  it('lose nothing that a window had written before it died, and name the secrets that are left over', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), commands(['close', 'close']), async (scheduler, list) => {
        const story = await newStory(scheduler);
        for (const command of list) {
          story.profile.clock += command.tick ? 1 : 0;
          begin(story, command);
          await story.profile.run(command.steps);
        }
        await settle(story);
        // A window whose copy is right cannot tell that a write of a window that died left storage behind it; its next
        // write makes that good.
        for (const [i, { book }] of story.windows.entries()) {
          void book.addAccount({ accountName: 'Last', accountId: `L${i}` });
        }
        await settle(story);
        expectNothingLost(story);
        await expectOrphansToBeAdoptable(story);
      }),
      runs,
    );
  });

  it('leave in the vault exactly the secrets of what is there when changes come one after the other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), commands([]), async (scheduler, list) => {
        const story = await newStory(scheduler);
        for (const command of list) {
          begin(story, command);
          await story.profile.settle();
          const [one, two] = story.windows.map(({ book }) => book.index());
          expect(one).toEqual(two);
          expect([...story.profile.vault.keys()].sort()).toEqual(secretKeys(one ?? expect.fail()).sort());
        }
        expect(story.refused).toEqual(new Set());
        expectNothingLost(story);
      }),
      runs,
    );
  });
});

/** Each orphan is named, and adopting them all leaves none. */
async function expectOrphansToBeAdoptable(story: Story): Promise<void> {
  const [window] = story.windows;
  if (!window) {
    return;
  }
  const { book } = window;
  const ran = async <T>(work: Promise<T>): Promise<T> => {
    await story.profile.settle();
    return work;
  };
  const homeless = [...story.profile.vault.keys()].filter(key => !secretKeys(book.index()).includes(key));
  const orphans = await ran(book.orphans());
  expect(orphans.map(({ kind, id }) => `${kind}.${id}`).sort()).toEqual(homeless.sort());
  const secrets = [...story.profile.vault.values()].sort();
  for (const orphan of orphans) {
    await ran(book.adopt(orphan, orphan.about ?? expect.fail()));
  }
  expect(await ran(book.orphans())).toEqual([]);
  expect([...story.profile.vault.values()].sort()).toEqual(secrets);
  const { applications, tokens } = book.index();
  expect(tokens.every(({ id }) => book.credential(id) !== undefined)).toBe(true);
  expect(applications.every(({ account }) => book.index().accounts.some(({ id }) => id === account))).toBe(true);
}
