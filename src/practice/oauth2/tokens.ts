import { createHash, randomBytes } from 'node:crypto';
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
export function createAccessToken(
  state: AccountState,
  application: Application,
  grant: Grant,
  now: number,
): OAuth2Token {
  return createToken('access', state, application, grant, now, now + accessTokenLifetime);
}

/**
 * A public client's lives as long as its record says (ORA:section_158082518856), each of a chain anew: assumed.
 *
 * @param now milliseconds since 1970
 */
export function createRefreshToken(
  state: AccountState,
  application: Application,
  grant: Grant,
  now: number,
): OAuth2Token {
  const lifetime = application.publicClient ? application.refreshTokenHours * hour : confidentialRefreshLifetime;
  return createToken('refresh', state, application, grant, now, now + lifetime);
}

/**
 * A new token, with the parts that NetSuite's have (ORA:section_158255317571). Its signature is made of nothing: it is
 * looked up here, not computed, and what is inside is for nobody to rely on.
 */
function createToken(
  kind: OAuth2Token['kind'],
  state: AccountState,
  application: Application,
  grant: Grant,
  now: number,
  expiresAt: number,
): OAuth2Token {
  const id = randomBytes(16).toString('base64url');
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const header = { kid: `practice.${state.accountId}`, typ: 'JWT', alg: 'PS256' };
  const payload = {
    sub: `${grant.roleId};${grant.employeeId}`,
    aud: [`${applicationIdOf(application)};${state.accountId}`, application.consumerKey],
    scope: grant.scopes,
    iss: 'https://system.netsuite.com',
    ...(application.publicClient && grant.certificateId === ''
      ? { oit: Math.floor(startOf(state, grant, now) / 1000) }
      : {}),
    exp: Math.floor(expiresAt / 1000),
    iat: Math.floor(now / 1000),
    jti: id,
  };
  const token = [part(header), part(payload), randomBytes(256).toString('base64url')].join('.');
  return { ...grant, id, kind, token, createdAt: now, expiresAt, state: 'active' };
}

/** An Application ID as NetSuite's look, the same for as long as the record is there. */
function applicationIdOf({ id, ownerAccountId, createdAt }: Application): string {
  const hex = createHash('sha256').update(`${ownerAccountId} ${id} ${createdAt}`).digest('hex').toUpperCase();
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

/**
 * When the first token of a chain was issued, in milliseconds since 1970. The older tokens of a chain say so themselves,
 * as the first may be forgotten.
 */
export function startOf({ oauth2Tokens }: AccountState, { grantId }: Pick<Grant, 'grantId'>, now: number): number {
  const starts = oauth2Tokens
    .filter(each => each.grantId === grantId)
    .map(({ createdAt, token }) => Math.min(createdAt, (chainStart(token) ?? Number.POSITIVE_INFINITY) * 1000));
  return Math.min(now, ...starts);
}

/** `oit` of a token, in seconds. */
function chainStart(token: string): number | undefined {
  try {
    const payload: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    const start = typeof payload === 'object' && payload !== null && 'oit' in payload ? payload.oit : undefined;
    return typeof start === 'number' ? start : undefined;
  } catch {
    return undefined;
  }
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
