import { createHmac, randomBytes } from 'node:crypto';
import type { AccountState, Application, OAuth2Token } from '../state/model.ts';

// The life of what OAuth 2.0 gives out: made at the token endpoint, ended by time, by use or by a revocation.

const minute = 60_000;
const hour = 60 * minute;

/** Milliseconds (ORA:section_162755359851). */
export const accessTokenLifetime = 60 * minute;

/** Milliseconds that a refresh token of a confidential client lives (seven days, by prismatic.io and others). */
const confidentialRefreshLifetime = 7 * 24 * hour;

/** How long what has ended is remembered, so that the trail can say so (assumed). */
const memory = 24 * hour;

/** How many tokens an account keeps; the oldest go first, so that nobody can fill the state (assumed). */
const most = 1000;

/** Whom a token lets in, as what and where. */
export type Grant = Pick<
  OAuth2Token,
  'grantId' | 'applicationId' | 'employeeId' | 'roleId' | 'scopes' | 'certificateId'
>;

/** @param now milliseconds since 1970 */
export function createAccessToken(state: AccountState, clientId: string, grant: Grant, now: number): OAuth2Token {
  return createToken('access', state, clientId, grant, now, now + accessTokenLifetime);
}

/**
 * A public client's lives as long as its record says (ORA:section_158082518856), each of a chain anew: assumed.
 *
 * @param now milliseconds since 1970
 */
export function createRefreshToken(
  state: AccountState,
  { consumerKey, publicClient, refreshTokenHours }: Application,
  grant: Grant,
  now: number,
): OAuth2Token {
  const lifetime = publicClient ? refreshTokenHours * hour : confidentialRefreshLifetime;
  return createToken('refresh', state, consumerKey, grant, now, now + lifetime);
}

/**
 * A new token. It looks like NetSuite's, a JWT, but its signature is made with a key that nobody keeps: it is looked up,
 * not computed (assumed; what is inside is for the account alone).
 */
function createToken(
  kind: OAuth2Token['kind'],
  { accountId }: AccountState,
  clientId: string,
  grant: Grant,
  now: number,
  expiresAt: number,
): OAuth2Token {
  const id = randomBytes(16).toString('base64url');
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = [
    part({ typ: 'JWT', alg: 'HS256', kid: 'practice' }),
    part({
      sub: `${grant.roleId};${grant.employeeId}`,
      aud: [clientId],
      scope: grant.scopes,
      iss: accountId,
      iat: Math.floor(now / 1000),
      exp: Math.floor(expiresAt / 1000),
      jti: id,
    }),
  ].join('.');
  const signature = createHmac('sha256', randomBytes(32)).update(signed).digest('base64url');
  return { ...grant, id, kind, token: `${signed}.${signature}`, createdAt: now, expiresAt, state: 'active' };
}

/** Keeps new tokens and forgets those that ended long ago. */
export function keepTokens(state: AccountState, tokens: readonly OAuth2Token[], now: number): AccountState {
  const remembered = state.oauth2Tokens.filter(each => each.expiresAt + memory > now);
  return { ...state, oauth2Tokens: [...remembered, ...tokens].slice(-most) };
}

/** The number of the next grant, and the state in which it is taken. */
export function takeGrantId(state: AccountState): readonly [AccountState, number] {
  const { oauth2Grant } = state.nextIds;
  return [{ ...state, nextIds: { ...state.nextIds, oauth2Grant: oauth2Grant + 1 } }, oauth2Grant];
}

export function changeToken(state: AccountState, id: string, to: OAuth2Token['state']): AccountState {
  return { ...state, oauth2Tokens: state.oauth2Tokens.map(each => (each.id === id ? { ...each, state: to } : each)) };
}

/** Ends all that came of one consent or assertion, for good; of grant 0 nothing ever came. */
export function endGrant(state: AccountState, grantId: number): AccountState {
  const isOfGrant = (token: OAuth2Token) => token.grantId === grantId && token.state !== 'revoked';
  return state.oauth2Tokens.some(isOfGrant)
    ? {
        ...state,
        oauth2Tokens: state.oauth2Tokens.map(each => (isOfGrant(each) ? { ...each, state: 'revoked' } : each)),
      }
    : state;
}
