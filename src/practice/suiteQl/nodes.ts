/** Where a node begins, in UTF-16 units, and how deep what it holds is nested. */
interface At {
  readonly position: number;
  readonly depth: number;
}

export interface Name {
  /** As written, without quotes. */
  readonly text: string;
  readonly quoted: boolean;
  readonly position: number;
}

export type ComparisonOperator = '=' | '<>' | '<' | '<=' | '>' | '>=';
export type ArithmeticOperator = '+' | '-' | '*' | '/';

export interface OrderTerm {
  readonly node: Node;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

/** What stands in an expression; whether it is a value or a condition is told from `kind`. */
export type Node =
  | (At & { readonly kind: 'column'; readonly qualifier?: Name; readonly name: Name; readonly outer?: boolean })
  | (At & { readonly kind: 'text'; readonly value: string })
  | (At & { readonly kind: 'number'; readonly value: string })
  | (At & { readonly kind: 'null' })
  | (At & { readonly kind: 'parameter'; readonly index: number })
  | (At & { readonly kind: 'negate'; readonly operand: Node })
  | (At & {
      readonly kind: 'arithmetic';
      readonly operator: ArithmeticOperator;
      readonly left: Node;
      readonly right: Node;
    })
  | (At & { readonly kind: 'concat'; readonly operands: readonly Node[] })
  | (At & {
      readonly kind: 'call';
      readonly name: string;
      readonly builtin: boolean;
      readonly distinct: boolean;
      readonly star: boolean;
      readonly arguments: readonly Node[];
      readonly over?: { readonly partition: readonly Node[]; readonly order: readonly OrderTerm[] };
    })
  | (At & {
      readonly kind: 'case';
      readonly subject?: Node;
      readonly branches: readonly { readonly when: Node; readonly then: Node }[];
      readonly otherwise?: Node;
    })
  | (At & { readonly kind: 'extract'; readonly field: string; readonly from: Node })
  | (At & {
      readonly kind: 'trim';
      readonly side: 'LEADING' | 'TRAILING' | 'BOTH';
      readonly characters?: Node;
      readonly from: Node;
    })
  | (At & { readonly kind: 'subquery'; readonly query: Query })
  | Condition;

export type Condition = At &
  (
    | {
        readonly kind: 'compare';
        readonly operator: ComparisonOperator;
        readonly left: Node;
        readonly right: Node;
      }
    | { readonly kind: 'isNull'; readonly operand: Node; readonly not: boolean }
    | { readonly kind: 'inList'; readonly operand: Node; readonly list: readonly Node[]; readonly not: boolean }
    | { readonly kind: 'inQuery'; readonly operand: Node; readonly query: Query; readonly not: boolean }
    | {
        readonly kind: 'between';
        readonly operand: Node;
        readonly low: Node;
        readonly high: Node;
        readonly not: boolean;
      }
    | {
        readonly kind: 'like';
        readonly operand: Node;
        readonly pattern: Node;
        readonly escape?: Node;
        readonly not: boolean;
      }
    | { readonly kind: 'exists'; readonly query: Query }
    | { readonly kind: 'not'; readonly operand: Node }
    | { readonly kind: 'and' | 'or'; readonly operands: readonly Node[] }
  );

export type SelectItem =
  | { readonly kind: 'star'; readonly qualifier?: Name; readonly position: number }
  | { readonly kind: 'value'; readonly node: Node; readonly alias?: Name };

export type FromItem =
  | { readonly kind: 'table'; readonly name: Name; readonly alias?: Name }
  | { readonly kind: 'query'; readonly query: Query; readonly alias?: Name; readonly position: number };

export type JoinKind = 'first' | 'comma' | 'inner' | 'left' | 'right' | 'full' | 'cross';

export interface Join {
  readonly kind: JoinKind;
  readonly item: FromItem;
  readonly on?: Node;
  readonly position: number;
}

/** One SELECT without ORDER BY. */
export interface SelectBlock {
  readonly kind: 'select';
  readonly position: number;
  readonly distinct: boolean;
  /** TOP n: a literal or a parameter. */
  readonly top?: Node;
  readonly items: readonly SelectItem[];
  readonly from: readonly Join[];
  readonly where?: Node;
  readonly groupBy: readonly Node[];
  readonly having?: Node;
}

export interface SetOperation {
  readonly operator: 'UNION' | 'UNION ALL' | 'INTERSECT' | 'MINUS';
  readonly operand: QueryOperand;
  readonly position: number;
}

export type QueryOperand = SelectBlock | (Query & { readonly kind: 'query' });

/** A whole query: one operand or several joined left to right (Oracle gives all set operators one precedence). */
export interface Query {
  readonly position: number;
  readonly first: QueryOperand;
  readonly operations: readonly SetOperation[];
  readonly orderBy: readonly OrderTerm[];
  readonly offset?: Node;
  readonly fetch?: Node;
}
