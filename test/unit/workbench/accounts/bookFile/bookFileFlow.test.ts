import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type * as WorkerThreads from 'node:worker_threads';
import type * as vscode from 'vscode';
import { encryptText } from '../../../../../src/accounts/encryptedFile.ts';
import { runCryptTask } from '../../../../../src/workbench/accounts/bookFile/cryptTask.ts';
import { exportAccounts } from '../../../../../src/workbench/accounts/bookFile/exportAccounts.ts';
import { importAccounts } from '../../../../../src/workbench/accounts/bookFile/importAccounts.ts';
import type { Log } from '../../../../../src/workbench/log.ts';
import { accept, bookWith, enter, newPerson, person, pick, secrets, type FakeBox } from '../edit/fakeVscode.ts';

/** Files by path, and where the dialogs lead. */
const disk = vi.hoisted(() => ({
  files: new Map<string, Uint8Array>(),
  chosen: undefined as string | undefined,
  isFull: false,
}));

vi.mock('vscode', async () => {
  const { fakeVscode } = await import('../edit/fakeVscode.ts');
  const { posix } = await import('node:path');
  class FileSystemError extends Error {
    readonly code = 'FileNotFound';
  }
  const uri = (path: string) => ({ path, fsPath: path });
  const found = (path: string) => {
    const bytes = disk.files.get(path);
    if (!bytes) {
      throw new FileSystemError(path);
    }
    return bytes;
  };
  const chosen = () => Promise.resolve(disk.chosen === undefined ? undefined : uri(disk.chosen));
  return {
    ...fakeVscode,
    FileSystemError,
    Uri: { file: uri, joinPath: (base: { path: string }, ...parts: string[]) => uri(posix.join(base.path, ...parts)) },
    workspace: {
      get isTrusted() {
        return person.isTrusted;
      },
      fs: {
        stat: async ({ path }: { path: string }) => Promise.resolve({ size: found(path).length }),
        readFile: async ({ path }: { path: string }) => Promise.resolve(found(path)),
        writeFile: ({ path }: { path: string }, bytes: Uint8Array) =>
          disk.isFull ? Promise.reject(new Error('ENOSPC')) : Promise.resolve(void disk.files.set(path, bytes)),
      },
    },
    window: {
      ...fakeVscode.window,
      showSaveDialog: chosen,
      showOpenDialog: async () => [await chosen()].filter(each => each !== undefined),
    },
  };
});

// The thread's own file is there once the extension is built; its source does as well.
const source = new URL('../../../../../src/workbench/accounts/bookFile/cryptWorker.ts', import.meta.url);
vi.mock('node:worker_threads', async importActual => {
  const actual = await importActual<typeof WorkerThreads>();
  return {
    ...actual,
    Worker: class extends actual.Worker {
      constructor(_: URL, options: object) {
        super(source, options);
      }
    },
  };
});

const extension = { path: '/ext', fsPath: '/ext' } as unknown as vscode.Uri;
const hidden: string[] = [];
const log = {
  hide: (...values: string[]) => void hidden.push(...values),
  info: () => undefined,
  error: () => undefined,
} as unknown as Log;
const passphrase = 'anchor lemon violet truck bison';
const written = () => new TextDecoder().decode(disk.files.get(disk.chosen ?? ''));
const encryptedWith = [accept, pick('With secrets, encrypted'), enter(passphrase), enter(passphrase)];

beforeEach(() => {
  newPerson();
  disk.files.clear();
  disk.chosen = '/home/me/accounts';
  disk.isFull = false;
  hidden.length = 0;
});

afterEach(() => expect(person.told.join('\n')).not.toMatch(new RegExp(Object.values(secrets).join('|'))));

describe('export', { timeout: 60_000 }, () => {
  it('without secrets writes names and account IDs alone, in plain text, trusted or not', async () => {
    const { book } = await bookWith();
    person.isTrusted = false;
    person.boxes = [accept, pick('Without secrets')];
    await exportAccounts({ book, log }, extension);
    expect(JSON.parse(written())).toMatchObject({ secrets: false, accounts: [{ name: 'Acme', accountId: '1234567' }] });
    Object.values(secrets).forEach(secret => expect(written()).not.toContain(secret));
    expect(person.told.at(-1)).toContain('without any secret');
  });

  it('with secrets writes nothing that can be read, and says what is missing in it', async () => {
    const { book, entries, application } = await bookWith();
    entries.delete(`application.${application.id}`);
    person.boxes = [...encryptedWith];
    await exportAccounts({ book, log }, extension);
    expect(written()).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----/);
    expect(written()).not.toContain('Acme');
    expect(person.told.at(-1)).toContain('1 application(s) or token(s) have no secret in it');
    expect(hidden).toEqual(expect.arrayContaining([passphrase, secrets.token, secrets.tokenSecret]));
  });

  it('asks for the passphrase masked, twice, and refuses a short one and another one', async () => {
    const { book } = await bookWith();
    const seen: string[] = [];
    const look = (box: FakeBox) => {
      expect(box.password).toBe(true);
      seen.push(box.validationMessage?.message ?? '');
    };
    person.boxes = [accept, pick('With secrets, encrypted'), enter('short', look)];
    await exportAccounts({ book, log }, extension);
    person.boxes = [accept, pick('With secrets, encrypted'), enter(passphrase, look), enter(`${passphrase}x`, look)];
    await exportAccounts({ book, log }, extension);
    expect(seen.map(text => text.slice(0, 24))).toEqual([
      'Use at least 12 characte',
      'Long enough, as long as ',
      'This is not what you ent',
    ]);
    expect(disk.files.size).toBe(0);
  });

  it('refuses secrets in a workspace that is not trusted', async () => {
    const { book } = await bookWith();
    person.isTrusted = false;
    person.boxes = [...encryptedWith];
    await expect(exportAccounts({ book, log }, extension)).rejects.toMatchObject({ code: 'workspace-untrusted' });
    expect(disk.files.size).toBe(0);
  });

  it('leaves the practice account out and says so', async () => {
    const { book, account } = await bookWith({ practice: true });
    await exportAccounts({ book, log }, extension);
    expect(person.told).toEqual(['There is no account to export: the practice account belongs to this machine.']);
    await book.addAccount({ accountName: 'Own', accountId: '7654321' });
    person.boxes = [
      box => {
        expect(box.items.map(({ label }) => label)).toEqual(['Own']);
        expect(box.placeholder).toContain('practice account');
        accept(box);
      },
      pick('Without secrets'),
    ];
    await exportAccounts({ book, log }, extension);
    expect(written()).not.toContain(account.accountId);
    expect(person.told.at(-1)).toContain('The practice account stayed out.');
  });

  it('warns of a git work tree', async () => {
    const { book } = await bookWith();
    disk.files.set('/home/me/.git', new Uint8Array());
    person.boxes = [accept, pick('Without secrets')];
    await exportAccounts({ book, log }, extension);
    expect(person.told.at(-1)).toContain('git work tree “me”');
  });

  it('says that it could not be written, and not that it was', async () => {
    const { book } = await bookWith();
    disk.isFull = true;
    person.boxes = [accept, pick('Without secrets')];
    await expect(exportAccounts({ book, log }, extension)).rejects.toMatchObject({
      code: 'file-not-written',
      data: { file: 'accounts', reason: 'ENOSPC' },
    });
    expect(person.told).toEqual([]);
  });

  it('writes nothing when the vault does not answer', async () => {
    const { book } = await bookWith();
    vi.spyOn(book, 'tokenSecret').mockRejectedValue(Object.assign(new Error(), { code: 'vault-unavailable' }));
    person.boxes = [...encryptedWith];
    await expect(exportAccounts({ book, log }, extension)).rejects.toMatchObject({ code: 'vault-unavailable' });
    expect(disk.files.size).toBe(0);
  });
});

describe('import', { timeout: 60_000 }, () => {
  it('brings back what was exported, after a wrong passphrase too, and a second time changes nothing', async () => {
    const { book, account } = await bookWith();
    person.boxes = [...encryptedWith];
    await exportAccounts({ book, log }, extension);
    const file = written();
    await book.remove(account.id);
    person.boxes = [enter('wrong'), enter(passphrase, box => expect(box.password).toBe(true)), accept];
    await importAccounts({ book, log }, extension);
    const [credential] = book.credentials();
    expect(await book.secrets(credential ?? expect.fail())).toEqual(secrets);
    expect(person.told.at(-1)).toBe('1 account imported: Acme (2 new).');
    expect(written()).toBe(file);
    person.boxes = [enter(passphrase)];
    await importAccounts({ book, log }, extension);
    expect(person.told.at(-1)).toContain('is here already; nothing was changed');
  });

  it('shows where signatures would go before it stores, and ticks no new account with an address of its own', async () => {
    const { book } = await bookWith();
    const account = { name: 'Gate $(key)', accountId: '1', baseUrl: 'https://evil.example.com', applications: [] };
    const content = {
      format: 'netsuite-tba-accounts',
      version: 1,
      accounts: [account, { name: 'Fine', accountId: '2' }],
    };
    disk.files.set('/home/me/accounts', new TextEncoder().encode(JSON.stringify(content)));
    let ticked: string[] = [];
    person.boxes = [
      box => {
        const [row] = box.items as readonly { label: string; detail?: string }[];
        expect(row?.detail).toContain('signatures go to https://evil.example.com');
        expect(row?.label).not.toContain('$(key)');
        ticked = box.selectedItems.map(({ label }) => label);
        accept(box);
      },
    ];
    await importAccounts({ book, log }, extension);
    expect(ticked).toEqual(['Fine']);
    expect(book.index().accounts.map(({ name }) => name)).toEqual(['Acme', 'Fine']);
  });

  it('says which secrets differ and keeps those that are here', async () => {
    const { book, entries } = await bookWith();
    const before = new Map(entries);
    const { consumerKey, token } = secrets;
    const application = {
      name: 'Orders hub',
      consumerKey,
      consumerSecret: 'other',
      tokens: [{ name: 'jane', token, tokenSecret: 'other' }],
    };
    const content = {
      format: 'netsuite-tba-accounts',
      version: 1,
      accounts: [{ name: 'Acme', accountId: '1234567', applications: [application] }],
    };
    disk.files.set('/home/me/accounts', new TextEncoder().encode(JSON.stringify(content)));
    await importAccounts({ book, log }, extension);
    expect(person.told.at(-1)).toContain('another secret for Acme · Orders hub, Acme · jane; what is here stays');
    expect(entries).toEqual(before);
  });

  it.each([
    ['book-file-not-one', 'NETSUITE_TOKEN=x'],
    ['book-file-too-large', 'x'.repeat(8 * 1024 * 1024)],
    ['book-file-not-read', undefined],
  ])('ends with %s', async (code, text) => {
    const { book } = await bookWith();
    if (text !== undefined) {
      disk.files.set('/home/me/accounts', new TextEncoder().encode(text));
    }
    await expect(importAccounts({ book, log }, extension)).rejects.toMatchObject({ code });
  });

  it('reads no file in a workspace that is not trusted', async () => {
    const { book } = await bookWith();
    person.isTrusted = false;
    await expect(importAccounts({ book, log }, extension)).rejects.toMatchObject({ code: 'workspace-untrusted' });
  });
});

describe('the thread', { timeout: 60_000 }, () => {
  it('leaves the extension host free, and ends when it is cancelled', async () => {
    const stop = new AbortController();
    let turns = 0;
    const timer = setInterval(() => turns++, 5);
    const sealed = await runCryptTask(source, { kind: 'encrypt', text: 'x', passphrase }, stop.signal);
    clearInterval(timer);
    expect(sealed).toContain('BEGIN AGE');
    // It takes a second; on this thread there would be no turn in between.
    expect(turns).toBeGreaterThan(10);
    const task = { kind: 'encrypt', text: 'x', passphrase } as const;
    const cancelled = runCryptTask(source, task, stop.signal);
    setTimeout(() => stop.abort(), 50);
    expect(await cancelled).toBeUndefined();
    expect(await runCryptTask(source, task, stop.signal)).toBeUndefined();
  });

  it('hands on why a file does not open', async () => {
    const bytes = new TextEncoder().encode(await encryptText('x', passphrase, 4));
    const task = { kind: 'decrypt', bytes, passphrase: 'wrong' } as const;
    await expect(runCryptTask(source, task, new AbortController().signal)).rejects.toMatchObject({
      code: 'book-file-passphrase',
    });
  });
});
