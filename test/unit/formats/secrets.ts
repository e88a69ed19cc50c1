import { createHash } from 'node:crypto';
import fc from 'fast-check';

/** The n-th of a series of texts that look like NetSuite's keys and secrets: 64 hexadecimal digits, the same each run. */
export function secretNumber(n: number): string {
  return createHash('sha256').update(`formats test ${n}`).digest('hex');
}

export const keys = {
  consumerKey: secretNumber(1),
  consumerSecret: secretNumber(2),
  token: secretNumber(3),
  tokenSecret: secretNumber(4),
} as const;

export const otherKeys = {
  consumerKey: secretNumber(5),
  consumerSecret: secretNumber(6),
  token: secretNumber(7),
  tokenSecret: secretNumber(8),
} as const;

/** Any text of 64 hexadecimal digits. */
export const anySecret = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map(bytes => Buffer.from(bytes).toString('hex'));
