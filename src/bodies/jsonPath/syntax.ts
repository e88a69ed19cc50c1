/** A JSONPath query (RFC 9535), parsed and well-typed. */
export interface Query {
  /** `$` or, within a filter, `@`. */
  readonly from: 'root' | 'current';
  readonly segments: readonly Segment[];
}

export interface Segment {
  /** `..`: of the node itself and everything below it. */
  readonly descendants: boolean;
  readonly selectors: readonly Selector[];
}

export type Selector =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'index'; readonly index: number }
  | {
      readonly kind: 'slice';
      readonly start: number | undefined;
      readonly end: number | undefined;
      readonly step: number;
    }
  | { readonly kind: 'filter'; readonly condition: Condition };

export type Condition =
  | { readonly kind: 'or' | 'and'; readonly conditions: readonly Condition[] }
  | { readonly kind: 'not'; readonly condition: Condition }
  | { readonly kind: 'exists'; readonly query: Query }
  | {
      readonly kind: 'compare';
      readonly operator: Operator;
      readonly left: Comparable;
      readonly right: Comparable;
    }
  | {
      readonly kind: 'matches';
      /** `match` takes the whole string, `search` any part of it. */
      readonly whole: boolean;
      readonly text: Comparable;
      readonly pattern: Comparable;
    };

export type Operator = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** What gives one value or nothing. Literals are kept as JSON; numbers as they are written. */
export type Comparable =
  | { readonly kind: 'string' | 'number' | 'word'; readonly text: string }
  | { readonly kind: 'query'; readonly query: Query }
  | { readonly kind: 'length'; readonly of: Comparable }
  | { readonly kind: 'count' | 'value'; readonly query: Query };

/** Whether a query can have no more than one result (RFC 9535 section 2.3.5.1). */
export function isSingular({ segments }: Query): boolean {
  return segments.every(
    ({ descendants, selectors: [selector, ...more] }) =>
      !descendants && more.length === 0 && (selector?.kind === 'name' || selector?.kind === 'index'),
  );
}
