import { longestTokenName, tokensPerUser } from '../../access/tokens.ts';
import type { TokenObstacle } from '../../access/tokens.ts';
import type { TokenRefusal, whyNoTokens } from '../../access/tokenRefusals.ts';
import type { TokenStandstill } from '../../access/tokenUse.ts';
import type { AccessToken } from '../../state/model.ts';

export const accessTokensPath = '/app/setup/accesstokens.nl';
export const accessTokenPath = '/app/setup/accesstoken.nl';
export const myAccessTokensPath = '/app/setup/useraccesstokens.nl';

export const manageText =
  'Access tokens of all users are for roles with the permission Access Token Management. Tokens of your own are under My Access Tokens, for roles with the permission User Access Tokens.';

export const ownText =
  'Access tokens of your own are for roles with the permission User Access Tokens. Log in using Access Tokens lets a role use tokens, not make them; Access Token Management makes them for others only.';

export const tokenStateNames: Readonly<Record<AccessToken['state'], string>> = {
  active: 'Active',
  inactive: 'Inactive',
  revoked: 'Revoked',
};

export const refusalTexts: Readonly<Record<TokenRefusal, string>> = {
  'permission-missing': 'Your role has not the permission Access Token Management.',
  'user-inactive': 'The user is inactive.',
  'role-inactive': 'The role is inactive.',
  'role-not-given': 'The user does not have this role.',
  'role-hidden': 'The user has hidden this role in View My Roles.',
  'administrator-role': 'For the Administrator role each administrator makes the token alone, under My Access Tokens.',
  'not-for-oneself': 'Access Token Management makes tokens for others, not for yourself.',
  'role-may-not-log-in': 'The role has neither Log in using Access Tokens nor User Access Tokens.',
};

export const obstacleTexts: Readonly<Record<TokenObstacle, string>> = {
  'tba-feature-off':
    'The feature Token-based Authentication is off. It is switched on under Setup > Company > Enable Features, SuiteCloud.',
  'tba-has-ended': 'Token-based authentication has ended in this release: no more tokens can be made.',
  'application-unknown': 'Choose an application.',
  'application-takes-no-tokens': 'Choose an application that is Enabled and has the box Token-Based Authentication.',
  'role-not-usable': 'Choose a user and a role that the user can use.',
  'role-may-not-log-in': refusalTexts['role-may-not-log-in'],
  'too-many-tokens': `Too many access tokens: a user can have ${tokensPerUser}. Revoke one that is not needed.`,
  'name-too-long': `A name can have at most ${longestTokenName} characters.`,
};

export const applicationTexts: Readonly<Record<NonNullable<ReturnType<typeof whyNoTokens>>, string>> = {
  blocked: 'The integration record is Blocked.',
  'waiting-for-approval': 'The integration record is Waiting for Approval.',
  'no-tba': 'The box Token-Based Authentication of the integration record is not ticked.',
};

export const standstillTexts: Readonly<Record<TokenStandstill, string>> = {
  revoked: 'the token is revoked',
  inactive: 'the token is inactive',
  'application-deleted': 'its integration record was deleted',
  'application-blocked': 'its integration record is Blocked',
  'application-waiting': 'its integration record is Waiting for Approval',
  'application-without-tba': 'the box Token-Based Authentication of its integration record is not ticked',
  'tba-feature-off': 'the feature Token-based Authentication is off',
  'tba-has-ended': 'token-based authentication has ended',
  'user-or-role-unusable':
    'the user cannot use the role: one of them is inactive, or the role was taken away or hidden',
  'role-may-not-log-in': 'the role has neither Log in using Access Tokens nor User Access Tokens',
};
