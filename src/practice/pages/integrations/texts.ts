import { longest } from '../../access/applications.ts';
import type { FieldProblem, TbaLock } from '../../access/applications.ts';
import { longestCallbackUrl } from '../../access/callbackUrl.ts';
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
} as const;

export const permissionText =
  'Integration records are for roles with the permission Integration Application, level Full.';

export const lockTexts: Readonly<Record<TbaLock, string>> = {
  'tba-feature-off':
    'The boxes cannot be changed while the feature Token-based Authentication is off. It is switched on under Setup > Company > Enable Features, SuiteCloud.',
  'no-new-tba':
    'From release 2027.1 no new application can use token-based authentication, so the boxes stay off. Records that used it before can still be edited. New applications use OAuth 2.0.',
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
  ...lockTexts,
};
