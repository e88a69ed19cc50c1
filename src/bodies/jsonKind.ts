/** What a node is. Numbers, since one byte for each node is kept. */
export const jsonKind = { object: 1, array: 2, string: 3, number: 4, true: 5, false: 6, null: 7 } as const;

/** The same as words, for whoever shows a node. */
export type JsonKindName = keyof typeof jsonKind;

const NAMES = new Map(Object.entries(jsonKind).map(([name, number]) => [number as number, name as JsonKindName]));

/** The word for a number of `jsonKind`. */
export function kindName(kind: number): JsonKindName {
  return NAMES.get(kind) ?? 'null';
}

/** Stands for "no node" and "no key" in the columns of an index. */
export const NONE = 0xffffffff;
