import { CodedError } from '../codedError.ts';
import { scopes } from '../oauth2/scopes.ts';
import {
  bookFileFormat,
  bookFileLimits,
  bookFileVersion,
  type BookFile,
  type FileAccount,
  type FileApplication,
  type FileToken,
} from './bookFile.ts';
import {
  accountIdField,
  asObject,
  baseUrlField,
  clientSecretFields,
  flagField,
  lineField,
  listOfObjects,
  nameField,
  noteField,
  pathOf,
  secretFields,
  timeField,
  type FileObject,
} from './bookFileFields.ts';
import { compact } from './recordChanges.ts';
import { netSuiteHosts, type Identity, type OAuth2Login } from './records.ts';

/**
 * Reads an exported account book, which anybody may have written. Fields that are not known are passed over.
 *
 * @throws CodedError `book-file-not-one` for anything else than such a file, `book-file-newer` (data: version),
 *   `book-file-too-large` (data: limit, bytes), and with `path` in data, never a value: `book-file-field`,
 *   `book-file-characters`, `book-file-half`, `book-file-account-id`, `book-file-url`, `book-file-too-long` and
 *   `book-file-too-many` (data: limit)
 */
export function readBookFile(text: string): BookFile {
  if (text.length > bookFileLimits.bytes) {
    throw new CodedError('book-file-too-large', { limit: bookFileLimits.bytes });
  }
  const top = parse(text);
  const { version } = top.fields;
  if (typeof version === 'number' && Number.isInteger(version) && version > bookFileVersion) {
    throw new CodedError('book-file-newer', { version });
  }
  if (version !== 1 && version !== bookFileVersion) {
    throw new CodedError('book-file-field', { path: 'version' });
  }
  if (!Array.isArray(top.fields['accounts'])) {
    throw new CodedError('book-file-field', { path: 'accounts' });
  }
  const accounts = listOfObjects(top, 'accounts', bookFileLimits.accounts).map(readAccount);
  const applications = accounts.flatMap(account => account.applications);
  const tokens = applications.reduce((sum, application) => sum + application.tokens.length, 0);
  if (applications.length > bookFileLimits.applications) {
    throw new CodedError('book-file-too-many', { path: 'applications', limit: bookFileLimits.applications });
  }
  if (tokens > bookFileLimits.tokens) {
    throw new CodedError('book-file-too-many', { path: 'tokens', limit: bookFileLimits.tokens });
  }
  return compact<BookFile>({
    exportedAt: timeField(top, 'exportedAt'),
    secrets: flagField(top, 'secrets') ?? false,
    accounts,
  });
}

function parse(text: string): FileObject {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    // The parser's message would quote what it read, which may be a secret.
    throw new CodedError('book-file-not-one');
  }
  const top = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  if (top['format'] !== bookFileFormat) {
    throw new CodedError('book-file-not-one');
  }
  return { fields: top, path: '' };
}

function readAccount(from: FileObject): FileAccount {
  const baseUrl = baseUrlField(from, 'baseUrl');
  const signedAs = from.fields['signedAs'] === netSuiteHosts ? netSuiteHosts : baseUrlField(from, 'signedAs');
  if (signedAs !== undefined && baseUrl === undefined) {
    // NetSuite's own hosts are signed as themselves.
    throw new CodedError('book-file-field', { path: pathOf(from, 'signedAs') });
  }
  return compact<FileAccount>({
    name: nameField(from),
    accountId: accountIdField(from),
    baseUrl,
    signedAs: signedAs === baseUrl ? undefined : signedAs,
    note: noteField(from),
    applications: listOfObjects(from, 'applications', bookFileLimits.applications).map(readApplication),
  });
}

function readApplication(from: FileObject): FileApplication {
  return compact<FileApplication>({
    name: nameField(from),
    note: noteField(from),
    scheme: from.fields['scheme'] === 'oauth2' ? 'oauth2' : undefined,
    secret: secretFields(from, ['consumerKey', 'consumerSecret']),
    tokens: listOfObjects(from, 'tokens', bookFileLimits.tokens).map(readToken),
  });
}

function readToken(from: FileObject): FileToken {
  const oauth2 = readLogin(from);
  return compact<FileToken>({
    name: nameField(from),
    isNamed: flagField(from, 'isNamed') === true ? true : undefined,
    note: noteField(from),
    createdAt: timeField(from, 'createdAt'),
    identity: readIdentity(from),
    oauth2,
    secret: oauth2 ? clientSecretFields(from) : secretFields(from, ['token', 'tokenSecret']),
  });
}

function readLogin(from: FileObject): OAuth2Login | undefined {
  if (from.fields['oauth2'] === undefined) {
    return undefined;
  }
  const login = asObject(from.fields['oauth2'], pathOf(from, 'oauth2'));
  const { grant, scopes: named } = login.fields;
  if (grant !== 'client-credentials' && grant !== 'authorization-code') {
    throw new CodedError('book-file-field', { path: pathOf(login, 'grant') });
  }
  const granted = scopes.filter(scope => Array.isArray(named) && named.includes(scope));
  if (!Array.isArray(named) || granted.length === 0 || granted.length !== named.length) {
    throw new CodedError('book-file-field', { path: pathOf(login, 'scopes') });
  }
  return compact<OAuth2Login>({ grant, scopes: granted, certificate: readCertificate(login) });
}

function readCertificate(from: FileObject): OAuth2Login['certificate'] {
  if (from.fields['certificate'] === undefined) {
    return undefined;
  }
  const certificate = asObject(from.fields['certificate'], pathOf(from, 'certificate'));
  const id = lineField(certificate, 'id');
  const expiresAt = timeField(certificate, 'expiresAt');
  if (id === undefined || expiresAt === undefined) {
    throw new CodedError('book-file-field', { path: certificate.path });
  }
  return { id, expiresAt };
}

function readIdentity(from: FileObject): Identity | undefined {
  if (from.fields['identity'] === undefined) {
    return undefined;
  }
  const identity = asObject(from.fields['identity'], pathOf(from, 'identity'));
  const field = (key: keyof Identity) => lineField(identity, key);
  return compact<Identity>({ company: field('company'), role: field('role'), entity: field('entity') });
}
