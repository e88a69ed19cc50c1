import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { armor, Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { decryptText } from '../../../src/accounts/encryptedFile.ts';
import { runCryptTask } from '../../../src/workbench/accounts/bookFile/cryptTask.ts';
import type { CryptTask } from '../../../src/workbench/accounts/bookFile/cryptTask.ts';

const root = join(import.meta.dirname, '../../..');
/** As it ships: the build leaves out of age-encryption what is for keys. */
const worker = pathToFileURL(join(root, 'dist/cryptWorker.js'));
const passphrase = 'correct horse battery staple';
const crypt = (task: CryptTask) => runCryptTask(worker, task, new AbortController().signal);

describe('the thread that encrypts and decrypts, as it ships', { timeout: 60_000 }, () => {
  it('opens a file of the age command', async () => {
    // Written by `age -p -a`, version 1.1.1.
    const bytes = await readFile(join(root, 'test/fixtures/age/passphrase.age'));
    expect(await crypt({ kind: 'decrypt', bytes, passphrase })).toBe('{"accounts":["café"]}\n');
    const wrong = crypt({ kind: 'decrypt', bytes, passphrase: 'wrong' });
    await expect(wrong).rejects.toMatchObject({ code: 'book-file-passphrase' });
  });

  it('writes a file that the whole package opens', async () => {
    const text = (await crypt({ kind: 'encrypt', text: '{"secret":"canary ü"}', passphrase })) ?? '';
    expect(text).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/);
    expect(await decryptText(new TextEncoder().encode(text), passphrase)).toBe('{"secret":"canary ü"}');
  });

  it('knows a file for a key when it sees one', async () => {
    const encrypter = new Encrypter();
    encrypter.addRecipient(await identityToRecipient(await generateIdentity()));
    const bytes = new TextEncoder().encode(armor.encode(await encrypter.encrypt('x')));
    await expect(crypt({ kind: 'decrypt', bytes, passphrase })).rejects.toMatchObject({ code: 'book-file-other-key' });
  });
});
