import { claimOf, scopesOf } from '../../oauth2/jwt.ts';
import type { JwtParts } from '../../oauth2/jwtParts.ts';
import type { Surface } from '../login/evidence.ts';
import { durationOf, isTime, momentOf, shown, type Check } from './check.ts';

export type AccessTokenCheckId = 'expiry' | 'scope';

/** The scope that a surface needs (ORA:section_162790605110); those that are not here take no access token, or any. */
const neededScope: Readonly<Partial<Record<Surface, string>>> = { restlet: 'restlets', rest: 'rest_webservices' };

/**
 * What can be told of an access token from what is in it. Whether it was revoked, and whether its signature is right, only
 * NetSuite knows.
 *
 * @param now seconds since 1970: the server's time where it is known; undefined: what depends on it is left open
 * @param surface that it is shown to; absent: whatever it opens is good
 */
export function checkAccessToken(
  { claims }: JwtParts,
  now: number | undefined,
  surface?: Surface,
): readonly Check<AccessTokenCheckId>[] {
  return [expiry(claimOf(claims, 'exp'), now), scope(scopesOf(claims), surface)];
}

function expiry(exp: unknown, now: number | undefined): Check<AccessTokenCheckId> {
  if (!isTime(exp)) {
    return { id: 'expiry', verdict: 'open', text: 'It does not say until when it holds.', data: {} };
  }
  const end = momentOf(exp);
  if (now === undefined) {
    return { id: 'expiry', verdict: 'open', text: 'It holds until {end}.', data: { end } };
  }
  return exp <= now
    ? {
        id: 'expiry',
        verdict: 'bad',
        text: 'It ended at {end}, {ago} before {now}.',
        data: { end, ago: durationOf(now - exp), now: momentOf(now) },
        cause: 'access-token-expired',
      }
    : {
        id: 'expiry',
        verdict: 'good',
        text: 'It holds until {end}, {left} from {now}.',
        data: { end, left: durationOf(exp - now), now: momentOf(now) },
      };
}

function scope(scopes: readonly string[] | undefined, surface: Surface | undefined): Check<AccessTokenCheckId> {
  const needed = surface && neededScope[surface];
  if (scopes === undefined || scopes.length === 0) {
    return { id: 'scope', verdict: 'open', text: 'It does not say which scopes it has.', data: {} };
  }
  const data = { scope: shown(scopes.join(', ')), needed: needed ?? '' };
  if (needed === undefined) {
    return { id: 'scope', verdict: 'good', text: 'It opens what has these scopes: {scope}.', data };
  }
  return scopes.includes(needed)
    ? { id: 'scope', verdict: 'good', text: 'It has the scope {needed}, which this call needs.', data }
    : {
        id: 'scope',
        verdict: 'bad',
        text: 'This call needs the scope {needed}, and the token has only {scope}.',
        data,
        cause: 'scope-insufficient',
      };
}
