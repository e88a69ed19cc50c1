import { armor, Decrypter, Encrypter } from 'age-encryption';
import { CodedError } from '../codedError.ts';

/** log2 of scrypt's N: about a second in JavaScript, and what `age -p` takes. */
const workFactor = 18;

const armored = '-----BEGIN AGE ENCRYPTED FILE-----';
const binary = 'age-encryption.org/v1\n';

/**
 * Encrypts a text with a passphrase, in the age format with ASCII armour, which `age -d` opens too.
 * Takes about a second in which the thread does nothing else.
 *
 * @param logN log2 of the work that scrypt is given
 * @see https://age-encryption.org/v1
 */
export async function encryptText(text: string, passphrase: string, logN: number = workFactor): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(logN);
  return armor.encode(await encrypter.encrypt(text));
}

/** Whether a file says of itself that it is an age file, armoured or not. */
export function isEncryptedFile(bytes: Uint8Array): boolean {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  return start.startsWith(binary) || start.trimStart().startsWith(armored);
}

/**
 * Decrypts what `encryptText` made, or `age -p`. Takes as long as whoever encrypted it asked for, some seconds at most.
 *
 * @throws CodedError `book-file-passphrase` when it is not the passphrase, `book-file-other-key` when the file is not
 *   encrypted with a passphrase, `book-file-damaged` when it was cut or changed, `book-file-work-factor` when opening it
 *   would take too long
 */
export async function decryptText(bytes: Uint8Array, passphrase: string): Promise<string> {
  const file = decodeArmour(bytes);
  // The header ends at its MAC; the stanza of a passphrase is alone in it.
  const header = new TextDecoder('latin1').decode(file.subarray(0, 4096));
  if (!header.startsWith(`${binary}-> scrypt `)) {
    throw new CodedError(header.startsWith(`${binary}-> `) ? 'book-file-other-key' : 'book-file-damaged');
  }
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await decrypter.decrypt(file));
  } catch (error) {
    throw new CodedError(codeOf(error));
  }
}

function decodeArmour(bytes: Uint8Array): Uint8Array {
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  if (text.startsWith(binary)) {
    return bytes;
  }
  try {
    return armor.decode(new TextDecoder().decode(bytes));
  } catch {
    throw new CodedError('book-file-damaged');
  }
}

/** The library tells its failures apart by their words alone. */
function codeOf(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  if (message.startsWith('no identity matched')) {
    return 'book-file-passphrase';
  }
  return message.includes('work factor is too high') ? 'book-file-work-factor' : 'book-file-damaged';
}
