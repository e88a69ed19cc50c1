import { overlaps } from './describeCredentials.ts';
import { markSwapped } from './markSwapped.ts';
import { readAuthorizationHeader } from './readAuthorizationHeader.ts';
import { readConfirmationPage } from './readConfirmationPage.ts';
import { readCurl } from './readCurl.ts';
import { readDotenv } from './readDotenv.ts';
import { readNetsuiteUpload } from './readNetsuiteUpload.ts';
import { looksLikePostman, readPostman } from './readPostman.ts';

/** Where credentials were found. */
export type CredentialSource =
  | 'dotenv'
  | 'postman-environment'
  | 'postman-collection'
  | 'authorization-header'
  | 'curl'
  | 'integration-page'
  | 'token-page'
  | 'netsuite-upload';

export type CredentialField = 'accountId' | 'consumerKey' | 'consumerSecret' | 'token' | 'tokenSecret';

/** Where a value stands in the text, in UTF-16 units; as it is written there, so escapes and all. */
export interface FieldSpan {
  readonly field: CredentialField;
  readonly start: number;
  readonly end: number;
}

/**
 * What is worth knowing about something found.
 *
 * - `secret-missing`, `key-missing` (field): the other half of the pair is not there
 * - `value-empty`, `placeholder` (field): the name is there, a value is not
 * - `variable-unresolved` (field, variable): the value stands elsewhere, in a variable or a vault
 * - `looks-cut` (field, length): hexadecimal, but not 64 digits; `not-64-hex` (field, length): something else
 * - `same-value` (field, other): two fields hold the same text
 * - `looks-swapped` (field, other): what is this field here is the other one elsewhere in the text
 * - `duplicate-name` (name), `several-values` (field): which one counts was a choice: the last of one name, else the first
 * - `disabled` (field): switched off in Postman
 * - `account-from-host`, `account-from-elsewhere`: how the account ID was come by
 * - `account-differs-from-host`: it names one account, its URL another
 * - `signature-method` (method): not HMAC-SHA256
 * - `password-present`: a NetSuite or basic password stands there too; it was not read
 */
export type NoteCode =
  | 'secret-missing'
  | 'key-missing'
  | 'value-empty'
  | 'placeholder'
  | 'variable-unresolved'
  | 'looks-cut'
  | 'not-64-hex'
  | 'same-value'
  | 'looks-swapped'
  | 'duplicate-name'
  | 'several-values'
  | 'disabled'
  | 'account-from-host'
  | 'account-from-elsewhere'
  | 'account-differs-from-host'
  | 'signature-method'
  | 'password-present';

/** Carries names, lengths and fields, never a value. */
export interface FoundNote {
  readonly code: NoteCode;
  readonly data?: Readonly<Record<string, string | number>>;
}

/** One application, token or both, as far as a text tells; everything but the source is optional. */
export interface FoundCredentials {
  readonly source: CredentialSource;
  /** Name of the environment, request, application or token. */
  readonly label?: string;
  /** As written: `1234567_SB1`, or `1234567-sb1` where it comes from a host name. */
  readonly accountId?: string;
  readonly consumerKey?: string;
  readonly consumerSecret?: string;
  readonly token?: string;
  readonly tokenSecret?: string;
  readonly spans: readonly FieldSpan[];
  readonly notes: readonly FoundNote[];
}

/**
 * Why less was found than somebody may have hoped for.
 *
 * - `text-empty`; `text-too-large` (length, limit)
 * - `json-invalid` (offset), `json-too-deep` (limit): it looks like JSON and cannot be read
 * - `postman-version`: a Postman collection of the first format, which has to be exported again as 2.1
 * - `values-empty` (source): the names are there and no values (Postman leaves current values out of an export)
 * - `unterminated-quote` (line)
 * - `password-only` (source): only an NLAuth or basic password, which is never imported
 * - `values-without-label` (count): 64-digit values that nothing names
 * - `too-many-found` (limit)
 * - `nothing-recognised`
 */
export type ProblemCode =
  | 'text-empty'
  | 'text-too-large'
  | 'json-invalid'
  | 'json-too-deep'
  | 'postman-version'
  | 'values-empty'
  | 'unterminated-quote'
  | 'password-only'
  | 'values-without-label'
  | 'too-many-found'
  | 'nothing-recognised';

export interface FindProblem {
  readonly code: ProblemCode;
  readonly data: Readonly<Record<string, string | number>>;
}

export interface FindResult {
  readonly found: readonly FoundCredentials[];
  readonly problems: readonly FindProblem[];
}

/** In UTF-16 units. Files with credentials are small; a collection with saved answers may have megabytes. */
export const longestText = 10 * 1024 * 1024;
const mostFound = 200;

/**
 * Finds TBA credentials in a text of any of the known formats: what the text is decides, its file name only where that
 * is open. Never throws, and keeps every value out of notes and problems.
 */
export function findCredentials(text: string, fileName = ''): FindResult {
  if (text.length > longestText) {
    return fail({ code: 'text-too-large', data: { length: text.length, limit: longestText } });
  }
  if (!/\S/.test(text)) {
    return fail({ code: 'text-empty', data: {} });
  }
  const { found, problems } = readAny(text, fileName);
  const kept = markSwapped(found.slice(0, mostFound));
  if (found.length > mostFound) {
    return { found: kept, problems: [...problems, { code: 'too-many-found', data: { limit: mostFound } }] };
  }
  return found.length > 0 || problems.length > 0 ? { found: kept, problems } : fail(nothing(text));
}

function readAny(text: string, fileName: string): FindResult {
  const isSettings = text.includes('netSuiteUpload.');
  const isJson =
    /^[\s\uFEFF]*(?:\/[/*]|[{[])/.test(text.slice(0, 1000)) || /\.jsonc?$/i.test(fileName) || looksLikePostman(text);
  const structured = [...(isSettings ? [readNetsuiteUpload] : []), ...(isJson ? [readPostman] : [])];
  const held: FindProblem[] = [];
  for (const read of structured) {
    const result = read(text);
    if (result.found.length > 0) {
      return result;
    }
    held.push(...result.problems);
  }
  const plain = readPlainText(text, fileName);
  if (plain.found.length > 0) {
    return plain;
  }
  // That a text is no JSON matters only where it should have been.
  const mustBeJson = isSettings || looksLikePostman(text) || /\.jsonc?$/i.test(fileName);
  const told = held.find(({ code }) => mustBeJson || code !== 'json-invalid');
  return { found: [], problems: [...(told ? [told] : []), ...plain.problems] };
}

/** A paste may hold several formats, such as a curl command above the lines with its secrets; each value counts once. */
function readPlainText(text: string, fileName: string): FindResult {
  const found: FoundCredentials[] = [];
  const problems: FindProblem[] = [];
  for (const read of [readCurl, readAuthorizationHeader, readDotenv, readConfirmationPage]) {
    const result = read(text);
    const earlier = [...found];
    const fresh = result.found.slice(0, mostFound + 1).filter(each => !earlier.some(other => overlaps(each, other)));
    found.push(...fresh);
    problems.push(...result.problems);
  }
  found.sort((a, b) => startOf(a) - startOf(b));
  const environment = /(?:^|[\\/])\.env\.([\w-]{1,40})$/.exec(fileName)?.[1] ?? '';
  const isTelling = environment !== '' && !/^(?:local|example|sample|template)$/i.test(environment);
  return { found: isTelling ? found.map(each => withLabel(each, environment)) : found, problems };
}

function withLabel(each: FoundCredentials, label: string): FoundCredentials {
  return each.source === 'dotenv' && each.label === undefined ? { ...each, label } : each;
}

function startOf({ spans }: FoundCredentials): number {
  return spans[0]?.start ?? 0;
}

function nothing(text: string): FindProblem {
  const count = text.match(/(?<![0-9A-Za-z])[0-9A-Fa-f]{64}(?![0-9A-Za-z])/g)?.length ?? 0;
  return count > 0 ? { code: 'values-without-label', data: { count } } : { code: 'nothing-recognised', data: {} };
}

function fail(problem: FindProblem): FindResult {
  return { found: [], problems: [problem] };
}
