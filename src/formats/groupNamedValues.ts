import { findHostAccounts, isSameAccount, soleHostAccount, type HostAccount } from './accountHost.ts';
import { readCredentialName } from './credentialName.ts';
import { describeCredentials, type FieldValue } from './describeCredentials.ts';
import type {
  CredentialField,
  CredentialSource,
  FindProblem,
  FindResult,
  FoundCredentials,
  FoundNote,
} from './foundCredentials.ts';
import { innerSpan, is64Hex, valueKindOf } from './valueKind.ts';

/** A variable of a file. */
export interface NamedValue {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** Switched off; counts only where nothing else does. */
  readonly isDisabled?: boolean;
  /** Whether the same name had another value before. */
  readonly isRepeated?: boolean;
}

interface Bucket {
  readonly group: string;
  readonly isNetSuite: boolean;
  readonly values: Map<CredentialField, NamedValue[]>;
  readonly weak: Map<CredentialField, NamedValue[]>;
  readonly hosts: HostAccount[];
  hasPassword: boolean;
}

const keyFields = ['consumerKey', 'consumerSecret', 'token', 'tokenSecret'] as const;
const allFields = ['accountId', ...keyFields] as const;

/**
 * Makes credentials of variables by their names: `PROD_CONSUMER_KEY` and `PROD_TOKEN_ID` belong together, apart from
 * `SB1_…`. Other programs' variables of such names are left alone: a set counts when its names say NetSuite, or when its
 * values look like NetSuite's.
 */
export function groupNamedValues(
  variables: readonly NamedValue[],
  about: { readonly source: CredentialSource; readonly label?: string; readonly isNetSuite?: boolean },
): FindResult {
  const resolved = resolveReferences(variables);
  const buckets = mergeFamilies(fillBuckets(resolved, about.isNetSuite ?? false));
  const chosen = buckets.filter(isCredential);
  const leftovers = buckets.filter(bucket => !keyFields.some(field => bucket.values.has(field)));
  const found = chosen.map(bucket => describe(bucket, chosen.length === 1 ? leftovers : [], about));
  return { found, problems: found.length > 0 ? [] : explain(buckets, about.source) };
}

/** A value that only names another variable of the same file is that variable's value. */
function resolveReferences(variables: readonly NamedValue[]): NamedValue[] {
  const byName = new Map(variables.map(variable => [variable.name, variable]));
  return variables.map(variable => {
    let { value, start, end } = variable;
    for (let step = 0; step < 5; step++) {
      const kind = valueKindOf(value.trim());
      const target = kind.kind === 'reference' ? byName.get(kind.name) : undefined;
      if (!target) {
        break;
      }
      ({ value, start, end } = target);
    }
    return { ...variable, value, start, end };
  });
}

function fillBuckets(variables: readonly NamedValue[], allNetSuite: boolean): Bucket[] {
  const buckets = new Map<string, Bucket>();
  for (const variable of variables) {
    const name = readCredentialName(variable.name);
    const mayBeUrl = name.field === undefined || name.field === 'accountId';
    const hosts = mayBeUrl ? findHostAccounts(variable.value) : [];
    if (name.field === undefined && hosts.length === 0 && !(name.isPassword && name.isNetSuite)) {
      continue;
    }
    const isNetSuite = allNetSuite || name.isNetSuite || hosts.length > 0;
    const key = `${isNetSuite ? 'netsuite' : 'any'} ${name.group}`;
    const bucket = buckets.get(key) ?? newBucket(name.group, isNetSuite);
    buckets.set(key, bucket);
    bucket.hosts.push(...hosts.map(host => ({ value: host.value, ...innerSpan(variable, host) })));
    bucket.hasPassword ||= name.isPassword;
    if (name.field !== undefined && hosts.length === 0) {
      add(name.isWeak ? bucket.weak : bucket.values, name.field, variable);
    }
  }
  for (const { values, weak } of buckets.values()) {
    // A client ID is an OAuth 2.0 name as well; beside a token of TBA, and with no other, it is the consumer key.
    const hasConsumer = values.has('consumerKey') || values.has('consumerSecret');
    if (!hasConsumer && (values.has('token') || values.has('tokenSecret'))) {
      weak.forEach((list, field) => values.set(field, list));
    }
  }
  return [...buckets.values()];
}

function newBucket(group: string, isNetSuite: boolean): Bucket {
  return { group, isNetSuite, values: new Map(), weak: new Map(), hosts: [], hasPassword: false };
}

function add(map: Map<CredentialField, NamedValue[]>, field: CredentialField, value: NamedValue): void {
  map.set(field, [...(map.get(field) ?? []), value]);
}

/** What NETSUITE_… leaves out may stand under the bare name: ACCOUNT_ID beside NETSUITE_CONSUMER_KEY. */
function mergeFamilies(buckets: readonly Bucket[]): Bucket[] {
  const ofNetSuite = new Map(buckets.filter(({ isNetSuite }) => isNetSuite).map(bucket => [bucket.group, bucket]));
  return buckets.filter(bare => {
    const full = ofNetSuite.get(bare.group);
    if (bare.isNetSuite || !full) {
      return true;
    }
    for (const field of allFields) {
      const fitting = (bare.values.get(field) ?? []).filter(({ value }) =>
        field === 'accountId' ? /\d/.test(value) : is64Hex(value.trim()),
      );
      if (!full.values.has(field) && fitting.length > 0) {
        full.values.set(field, fitting);
      }
    }
    return false;
  });
}

function isCredential(bucket: Bucket): boolean {
  const values = keyFields.flatMap(field => (bucket.values.has(field) ? [choose(bucket, field)] : []));
  const given = values.filter(({ value }) => valueKindOf(value.trim()).kind !== 'empty');
  const isKnown = bucket.isNetSuite || bucket.hosts.length > 0;
  const isHex = given.some(({ value }) => is64Hex(value.trim()));
  return given.length >= 2 ? isKnown || isHex : given.length === 1 && isKnown && isHex;
}

/** Of several names for one field: what is switched on, then what looks like a value of NetSuite's, then the first. */
function choose(bucket: Bucket, field: CredentialField): NamedValue {
  const [first, ...others] = bucket.values.get(field) ?? [];
  if (!first) {
    return { name: '', value: '', start: 0, end: 0 };
  }
  const rank = ({ value, isDisabled }: NamedValue) =>
    (isDisabled ? 0 : 4) +
    (valueKindOf(value.trim()).kind === 'value' ? 2 : 0) +
    (field !== 'accountId' && is64Hex(value.trim()) ? 1 : 0);
  return others.reduce((best, each) => (rank(each) > rank(best) ? each : best), first);
}

function describe(
  bucket: Bucket,
  leftovers: readonly Bucket[],
  about: { readonly source: CredentialSource; readonly label?: string },
): FoundCredentials {
  const notes: FoundNote[] = [];
  const values = allFields.flatMap((field): FieldValue[] => {
    if (!bucket.values.has(field)) {
      return [];
    }
    const chosen = choose(bucket, field);
    notes.push(...notesOf(bucket, field, chosen));
    return [{ field, value: chosen.value, start: chosen.start, end: chosen.end }];
  });
  if (bucket.hasPassword) {
    notes.push({ code: 'password-present' });
  }
  const account = findAccount(bucket, leftovers, values);
  const label = [about.label, bucket.group].filter(Boolean).join(' · ');
  return describeCredentials({
    source: about.source,
    label,
    values: account.value ? [...values.filter(({ field }) => field !== 'accountId'), account.value] : values,
    notes: [...notes, ...account.notes],
  });
}

function notesOf(bucket: Bucket, field: CredentialField, chosen: NamedValue): FoundNote[] {
  const all = bucket.values.get(field) ?? [];
  const differs = (other: NamedValue) =>
    field === 'accountId' ? !isSameAccount(other.value, chosen.value) : other.value.trim() !== chosen.value.trim();
  const isTold = ({ value, isDisabled }: NamedValue) => !isDisabled && valueKindOf(value.trim()).kind === 'value';
  return [
    ...(chosen.isRepeated ? [{ code: 'duplicate-name' as const, data: { name: chosen.name.slice(0, 80) } }] : []),
    ...(chosen.isDisabled ? [{ code: 'disabled' as const, data: { field } }] : []),
    ...(all.some(other => isTold(other) && differs(other))
      ? [{ code: 'several-values' as const, data: { field } }]
      : []),
  ];
}

/** The account: as named; else of the set's own URLs; else, with one set only, whatever else the file says. */
function findAccount(
  bucket: Bucket,
  leftovers: readonly Bucket[],
  values: readonly FieldValue[],
): { readonly value?: FieldValue; readonly notes: readonly FoundNote[] } {
  const named = values.find(({ field }) => field === 'accountId');
  const host = soleHostAccount(bucket.hosts);
  if (named && valueKindOf(named.value.trim()).kind === 'value') {
    const differs = host !== undefined && !isSameAccount(host.value, named.value);
    return { notes: differs ? [{ code: 'account-differs-from-host' }] : [] };
  }
  if (host) {
    return { value: { field: 'accountId', ...host }, notes: [{ code: 'account-from-host' }] };
  }
  const elsewhere = leftovers.flatMap(other => [
    ...(other.values.get('accountId') ?? []).filter(({ value }) => /\d/.test(value)),
    ...other.hosts,
  ]);
  const [first] = elsewhere;
  if (first && elsewhere.every(({ value }) => isSameAccount(value, first.value))) {
    const { value, start, end } = first;
    return { value: { field: 'accountId', value, start, end }, notes: [{ code: 'account-from-elsewhere' }] };
  }
  return { notes: [] };
}

function explain(buckets: readonly Bucket[], source: CredentialSource): FindProblem[] {
  const ofNetSuite = buckets.filter(({ isNetSuite }) => isNetSuite);
  const named = ofNetSuite.flatMap(({ values }) => keyFields.flatMap(field => values.get(field) ?? []));
  if (named.length > 0 && named.every(({ value }) => value.trim() === '')) {
    return [{ code: 'values-empty', data: { source } }];
  }
  return named.length === 0 && ofNetSuite.some(({ hasPassword }) => hasPassword)
    ? [{ code: 'password-only', data: { source } }]
    : [];
}
