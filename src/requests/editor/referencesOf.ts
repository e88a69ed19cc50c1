import type { Node, RequestFile, RequestNode, Span, VariableNode } from '../nodes.ts';
import { findReferences } from '../values/references.ts';
import { requestAt } from './requestAt.ts';
import { parseResponseReference } from '../values/responseReference.ts';

/** What a name in a request file can stand for. */
export interface NamedThing {
  readonly kind: 'variable' | 'request';
  readonly name: string;
}

/** A place where a thing is named: the span of the name alone. */
export interface Occurrence {
  readonly thing: NamedThing;
  readonly span: Span;
  readonly isDefinition: boolean;
}

/** httpYac's directives whose value is the name of a request. */
const refersToRequest = new Set(['ref', 'forceRef']);

/** The thing that is named at an offset, a caret right after the name included. */
export function occurrenceAt(file: RequestFile, offset: number): Occurrence | undefined {
  const holds = ({ range }: { readonly range: Span }) => range.start <= offset && offset <= range.end;
  const variable = file.variables.find(holds);
  // A caret at the end of a block is at the start of the next one as well.
  const requests = [requestAt(file, offset), requestAt(file, offset - 1)].filter(each => each !== undefined);
  const found = [
    ...(variable ? occurrencesInVariable(variable) : []),
    ...requests.flatMap(request => occurrencesInRequest(request)),
  ];
  return found.find(({ span }) => span.start <= offset && offset <= span.end);
}

/** Every place where a thing is defined or used, in the order of the file. */
export function occurrencesOf(file: RequestFile, { kind, name }: NamedThing): Occurrence[] {
  return [...file.variables.flatMap(occurrencesInVariable), ...file.requests.flatMap(occurrencesInRequest)]
    .filter(({ thing }) => thing.kind === kind && thing.name === name)
    .sort((a, b) => a.span.start - b.span.start);
}

/** The places that say what a variable is or which request has a name. */
export function definitionsOf(file: RequestFile, thing: NamedThing): Occurrence[] {
  return occurrencesOf(file, thing).filter(({ isDefinition }) => isDefinition);
}

function occurrencesInVariable({ name, value }: VariableNode): Occurrence[] {
  const thing = { kind: 'variable', name: name.value } as const;
  return [{ thing, span: name.range, isDefinition: true }, ...usesIn(value)];
}

function occurrencesInRequest(request: RequestNode): Occurrence[] {
  const found: Occurrence[] = [];
  if (request.name !== undefined && request.nameRange) {
    found.push({ thing: { kind: 'request', name: request.name }, span: request.nameRange, isDefinition: true });
  }
  for (const { name, value } of request.directives) {
    if (name.value === 'name') continue;
    if (refersToRequest.has(name.value) && value.value !== '') {
      found.push({ thing: { kind: 'request', name: value.value }, span: value.range, isDefinition: false });
    } else if (name.value === 'prompt') {
      // `# @prompt name What to ask`
      const prompted = /^[^\s=]+/.exec(value.value)?.[0] ?? '';
      const span = { start: value.range.start, end: value.range.start + prompted.length };
      if (prompted !== '') found.push({ thing: { kind: 'variable', name: prompted }, span, isDefinition: true });
    } else {
      for (const use of usesIn(value)) found.push(use);
    }
  }
  const pieces = [
    ...request.target.parts,
    ...request.headers.map(({ value }) => value),
    ...(request.body?.parts ?? []),
    ...(request.body?.file ? [request.body.file.path] : []),
  ];
  for (const piece of pieces) for (const use of usesIn(piece)) found.push(use);
  return found;
}

function usesIn(piece: Node<string>): Occurrence[] {
  return findReferences(piece.value).map(({ name, start, end }) => {
    const within = piece.value.slice(start, end);
    const at = piece.range.start + start + within.indexOf(name, 2);
    const request = parseResponseReference(name)?.request;
    return {
      thing: request === undefined ? { kind: 'variable', name } : { kind: 'request', name: request },
      span: { start: at, end: at + (request ?? name).length },
      isDefinition: false,
    };
  });
}
