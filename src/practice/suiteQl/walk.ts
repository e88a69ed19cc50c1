import { isAggregate } from './functionNames.ts';
import type { Node } from './nodes.ts';

/** The nodes directly inside a node; a subquery is not gone into. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'column':
    case 'text':
    case 'number':
    case 'null':
    case 'parameter':
    case 'subquery':
    case 'exists':
      return [];
    case 'negate':
    case 'not':
    case 'isNull':
    case 'inQuery':
      return [node.operand];
    case 'arithmetic':
    case 'compare':
      return [node.left, node.right];
    case 'concat':
    case 'and':
    case 'or':
      return node.operands;
    case 'call':
      return [
        ...node.arguments,
        ...(node.over ? [...node.over.partition, ...node.over.order.map(term => term.node)] : []),
      ];
    case 'case':
      return [
        ...(node.subject ? [node.subject] : []),
        ...node.branches.flatMap(({ when, then }) => [when, then]),
        ...(node.otherwise ? [node.otherwise] : []),
      ];
    case 'extract':
      return [node.from];
    case 'trim':
      return [node.from, ...(node.characters ? [node.characters] : [])];
    case 'inList':
      return [node.operand, ...node.list];
    case 'between':
      return [node.operand, node.low, node.high];
    case 'like':
      return [node.operand, node.pattern, ...(node.escape ? [node.escape] : [])];
  }
}

/** The node or one inside it that fits, subqueries left out. */
export function findNode(node: Node, fits: (node: Node) => boolean): Node | undefined {
  if (fits(node)) {
    return node;
  }
  for (const child of childrenOf(node)) {
    const found = findNode(child, fits);
    if (found) {
      return found;
    }
  }
  return undefined;
}

export function isSubquery(node: Node): boolean {
  return node.kind === 'subquery' || node.kind === 'exists' || node.kind === 'inQuery';
}

export function isAggregateCall(node: Node): boolean {
  return node.kind === 'call' && !node.builtin && !node.over && isAggregate(node.name);
}

/** Whether ROWNUM is meant, which a column of that name would hide. */
export function isRowNumber(node: Node): boolean {
  return node.kind === 'column' && !node.qualifier && !node.name.quoted && node.name.text.toUpperCase() === 'ROWNUM';
}

/** The conditions that AND joins, parentheses gone through. */
export function conjuncts(node: Node | undefined): readonly Node[] {
  if (!node) {
    return [];
  }
  return node.kind === 'and' ? node.operands.flatMap(conjuncts) : [node];
}
