import type { TokenRecord } from './records.ts';

/** When a credential of OAuth 2.0 stops to work unless something is done. */
export interface Expiry {
  readonly of: 'certificate' | 'sign-in';
  /** ms since 1970 */
  readonly at: number;
}

const day = 24 * 60 * 60 * 1000;

/** A new certificate takes an administrator, a sign-in takes a minute; a refresh token lasts two days by default. */
const warnedBefore: Readonly<Record<Expiry['of'], number>> = { certificate: 30 * day, 'sign-in': day / 8 };

export function expiryOf({ oauth2 }: Pick<TokenRecord, 'oauth2'>): Expiry | undefined {
  const { grant, certificate, refreshUntil } = oauth2 ?? {};
  if (grant === 'client-credentials') {
    return certificate && { of: 'certificate', at: certificate.expiresAt };
  }
  return refreshUntil === undefined ? undefined : { of: 'sign-in', at: refreshUntil };
}

/** Whether it has come, or is so near that people should hear of it. */
export function expiryState({ of, at }: Expiry, now: number): 'ended' | 'soon' | 'later' {
  return at <= now ? 'ended' : at - now <= warnedBefore[of] ? 'soon' : 'later';
}
