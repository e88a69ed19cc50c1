// Entry of the worker thread that encrypts or decrypts one file: scrypt keeps a thread busy for a second, and the
// extension host is everybody's.
import { parentPort, workerData } from 'node:worker_threads';
import { decryptText, encryptText } from '../../../accounts/encryptedFile.ts';
import { isCoded } from '../../../codedError.ts';
import type { CryptAnswer, CryptTask } from './cryptTask.ts';

const task = workerData as CryptTask;

async function run(): Promise<CryptAnswer> {
  try {
    const { passphrase } = task;
    const text =
      task.kind === 'encrypt' ? await encryptText(task.text, passphrase) : await decryptText(task.bytes, passphrase);
    return { ok: true, text };
  } catch (error) {
    // What it says might quote what it read.
    return { ok: false, code: isCoded(error) ? error.code : 'book-file-worker' };
  }
}

void run().then(answer => parentPort?.postMessage(answer));
