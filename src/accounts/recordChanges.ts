import type { AccountIndex, TokenRecord, Verification } from './records.ts';

/** A token after NetSuite said something of it. A success that did not tell who it is leaves known what was known. */
export function withVerification(token: TokenRecord, verification: Verification): TokenRecord {
  if (verification.outcome === 'accepted') {
    return { ...token, lastSuccess: verification.at, identity: { ...token.identity, ...verification.identity } };
  }
  const { at, status, code } = verification;
  // No number, as of an answer without a status, would be stored as null, and the index not be read again.
  return { ...token, lastFailure: { at, status: Number.isFinite(status) ? status : 0, code } };
}

/** A token of which nothing is known any more, as after its secret was replaced. */
export function untried(token: TokenRecord): TokenRecord {
  return compact<TokenRecord>({
    ...token,
    identity: undefined,
    lastSuccess: undefined,
    lastFailure: undefined,
    revokedAt: undefined,
  });
}

type Undefinable<T> = { readonly [K in keyof T]: T[K] | undefined };

/** A field that is undefined is no field: what is stored must read back the same. */
export function compact<T extends object>(record: T | Undefinable<T>): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
}

/** How long a removal is remembered, for windows that still have the record. */
const removalsKeptFor = 30 * 24 * 60 * 60 * 1000;

export function withoutOldRemovals(index: AccountIndex, now: number): AccountIndex {
  const kept = Object.entries(index.removed).filter(([, at]) => at > now - removalsKeptFor);
  return kept.length === Object.keys(index.removed).length ? index : { ...index, removed: Object.fromEntries(kept) };
}

/** A number for the next change of a record: higher than what stands there, whatever the clock says. */
export function nextChange({ accounts, applications, tokens }: AccountIndex, now: number): number {
  const changes = [...accounts, ...applications, ...tokens].map(({ changed }) => changed);
  return Math.max(now, 1 + Math.max(0, ...changes));
}
