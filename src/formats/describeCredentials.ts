import type { CredentialField, CredentialSource, FieldSpan, FoundCredentials, FoundNote } from './foundCredentials.ts';
import { innerSpan, is64Hex, trimSpan, valueKindOf } from './valueKind.ts';

/** A value as a reader hands it on: decoded, and where it stands in the text. */
export interface FieldValue {
  readonly field: CredentialField;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const pairs = [
  ['consumerKey', 'consumerSecret'],
  ['token', 'tokenSecret'],
] as const;

/** Puts together what a reader found, at most one value a field, and says what is odd about it. */
export function describeCredentials(input: {
  readonly source: CredentialSource;
  readonly label?: string | undefined;
  readonly values: readonly FieldValue[];
  readonly notes?: readonly FoundNote[];
}): FoundCredentials {
  const notes: FoundNote[] = [...(input.notes ?? [])];
  const values: FieldValue[] = [];
  for (const given of input.values) {
    const each = trimmed(given);
    const kind = valueKindOf(each.value);
    if (kind.kind === 'value') {
      values.push(each);
    } else {
      notes.push(absence(each.field, kind));
    }
  }
  notes.push(...oddities(values), ...missing(values, notes));
  const spans = values
    .map(({ field, start, end }): FieldSpan => ({ field, start, end }))
    .sort((a, b) => a.start - b.start);
  const label = cleanLabel(input.label);
  return {
    source: input.source,
    ...(label !== '' && { label }),
    ...Object.fromEntries(values.map(({ field, value }) => [field, value])),
    spans,
    notes,
  };
}

/** Whether two results hold a key or secret at the same place; an account may be named once for all of them. */
export function overlaps(a: FoundCredentials, b: FoundCredentials): boolean {
  const keys = ({ spans }: FoundCredentials) => spans.filter(({ field }) => field !== 'accountId');
  return keys(a).some(one => keys(b).some(other => one.start < other.end && other.start < one.end));
}

function trimmed(given: FieldValue): FieldValue {
  const inner = trimSpan(given.value, 0, given.value.length);
  return inner.end - inner.start === given.value.length
    ? given
    : { field: given.field, value: given.value.slice(inner.start, inner.end), ...innerSpan(given, inner) };
}

function absence(field: CredentialField, kind: Exclude<ReturnType<typeof valueKindOf>, { kind: 'value' }>): FoundNote {
  switch (kind.kind) {
    case 'empty':
      return { code: 'value-empty', data: { field } };
    case 'placeholder':
      return { code: 'placeholder', data: { field } };
    case 'reference':
      return { code: 'variable-unresolved', data: { field, variable: kind.name } };
  }
}

function oddities(values: readonly FieldValue[]): FoundNote[] {
  const secrets = values.filter(({ field }) => field !== 'accountId');
  return secrets.flatMap(({ field, value }, index) => {
    const notes: FoundNote[] = [];
    if (!is64Hex(value)) {
      const isHex = /^[0-9a-f]+$/i.test(value);
      notes.push({ code: isHex ? 'looks-cut' : 'not-64-hex', data: { field, length: value.length } });
    }
    const same = secrets.slice(0, index).find(other => other.value === value);
    if (same) {
      notes.push({ code: 'same-value', data: { field, other: same.field } });
    }
    return notes;
  });
}

function missing(values: readonly FieldValue[], notes: readonly FoundNote[]): FoundNote[] {
  const has = (field: CredentialField) => values.some(each => each.field === field);
  const isExplained = (field: CredentialField) => notes.some(({ data }) => data?.['field'] === field);
  return pairs.flatMap(([key, secret]): FoundNote[] => {
    if (has(key) && !has(secret) && !isExplained(secret)) {
      return [{ code: 'secret-missing', data: { field: secret } }];
    }
    return has(secret) && !has(key) && !isExplained(key) ? [{ code: 'key-missing', data: { field: key } }] : [];
  });
}

/** Names come from files of others: one line, without marks that turn the text around, and never a secret by mistake. */
function cleanLabel(label = ''): string {
  const line = label
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, 100);
  return /[0-9a-f]{32}/i.test(line) ? '' : line.toWellFormed();
}
