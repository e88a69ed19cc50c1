import { armor, Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { decryptText, encryptText, isEncryptedFile } from '../../../src/accounts/encryptedFile.ts';
import { reviewPassphrase } from '../../../src/accounts/passphrase.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const quick = (text: string, passphrase: string) => encryptText(text, passphrase, 4);

describe('an encrypted file', { timeout: 60_000 }, () => {
  it('opens with its passphrase, armoured or not, and shows nothing of what it holds', async () => {
    const text = await quick('{"secret":"canary ü"}', 'correct horse');
    expect(text).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/);
    expect(text).not.toContain('canary');
    expect(isEncryptedFile(bytes(text))).toBe(true);
    expect(await decryptText(bytes(text), 'correct horse')).toBe('{"secret":"canary ü"}');
    const binary = armor.decode(text);
    expect(isEncryptedFile(binary)).toBe(true);
    expect(await decryptText(binary, 'correct horse')).toBe('{"secret":"canary ü"}');
    expect(await decryptText(bytes(`\r\n${text.replaceAll('\n', '\r\n')}`), 'correct horse')).toContain('canary');
  });

  it('is given the work that age gives', async () => {
    const text = await encryptText('x', 'correct horse');
    expect(new TextDecoder('latin1').decode(armor.decode(text))).toMatch(
      /^age-encryption\.org\/v1\n-> scrypt \S{22} 18\n/,
    );
  });

  it('tells a wrong passphrase from a damaged file and from one for a key', async () => {
    const text = await quick('x'.repeat(200), 'correct horse');
    const decrypted = (file: string | Uint8Array, passphrase = 'correct horse') =>
      decryptText(typeof file === 'string' ? bytes(file) : file, passphrase);
    await expect(decrypted(text, 'wrong')).rejects.toMatchObject({ code: 'book-file-passphrase' });
    await expect(decrypted(text.slice(0, 200))).rejects.toMatchObject({ code: 'book-file-damaged' });
    const binary = armor.decode(text);
    const changed = binary.with(binary.length - 3, (binary.at(-3) ?? 0) ^ 1);
    await expect(decrypted(changed)).rejects.toMatchObject({ code: 'book-file-damaged' });
    await expect(decrypted('age-encryption.org/v1\n')).rejects.toMatchObject({ code: 'book-file-damaged' });
    const encrypter = new Encrypter();
    encrypter.addRecipient(await identityToRecipient(await generateIdentity()));
    await expect(decrypted(await encrypter.encrypt('x'))).rejects.toMatchObject({ code: 'book-file-other-key' });
  });

  it('refuses to be made to work without end', async () => {
    const binary = armor.decode(await quick('x', 'correct horse'));
    const text = new TextDecoder('latin1').decode(binary).replace(/(-> scrypt \S+) 4\n/, '$1 30\n');
    const hostile = Uint8Array.from(text, character => character.charCodeAt(0));
    await expect(decryptText(hostile, 'correct horse')).rejects.toMatchObject({ code: 'book-file-work-factor' });
  });

  it.each(['', '{}', 'age', '-----BEGIN PGP MESSAGE-----'])('is not %j', text => {
    expect(isEncryptedFile(bytes(text))).toBe(false);
  });
});

describe('a passphrase', () => {
  it.each([
    ['empty', ''],
    ['blank-ends', ' correct horse battery'],
    ['short', 'kort geheim'],
    ['repetitive', 'aaaaaaaaaaaaaa'],
    ['repetitive', '12121212121212'],
    ['fair', 'Tr0ub4dor&3xy'],
    ['good', 'anchor lemon violet truck bison'],
    ['good', 'k3v9sLq0PzYt7WmB2xRd'],
  ] as const)('is %s: %j', (review, passphrase) => {
    expect(reviewPassphrase(passphrase)).toBe(review);
  });
});
