import { randomBytes } from 'node:crypto';

/** Where new keys, secrets and times come from. */
export interface Sources {
  /** 64 lower-case hex digits, new with each call. */
  readonly secret: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Random secrets and the account's own clock. */
export function sourcesOf({ now }: { readonly now: () => number }): Sources {
  return { secret: () => randomBytes(32).toString('hex'), now };
}
