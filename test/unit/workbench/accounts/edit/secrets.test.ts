import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AccountServices } from '../../../../../src/workbench/accounts/accountServices.ts';
import { addToken } from '../../../../../src/workbench/accounts/edit/addToken.ts';
import { editSecret } from '../../../../../src/workbench/accounts/edit/editSecret.ts';
import { bookWith, enter, log, newPerson, person, pick, secrets } from './fakeVscode.ts';

vi.mock('vscode', async () => (await import('./fakeVscode.ts')).fakeVscode);

beforeEach(newPerson);

const next = {
  ...secrets,
  consumerKey: '5e'.repeat(32),
  consumerSecret: '6f'.repeat(32),
  tokenSecret: '70'.repeat(32),
};

async function setUp(changes: Parameters<typeof bookWith>[0] = {}) {
  const kept = await bookWith(changes);
  const active = { get: () => kept.book.credential(kept.token.id) };
  return {
    ...kept,
    services: { book: kept.book, active, log } as unknown as AccountServices,
    tokenNode: { kind: 'token', record: kept.token, practice: false } as const,
    applicationNode: { kind: 'application', record: kept.application, practice: false } as const,
  };
}

describe('editing one secret', () => {
  it('keeps the other half, and the age of what is the same token', async () => {
    const { book, services, token, tokenNode } = await setUp({ createdAt: 5 });
    person.boxes = [pick('Token secret'), enter(next.tokenSecret)];
    person.toasts = ['Test'];
    await editSecret(services, tokenNode);
    expect(await book.tokenSecret(token.id)).toEqual({ token: secrets.token, tokenSecret: next.tokenSecret });
    expect(book.index().tokens[0]?.createdAt).toBe(5);
    await vi.waitFor(() => expect(person.ran).toMatchObject([['netsuiteTba.verify', { kind: 'token' }]]));
  });

  it('forgets the age with another token ID, and what NetSuite said', async () => {
    const { book, services, token, tokenNode } = await setUp({ createdAt: 5 });
    await book.recordVerification(token.id, { outcome: 'accepted', at: 1, identity: { entity: 'jane' } });
    person.boxes = [pick('Both'), enter('7'.repeat(64)), enter('8'.repeat(64))];
    await editSecret(services, tokenNode);
    expect(book.index().tokens[0]).not.toHaveProperty('createdAt');
    expect(book.index().tokens[0]).not.toHaveProperty('identity');
  });

  it('takes the half that stays as it is when it writes', async () => {
    const { book, services, application, applicationNode } = await setUp();
    person.boxes = [
      pick('Consumer secret'),
      box => {
        // Another window replaces the pair while the box is open.
        void book
          .replaceSecret('application', application.id, { consumerKey: next.consumerKey, consumerSecret: 'theirs' })
          .then(() => {
            enter(next.consumerSecret)(box);
          });
      },
    ];
    await editSecret(services, applicationNode);
    expect(await book.applicationSecret(application.id)).toEqual({
      consumerKey: next.consumerKey,
      consumerSecret: next.consumerSecret,
    });
    expect(person.told.join()).toContain('It concerns 1 token');
  });

  it('shows and prefills nothing, and holds the text against all other three', async () => {
    const { services, tokenNode } = await setUp();
    for (const other of [secrets.consumerKey, secrets.consumerSecret, secrets.token]) {
      person.boxes = [
        pick('Token secret'),
        box => {
          expect([box.value, box.password]).toEqual(['', true]);
          enter(other, ({ validationMessage }) =>
            expect(validationMessage?.message).toContain('same text as another of the four'),
          )(box);
        },
      ];
      await editSecret(services, tokenNode);
    }
    expect(person.told).toEqual([]);
  });

  it('lets a pair that was entered the wrong way round be put right', async () => {
    const { book, services, application, applicationNode } = await setUp();
    person.boxes = [pick('Both'), enter(secrets.consumerSecret), enter(secrets.consumerKey)];
    await editSecret(services, applicationNode);
    expect(await book.applicationSecret(application.id)).toEqual({
      consumerKey: secrets.consumerSecret,
      consumerSecret: secrets.consumerKey,
    });
  });

  it('asks for both where the secret is missing, first of all of the active token', async () => {
    const { book, services, token, entries } = await setUp();
    entries.delete(`token.${token.id}`);
    person.boxes = [enter(secrets.token), enter(secrets.tokenSecret)];
    await editSecret(services, undefined);
    expect(await book.tokenSecret(token.id)).toEqual({ token: secrets.token, tokenSecret: secrets.tokenSecret });
  });

  it('writes no half when the other is gone meanwhile', async () => {
    const { services, token, tokenNode, entries } = await setUp();
    person.boxes = [
      pick('Token secret'),
      box => {
        entries.delete(`token.${token.id}`);
        enter(next.tokenSecret)(box);
      },
    ];
    await expect(editSecret(services, tokenNode)).rejects.toMatchObject({ code: 'secret-missing' });
    expect(entries.has(`token.${token.id}`)).toBe(false);
  });

  it('asks for both where an entry of a newer version is, which stays unless both are entered', async () => {
    const { book, services, token, tokenNode, entries } = await setUp();
    entries.set(`token.${token.id}`, '{"version":99}');
    person.boxes = [enter(next.tokenSecret)];
    await editSecret(services, tokenNode);
    expect(entries.get(`token.${token.id}`)).toBe('{"version":99}');
    person.boxes = [enter(secrets.token), enter(next.tokenSecret)];
    await editSecret(services, tokenNode);
    expect(await book.tokenSecret(token.id)).toEqual({ token: secrets.token, tokenSecret: next.tokenSecret });
  });

  it('is not for the practice account', async () => {
    const { services, applicationNode } = await setUp({ practice: true, baseUrl: 'http://127.0.0.1:1' });
    await editSecret(services, { ...applicationNode, practice: true });
    expect(person.told).toEqual([expect.stringContaining('makes its own secrets')]);
  });
});

describe('adding a token by hand', () => {
  it('puts it below its application, unnamed unless a name was given', async () => {
    const { book, services, account, application } = await setUp();
    // An account with one application leaves no question which.
    person.boxes = [enter('7'.repeat(64)), enter('8'.repeat(64)), enter('')];
    await addToken(services, { kind: 'account', record: account });
    const added = book.index().tokens[1];
    expect(added).toMatchObject({ application: application.id, name: 'Token 77…77' });
    expect(added).not.toHaveProperty('isNamed');
    person.boxes = [enter('9'.repeat(64)), enter('a'.repeat(64)), enter(' nightly ')];
    await addToken(services, { kind: 'account', record: account });
    expect(book.index().tokens[2]).toMatchObject({ name: 'nightly', isNamed: true });
  });

  it('refuses one that is there, also when it came while the person was asked', async () => {
    const { book, services, application, applicationNode } = await setUp();
    person.boxes = [
      enter(secrets.token, box => expect(box.validationMessage?.message).toContain('here already, as “Token 3c…3c”')),
    ];
    await addToken(services, applicationNode);
    expect(book.index().tokens).toHaveLength(1);
    const secret = { token: '7'.repeat(64), tokenSecret: '8'.repeat(64) };
    person.boxes = [
      enter(secret.token),
      enter(secret.tokenSecret),
      box => {
        void book.addToken({ application: application.id, name: 'theirs', secret }).then(() => {
          enter('mine')(box);
        });
      },
    ];
    await expect(addToken(services, applicationNode)).rejects.toMatchObject({ code: 'token-known' });
    expect(book.index().tokens.map(({ name }) => name)).toEqual(['Token 3c…3c', 'theirs']);
  });
});
