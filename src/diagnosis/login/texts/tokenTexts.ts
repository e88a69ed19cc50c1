import type { LoginCauseText } from '../explanation.ts';
import { places } from '../places.ts';
import { documented, trailOfFlow, trailOfOAuth2, trailOfTokens } from '../sources.ts';

/** Of the token itself. */
export const tokenTexts = {
  'other-environment': {
    title: 'The values are of another account, such as production instead of its sandbox',
    explanation:
      'A token opens the one account it was made in; tokens are never copied between production, sandboxes and release preview. Applications made in production may be in a sandbox too, their tokens are not.',
    fix: 'Make a token in this account, or send the call to the account that the token is of.',
    place: places.newAccessToken,
    source: documented('section_1515141510'),
  },
  'sandbox-refreshed': {
    title: 'The sandbox was refreshed, which deleted its tokens',
    explanation:
      'A refresh replaces a sandbox by a copy of production: its tokens are deleted, applications made in it alone are gone, and those of production come with production’s settings and keys.',
    fix: 'Make new tokens in the sandbox, and enter production’s consumer key and secret for its applications.',
    place: places.newAccessToken,
    source: documented('section_1515141510'),
  },
  'token-unknown': {
    title: 'The account does not know this token',
    explanation:
      'No token of the account has this ID: it is mistyped, of another account, or was deleted with its user or in a refresh.',
    fix: 'Compare the token ID, or make a new token for the same application.',
    place: places.accessTokens,
    source: trailOfTokens,
  },
  'token-of-other-application': {
    title: 'The token belongs to another application',
    explanation:
      'A token serves only with the consumer key it was made for. Application and token were put together from different pairs.',
    fix: 'Use the consumer key and secret of the application that the token’s page names, or make a token for this one.',
    place: places.accessTokens,
    source: trailOfTokens,
  },
  'token-inactive': {
    title: 'The token is inactive',
    explanation: 'Somebody set the token to Inactive. It can be made active again.',
    fix: 'Clear Inactive on the token’s page.',
    place: places.accessTokens,
    source: documented('bridgehead_4249078810'),
  },
  'token-revoked': {
    title: 'The token was revoked',
    explanation: 'A revoked token stays in the list for auditing and never works again.',
    fix: 'Make a new token for the same application, user and role.',
    place: places.newAccessToken,
    source: documented('bridgehead_4249078810'),
  },
  'request-token-refused': {
    title: 'The request token of the sign-in was refused',
    explanation:
      'The third step of signing in used a request token that NetSuite does not know, no longer takes, or gave to another application.',
    fix: 'Sign in again from the beginning.',
    source: trailOfFlow,
  },
  'verifier-wrong': {
    title: 'The verifier of the sign-in does not match',
    explanation:
      'The third step of signing in has to send the verifier that the second one handed to the callback. It was changed, or is of another attempt.',
    fix: 'Sign in again from the beginning, in one window.',
    source: trailOfFlow,
  },
  'oauth2-login': {
    title: 'This is about a login with OAuth 2.0',
    explanation:
      'The row of the trail belongs to a call with an OAuth 2.0 access token, not to one that is signed. It is of another program, or the application uses both.',
    fix: 'Choose the row of the signed call, by its time and its token name.',
    place: places.loginAudit,
    source: trailOfOAuth2,
  },
} satisfies Readonly<Record<string, LoginCauseText>>;
