import { checksOf } from '../checks.ts';
import { promptsOf } from '../parse/directives.ts';
import { cycleOf, lastDefinitions } from '../values/expand.ts';
import type { Node, Problem, RequestFile, RequestNode, VariableNode } from '../nodes.ts';
import { findReferences } from '../values/references.ts';
import { parseResponseReference } from '../values/responseReference.ts';
import { isSystemValue } from '../values/systemValues.ts';

/**
 * References that lead nowhere and variables that lead back to themselves, found without sending anything.
 *
 * @param isKnown whether a name has a value outside the file
 */
export function checkVariables(file: RequestFile, isKnown: (name: string) => boolean = () => false): Problem[] {
  const definitions = lastDefinitions(file);
  const prompted = new Set(file.requests.flatMap(promptsOf).map(({ name }) => name));
  const requests = new Set(file.requests.map(({ name }) => name));
  const problems: Problem[] = [];
  const pieces = [...file.variables.map(({ value }) => value), ...file.requests.flatMap(referringPieces)];
  for (const piece of pieces) {
    for (const { name, start, end } of findReferences(piece.value)) {
      if (definitions.has(name) || prompted.has(name) || isKnown(name)) continue;
      if (name.startsWith('$') && isSystemValue(name)) continue;
      const span = { start: piece.range.start + start, end: piece.range.start + end };
      const answer = parseResponseReference(name);
      if (answer) {
        const data = { name: answer.request };
        if (!requests.has(answer.request)) problems.push({ code: 'request-unknown', span, severity: 'error', data });
        continue;
      }
      problems.push({ code: 'undefined-variable', span, severity: 'error', data: { name } });
    }
  }
  return [...problems, ...findCycles(definitions)];
}

/** Every stretch of a request in which variables are replaced. */
export function referringPieces(request: RequestNode): Node<string>[] {
  return [
    ...request.target.parts,
    ...request.headers.map(({ value }) => value),
    ...(request.body?.parts ?? []),
    ...(request.body?.file ? [request.body.file.path] : []),
    ...checksOf(request).flatMap(({ value }) => value ?? []),
    ...(request.account ? [request.account] : []),
    ...(request.token ? [request.token] : []),
    ...(request.auth ? [request.auth] : []),
  ];
}

/** Depth first with a stack of its own: a chain of variables may be longer than the call stack is deep. */
function findCycles(definitions: ReadonlyMap<string, VariableNode>): Problem[] {
  const problems: Problem[] = [];
  const finished = new Set<string>();
  for (const root of definitions.keys()) {
    const trail: { name: string; todo: string[] }[] = [];
    const onTrail = new Set<string>();
    const enter = (name: string) => {
      const references = findReferences(definitions.get(name)?.value.value ?? '');
      trail.push({ name, todo: references.map(reference => reference.name).filter(each => definitions.has(each)) });
      onTrail.add(name);
    };
    if (!finished.has(root)) enter(root);
    for (let top = trail.at(-1); top; top = trail.at(-1)) {
      const next = top.todo.pop();
      if (next === undefined) {
        trail.pop();
        onTrail.delete(top.name);
        finished.add(top.name);
      } else if (onTrail.has(next)) {
        const names = trail.map(({ name }) => name);
        const span = definitions.get(next)?.range;
        const data = { name: next, cycle: cycleOf(names, next) };
        if (span) problems.push({ code: 'variable-cycle', span, severity: 'error', data });
      } else if (!finished.has(next)) {
        enter(next);
      }
    }
  }
  return problems;
}
