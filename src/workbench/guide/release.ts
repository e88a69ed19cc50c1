import type { GuideRelease } from '../../panels/guide/messages.ts';
import type { Environment } from '../accounts/tree/environment.ts';

/** A release, and why it is taken for the account's. */
export interface ReleaseGuess {
  readonly release: GuideRelease;
  readonly why: 'practice' | 'before-any' | 'being-upgraded' | 'after-all';
}

/**
 * Between which months (UTC) accounts are likely to get 2027.1. That they are upgraded one after the other is Oracle's
 * word (ORA:section_N3382536); the months are assumed from the releases before, Release Preview accounts going first.
 */
const from = Date.UTC(2027, 1, 1);
const previewFrom = Date.UTC(2026, 11, 1);
const until = Date.UTC(2027, 4, 1);

/**
 * What an account's release is likely to be: a guess in every case, since no call tells it.
 *
 * @param now ms since 1970
 */
export function guessRelease(environment: Environment, now: number): ReleaseGuess {
  if (environment === 'practice') {
    return { release: 'before-2027.1', why: 'practice' };
  }
  const start = environment === 'release-preview' ? previewFrom : from;
  if (now < start) {
    return { release: 'before-2027.1', why: 'before-any' };
  }
  return now < until ? { release: 'unknown', why: 'being-upgraded' } : { release: 'from-2027.1', why: 'after-all' };
}
