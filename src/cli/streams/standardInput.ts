import { fstatSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { CodedError } from '../../codedError.ts';

/**
 * Standard input, of which Node makes an empty one where it is a folder.
 *
 * @throws CodedError `input-unreadable` (data: reason)
 */
export function standardInput(): Readable & { readonly isTTY?: boolean } {
  if (fstatSync(0).isDirectory()) {
    throw new CodedError('input-unreadable', { reason: 'EISDIR' });
  }
  return process.stdin;
}
