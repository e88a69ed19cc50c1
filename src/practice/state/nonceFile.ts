import { createNonceMemory } from '../authentication/nonceMemory.ts';
import type { NonceMemory, UsedNonce } from '../authentication/nonceMemory.ts';
import { openLineFile } from './lineFile.ts';

/** So many lines may hold nothing that counts before the file is made anew, whatever their share. */
const mostForgotten = 10_000;

/**
 * A memory of nonces in a file: a restart must not let a recorded request in twice, however many came after it. A nonce
 * has been handed to the operating system when `remember` returns.
 *
 * @param since what is older is forgotten right away; Unix seconds
 * @throws errors of the file system as they are
 */
export async function openNonceFile(file: string, since: number): Promise<NonceMemory> {
  const memory = createNonceMemory();
  const onDisk = await openLineFile<UsedNonce>(file, known => {
    known.forEach(({ user, timestamp, nonce }) => memory.remember(user, timestamp, nonce));
    memory.forgetBefore(since);
    return memory.all();
  });
  const remember = (user: number, timestamp: number, nonce: string) => {
    memory.remember(user, timestamp, nonce);
    onDisk.append({ user, timestamp, nonce });
    if (onDisk.lines() > 2 * memory.size() + mostForgotten) {
      onDisk.replace(memory.all());
    }
  };
  return { ...memory, remember, close: onDisk.close };
}
