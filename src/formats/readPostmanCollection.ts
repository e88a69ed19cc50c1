import { findHostAccounts, isSameAccount, soleHostAccount } from './accountHost.ts';
import { describeCredentials, type FieldValue } from './describeCredentials.ts';
import type { CredentialField, FindResult, FoundCredentials, FoundNote } from './foundCredentials.ts';
import { groupNamedValues, type NamedValue } from './groupNamedValues.ts';
import { itemsOf, memberOf, textOf, type JsonNode } from './jsonText.ts';
import { signatureMethodNotes } from './readAuthorizationHeader.ts';
import { postmanVariables } from './postmanVariables.ts';
import { innerSpan } from './valueKind.ts';

const fields: ReadonlyMap<string, CredentialField> = new Map([
  ['realm', 'accountId'],
  ['consumerKey', 'consumerKey'],
  ['consumerSecret', 'consumerSecret'],
  ['token', 'token'],
  ['tokenSecret', 'tokenSecret'],
]);

interface Scope {
  /** Names of the collection, folders and request on the way. */
  readonly path: readonly string[];
  /** Nearest first. */
  readonly variables: readonly ReadonlyMap<string, NamedValue>[];
}

/**
 * Reads the OAuth 1.0 authorization of a collection, its folders and requests (Postman Collection Format 2.1: `oauth1` as
 * a list of key and value; 2.0: as an object). Each level where one is set gives a result, unless it is the same as one
 * before; levels below inherit, and lend it the account of their URLs.
 */
export function readPostmanCollection(root: JsonNode | undefined): FindResult {
  if (root?.kind !== 'object') {
    return { found: [], problems: [] };
  }
  const isFirstFormat = memberOf(root, 'requests')?.kind === 'array' && memberOf(root, 'item') === undefined;
  if (isFirstFormat) {
    return { found: [], problems: [{ code: 'postman-version', data: {} }] };
  }
  const name = textOf(memberOf(memberOf(root, 'info'), 'name')) ?? '';
  const found: FoundCredentials[] = [];
  walk(root, { path: name === '' ? [] : [name], variables: [] }, found);
  const distinct = found.filter((each, index) => found.findIndex(other => isSame(each, other)) === index);
  return distinct.length > 0
    ? { found: distinct, problems: [] }
    : groupNamedValues(postmanVariables(itemsOf(memberOf(root, 'variable'))), {
        source: 'postman-collection',
        label: name,
        isNetSuite: /netsuite/i.test(name),
      });
}

function walk(node: JsonNode, outer: Scope, found: FoundCredentials[]): void {
  const own = postmanVariables(itemsOf(memberOf(node, 'variable'))).filter(({ isDisabled }) => !isDisabled);
  const scope: Scope =
    own.length === 0
      ? outer
      : { path: outer.path, variables: [new Map(own.map(each => [each.name, each])), ...outer.variables] };
  const auth = ownAuth(node);
  if (auth && textOf(memberOf(auth, 'type')) === 'oauth1') {
    const credentials = describe(memberOf(auth, 'oauth1'), node, scope);
    if (credentials) {
      found.push(credentials);
    }
  }
  for (const item of itemsOf(memberOf(node, 'item'))) {
    const name = textOf(memberOf(item, 'name'));
    walk(item, { ...scope, path: name === undefined ? scope.path : [...scope.path, name] }, found);
  }
}

/** A request has its authorization within `request`. */
function ownAuth(node: JsonNode): JsonNode | undefined {
  return memberOf(node, 'auth') ?? memberOf(memberOf(node, 'request'), 'auth');
}

function describe(oauth1: JsonNode | undefined, node: JsonNode, scope: Scope): FoundCredentials | undefined {
  const settings = settingsOf(oauth1);
  const values: FieldValue[] = [];
  let method: string | undefined;
  for (const [name, setting] of settings) {
    const field = fields.get(name);
    const text = textOf(setting);
    if (name === 'signatureMethod') {
      method = text === undefined ? undefined : resolve({ name, value: text, start: 0, end: 0 }, scope).value;
    } else if (field !== undefined && text !== undefined && 'start' in setting) {
      const resolved = resolve({ name, value: text, start: setting.start, end: setting.end }, scope);
      values.push({ field, value: resolved.value, start: resolved.start, end: resolved.end });
    }
  }
  if (!values.some(({ field, value }) => field !== 'accountId' && value.trim() !== '')) {
    return undefined;
  }
  const notes: FoundNote[] = signatureMethodNotes(method);
  const realm = values.find(({ field }) => field === 'accountId');
  const host = hostOf(node, scope);
  const hasRealm = realm !== undefined && realm.value.trim() !== '';
  if (!hasRealm && host) {
    notes.push({ code: 'account-from-host' });
  } else if (hasRealm && host && !realm.value.includes('{{') && !isSameAccount(realm.value, host.value)) {
    notes.push({ code: 'account-differs-from-host' });
  }
  return describeCredentials({
    source: 'postman-collection',
    label: scope.path.join(' / '),
    values:
      !hasRealm && host
        ? [...values.filter(({ field }) => field !== 'accountId'), { field: 'accountId', ...host }]
        : values,
    notes,
  });
}

function settingsOf(oauth1: JsonNode | undefined): Map<string, JsonNode> {
  const settings = new Map<string, JsonNode>();
  for (const item of itemsOf(oauth1)) {
    const key = textOf(memberOf(item, 'key'));
    const value = memberOf(item, 'value');
    if (key !== undefined && value) {
      settings.set(key, value);
    }
  }
  if (oauth1?.kind === 'object') {
    oauth1.members.forEach(({ key, value }) => settings.set(key, value));
  }
  return settings;
}

/** Follows a value that is a variable to where it stands; one within a longer text stays unresolved. */
function resolve(given: NamedValue, { variables }: Scope): NamedValue {
  let current = given;
  for (let step = 0; step < 10; step++) {
    const name = /^\{\{([^{}]+)\}\}$/.exec(current.value.slice(0, 300).trim())?.[1]?.trim();
    const target = name === undefined ? undefined : variables.find(map => map.has(name))?.get(name);
    if (!target) {
      break;
    }
    current = target;
  }
  return current;
}

/** The account of the URLs that this authorization is for: those below that have none of their own. */
function hostOf(node: JsonNode, scope: Scope) {
  const hosts: ReturnType<typeof findHostAccounts> = [];
  const visit = (each: JsonNode, isTop: boolean): void => {
    const auth = ownAuth(each);
    if (!isTop && auth?.kind === 'object' && textOf(memberOf(auth, 'type')) !== 'inherit') {
      return;
    }
    const url = memberOf(memberOf(each, 'request'), 'url');
    const raw = url?.kind === 'string' ? url : memberOf(url, 'raw');
    if (raw?.kind === 'string') {
      hosts.push(...hostsIn(raw, scope));
    }
    itemsOf(memberOf(each, 'item')).forEach(item => visit(item, false));
  };
  visit(node, true);
  return soleHostAccount(hosts);
}

function hostsIn(url: { readonly value: string; readonly start: number; readonly end: number }, { variables }: Scope) {
  const direct = findHostAccounts(url.value);
  if (direct.length > 0) {
    return direct.map(host => ({ value: host.value, ...innerSpan(url, host) }));
  }
  // `{{baseUrl}}/services/…`: the variable may hold the host.
  const name = /^(?:https?:\/\/)?\{\{([^{}]+)\}\}/.exec(url.value.slice(0, 300).trim())?.[1]?.trim();
  const variable = name === undefined ? undefined : variables.find(map => map.has(name))?.get(name);
  return variable
    ? findHostAccounts(variable.value).map(host => ({ value: host.value, ...innerSpan(variable, host) }))
    : [];
}

function isSame(a: FoundCredentials, b: FoundCredentials): boolean {
  return [...fields.values()].every(field => a[field] === b[field]);
}
