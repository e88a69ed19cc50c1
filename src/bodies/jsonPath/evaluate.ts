import { jsonKind } from '../jsonKind.ts';
import { holds } from './condition.ts';
import { keyIs, type Evaluation } from './evaluation.ts';
import type { Query, Segment, Selector } from './syntax.ts';

/**
 * The nodes that a query selects, in the order of RFC 9535, one that is selected twice twice. Of two members with one
 * name a name selects the last, as JSON.parse has it; wildcards select both.
 *
 * @throws CodedError `json-path-too-costly` (data: path, limit)
 */
export function evaluateQuery(query: Query, evaluation: Evaluation, current: number): number[] {
  let nodes = [query.from === 'root' ? 0 : current];
  for (const segment of query.segments) {
    nodes = evaluateSegment(segment, evaluation, nodes);
  }
  return nodes;
}

function evaluateSegment(segment: Segment, evaluation: Evaluation, nodes: readonly number[]): number[] {
  const selected: number[] = [];
  const { next } = evaluation.index;
  for (const node of nodes) {
    // The nodes below one stand right behind it.
    const end = segment.descendants ? (next[node] ?? 0) : node + 1;
    for (let each = node; each < end; each++) {
      for (const selector of segment.selectors) select(selector, evaluation, each, selected);
    }
  }
  return selected;
}

function select(selector: Selector, evaluation: Evaluation, node: number, selected: number[]): void {
  const { index, spend } = evaluation;
  const isArray = index.kind[node] === jsonKind.array;
  spend(1);
  switch (selector.kind) {
    case 'name':
      if (index.kind[node] === jsonKind.object) {
        const member = memberNamed(selector.name, evaluation, node);
        if (member !== undefined) selected.push(member);
      }
      return;
    case 'index':
      if (isArray) {
        const found = elementAt(selector.index, evaluation, node);
        if (found !== undefined) selected.push(found);
      }
      return;
    case 'slice':
      if (isArray) addSlice(selector, childrenOf(evaluation, node), selected);
      return;
    case 'wildcard':
      for (const child of childrenOf(evaluation, node)) selected.push(child);
      return;
    case 'filter':
      for (const child of childrenOf(evaluation, node)) {
        if (holds(selector.condition, evaluation, child)) selected.push(child);
      }
  }
}

/** A list, not a generator: this is where the time goes. */
function childrenOf({ index, spend }: Evaluation, node: number): number[] {
  const children: number[] = [];
  const end = index.next[node] ?? 0;
  for (let child = node + 1; child < end; child = index.next[child] ?? end) children.push(child);
  spend(children.length);
  return children;
}

function memberNamed(name: string, evaluation: Evaluation, node: number): number | undefined {
  return childrenOf(evaluation, node).findLast(child => keyIs(evaluation, child, name));
}

function elementAt(position: number, evaluation: Evaluation, node: number): number | undefined {
  return childrenOf(evaluation, node).at(position);
}

/** RFC 9535 section 2.3.4.2.2. */
function addSlice(
  { start, end, step }: Extract<Selector, { kind: 'slice' }>,
  all: readonly number[],
  selected: number[],
): void {
  if (step === 0) return;
  const count = all.length;
  const normal = (position: number) => (position < 0 ? count + position : position);
  const between = (position: number, low: number, high: number) => Math.min(Math.max(position, low), high);
  if (step > 0) {
    const to = between(normal(end ?? count), 0, count);
    for (let i = between(normal(start ?? 0), 0, count); i < to; i += step) selected.push(all[i] ?? 0);
  } else {
    const to = between(normal(end ?? -count - 1), -1, count - 1);
    for (let i = between(normal(start ?? count - 1), -1, count - 1); i > to; i += step) selected.push(all[i] ?? 0);
  }
}
