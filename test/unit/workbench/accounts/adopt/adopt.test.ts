import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import { writeEntry } from '../../../../../src/accounts/vault.ts';
import { adoptSecrets } from '../../../../../src/workbench/accounts/adopt/adoptSecrets.ts';
import { watchOrphans } from '../../../../../src/workbench/accounts/adopt/watchOrphans.ts';
import type { Log } from '../../../../../src/workbench/log.ts';
import { bookWith, enter, log as quiet, newPerson, person, pick, secrets } from '../edit/fakeVscode.ts';

vi.mock('vscode', async () => {
  const { fakeVscode } = await import('../edit/fakeVscode.ts');
  const Disposable = {
    from: (...all: { dispose(): void }[]) => ({ dispose: () => all.forEach(each => each.dispose()) }),
  };
  return { ...fakeVscode, Disposable };
});

const log = quiet as unknown as Log;

/** A book whose vault also holds the secrets of a credential that the index has lost, or of which nothing is known. */
async function bookWithOrphans(isTold: boolean) {
  const made = await bookWith();
  const { book, entries, account, application, token } = made;
  const lost = { account, application: { ...application, id: 'a9', name: 'Lost hub' } };
  const about = { ...lost, token: { ...token, id: 't9', name: 'Lost token', application: 'a9' } };
  const { consumerSecret, tokenSecret } = secrets;
  entries.set('token.t9', writeEntry({ token: 'lost-t', tokenSecret }, isTold ? about : undefined));
  entries.set('application.a9', writeEntry({ consumerKey: 'lost-c', consumerSecret }, isTold ? lost : undefined));
  return { ...made, book };
}

beforeEach(newPerson);

describe('adopting secrets', () => {
  it('lists them without showing them, applications first, and takes all that tell whose they are', async () => {
    const { book } = await bookWithOrphans(true);
    let rows: string[] = [];
    person.boxes = [
      box => {
        rows = box.items.map(item => JSON.stringify(item));
        pick('Adopt all 2 that tell whose they are')(box);
      },
    ];
    await adoptSecrets({ book });
    expect(rows.map(row => (JSON.parse(row) as { label: string }).label).slice(1)).toEqual(['Lost hub', 'Lost token']);
    expect(rows.map(row => row.replace(/"value".*/, '')).join()).not.toMatch(
      new RegExp(`lost-|${secrets.consumerSecret}`),
    );
    expect(book.credential('t9')).toMatchObject({ application: { name: 'Lost hub' }, account: { name: 'Acme' } });
    expect((await book.secrets(book.credential('t9') ?? expect.fail())).token).toBe('lost-t');
    expect(await book.orphans()).toEqual([]);
  });

  it('asks whose a secret is that does not tell', async () => {
    const { book, account } = await bookWithOrphans(false);
    const labels = (await book.orphans()).map(({ id }) => `unknown (${id})`);
    expect(labels.sort()).toEqual(['unknown (a9)', 'unknown (t9)']);
    person.boxes = [
      pick('unknown (a9)'),
      pick('Adopt'),
      pick('Acme'),
      enter('Found hub'),
      pick('unknown (t9)'),
      pick('Adopt'),
      pick('Acme'),
      pick('Found hub'),
      enter('Found token'),
    ];
    await adoptSecrets({ book });
    expect(book.credential('t9')).toMatchObject({
      account: { id: account.id },
      application: { id: 'a9', name: 'Found hub' },
      token: { name: 'Found token', isNamed: true },
    });
    expect(await book.orphans()).toEqual([]);
  });

  it('makes an account for a secret of none', async () => {
    const { book } = await bookWithOrphans(false);
    person.boxes = [
      pick('unknown (t9)'),
      pick('Adopt'),
      pick('Another account…'),
      enter('7654321-sb2'),
      enter('New one'),
      pick('Another application…'),
      enter('bot'),
    ];
    await adoptSecrets({ book });
    expect(book.credential('t9')).toMatchObject({
      account: { name: 'New one', accountId: '7654321_SB2' },
      application: { name: 'Application of bot' },
    });
  });

  it('deletes one for good only after asking, and says what that means for other profiles', async () => {
    const { book, entries } = await bookWithOrphans(true);
    person.boxes = [pick('Lost token'), pick('Delete for good…'), pick('Lost token'), pick('Delete for good…')];
    person.modals = [undefined, 'Delete'];
    await adoptSecrets({ book });
    expect(person.told.join()).toContain('if another profile has this account, it loses the secret too');
    expect(entries.has('token.t9')).toBe(false);
    expect(entries.has('application.a9')).toBe(true);
  });

  it('says so when there is none, and passes on that the vault does not answer', async () => {
    const { book } = await bookWith();
    await adoptSecrets({ book });
    expect(person.told).toEqual(['Every secret that is kept here has its account.']);
    vi.spyOn(book, 'orphans').mockRejectedValue(Object.assign(new Error(), { code: 'vault-unavailable' }));
    await expect(adoptSecrets({ book })).rejects.toMatchObject({ code: 'vault-unavailable' });
  });
});

describe('the watch for secrets without an account', () => {
  const memento = () => {
    const kept = new Map<string, unknown>();
    return {
      get: (key: string, otherwise?: unknown) => (kept.get(key) === undefined ? otherwise : kept.get(key)),
      update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
    } as unknown as vscode.Memento;
  };
  const newView = (visible: boolean) => {
    let heard: () => void = () => undefined;
    const onDidChangeVisibility = (listener: () => void) => {
      heard = listener;
      return { dispose: () => undefined };
    };
    const view = { visible, onDidChangeVisibility } as unknown as { visible: boolean } & vscode.TreeView<unknown>;
    return {
      view,
      show: () => {
        view.visible = true;
        heard();
      },
    };
  };
  const times = { look: 5, lookAgain: 30 };
  const later = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));
  const context = () => person.ran.filter(([command]) => command === 'setContext').map(([, , value]) => value);

  it('looks at keys alone, when the tree is seen, and offers once', async () => {
    const { book } = await bookWithOrphans(true);
    const read = vi.spyOn(book, 'orphans');
    const { view, show } = newView(false);
    const watch = watchOrphans(book, view, memento(), log, times);
    await later(80);
    expect(person.ran).toEqual([]);
    person.toasts = ['Show Them…'];
    show();
    await vi.waitFor(() => expect(person.ran).toContainEqual(['netsuiteTba.adoptSecrets']));
    book.refresh();
    await later(100);
    expect(context().at(-1)).toBe(true);
    expect(person.told).toHaveLength(1);
    expect(read).not.toHaveBeenCalled();
    watch.dispose();
  });

  it('takes no addition that is under way for a secret without an account', async () => {
    const { book, entries } = await bookWith();
    const { view } = newView(true);
    entries.set('token.t9', '{}');
    const watch = watchOrphans(book, view, memento(), log, { look: 5, lookAgain: 300 });
    await vi.waitFor(() => expect(context()).toEqual([false]));
    entries.delete('token.t9');
    await later(400);
    expect(context().at(-1)).toBe(false);
    expect(person.told).toEqual([]);
    watch.dispose();
  });

  it('is silent about those of which the person did not want to hear, but keeps the command', async () => {
    const { book } = await bookWithOrphans(true);
    const state = memento();
    person.toasts = ['Don’t Ask Again'];
    const first = watchOrphans(book, newView(true).view, state, log, times);
    await vi.waitFor(() => expect(person.told).toHaveLength(1));
    first.dispose();
    const second = watchOrphans(book, newView(true).view, state, log, times);
    await later(120);
    expect(person.told).toHaveLength(1);
    expect(context().at(-1)).toBe(true);
    second.dispose();
  });

  it.each([null, 7, { a: 1 }, [7, null]])(
    'offers beside %j, which is no list of them, and then keeps one',
    async stored => {
      const { book } = await bookWithOrphans(true);
      const state = memento();
      await state.update('silencedOrphans', stored);
      person.toasts = ['Don’t Ask Again'];
      const watch = watchOrphans(book, newView(true).view, state, log, times);
      await vi.waitFor(() => expect(state.get<unknown>('silencedOrphans')).toEqual(['token.t9', 'application.a9']));
      expect(person.told).toHaveLength(1);
      watch.dispose();
    },
  );

  it('says nothing while the index or the vault cannot be read', async () => {
    const { book } = await bookWithOrphans(true);
    vi.spyOn(book, 'index').mockImplementation(() => {
      throw new Error('index-newer');
    });
    const watch = watchOrphans(book, newView(true).view, memento(), log, times);
    await later(100);
    expect(context()).toEqual([]);
    expect(person.told).toEqual([]);
    watch.dispose();
  });
});
