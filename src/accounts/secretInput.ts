import { looksLikeNetSuiteSecret } from '../tba/secretShape.ts';

/** What is odd about a secret that someone entered; it may still be right. */
export type SecretWarning = 'not-64-hex' | 'same-as-other' | 'quoted';

/**
 * Cleans what was pasted: blanks and line ends around a secret are never part of it.
 * Inner characters stay as they are.
 */
export function cleanSecret(text: string): string {
  return text.trim();
}

/** @param others the secrets entered before this one: the same text twice means one was pasted into the wrong box */
export function checkSecret(secret: string, others: readonly string[]): SecretWarning | undefined {
  if (others.includes(secret)) {
    return 'same-as-other';
  }
  if (/^["'].*["']$/.test(secret)) {
    return 'quoted';
  }
  return looksLikeNetSuiteSecret(secret) ? undefined : 'not-64-hex';
}
