import { longest, refreshTokenHoursRange } from '../../access/applicationFields.ts';
import type { ApplicationFields, FieldProblem, OAuth2Lock, TbaLock } from '../../access/applicationFields.ts';
import { longestCallbackUrl } from '../../access/callbackUrl.ts';
import { longestRedirectUri, mostRedirectUris } from '../../access/redirectUri.ts';
import type { Application } from '../../state/model.ts';

export const integrationsPath = '/app/common/integration/integrapplist.nl';
export const integrationPath = '/app/common/integration/integrapp.nl';

export const stateNames: Readonly<Record<Application['state'], string>> = {
  enabled: 'Enabled',
  blocked: 'Blocked',
  'waiting-for-approval': 'Waiting for Approval',
};

export const fieldNames = {
  name: 'Name',
  description: 'Description',
  note: 'Note',
  state: 'State',
  tba: 'Token-Based Authentication',
  authorizationFlow: 'TBA: Authorization Flow',
  callbackUrl: 'Callback URL',
  issueToken: 'TBA: IssueToken Endpoint',
  authorizationCode: 'Authorization Code Grant',
  publicClient: 'Public Client',
  redirectUris: 'Redirect URIs',
  refreshTokenHours: 'Refresh Token Validity (hours)',
  clientCredentials: 'Client Credentials (Machine to Machine) Grant',
  scopes: 'Scope',
} as const satisfies Readonly<Record<keyof ApplicationFields, string>>;

export const permissionText =
  'Integration records are for roles with the permission Integration Application, level Full.';

export const lockTexts: Readonly<Record<TbaLock | OAuth2Lock, string>> = {
  'tba-feature-off':
    'The boxes cannot be changed while the feature Token-based Authentication is off. It is switched on under Setup > Company > Enable Features, SuiteCloud.',
  'no-new-tba':
    'From release 2027.1 no new application can use token-based authentication, so the boxes stay off. Records that used it before can still be edited. New applications use OAuth 2.0.',
  'oauth2-feature-off':
    'The boxes cannot be changed while the feature OAuth 2.0 is off. It is switched on under Setup > Company > Enable Features, SuiteCloud.',
};

export const problemTexts: Readonly<Record<FieldProblem, string>> = {
  required: 'Enter a name.',
  'too-long': `This is too long: at most ${longest.name} characters for the name, ${longest.description} for description and note.`,
  installed: 'Only the account that owns this record can change this.',
  'state-not-offered': 'Choose Enabled or Blocked.',
  'needs-tba': 'This needs the box Token-Based Authentication as well.',
  'callback-missing': 'The authorization flow needs a callback URL.',
  'callback-too-long': `This is too long: at most ${longestCallbackUrl} characters.`,
  'callback-not-a-url': 'This is not a URL in plain ASCII characters. An example: https://app.example.com/callback',
  'callback-scheme': 'The URL must begin with https://. Only localhost may use http, and then with a port or *.',
  'callback-localhost-port':
    'For localhost give a port, or * for any: http://localhost:8080/callback, http://localhost:*',
  'callback-wildcard':
    'A * can stand for the first part of a host name (https://*.example.com) or for the port of localhost (http://localhost:*), nowhere else.',
  'callback-user': 'The URL must not hold a user name or password.',
  'callback-fragment': 'The URL must not have a part that begins with #.',
  'callback-spelling':
    'Write the host as browsers do: lower case, no default port, international names in their xn-- form.',
  'needs-authorization-code': 'This needs the box Authorization Code Grant as well.',
  'scope-missing': 'Tick at least one scope: without one nobody gets a token.',
  'hours-range': `Enter a whole number from ${refreshTokenHoursRange.least} to ${refreshTokenHoursRange.most}.`,
  'redirect-missing': 'The authorization code grant needs a redirect URI.',
  'redirect-too-many': `A record can have at most ${mostRedirectUris} redirect URIs.`,
  'redirect-too-long': `A redirect URI is too long: at most ${longestRedirectUri} characters.`,
  'redirect-not-a-uri':
    'A redirect URI must be whole, in plain ASCII characters. Examples: https://app.example.com/callback, myapp://callback',
  'redirect-http':
    'http:// is not supported, not even for localhost. Use https://, or a scheme of the application’s own.',
  'redirect-scheme': 'This scheme belongs to browsers. Use https://, or a scheme of the application’s own.',
  'redirect-user': 'A redirect URI must not hold a user name or password.',
  'redirect-fragment': 'A redirect URI must not have a part that begins with #.',
  'redirect-wildcard': 'A redirect URI is compared to the character: a * stands for nothing here.',
  'redirect-spelling':
    'Write scheme and host as browsers do: lower case, no default port, international names in their xn-- form.',
  ...lockTexts,
};
