import { CodedError, isCoded } from '../codedError.ts';
import { parseAccountId } from '../tba/accountId.ts';
import { readRequestUrl } from '../tba/requestUrl.ts';
import { bookFileLimits, isPlausibleTime, type ClientSecret } from './bookFile.ts';

/** An object of a file and where it stands, such as `accounts[0].applications[2]`. */
export interface FileObject {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly path: string;
}

/** Control characters, line ends, and the marks that turn the direction of the text after them. */
const unseen = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;
const unseenInText = /[^\P{Cc}\t\r\n]|[\u202a-\u202e\u2066-\u2069]/u;

export function pathOf({ path }: Pick<FileObject, 'path'>, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** @throws CodedError `book-file-field` (data: path): the value there is not what it should be */
export function asObject(value: unknown, path: string): FileObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new CodedError('book-file-field', { path });
  }
  return { fields: value as Readonly<Record<string, unknown>>, path };
}

/** The objects of a list; none where there is no list. @throws CodedError `book-file-field`, `book-file-too-many` */
export function listOfObjects(from: FileObject, key: string, most: number): FileObject[] {
  const path = pathOf(from, key);
  const list: unknown = from.fields[key] ?? [];
  if (!Array.isArray(list)) {
    throw new CodedError('book-file-field', { path });
  }
  if (list.length > most) {
    throw new CodedError('book-file-too-many', { path, limit: most });
  }
  return list.map((each: unknown, i) => asObject(each, `${path}[${i}]`));
}

/** @throws CodedError `book-file-field`, `book-file-too-long` (data: path, limit) */
function textField(from: FileObject, key: string, longest: number): string | undefined {
  const path = pathOf(from, key);
  const value = from.fields[key];
  if (value === undefined || value === null) {
    return undefined;
  }
  if (typeof value !== 'string') {
    throw new CodedError('book-file-field', { path });
  }
  if (value.length > longest) {
    throw new CodedError('book-file-too-long', { path, limit: longest });
  }
  if (!value.isWellFormed()) {
    throw new CodedError('book-file-characters', { path });
  }
  return value;
}

/** A line of text without characters that nobody sees. @throws also CodedError `book-file-characters` (data: path) */
export function lineField(from: FileObject, key: string, longest: number = bookFileLimits.name): string | undefined {
  const text = textField(from, key, longest);
  if (text !== undefined && unseen.test(text)) {
    throw new CodedError('book-file-characters', { path: pathOf(from, key) });
  }
  return text?.trim();
}

export function nameField(from: FileObject): string {
  const name = lineField(from, 'name');
  if (name === undefined || name === '') {
    throw new CodedError('book-file-field', { path: pathOf(from, 'name') });
  }
  return name;
}

/** Several lines at most, which a name may not have. */
export function noteField(from: FileObject): string | undefined {
  const note = textField(from, 'note', bookFileLimits.note);
  if (note !== undefined && unseenInText.test(note)) {
    throw new CodedError('book-file-characters', { path: pathOf(from, 'note') });
  }
  return note === undefined || note.trim() === '' ? undefined : note;
}

/** Two secrets that belong together: both or neither. @throws CodedError `book-file-half` (data: path) */
export function secretFields<Key extends string>(
  from: FileObject,
  keys: readonly [Key, Key],
): Record<Key, string> | undefined {
  const values = keys.map(key => lineField(from, key, bookFileLimits.secret) ?? '');
  const missing = keys.filter((_, i) => values[i] === '');
  if (missing.length === 1) {
    throw new CodedError('book-file-half', { path: pathOf(from, missing[0] ?? '') });
  }
  return missing.length === 0
    ? (Object.fromEntries(keys.map((key, i) => [key, values[i]])) as Record<Key, string>)
    : undefined;
}

/** Client ID and private key of OAuth 2.0: both or neither. @throws CodedError `book-file-half` (data: path) */
export function clientSecretFields(from: FileObject): ClientSecret | undefined {
  const clientId = lineField(from, 'clientId', bookFileLimits.secret) ?? '';
  const privateKey = textField(from, 'privateKey', bookFileLimits.privateKey) ?? '';
  if (unseenInText.test(privateKey)) {
    throw new CodedError('book-file-characters', { path: pathOf(from, 'privateKey') });
  }
  if ((clientId === '') !== (privateKey === '')) {
    throw new CodedError('book-file-half', { path: pathOf(from, clientId === '' ? 'clientId' : 'privateKey') });
  }
  return clientId === '' ? undefined : { clientId, privateKey };
}

/** A point in time, ms since 1970. */
export function timeField(from: FileObject, key: string): number | undefined {
  const text = lineField(from, key, 40);
  if (text === undefined) {
    return undefined;
  }
  const at = Date.parse(text);
  if (!/^\d{4}-\d\d-\d\dT/.test(text) || !isPlausibleTime(at)) {
    throw new CodedError('book-file-field', { path: pathOf(from, key) });
  }
  return at;
}

export function flagField(from: FileObject, key: string): boolean | undefined {
  const value = from.fields[key];
  if (value !== undefined && typeof value !== 'boolean') {
    throw new CodedError('book-file-field', { path: pathOf(from, key) });
  }
  return value;
}

/** @throws CodedError `book-file-account-id` (data: path) */
export function accountIdField(from: FileObject): string {
  const path = pathOf(from, 'accountId');
  try {
    return parseAccountId(lineField(from, 'accountId') ?? '').id;
  } catch (error) {
    // Its own error would quote the value.
    throw isCoded(error) && error.code.startsWith('book-file-')
      ? error
      : new CodedError('book-file-account-id', { path });
  }
}

/** A base URL in one spelling, without the slash at its end. @throws CodedError `book-file-url` (data: path) */
export function baseUrlField(from: FileObject, key: string): string | undefined {
  const text = lineField(from, key, bookFileLimits.url);
  if (text === undefined || text === '') {
    return undefined;
  }
  try {
    const { baseUri, query, notes } = readRequestUrl(text);
    if (query.length === 0 && !notes.includes('fragment-dropped')) {
      return baseUri.replace(/\/+$/, '');
    }
  } catch (error) {
    if (!isCoded(error)) {
      throw error;
    }
  }
  throw new CodedError('book-file-url', { path: pathOf(from, key) });
}
