import type { LoginCauseText } from '../explanation.ts';
import { places } from '../places.ts';
import { documented, restletErrors, trailOfTokens } from '../sources.ts';

/** Of the user, the role and the account. */
export const userTexts = {
  'user-locked': {
    title: 'The user is locked',
    explanation:
      'Five failed logins lock a user for 30 minutes, on every surface and with every token. Whether failed calls with a token count is not documented.',
    fix: 'Wait 30 minutes without trying, or have an administrator unlock the user; then mend what failed before.',
    place: places.users,
    source: trailOfTokens,
  },
  'role-lost': {
    title: 'The user no longer has the role of the token',
    explanation:
      'A token acts as one user in one role. The role was taken from the user, or the user hid it in View My Roles; the token works again when the role is back.',
    fix: 'Give the user the role again on the Access tab of the employee record, or show it in View My Roles.',
    place: {
      menu: 'Lists > Employees > Employees > Access > Roles',
      path: '/app/common/entity/employeelist.nl',
      pathConfidence: 'medium',
    },
    source: documented('bridgehead_4249078810'),
  },
  'user-or-role-inactive': {
    title: 'The user or the role is inactive',
    explanation:
      'The employee record is inactive or has no access any more, or the role itself was made inactive. No token of theirs logs in.',
    fix: 'Look at the employee record (Inactive, Give Access) and at the role (Inactive).',
    place: places.users,
    source: trailOfTokens,
  },
  'permission-missing': {
    title: 'The role may not log in with tokens',
    explanation:
      'The role has neither Log in using Access Tokens nor User Access Tokens. Access Token Management alone creates tokens for others but does not log in.',
    fix: 'Add Log in using Access Tokens to the role, under Permissions > Setup.',
    place: places.roles,
    source: documented('bridgehead_4248124361'),
  },
  'two-factor-required': {
    title: 'The role needs a second factor',
    explanation:
      'NetSuite answered TWO_FA_REQD: the role requires two-factor authentication, and this way of logging in cannot give it. Tokens may be used with such roles.',
    fix: 'Log in with a token instead of user and password.',
    source: restletErrors,
  },
  'password-login': {
    title: 'NetSuite saw a login with user and password',
    explanation:
      'The code INVALID_LOGIN_CREDENTIALS is about NLAuth, not about tokens. The call carries an NLAuth header, or nothing that looks like a signature.',
    fix: 'Send an Authorization header that begins with OAuth, and no other.',
    source: restletErrors,
  },
  'feature-off': {
    title: 'Token-based authentication is switched off in the account',
    explanation:
      'The feature Token-based Authentication is not enabled, so that no call with a token logs in. SDF cannot switch it on, as it comes with terms of service to accept.',
    fix: 'Tick Token-based Authentication under Manage Authentication, and accept its terms.',
    place: places.enableFeatures,
    source: trailOfTokens,
  },
  'tba-ended': {
    title: 'NetSuite no longer takes token-based authentication',
    explanation:
      'Oracle has announced, tentatively, that support for existing TBA integrations ends in 2028. What calls get then is not published; that it looks like a disabled feature is assumed.',
    fix: 'Look at the account’s release, and move the integration to OAuth 2.0.',
    place: places.company,
    source: documented('section_0525020842'),
  },
} satisfies Readonly<Record<string, LoginCauseText>>;
