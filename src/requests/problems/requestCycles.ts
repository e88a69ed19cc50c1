import { referringPieces } from './checkVariables.ts';
import { lastDefinitions } from '../values/expand.ts';
import { refsOf } from './foreignProblems.ts';
import type { Problem, RequestFile, RequestNode, Span, VariableNode } from '../nodes.ts';
import { findReferences } from '../values/references.ts';
import { parseResponseReference } from '../values/responseReference.ts';

type Referrer = RequestNode | VariableNode;

interface Link {
  readonly to: Referrer;
  /** Of the reference. */
  readonly span: Span;
}

/**
 * References by which requests need each other's answers, or a request its own: none of them can be sent first. Each round
 * once, at the reference that closes it. Variables alone that lead back to themselves are found by checkVariables.
 */
export function requestCycles(file: RequestFile): Problem[] {
  const problems: Problem[] = [];
  const linksOf = linksIn(file);
  const finished = new Set<Referrer>();
  // Depth first with a stack of its own: a chain may be longer than the call stack is deep.
  for (const root of file.requests) {
    const trail: { readonly node: Referrer; readonly todo: Link[] }[] = [];
    const onTrail = new Set<Referrer>();
    const enter = (node: Referrer): void => {
      trail.push({ node, todo: linksOf(node) });
      onTrail.add(node);
    };
    if (!finished.has(root)) enter(root);
    for (let top = trail.at(-1); top; top = trail.at(-1)) {
      const link = top.todo.pop();
      if (!link) {
        trail.pop();
        onTrail.delete(top.node);
        finished.add(top.node);
      } else if (onTrail.has(link.to)) {
        const round = trail.slice(trail.findIndex(({ node }) => node === link.to)).flatMap(({ node }) => nameOf(node));
        const cycle = [...round, round[0]].join(', ').slice(0, 500);
        if (round.length > 0)
          problems.push({ code: 'request-cycle', span: link.span, severity: 'error', data: { cycle } });
      } else if (!finished.has(link.to)) {
        enter(link.to);
      }
    }
  }
  return problems;
}

/** What a request or variable refers to in its file. A name that several requests have is refused for that. */
function linksIn(file: RequestFile): (node: Referrer) => Link[] {
  const definitions = lastDefinitions(file);
  const named = new Map(file.requests.map(request => [request.name, request]));
  const toRequest = (name: string, span: Span): Link[] => {
    const to = named.get(name);
    return to ? [{ to, span }] : [];
  };
  return node => {
    const refs = isRequest(node) ? refsOf(node.directives).flatMap(({ value, range }) => toRequest(value, range)) : [];
    const pieces = isRequest(node) ? referringPieces(node) : [node.value];
    const references = pieces.flatMap(({ value, range }) =>
      findReferences(value).flatMap(({ name, start, end }): Link[] => {
        const span = { start: range.start + start, end: range.start + end };
        const variable = definitions.get(name);
        if (variable) return [{ to: variable, span }];
        const wanted = parseResponseReference(name)?.request;
        return wanted === undefined ? [] : toRequest(wanted, span);
      }),
    );
    return [...refs, ...references];
  };
}

function nameOf(node: Referrer): string[] {
  return isRequest(node) ? [node.name ?? node.method.value] : [];
}

function isRequest(node: Referrer): node is RequestNode {
  return 'method' in node;
}
