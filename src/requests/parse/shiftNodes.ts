import type { HeaderNode, Node, Problem, Span } from '../nodes.ts';

/** Headers, directives and variables are all of this form. */
export function shiftPair({ name, value, range }: HeaderNode, by: number): HeaderNode {
  return { name: shiftNode(name, by), value: shiftNode(value, by), range: shiftSpan(range, by) };
}

export function shiftProblem(problem: Problem, by: number): Problem {
  return { ...problem, span: shiftSpan(problem.span, by) };
}

export function shiftNode({ value, range }: Node<string>, by: number): Node<string> {
  return { value, range: shiftSpan(range, by) };
}

export function shiftSpan({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

export function shiftEach<T>(all: readonly T[], by: number, shift: (each: T, by: number) => T): readonly T[] {
  return all.length === 0 ? all : all.map(each => shift(each, by));
}
