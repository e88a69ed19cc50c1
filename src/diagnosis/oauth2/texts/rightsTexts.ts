import type { LoginCauseText } from '../../login/explanation.ts';
import { places } from '../../login/places.ts';
import { documented, reported, trailOfOAuth2 } from '../../login/sources.ts';

/** Of the integration record, of user and role, and of the account. */
export const rightsTexts = {
  'client-unknown': {
    title: 'The account has no integration record with this client ID',
    explanation:
      'The client ID (which is the consumer key too) is of another account, mistyped, or from before the record’s credentials were reset.',
    fix: 'Compare account and client ID with the integration record.',
    place: places.integrations,
    source: trailOfOAuth2,
  },
  'integration-blocked': {
    title: 'The integration record is blocked',
    explanation: 'The State of the integration record is not Enabled.',
    fix: 'Set State to Enabled on the integration record, if it was not blocked on purpose.',
    place: places.integrations,
    source: trailOfOAuth2,
  },
  'grant-not-allowed': {
    title: 'The integration record does not allow this way of logging in',
    explanation:
      'Each way has a box of its own on the record: Authorization Code Grant, and Client Credentials (Machine to Machine) Grant.',
    fix: 'Tick the box of the grant under OAuth 2.0 on the integration record.',
    place: places.integrations,
    source: trailOfOAuth2,
  },
  'scope-refused': {
    title: 'A scope that is asked for is not allowed',
    explanation:
      'The scopes are restlets, rest_webservices and suite_analytics. That each has to be ticked on the integration record to be given is assumed.',
    fix: 'Tick the scope on the integration record, or ask for others.',
    place: places.integrations,
    source: documented('section_162790605110'),
  },
  'role-permission-missing': {
    title: 'The role lacks Log in using OAuth 2.0 Access Tokens',
    explanation:
      'The role needs this permission of its own; Log in using Access Tokens is about token-based authentication and does not do.',
    fix: 'Add Log in using OAuth 2.0 Access Tokens to the role, under Permissions > Setup.',
    place: places.roles,
    source: trailOfOAuth2,
  },
  'user-or-role-unusable': {
    title: 'The user or the role cannot be used',
    explanation:
      'The employee is inactive or has no access, no longer has the role, or the role is inactive. A user who is locked after failed logins may look the same; that is assumed.',
    fix: 'Check the employee’s access and roles.',
    place: places.users,
    source: trailOfOAuth2,
  },
  'feature-off': {
    title: 'The feature OAuth 2.0 is not enabled',
    explanation: 'Without the feature, no access token is given out, and none is taken.',
    fix: 'Enable OAuth 2.0 in the section Manage Authentication.',
    place: places.enableFeatures,
    source: documented('section_162686838198'),
  },
  'rest-permission-missing': {
    title: 'The role lacks REST Web Services',
    explanation: 'SuiteTalk REST and SuiteQL need the permission REST Web Services beside the login.',
    fix: 'Add REST Web Services, level Full, to the role under Permissions > Setup.',
    place: places.roles,
    source: reported('jacobsvante/netsuite#27'),
  },
  'web-services-only-role': {
    title: 'The role is for web services only',
    explanation: 'A role with Web Services Only Role ticked cannot call RESTlets.',
    fix: 'Clear Web Services Only Role, or log in with another role.',
    place: places.roles,
    source: documented('section_4254801119'),
  },
} satisfies Readonly<Record<string, LoginCauseText>>;
