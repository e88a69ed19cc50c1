import { CodedError } from '../codedError.ts';
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
import { netSuiteHosts, type Identity } from './records.ts';

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
  if (version !== bookFileVersion) {
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
    secret: secretFields(from, ['consumerKey', 'consumerSecret']),
    tokens: listOfObjects(from, 'tokens', bookFileLimits.tokens).map(readToken),
  });
}

function readToken(from: FileObject): FileToken {
  return compact<FileToken>({
    name: nameField(from),
    isNamed: flagField(from, 'isNamed') === true ? true : undefined,
    note: noteField(from),
    createdAt: timeField(from, 'createdAt'),
    identity: readIdentity(from),
    secret: secretFields(from, ['token', 'tokenSecret']),
  });
}

function readIdentity(from: FileObject): Identity | undefined {
  if (from.fields['identity'] === undefined) {
    return undefined;
  }
  const identity = asObject(from.fields['identity'], pathOf(from, 'identity'));
  const field = (key: keyof Identity) => lineField(identity, key);
  return compact<Identity>({ company: field('company'), role: field('role'), entity: field('entity') });
}
