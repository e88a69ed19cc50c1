import type { Memento } from 'vscode';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AccountServices } from '../../../../../src/workbench/accounts/accountServices.ts';
import { editNote, reviewNote } from '../../../../../src/workbench/accounts/edit/editNote.ts';
import { explainReset } from '../../../../../src/workbench/accounts/edit/explainReset.ts';
import { readIsoDate, writeIsoDate } from '../../../../../src/workbench/accounts/edit/isoDate.ts';
import { reviewName } from '../../../../../src/workbench/accounts/edit/nameCheck.ts';
import { removeRecord } from '../../../../../src/workbench/accounts/edit/removeRecord.ts';
import { rename } from '../../../../../src/workbench/accounts/edit/rename.ts';
import { reviewDate, setCreated } from '../../../../../src/workbench/accounts/edit/setCreated.ts';
import { accept, bookWith, enter, newPerson, person, pick, secrets } from './fakeVscode.ts';

vi.mock('vscode', async () => (await import('./fakeVscode.ts')).fakeVscode);

beforeEach(newPerson);

const globalState = { get: () => undefined } as unknown as Memento;
const practice = { running: false, forget: vi.fn() } as unknown as AccountServices['practice'];

describe('renaming', () => {
  it('gives an account a trimmed name', async () => {
    const { book, account, index } = await bookWith();
    person.boxes = [enter('  Acme Ltd ')];
    await rename({ book }, { kind: 'account', record: account });
    expect(index().accounts).toMatchObject([{ name: 'Acme Ltd' }]);
  });

  it('makes a token’s name the person’s own, and gives it back when the box is cleared', async () => {
    const { book, token, index } = await bookWith();
    await book.recordVerification(token.id, {
      outcome: 'accepted',
      at: 1,
      identity: { entity: 'jane', role: 'Clerk' },
    });
    person.boxes = [enter('nightly')];
    await rename({ book }, { kind: 'token', record: token, practice: false });
    expect(index().tokens).toMatchObject([{ name: 'nightly', isNamed: true }]);
    person.boxes = [enter('', box => expect(box.validationMessage?.message).toContain('jane · Clerk'))];
    await rename({ book }, { kind: 'token', record: token, practice: false });
    expect(index().tokens[0]).toMatchObject({ name: 'Token 3c…3c' });
    expect(index().tokens[0]).not.toHaveProperty('isNamed');
  });

  it('leaves a name that was only looked at to NetSuite', async () => {
    const { book, token, index } = await bookWith();
    await book.recordVerification(token.id, {
      outcome: 'accepted',
      at: 1,
      identity: { entity: 'jane', role: 'Clerk' },
    });
    person.boxes = [accept];
    await rename({ book }, { kind: 'token', record: token, practice: false });
    expect(index().tokens[0]).not.toHaveProperty('isNamed');
  });

  it('refuses a record that is gone, before and after it has asked', async () => {
    const { book, application } = await bookWith();
    const node = { kind: 'application', record: application, practice: false } as const;
    person.boxes = [
      box => {
        void book.remove(application.id).then(() => {
          enter('x')(box);
        });
      },
    ];
    await expect(rename({ book }, node)).rejects.toMatchObject({ code: 'record-gone' });
    await expect(rename({ book }, node)).rejects.toMatchObject({ code: 'record-gone' });
  });

  it.each(['', '  ', 'a'.repeat(81), 'a\u0007b', 'a\u202eb', 'a\u2028b'])('refuses the name %j', name => {
    expect(reviewName(name)).toMatchObject({ severity: 'error' });
  });

  it('allows a name that another has, with a warning', () => {
    expect(reviewName(' Orders hub ', ['Orders hub'])).toMatchObject({ severity: 'warning' });
    expect(reviewName('Orders hub', ['Billing'])).toBeUndefined();
  });
});

describe('a note', () => {
  it('is kept, and removed when it is empty', async () => {
    const { book, token, index } = await bookWith();
    const node = { kind: 'token', record: token, practice: false } as const;
    person.boxes = [enter(' renew in May ')];
    await editNote({ book }, node);
    expect(index().tokens[0]?.note).toBe('renew in May');
    person.boxes = [enter('  ')];
    await editNote({ book }, node);
    expect(index().tokens[0]).not.toHaveProperty('note');
  });

  it.each([secrets.token, `secret=${secrets.tokenSecret};`, secrets.token.toUpperCase(), 'x'.repeat(2001)])(
    'is refused: %s',
    text => expect(reviewNote(text)).toMatchObject({ severity: 'error' }),
  );
});

describe('the date of creation', () => {
  const now = new Date(2026, 10, 24, 12).getTime();

  it.each(['2026-02-30', '2026-13-01', '26-01-01', '2026-11-25', 'today', '0000-00-00'])('is not %s', text => {
    expect(reviewDate(text, now)).toMatchObject({ severity: 'error' });
  });

  it.each(['2026-11-24', '2024-02-29', ''])('may be %s', text => {
    expect(reviewDate(text, now)).toBeUndefined();
  });

  it('is the day on the person’s own calendar', async () => {
    const { book, token, index } = await bookWith();
    person.boxes = [enter('2026-03-01')];
    await setCreated({ book }, { kind: 'token', record: token, practice: false });
    expect(index().tokens[0]?.createdAt).toBe(new Date(2026, 2, 1).getTime());
    expect(writeIsoDate(readIsoDate('2026-03-01') ?? 0)).toBe('2026-03-01');
  });
});

describe('removing', () => {
  it('names what goes with a record and takes it and its secrets', async () => {
    const { book, account, entries, index } = await bookWith();
    person.modals = ['Remove'];
    await removeRecord({ book, practice, globalState }, { kind: 'account', record: account });
    expect(person.told[0]).toContain('With it go 1 application and 1 token.');
    expect([index().accounts, [...entries]]).toEqual([[], []]);
  });

  it('changes nothing unless it is confirmed', async () => {
    const { book, account, index } = await bookWith();
    person.modals = [undefined];
    await removeRecord({ book, practice, globalState }, { kind: 'account', record: account });
    expect(index().accounts).toHaveLength(1);
  });

  it('asks which, from the palette', async () => {
    const { book, index } = await bookWith();
    person.boxes = [pick('Orders hub')];
    person.modals = ['Remove'];
    await removeRecord({ book, practice, globalState }, undefined);
    expect([index().accounts.length, index().applications.length, index().tokens.length]).toEqual([1, 0, 0]);
  });

  it('says so when there is nothing', async () => {
    const { book, account } = await bookWith();
    await book.remove(account.id);
    await removeRecord({ book, practice, globalState }, undefined);
    expect(person.told).toEqual(['There is nothing in the tree that this can be done with.']);
  });
});

describe('what a reset does', () => {
  it('is explained, with NetSuite’s own page for an account behind a gateway', async () => {
    const { book, account, application } = await bookWith({ baseUrl: 'https://gw.example.com/ns' });
    const node = { kind: 'application', record: application, practice: false } as const;
    person.modals = ['Open Integration Records', 'Open Integration Records', 'Edit Secret…'];
    await explainReset({ book, practice }, node);
    await book.edit('account', account.id, { signedAs: 'netsuite' });
    await explainReset({ book, practice }, node);
    await explainReset({ book, practice }, node);
    expect(person.opened).toEqual([
      'https://gw.example.com/ns/app/common/integration/integrapplist.nl',
      'https://1234567.app.netsuite.com/app/common/integration/integrapplist.nl',
    ]);
    expect(person.ran).toMatchObject([['netsuiteTba.enterSecret', { kind: 'application' }]]);
  });

  it('has the practice account’s own page only while it is on', async () => {
    const { book, application } = await bookWith({ practice: true, baseUrl: 'http://127.0.0.1:1' });
    person.modals = ['Open Integration Records'];
    await expect(
      explainReset({ book, practice }, { kind: 'application', record: application, practice: true }),
    ).rejects.toMatchObject({ code: 'practice-off' });
    expect(person.opened).toEqual([]);
  });
});
