import { findHostAccounts, isSameAccount, soleHostAccount, type HostAccount } from './accountHost.ts';
import { describeCredentials, type FieldValue } from './describeCredentials.ts';
import type { CredentialSource, FindResult, FoundCredentials, FoundNote } from './foundCredentials.ts';
import { parameterOf, readOAuthParameters, type OAuthParameter } from './oauthParameters.ts';

/**
 * Reads the OAuth 1.0 headers of a text, with `Authorization:` before them or without: realm, consumer key and token. The
 * secrets never stand in a header, only a signature made with them.
 */
export function readAuthorizationHeader(text: string): FindResult {
  const found: FoundCredentials[] = [];
  const host = soleHostAccount(findHostAccounts(text));
  const scheme = /(?<![\w-])OAuth(?=[\s\\^`])/gi;
  for (let match = scheme.exec(text); match; match = scheme.exec(text)) {
    const { parameters, end } = readOAuthParameters(text, scheme.lastIndex);
    const credentials = credentialsOfHeader(parameters, { source: 'authorization-header', host });
    if (credentials) {
      found.push(credentials);
    }
    scheme.lastIndex = Math.max(scheme.lastIndex, end);
  }
  return { found, problems: [] };
}

/** Undefined unless the parameters name a consumer key or a token. `host` is the account of the URL beside the header. */
export function credentialsOfHeader(
  parameters: readonly OAuthParameter[],
  about: {
    readonly source: CredentialSource;
    readonly label?: string | undefined;
    readonly host: HostAccount | undefined;
    readonly notes?: readonly FoundNote[];
  },
): FoundCredentials | undefined {
  const { host } = about;
  const notes: FoundNote[] = [...(about.notes ?? [])];
  const realm = parameterOf(parameters, 'realm');
  const values: FieldValue[] = [
    ...valueOf('consumerKey', parameterOf(parameters, 'oauth_consumer_key')),
    ...valueOf('token', parameterOf(parameters, 'oauth_token')),
    // A mistake, but one that some hand-built headers make.
    ...valueOf('consumerSecret', parameterOf(parameters, 'oauth_consumer_secret')),
    ...valueOf('tokenSecret', parameterOf(parameters, 'oauth_token_secret')),
  ];
  if (values.length === 0) {
    return undefined;
  }
  if (realm && realm.value !== '') {
    values.push(...valueOf('accountId', realm));
    if (host && !isSameAccount(host.value, realm.value)) {
      notes.push({ code: 'account-differs-from-host' });
    }
  } else if (host) {
    values.push({ field: 'accountId', ...host });
    notes.push({ code: 'account-from-host' });
  }
  notes.push(...signatureMethodNotes(parameterOf(parameters, 'oauth_signature_method')?.value));
  return describeCredentials({ source: about.source, label: about.label, values, notes });
}

const methods = ['HMAC-SHA1', 'HMAC-SHA256', 'HMAC-SHA512', 'RSA-SHA1', 'RSA-SHA256', 'RSA-SHA512', 'PLAINTEXT'];

/** NetSuite takes HMAC-SHA256 only (ORA:section_1534941088, ORA:subsect_156935170194). */
export function signatureMethodNotes(method: string | undefined): FoundNote[] {
  const name = method?.trim().toUpperCase() ?? '';
  return name === '' || name === 'HMAC-SHA256'
    ? []
    : [{ code: 'signature-method', data: { method: methods.includes(name) ? name : 'other' } }];
}

function valueOf(field: FieldValue['field'], parameter: OAuthParameter | undefined): FieldValue[] {
  return parameter ? [{ field, value: parameter.value, start: parameter.start, end: parameter.end }] : [];
}
