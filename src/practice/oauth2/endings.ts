import type { AccountState, OAuth2Token } from '../state/model.ts';

// Ends of tokens on demand, which only a practice account has: nobody wants to wait an hour to see one expire.

/** What was changed: how many tokens. */
type Ended = readonly [AccountState, number];

/**
 * Lets active tokens expire at once.
 *
 * @param which a token itself, or '' for all of them; `access` or `refresh`, or any other text for both
 * @param now milliseconds since 1970
 */
export function expireTokens(
  state: AccountState,
  { token, kind }: { readonly token: string; readonly kind: string | null },
  now: number,
): Ended {
  const isOneKind = kind === 'access' || kind === 'refresh';
  const ends = (each: OAuth2Token) =>
    each.state === 'active' &&
    each.expiresAt > now &&
    (token === '' || each.token === token) &&
    (!isOneKind || each.kind === kind);
  return change(state, ends, each => ({ ...each, expiresAt: now }));
}

/** Revokes all that came of the consent (or the assertion) that a token is of; with '' everything. */
export function revokeTokens(state: AccountState, token: string): Ended {
  const grants = state.oauth2Tokens.filter(each => token === '' || each.token === token).map(each => each.grantId);
  const ends = (each: OAuth2Token) => each.state !== 'revoked' && grants.includes(each.grantId);
  return change(state, ends, each => ({ ...each, state: 'revoked' }));
}

function change(
  state: AccountState,
  isMeant: (token: OAuth2Token) => boolean,
  to: (token: OAuth2Token) => OAuth2Token,
): Ended {
  const count = state.oauth2Tokens.filter(isMeant).length;
  const oauth2Tokens = state.oauth2Tokens.map(each => (isMeant(each) ? to(each) : each));
  return [count === 0 ? state : { ...state, oauth2Tokens }, count];
}
