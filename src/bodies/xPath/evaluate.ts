import { CodedError } from '../../codedError.ts';
import { compareDecimals } from '../jsonPath/decimal.ts';
import type { Expression, NodeTest, Operator, Step } from './syntax.ts';
import { localName, stringValue, type XmlNode, type XmlTree } from './tree.ts';

/** Numbers are decimals as spelled, so that no digit is lost; undefined stands for XPath's NaN. */
export type XPathValue =
  | { readonly kind: 'nodes'; readonly nodes: readonly XmlNode[] }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly value: string | undefined }
  | { readonly kind: 'boolean'; readonly value: boolean };

/** Where an expression is evaluated (XPath 1.0 section 1). */
export interface Context {
  readonly tree: XmlTree;
  readonly node: XmlNode;
  /** From 1. */
  readonly position: number;
  readonly size: number;
  /** Counts work; throws when it is too much. */
  readonly spend: (steps: number) => void;
}

/** Nodes looked at and characters compared: a second or two. */
const mostSteps = 20_000_000;

/** @throws CodedError `xpath-too-costly` (data: path, limit) */
export function evaluateXPath(expression: Expression, tree: XmlTree, path: string): XPathValue {
  const [node] = tree.nodes;
  let left = mostSteps;
  const spend = (steps: number): void => {
    left -= steps;
    if (left < 0) throw new CodedError('xpath-too-costly', { path: path.slice(0, 200), limit: mostSteps });
  };
  return node ? evaluate(expression, { tree, node, position: 1, size: 1, spend }) : { kind: 'nodes', nodes: [] };
}

function evaluate(expression: Expression, context: Context): XPathValue {
  context.spend(1);
  switch (expression.kind) {
    case 'or':
    case 'and': {
      const left = isTrue(evaluate(expression.left, context));
      const decided = expression.kind === 'or' ? left : !left;
      return { kind: 'boolean', value: decided ? left : isTrue(evaluate(expression.right, context)) };
    }
    case 'compare': {
      const left = evaluate(expression.left, context);
      const right = evaluate(expression.right, context);
      return { kind: 'boolean', value: compare(expression.operator, left, right, context) };
    }
    case 'literal':
      return { kind: 'string', value: expression.value };
    case 'number':
      return { kind: 'number', value: expression.value };
    case 'call':
      return call(expression, context);
    case 'path':
      return { kind: 'nodes', nodes: follow(expression.steps, expression.absolute, context) };
  }
}

function follow(steps: readonly Step[], absolute: boolean, context: Context): readonly XmlNode[] {
  const [root] = context.tree.nodes;
  let nodes: readonly XmlNode[] = absolute && root ? [root] : [context.node];
  for (const step of steps) {
    const found = new Set<XmlNode>();
    for (const node of nodes) {
      for (const each of stepFrom(node, step, context)) found.add(each);
    }
    nodes = [...found].sort((a, b) => a.order - b.order);
    context.spend(nodes.length);
  }
  return nodes;
}

function stepFrom(node: XmlNode, { axis, test, predicates }: Step, context: Context): readonly XmlNode[] {
  const along = alongAxis(axis, node, context);
  context.spend(1 + along.length);
  let nodes = along.filter(each => passes(test, each, axis === 'attribute'));
  for (const predicate of predicates) {
    const size = nodes.length;
    nodes = nodes.filter((each, i) => {
      const position = i + 1;
      const value = evaluate(predicate, { ...context, node: each, position, size });
      // A number alone is a position (XPath 1.0 section 2.4).
      return value.kind === 'number' ? isSameNumber(value.value, String(position)) : isTrue(value);
    });
  }
  return nodes;
}

function alongAxis(axis: Step['axis'], node: XmlNode, { tree }: Context): readonly XmlNode[] {
  switch (axis) {
    case 'child':
      return node.children;
    case 'attribute':
      return node.attributes;
    case 'parent':
      return node.parent ? [node.parent] : [];
    case 'self':
      return [node];
    case 'descendant':
    case 'descendant-or-self': {
      // Attributes stand among the nodes, but below none of them (XPath 1.0 section 2.2).
      const below = tree.nodes.slice(node.order + 1, node.last + 1).filter(({ kind }) => kind !== 'attribute');
      return axis === 'descendant' ? below : [node, ...below];
    }
  }
}

function passes(test: NodeTest, node: XmlNode, ofAttributes: boolean): boolean {
  if (test.kind !== 'name') return test.kind === 'node' || node.kind === 'text';
  if (node.kind !== (ofAttributes ? 'attribute' : 'element')) return false;
  if (test.prefix !== undefined && !node.name.startsWith(`${test.prefix}:`)) return false;
  return test.local === undefined || localName(node.name) === test.local;
}

function call({ name, arguments: list }: Extract<Expression, { kind: 'call' }>, context: Context): XPathValue {
  const [first, second] = list;
  const here: XPathValue = { kind: 'nodes', nodes: [context.node] };
  const value = (): XPathValue => (first ? evaluate(first, context) : here);
  const text = (): string => toText(value(), context);
  const other = (): string => (second ? toText(evaluate(second, context), context) : '');
  const nodes = (): readonly XmlNode[] => {
    const found = value();
    return found.kind === 'nodes' ? found.nodes : [];
  };
  switch (name) {
    case 'last':
      return { kind: 'number', value: String(context.size) };
    case 'position':
      return { kind: 'number', value: String(context.position) };
    case 'count':
      return { kind: 'number', value: String(nodes().length) };
    case 'string':
      return { kind: 'string', value: text() };
    case 'name':
      return { kind: 'string', value: nodes()[0]?.name ?? '' };
    case 'local-name':
      return { kind: 'string', value: localName(nodes()[0]?.name ?? '') };
    case 'not':
      return { kind: 'boolean', value: !isTrue(value()) };
    case 'true':
    case 'false':
      return { kind: 'boolean', value: name === 'true' };
    case 'contains':
      return { kind: 'boolean', value: text().includes(other()) };
    case 'starts-with':
      return { kind: 'boolean', value: text().startsWith(other()) };
    case 'normalize-space':
      return {
        kind: 'string',
        value: text()
          .replace(/[ \t\r\n]+/g, ' ')
          .replace(/^ | $/g, ''),
      };
  }
}

function textOf(node: XmlNode, { tree, spend }: Context): string {
  spend(1 + node.last - node.order);
  const text = stringValue(tree, node);
  spend(text.length >> 3);
  return text;
}

/** XPath's `string()`: of several nodes the first. */
function toText(value: XPathValue, context: Context): string {
  switch (value.kind) {
    case 'nodes':
      return value.nodes[0] ? textOf(value.nodes[0], context) : '';
    case 'string':
      return value.value;
    case 'number':
      return value.value ?? 'NaN';
    case 'boolean':
      return String(value.value);
  }
}

function toNumber(text: string): string | undefined {
  return /^[ \t\r\n]*(-?(?:\d+(?:\.\d*)?|\.\d+))[ \t\r\n]*$/.exec(text)?.[1];
}

function isSameNumber(left: string | undefined, right: string | undefined): boolean {
  return left !== undefined && right !== undefined && compareDecimals(left, right) === 0;
}

/** XPath's `boolean()` (section 4.3). */
function isTrue(value: XPathValue): boolean {
  switch (value.kind) {
    case 'nodes':
      return value.nodes.length > 0;
    case 'string':
      return value.value !== '';
    case 'number':
      return value.value !== undefined && compareDecimals(value.value, '0') !== 0;
    case 'boolean':
      return value.value;
  }
}

/** XPath 1.0 section 3.4: of nodes, one that compares is enough. */
function compare(operator: Operator, left: XPathValue, right: XPathValue, context: Context): boolean {
  if (left.kind === 'boolean' || right.kind === 'boolean') {
    return compareAtoms(operator, isTrue(left) ? '1' : '0', isTrue(right) ? '1' : '0', true);
  }
  const asNumbers = left.kind === 'number' || right.kind === 'number' || !/^!?=$/.test(operator);
  const rights = atoms(right, context);
  return atoms(left, context).some(one => {
    context.spend(rights.length);
    return rights.some(other => compareAtoms(operator, one, other, asNumbers));
  });
}

function atoms(value: XPathValue, context: Context): readonly string[] {
  return value.kind === 'nodes' ? value.nodes.map(node => textOf(node, context)) : [toText(value, context)];
}

function compareAtoms(operator: Operator, left: string, right: string, asNumbers: boolean): boolean {
  if (!asNumbers) return (left === right) === (operator === '=');
  const a = toNumber(left);
  const b = toNumber(right);
  if (a === undefined || b === undefined) return operator === '!=';
  const order = compareDecimals(a, b);
  switch (operator) {
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}
