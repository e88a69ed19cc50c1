import type { LoginCauseText } from '../../login/explanation.ts';
import { places } from '../../login/places.ts';
import { documented, trailOfOAuth2 } from '../../login/sources.ts';

const pkce = documented('section_158082518856');
const bearer = documented('subsect_158521885412');

/** Of refresh tokens and codes, and of calls with an access token. */
export const grantTexts = {
  'refresh-expired': {
    title: 'The refresh token has ended',
    explanation:
      'The refresh token of a public client is good for two days, unless the integration record sets from 1 to 720 hours. After that nobody gets an access token with it.',
    fix: 'Sign in again. Where that is too often, set a longer time on the integration record.',
    place: places.integrations,
    source: pkce,
  },
  'refresh-used': {
    title: 'The refresh token was used before',
    explanation:
      'The refresh token of a public client serves once: each answer brings the next one. Another window or program has used this one, or the answer with the next one got lost.',
    fix: 'Sign in again, and let one place alone keep the refresh token.',
    source: pkce,
  },
  'refresh-revoked': {
    title: 'The authorization was revoked',
    explanation:
      'Somebody revoked what the user had allowed, or the integration record, the user or the role was taken away.',
    fix: 'Ask an administrator, then sign in again.',
    source: trailOfOAuth2,
  },
  'code-used-or-expired': {
    title: 'The authorization code was used before, or is too old',
    explanation: 'The code that the browser brings back serves once, and for a short time.',
    fix: 'Sign in again from the beginning.',
    source: { confidence: 'documented', url: 'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2' },
  },
  'verifier-wrong': {
    title: 'The code verifier does not match',
    explanation:
      'What was sent to the authorize page was made from another verifier, or not with S256, the one method that NetSuite takes.',
    fix: 'Sign in again from the beginning, in one window.',
    source: documented('section_158081944642'),
  },
  'redirect-differs': {
    title: 'The redirect URI differs',
    explanation:
      'The redirect URI has to be the same in both steps and on the integration record, letter for letter. NetSuite takes https or a scheme of one’s own, and no http://localhost.',
    fix: 'Enter exactly this redirect URI on the integration record.',
    place: places.integrations,
    source: documented('section_158081944642'),
  },
  'access-token-malformed': {
    title: 'The Authorization header is malformed',
    explanation: 'The header has to be Authorization: Bearer and the access token, once, with one blank between.',
    fix: 'Look at the header that is sent: quotes, line ends, or a second Authorization header.',
    source: bearer,
  },
  'access-token-expired': {
    title: 'The access token has expired',
    explanation: 'An access token is good for 60 minutes, and NetSuite took the call after that.',
    fix: 'Get a new access token before the old one ends.',
    source: trailOfOAuth2,
  },
  'access-token-refused': {
    title: 'The access token was revoked, or is not known',
    explanation: 'The token was revoked, alone or with the user’s authorization, or NetSuite never gave it out.',
    fix: 'Get a new access token.',
    source: trailOfOAuth2,
  },
  'access-token-foreign': {
    title: 'The access token is of another account, or was changed',
    explanation:
      'Its signature is not one of this account’s. A token opens only the account that gave it out: not the sandbox of a production account, and not the other way round.',
    fix: 'Get an access token from the account that is called, and send it as it came.',
    source: trailOfOAuth2,
  },
  'scope-insufficient': {
    title: 'The access token has not the scope that the call needs',
    explanation:
      'RESTlets need the scope restlets, SuiteTalk REST and SuiteQL rest_webservices. A token has the scopes that were asked for when it was made; that a scope must still be ticked on the record is assumed.',
    fix: 'Ask for the scope, and tick it on the integration record.',
    place: places.integrations,
    source: documented('section_162790605110'),
  },
  'session-sent': {
    title: 'A session cookie went along with the token',
    explanation:
      'A call logs in by its header or by the cookies of a session, never by both. What NetSuite answers is assumed.',
    fix: 'Send no cookies, and switch off the cookie jar of the client.',
    source: documented('section_N2971402'),
  },
  'surface-takes-none': {
    title: 'What was called takes no access token of OAuth 2.0',
    explanation:
      'OAuth 2.0 opens RESTlets, REST web services and SuiteAnalytics Connect. SOAP web services know token-based authentication only.',
    fix: 'Sign the call (# @auth tba), or call REST web services instead.',
    source: documented('chapter_157769826287'),
  },
} satisfies Readonly<Record<string, LoginCauseText>>;
