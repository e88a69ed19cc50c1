import { l10n } from 'vscode';

/** Something that can be written, and what it does. */
export interface Word {
  readonly name: string;
  readonly about: string;
}

export function directives(): readonly Word[] {
  return [
    { name: 'account', about: l10n.t('Which account the request goes to: its account ID, or its name here.') },
    {
      name: 'token',
      about: l10n.t('Which token signs it: the name of the token, of its application, or of its role.'),
    },
    {
      name: 'auth',
      about: l10n.t('How the request logs in: tba signs it, oauth2 sends it with an access token of OAuth 2.0.'),
    },
    {
      name: 'name',
      about: l10n.t('A name, by which other requests use the response: {0}.', '{{name.response.body.$.id}}'),
    },
    { name: 'suiteql', about: l10n.t('The body is plain SQL over as many lines as you like, sent as SuiteQL.') },
    { name: 'prompt', about: l10n.t('Asks for a value before sending: # @prompt name What to say about it.') },
    { name: 'timeout', about: l10n.t('Seconds after which the request is given up.') },
    { name: 'no-log', about: l10n.t('Neither history nor log keep anything of the request.') },
    { name: 'assert', about: l10n.t('A check of the response: status == 200, body.$.id exists, time < 2000.') },
  ];
}

/** What `# @auth` takes. */
export function schemes(): readonly Word[] {
  return [
    { name: 'tba', about: l10n.t('Token-based authentication: the request is signed.') },
    { name: 'oauth2', about: l10n.t('OAuth 2.0: the request carries an access token.') },
  ];
}

export function methods(): readonly Word[] {
  return [
    { name: 'GET', about: l10n.t('Read. Without a body.') },
    { name: 'POST', about: l10n.t('Create, or call a RESTlet with a body; SuiteQL and SOAP too.') },
    { name: 'PUT', about: l10n.t('Call a RESTlet with a body.') },
    { name: 'PATCH', about: l10n.t('Change fields of a record. RESTlets do not take it.') },
    { name: 'DELETE', about: l10n.t('Remove. Without a body.') },
  ];
}

/** Headers that do something at NetSuite, with values that make sense there. */
export function headers(): readonly (Word & { readonly values: readonly Word[] })[] {
  const restlets = l10n.t('RESTlets and records');
  return [
    {
      name: 'Content-Type',
      about: l10n.t(
        'What the body is. RESTlets compare it with upper and lower case and answer in the same format, so it is worth giving on GET too.',
      ),
      values: [
        { name: 'application/json', about: restlets },
        { name: 'application/xml', about: l10n.t('RESTlets') },
        { name: 'text/plain', about: l10n.t('RESTlets: the script gets the body as text') },
        { name: 'text/xml; charset=utf-8', about: l10n.t('SOAP') },
      ],
    },
    {
      name: 'Accept',
      about: l10n.t('What the answer should be.'),
      values: [
        { name: 'application/json', about: restlets },
        { name: 'application/schema+json', about: l10n.t('The metadata catalogue: the fields of a record type') },
      ],
    },
    {
      name: 'Prefer',
      about: l10n.t('SuiteQL needs Prefer: transient.'),
      values: [{ name: 'transient', about: l10n.t('SuiteQL') }],
    },
    {
      name: 'SOAPAction',
      about: l10n.t('The operation of a SOAP call.'),
      values: ['"get"', '"search"', '"add"', '"update"', '"delete"', '"getServerTime"'].map(name => ({
        name,
        about: l10n.t('SOAP'),
      })),
    },
  ];
}

/** `insert` has the arguments, as a snippet. */
export function systemValues(): readonly (Word & { readonly insert?: string })[] {
  return [
    { name: '$uuid', about: l10n.t('A random UUID') },
    { name: '$guid', about: l10n.t('A random UUID') },
    { name: '$timestamp', about: l10n.t('Seconds since 1970; with an offset: $timestamp -1 d') },
    {
      name: '$datetime',
      about: l10n.t('The time in UTC: iso8601 or rfc1123, then an offset'),
      insert: '\\$datetime ${1|iso8601,rfc1123|}',
    },
    { name: '$isoTimestamp', about: l10n.t('The time in UTC, as in 2026-01-31T12:00:00.000Z') },
    {
      name: '$randomInt',
      about: l10n.t('A random whole number: from, and before'),
      insert: '\\$randomInt ${1:0} ${2:1000}',
    },
    { name: '$random.uuid', about: l10n.t('A random UUID') },
  ];
}
