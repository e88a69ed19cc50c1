/** An expression of the part of XPath 1.0 that is understood. */
export type Expression =
  | { readonly kind: 'or' | 'and'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'compare'; readonly operator: Operator; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'literal'; readonly value: string }
  | { readonly kind: 'number'; readonly value: string }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly arguments: readonly Expression[] }
  | { readonly kind: 'path'; readonly absolute: boolean; readonly steps: readonly Step[] };

export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=';

export interface Step {
  readonly axis: Axis;
  readonly test: NodeTest;
  readonly predicates: readonly Expression[];
}

export type Axis = 'child' | 'attribute' | 'parent' | 'self' | 'descendant' | 'descendant-or-self';

export type NodeTest =
  | { readonly kind: 'node' | 'text' }
  /** `*`, `name` (with any prefix), `prefix:name` and `prefix:*` (with that prefix as written). */
  | { readonly kind: 'name'; readonly prefix: string | undefined; readonly local: string | undefined };

/** The functions that are understood, and how many arguments each takes. */
export const functions = {
  last: [0, 0],
  position: [0, 0],
  count: [1, 1],
  string: [0, 1],
  'local-name': [0, 1],
  name: [0, 1],
  not: [1, 1],
  true: [0, 0],
  false: [0, 0],
  contains: [2, 2],
  'starts-with': [2, 2],
  'normalize-space': [0, 1],
} as const satisfies Readonly<Record<string, readonly [number, number]>>;

export type FunctionName = keyof typeof functions;
