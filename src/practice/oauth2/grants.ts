import { createHash } from 'node:crypto';
import type { PracticeAccount } from '../account.ts';
import { equalInConstantTime } from '../authentication/baseString.ts';
import type { AccountState, Application, OAuth2Token } from '../state/model.ts';
import { nameGrant, takeCode } from './authorizationCodes.ts';
import { authenticateClient } from './clientAuthentication.ts';
import { mayLogInWithOAuth2 } from './clientCredentials.ts';
import type { TokenForm } from './form.ts';
import { refuse } from './refusals.ts';
import type { TokenChange } from './tokenEndpoint.ts';
import { readScopes } from './scopes.ts';
import { changeToken, createAccessToken, createRefreshToken, endGrant, keepTokens, takeGrantId } from './tokens.ts';
import type { Grant } from './tokens.ts';

// What a person allowed, redeemed at the token endpoint: once by a code, from then on by refresh tokens.

/**
 * Step two, `grant_type=authorization_code` (ORA:section_158081952044). A code is taken by the first request of its
 * client, right or wrong (assumed), and when it comes again, all that came of it ends (RFC 6749 4.1.2).
 */
export function redeemCode(account: PracticeAccount, state: AccountState, form: TokenForm, now: number): TokenChange {
  const client = authenticateClient(state, form);
  if (!client.ok) {
    return [state, { ...client, employee: undefined, role: undefined }];
  }
  const { application } = client;
  const nobody = { application, employee: undefined, role: undefined };
  const [text, redirectUri, verifier] = [form.value('code'), form.value('redirect_uri'), form.value('code_verifier')];
  if (text === undefined || redirectUri === undefined) {
    return [state, { ...refuse('invalid_request', 'MissingRequiredParameter', 'oauth2-code-request'), ...nobody }];
  }
  const code = takeCode(account, text, application.id, now);
  if (!code || 'used' in code) {
    const next = code ? endGrant(state, code.used) : state;
    return [
      next,
      { ...refuse('invalid_grant', 'TokenRejected', code ? 'oauth2-code-used' : 'oauth2-code'), ...nobody },
    ];
  }
  if (code.redirectUri !== redirectUri) {
    return [state, { ...refuse('invalid_grant', 'InvalidRedirectURI', 'oauth2-code-redirect-uri'), ...nobody }];
  }
  if (!isVerified(code.challenge, verifier)) {
    return [state, { ...refuse('invalid_grant', 'TokenRejected', 'oauth2-code-verifier'), ...nobody }];
  }
  const { employeeId, roleId, scopes } = code;
  const [next, grantId] = takeGrantId(state);
  const grant = { grantId, applicationId: application.id, employeeId, roleId, scopes, certificateId: '' };
  const change = giveTokens(next, application, grant, now, createRefreshToken(state, application, grant, now));
  if (change[1].ok) {
    nameGrant(account, text, grantId);
    return change;
  }
  return [state, change[1]];
}

/** With S256 alone (ORA:section_158081944642), verifiers as RFC 7636 4.1 spells them; one where none belongs is refused. */
function isVerified(challenge: string, verifier: string | undefined): boolean {
  if (challenge === '') {
    return verifier === undefined;
  }
  return (
    verifier !== undefined &&
    /^[A-Za-z0-9\-._~]{43,128}$/.test(verifier) &&
    equalInConstantTime(createHash('sha256').update(verifier).digest('base64url'), challenge)
  );
}

/**
 * `grant_type=refresh_token` (ORA:section_160855594402). The tokens of a public client work once, and another one comes
 * with the access token (ORA:section_158082518856). One that was used before ends everything that came of the same
 * consent (RFC 9700 4.14.2): assumed. That a confidential client keeps its own until it expires is assumed as well.
 */
export function refresh(state: AccountState, form: TokenForm, now: number): TokenChange {
  const client = authenticateClient(state, form);
  if (!client.ok) {
    return [state, { ...client, employee: undefined, role: undefined }];
  }
  const { application } = client;
  const nobody = { application, employee: undefined, role: undefined };
  const text = form.value('refresh_token');
  if (text === undefined) {
    return [state, { ...refuse('invalid_request', 'MissingRequiredParameter', 'oauth2-refresh-request'), ...nobody }];
  }
  const token = findRefreshToken(state, text, application.id);
  if (!token || token.state !== 'active') {
    const isReuse = token?.state === 'spent';
    const check = isReuse ? 'oauth2-refresh-used' : 'oauth2-refresh';
    const next = isReuse ? endGrant(state, token.grantId) : state;
    return [next, { ...refuse('invalid_grant', 'TokenRejected', check), ...nobody }];
  }
  if (token.expiresAt <= now) {
    return [state, { ...refuse('invalid_grant', 'RefreshTokenExpired', 'oauth2-refresh-expired'), ...nobody }];
  }
  const { grantId, applicationId, employeeId, roleId, scopes, certificateId } = token;
  const asked = form.value('scope');
  if (asked !== undefined && readScopes(asked)?.join() !== scopes.join()) {
    // Oracle knows no scope here, RFC 6749 6 a narrower one: that only the same one is taken is assumed.
    return [state, { ...refuse('invalid_scope', 'ScopeMismatched', 'oauth2-refresh-scope'), ...nobody }];
  }
  const grant = { grantId, applicationId, employeeId, roleId, scopes, certificateId };
  const [spent, successor] = application.publicClient
    ? [changeToken(state, token.id, 'spent'), createRefreshToken(state, application, grant, now)]
    : [state, undefined];
  const change = giveTokens(spent, application, grant, now, successor);
  return change[1].ok ? change : [state, change[1]];
}

/** A refresh token of an application, whatever has become of it. */
export function findRefreshToken(
  { oauth2Tokens }: AccountState,
  text: string,
  applicationId: number,
): OAuth2Token | undefined {
  const token = oauth2Tokens.find(each => each.kind === 'refresh' && equalInConstantTime(each.token, text));
  return token?.applicationId === applicationId ? token : undefined;
}

/** The last two checks, which codes and refresh tokens share, and then the tokens. */
function giveTokens(
  state: AccountState,
  application: Application,
  grant: Grant,
  now: number,
  refreshToken: OAuth2Token | undefined,
): TokenChange {
  const employee = state.employees.find(({ id }) => id === grant.employeeId);
  const role = state.roles.find(({ id }) => id === grant.roleId);
  const who = { application, employee, role };
  if (!grant.scopes.every(each => application.scopes.includes(each))) {
    return [state, { ...refuse('invalid_scope', 'ScopeMismatched', 'oauth2-grant-scope'), ...who }];
  }
  if (!mayLogInWithOAuth2(employee, role, now)) {
    return [state, { ...refuse('invalid_grant', 'EntityOrRoleDisabled', 'oauth2-user-and-role'), ...who }];
  }
  const access = createAccessToken(state, application, grant, now);
  const tokens = refreshToken ? [access, refreshToken] : [access];
  return [keepTokens(state, tokens, now), { ok: true, ...who, access, refresh: refreshToken }];
}
