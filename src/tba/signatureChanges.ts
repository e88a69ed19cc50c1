import type { SourcedPair } from './baseString.ts';
import type { SignatureSteps } from './signatureSteps.ts';

/** What became of a parameter; `changed` with what it was. */
export type RowChange =
  { readonly kind: 'added' } | { readonly kind: 'changed'; readonly name: string; readonly value: string };

/** What is different from a signature that was made before. Each text is what stood there then. */
export interface SignatureChanges {
  /** How many things were changed: parameters, method, base URI, realm. */
  readonly count: number;
  readonly method?: string;
  readonly uri?: string;
  readonly realm?: string;
  /** For each parameter, in signed order. */
  readonly rows: readonly (RowChange | undefined)[];
  /** Parameters that are not there any more. */
  readonly removed: readonly SourcedPair[];
  /** Whether the signature came out differently. */
  readonly signature: boolean;
}

/**
 * Compares two signatures, parameter by parameter: first those that are the same, then those of the same name, then those
 * that only changed their name, and last the one that is left on both sides.
 */
export function signatureChanges(was: SignatureSteps, now: SignatureSteps): SignatureChanges {
  const left = new Set<SourcedPair>(was.parameters);
  const rows: (RowChange | undefined | 'open')[] = now.parameters.map(() => 'open');
  const settle = (isSame: (before: SourcedPair, after: SourcedPair) => boolean): void => {
    now.parameters.forEach((after, row) => {
      const before =
        rows[row] === 'open' ? [...left].find(pair => pair.source === after.source && isSame(pair, after)) : undefined;
      if (before) {
        left.delete(before);
        const { name, value } = before;
        rows[row] = name === after.name && value === after.value ? undefined : { kind: 'changed', name, value };
      }
    });
  };
  settle((before, after) => before.name === after.name && before.value === after.value);
  settle((before, after) => before.name === after.name);
  settle((before, after) => before.value === after.value && after.source !== 'oauth');
  // Where one went and one came, it is the same with another name and another value.
  settle((before, after) => {
    const isOnly = (pairs: readonly SourcedPair[]) =>
      pairs.filter(({ source }) => source === after.source).length === 1;
    return (
      before.source !== 'oauth' && isOnly([...left]) && isOnly(now.parameters.filter((_, row) => rows[row] === 'open'))
    );
  });
  const changes = rows.map(row => (row === 'open' ? ({ kind: 'added' } as const) : row));
  const removed = [...left].map(({ name, value, source }) => ({ name, value, source }));
  const parts = {
    ...(was.method !== now.method && { method: was.method }),
    ...(was.url.baseUri !== now.url.baseUri && { uri: was.url.baseUri }),
    ...(was.realm !== now.realm && { realm: was.realm }),
  };
  return {
    count: Object.keys(parts).length + changes.filter(change => change !== undefined).length + removed.length,
    ...parts,
    rows: changes,
    removed,
    signature: was.signature !== now.signature,
  };
}
