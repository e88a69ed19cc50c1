import { createHmac, randomBytes } from 'node:crypto';
import type { PracticeAccount } from '../../account.ts';

/** Forms of this process only. */
const formSecret = randomBytes(32);

/**
 * A key that only somebody who could read the page has, signed in or not: no page elsewhere can press Allow.
 *
 * @param about what the form decides, all of it
 */
export function formKey({ kind }: PracticeAccount, about: string): string {
  return createHmac('sha256', formSecret).update(`${kind} ${about}`).digest('base64url');
}
