import { isCoded } from '../codedError.ts';
import { findHostAccounts, isSameAccount } from './accountHost.ts';
import { describeCredentials, type FieldValue } from './describeCredentials.ts';
import type { CredentialField, FindResult, FoundCredentials, FoundNote } from './foundCredentials.ts';
import { parseJsonText, type JsonMember, type JsonNode } from './jsonText.ts';
import { innerSpan } from './valueKind.ts';

const prefix = 'netSuiteUpload.';

/**
 * The settings of the extension netsuite-upload that hold credentials (its package.json, 1.2.3). Its `netSuiteKey` is the
 * token ID and its `consumerToken` the consumer key; the names with hyphens are those of its README before 1.0.
 */
const fields: ReadonlyMap<string, CredentialField> = new Map([
  ['netSuiteKey', 'token'],
  ['netsuite-key', 'token'],
  ['netSuiteSecret', 'tokenSecret'],
  ['netsuite-secret', 'tokenSecret'],
  ['consumerToken', 'consumerKey'],
  ['consumer-token', 'consumerKey'],
  ['consumerSecret', 'consumerSecret'],
  ['consumer-secret', 'consumerSecret'],
  ['realm', 'accountId'],
]);

/** Reads credentials from a settings.json, a .code-workspace file, or lines cut out of one. */
export function readNetsuiteUpload(text: string): FindResult {
  const node = parse(text);
  if ('code' in node) {
    return { found: [], problems: [node] };
  }
  const sets: (readonly JsonMember[])[] = [];
  collect(node, sets);
  const results = sets.map(describe);
  const found = results.flatMap(each => each.found ?? []);
  return {
    found,
    problems:
      found.length === 0 && results.some(({ hasPassword }) => hasPassword)
        ? [{ code: 'password-only', data: { source: 'netsuite-upload' } }]
        : [],
  };
}

function parse(text: string): JsonNode | FindResult['problems'][number] {
  try {
    return parseJsonText(text, {
      membersOnly: !/^[\s\uFEFF]*(?:\/\/.*\s+|\/\*[^*]*\*\/\s*)*[{[]/.test(text.slice(0, 5000)),
    });
  } catch (error) {
    if (isCoded(error, 'json-invalid') || isCoded(error, 'json-too-deep')) {
      return { code: error.code === 'json-invalid' ? 'json-invalid' : 'json-too-deep', data: numbersOf(error.data) };
    }
    throw error;
  }
}

function numbersOf(data: Readonly<Record<string, string | number | boolean>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(data).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
}

/** Every object with settings of the extension: the file itself, a workspace's `settings`. */
function collect(node: JsonNode, sets: (readonly JsonMember[])[]): void {
  if (node.kind === 'array') {
    node.items.forEach(item => collect(item, sets));
  } else if (node.kind === 'object') {
    if (node.members.some(({ key }) => key.startsWith(prefix))) {
      sets.push(node.members);
    }
    node.members.forEach(({ value }) => collect(value, sets));
  }
}

function describe(members: readonly JsonMember[]): { found?: FoundCredentials; hasPassword: boolean } {
  const values = new Map<CredentialField, FieldValue>();
  const notes: FoundNote[] = [];
  let host: FieldValue | undefined;
  let hasPassword = false;
  for (const { key, value: node } of members) {
    if (!key.startsWith(prefix) || node.kind === 'object' || node.kind === 'array' || node.kind === 'word') {
      continue;
    }
    const name = key.slice(prefix.length);
    const field = fields.get(name);
    const { value, start, end } = node;
    if (field !== undefined) {
      if (values.has(field) && values.get(field)?.value !== value) {
        notes.push({ code: 'duplicate-name', data: { name: key.slice(0, 80) } });
      }
      values.set(field, { field, value, start, end });
    } else if (name === 'restlet') {
      const [first] = findHostAccounts(value);
      host = first && { field: 'accountId', value: first.value, ...innerSpan(node, first) };
    } else if (name === 'authentication') {
      hasPassword ||= /nlauth_signature/i.test(value);
    }
  }
  const hasKeys = [...values].some(([field, { value }]) => field !== 'accountId' && value.trim() !== '');
  if (!hasKeys) {
    return { hasPassword };
  }
  if (hasPassword) {
    notes.push({ code: 'password-present' });
  }
  const realm = values.get('accountId');
  if (host && (realm === undefined || realm.value.trim() === '')) {
    values.set('accountId', host);
    notes.push({ code: 'account-from-host' });
  } else if (host && realm && !isSameAccount(host.value, realm.value)) {
    notes.push({ code: 'account-differs-from-host' });
  }
  return {
    hasPassword,
    found: describeCredentials({ source: 'netsuite-upload', values: [...values.values()], notes }),
  };
}
