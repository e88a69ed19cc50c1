import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import { dragAndDrop } from '../../../../../src/workbench/accounts/edit/dragAndDrop.ts';
import { duplicateToSandbox } from '../../../../../src/workbench/accounts/edit/duplicateToSandbox.ts';
import { moveRecord } from '../../../../../src/workbench/accounts/edit/moveRecord.ts';
import { accept, bookWith, enter, newPerson, person, pick, secrets } from './fakeVscode.ts';

vi.mock('vscode', async () => (await import('./fakeVscode.ts')).fakeVscode);

beforeEach(newPerson);

const otherPair = { consumerKey: '5e'.repeat(32), consumerSecret: '6f'.repeat(32) };

async function twoAccounts(changes: Parameters<typeof bookWith>[0] = {}) {
  const first = await bookWith(changes);
  const { book } = first;
  const sandbox = await book.addAccount({ accountName: 'Sandbox', accountId: '1234567_SB1' });
  const there = await book.addApplication({ account: sandbox.id, name: 'There', secret: otherPair });
  const beside = await book.addApplication({ account: first.account.id, name: 'Beside' });
  return {
    ...first,
    sandbox,
    there,
    beside,
    tokenNode: { kind: 'token', record: first.token, practice: changes.practice === true } as const,
    applicationNode: { kind: 'application', record: first.application, practice: changes.practice === true } as const,
  };
}

describe('moving', () => {
  it('takes a token to another application of its account without a question, and forgets what NetSuite said', async () => {
    const { book, token, beside, tokenNode } = await twoAccounts();
    await book.recordVerification(token.id, { outcome: 'accepted', at: 1, identity: { entity: 'jane' } });
    person.boxes = [pick('Beside')];
    await moveRecord({ book }, tokenNode);
    expect(book.index().tokens[0]).toMatchObject({ application: beside.id });
    expect(book.index().tokens[0]).not.toHaveProperty('lastSuccess');
    expect(person.told).toEqual([expect.stringContaining('is below “Beside” now')]);
  });

  it.each([
    ['Move', 'There'],
    [undefined, 'Orders hub'],
  ])('asks before another account (%s)', async (answer, where) => {
    const { book, tokenNode } = await twoAccounts();
    person.boxes = [pick('There')];
    person.modals = [answer];
    await moveRecord({ book }, tokenNode);
    expect(person.told[0]).toContain('“Sandbox” (1234567_SB1)');
    const { tokens, applications } = book.index();
    expect(applications.find(({ id }) => id === tokens[0]?.application)?.name).toBe(where);
  });

  it('refuses a second one of the same token or application', async () => {
    const { book, token, sandbox, there, tokenNode, applicationNode } = await twoAccounts();
    await book.addToken({ application: there.id, name: 'same', secret: await book.tokenSecret(token.id) });
    person.modals = ['Move', 'Move'];
    await expect(
      moveRecord({ book }, tokenNode, { kind: 'application', record: there, practice: false }),
    ).rejects.toMatchObject({ code: 'token-known' });
    await book.replaceSecret('application', there.id, { ...otherPair, consumerKey: secrets.consumerKey });
    await expect(moveRecord({ book }, applicationNode, { kind: 'account', record: sandbox })).rejects.toMatchObject({
      code: 'application-known',
      data: { application: 'There', account: 'Sandbox' },
    });
  });

  it('takes an application with its tokens to the account that it is dropped on, or beside what is there', async () => {
    const { book, sandbox, there, applicationNode } = await twoAccounts();
    person.modals = ['Move'];
    await moveRecord({ book }, applicationNode, { kind: 'application', record: there, practice: false });
    expect(person.told[0]).toContain('With it go 1 token.');
    expect(book.index().applications[0]).toMatchObject({ name: 'Orders hub', account: sandbox.id });
  });

  it('leaves the practice account’s own where they are, and lets nothing in', async () => {
    const { book, there, tokenNode, applicationNode } = await twoAccounts({
      practice: true,
      baseUrl: 'http://127.0.0.1:1',
    });
    await moveRecord({ book }, tokenNode, { kind: 'application', record: there, practice: false });
    const secret = { token: '9'.repeat(64), tokenSecret: 'a'.repeat(64) };
    const real = await book.addToken({ application: there.id, name: 'real', secret });
    await moveRecord({ book }, { kind: 'token', record: real, practice: false }, applicationNode);
    expect(person.told).toHaveLength(2);
    expect(person.told[1]).toContain('makes its own application and tokens');
    expect(book.index().tokens.map(({ application }) => application)).toEqual([tokenNode.record.application, there.id]);
  });

  it('refuses when the target is gone by then', async () => {
    const { book, there, tokenNode } = await twoAccounts();
    person.modals = ['Move'];
    person.whileAsked = () => book.remove(there.id);
    await expect(
      moveRecord({ book }, tokenNode, { kind: 'application', record: there, practice: false }),
    ).rejects.toMatchObject({ code: 'record-gone' });
  });

  it('is what a drop asks for, of rows of this tree alone', async () => {
    const { applicationNode, tokenNode, account } = await twoAccounts();
    const data = new Map<string, unknown>();
    const cancel = {} as vscode.CancellationToken;
    await dragAndDrop.handleDrag?.(
      [{ kind: 'account', record: account }],
      data as unknown as vscode.DataTransfer,
      cancel,
    );
    expect(data.size).toBe(0);
    await dragAndDrop.handleDrag?.([tokenNode], data as unknown as vscode.DataTransfer, cancel);
    expect([...data.keys()]).toEqual(dragAndDrop.dropMimeTypes);
    await dragAndDrop.handleDrop?.(applicationNode, data as unknown as vscode.DataTransfer, cancel);
    await dragAndDrop.handleDrop?.(applicationNode, new Map(), cancel);
    expect(person.ran).toEqual([['netsuiteTba.move', tokenNode, applicationNode]]);
  });
});

describe('duplicating to a sandbox', () => {
  it('copies applications with their pairs and no tokens, and says so', async () => {
    const { book, account } = await bookWith();
    person.boxes = [enter('SB2'), accept, accept];
    person.modals = ['Duplicate'];
    person.toasts = ['Sign In Through NetSuite'];
    await duplicateToSandbox({ book }, { kind: 'account', record: account });
    const { accounts, applications, tokens } = book.index();
    expect(accounts[1]).toMatchObject({ name: 'Acme SB2', accountId: '1234567_SB2' });
    expect(applications[1]).toMatchObject({ name: 'Orders hub', account: accounts[1]?.id });
    expect(await book.applicationSecret(applications[1]?.id ?? '')).toEqual({
      consumerKey: secrets.consumerKey,
      consumerSecret: secrets.consumerSecret,
    });
    expect(tokens).toHaveLength(1);
    expect(person.told[0]).toContain('NetSuite never copies tokens');
    await vi.waitFor(() =>
      expect(person.ran).toMatchObject([
        ['netsuiteTba.signIn', { kind: 'application', record: { name: 'Orders hub' } }],
      ]),
    );
  });

  it('skips what the sandbox has and what has no consumer key here, and copies no base URL', async () => {
    const { book, account } = await bookWith({ baseUrl: 'https://gw.example.com' });
    const sandbox = await book.addAccount({ accountName: 'Mine', accountId: '1234567_SB1' });
    await book.addApplication({
      account: sandbox.id,
      name: 'Same key',
      secret: { consumerKey: secrets.consumerKey, consumerSecret: 'x' },
    });
    await book.addApplication({ account: account.id, name: 'Locked' });
    await book.addApplication({ account: account.id, name: 'New', secret: otherPair });
    person.boxes = [
      enter('1', box => expect(box.validationMessage?.message).toContain('already here as “Mine”')),
      box => {
        expect(box.selectedItems.map(({ label }) => label)).toEqual(['Orders hub', 'Locked', 'New']);
        box.fire('accept');
      },
    ];
    person.modals = ['Duplicate'];
    await duplicateToSandbox({ book }, { kind: 'account', record: account });
    const own = book.index().applications.filter(application => application.account === sandbox.id);
    expect(own.map(({ name }) => name)).toEqual(['Same key', 'New']);
    expect(book.index().accounts).toHaveLength(2);
    expect(person.told[0]).toContain('The base URL of “Acme” is not copied');
    expect(person.told[1]).toContain('consumer keys are there already: Orders hub');
    expect(person.told[1]).toContain('not available here: Locked');
  });

  it('starts from production, not from a sandbox', async () => {
    const { book, account } = await bookWith({ accountId: '1234567_SB1' });
    await duplicateToSandbox({ book }, { kind: 'account', record: account });
    expect(person.told).toEqual([expect.stringContaining('is a sandbox already')]);
  });

  it('writes nothing when the account is gone by then', async () => {
    const { book, account } = await bookWith();
    person.boxes = [accept, accept, accept];
    person.modals = ['Duplicate'];
    person.whileAsked = () => book.remove(account.id);
    await expect(duplicateToSandbox({ book }, { kind: 'account', record: account })).rejects.toMatchObject({
      code: 'record-gone',
    });
    expect(book.index().accounts).toEqual([]);
  });
});
