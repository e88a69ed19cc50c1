// What a panel sends may be anything: these say whether it is what a call takes, before the call is made.

/** Whether a value is what its type says: that, and no less, or a word that was forgotten would be refused. */
export type Shape<T> = ((value: unknown) => value is T) & { readonly exactly?: (value: T) => void };

/** A shape for each property; what else an object has is not looked at, and nobody reads it. */
type Fields<T extends object> = { readonly [K in keyof T]-?: Shape<Exclude<T[K], undefined>> };

export const text: Shape<string> = value => typeof value === 'string';
export const yesOrNo: Shape<boolean> = value => typeof value === 'boolean';
export const anything: Shape<unknown> = (value): value is unknown => value !== undefined;
/** Of calls that take nothing. */
export const nothing: Shape<null> = value => value === null;

/** A place in a list or the like: no fraction, and small enough to be counted with. */
export function whole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** One of a type's words. They are given as a record, so that none is forgotten. */
export function oneOf<T extends string>(words: Readonly<Record<T, true>>): Shape<T> {
  return (value): value is T => typeof value === 'string' && Object.hasOwn(words, value);
}

export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return (value): value is T | null => value === null || shape(value);
}

/** Of a property that may be absent. */
export function optional<T>(shape: Shape<T>): Shape<T> {
  return (value): value is T => value === undefined || shape(value);
}

export function listOf<T>(shape: Shape<T>): Shape<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(shape);
}

export function record<T extends object>(fields: Fields<T>): Shape<T> {
  return (value): value is T =>
    isObject(value) &&
    (Object.keys(fields) as (keyof T & string)[]).every(key =>
      fields[key](Object.hasOwn(value, key) ? value[key] : undefined),
    );
}

/** Objects that tell by one of their properties which they are. */
export function variantBy<Key extends string, T extends { readonly [K in Key]: string }>(
  key: Key,
  variants: { readonly [V in T[Key]]: Shape<Extract<T, { readonly [K in Key]: V }>> },
): Shape<T> {
  return (value): value is T => {
    const word = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    return typeof word === 'string' && Object.hasOwn(variants, word) && variants[word as T[Key]](value);
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
