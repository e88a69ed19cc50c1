import type { CredentialField, FoundCredentials } from './foundCredentials.ts';

const secretFields = ['consumerKey', 'consumerSecret', 'token', 'tokenSecret'] as const;

/** Adds `looks-swapped` where one text calls the same value by two names: one of the two places is wrong. */
export function markSwapped(found: readonly FoundCredentials[]): FoundCredentials[] {
  const fieldsOf = new Map<string, Set<CredentialField>>();
  for (const each of found) {
    for (const field of secretFields) {
      const value = each[field];
      if (value !== undefined) {
        fieldsOf.set(value, (fieldsOf.get(value) ?? new Set()).add(field));
      }
    }
  }
  return found.map(each => {
    const notes = secretFields.flatMap(field => {
      const value = each[field];
      const others = [...(fieldsOf.get(value ?? '') ?? [])].filter(other => other !== field && each[other] !== value);
      return others.map(other => ({ code: 'looks-swapped' as const, data: { field, other } }));
    });
    return notes.length === 0 ? each : { ...each, notes: [...each.notes, ...notes] };
  });
}
