/** What a node is. Numbers, since one byte for each node is kept. */
export const jsonKind = { object: 1, array: 2, string: 3, number: 4, true: 5, false: 6, null: 7 } as const;

/** Stands for "no node" and "no key" in the columns of an index. */
export const NONE = 0xffffffff;
