import { CodedError } from '../../codedError.ts';
import { referringPieces } from '../problems/checkVariables.ts';
import { lastDefinitions } from './expand.ts';
import { refsOf } from '../problems/foreignProblems.ts';
import type { RequestFile, RequestNode, VariableNode } from '../nodes.ts';
import { findReferences } from './references.ts';

/** What `{{login.response.body.$.id}}` refers to. */
export interface ResponseReference {
  /** The name of the request, as `# @name` or the title gives it. */
  readonly request: string;
  readonly of: 'response' | 'request';
  readonly part: 'body' | 'headers' | 'status';
  /** A JSONPath or XPath, `*` for the whole body; the name of a header; empty for the status. */
  readonly path: string;
}

/**
 * Reads the name between the braces of a reference to another request, in the form of REST Client:
 * `login.response.body.$.id`, `login.response.body.//id/text()`, `login.response.body.*`,
 * `login.response.headers.Location`, the same with `request`, and besides `login.response.status`.
 * A request's name may hold dots and blanks, since a title can be one. `login.response.body` is the whole body.
 *
 * @returns undefined for any other name
 */
export function parseResponseReference(name: string): ResponseReference | undefined {
  const marks = /\.(response|request)\.(?:(status)$|(headers)\.(?=.)|(body)(?:\.|$))/g;
  // A name of a request holds at least one character.
  marks.lastIndex = 1;
  const mark = marks.exec(name);
  const of = mark?.[1] === 'request' ? 'request' : 'response';
  if (!mark || (of === 'request' && mark[2])) return undefined;
  const rest = name.slice(marks.lastIndex).trim();
  const request = name.slice(0, mark.index);
  if (mark[2]) return { request, of, part: 'status', path: '' };
  if (mark[3]) return { request, of, part: 'headers', path: rest };
  return { request, of, part: 'body', path: rest === '' ? '*' : rest };
}

interface FileIndex {
  readonly definitions: ReadonlyMap<string, VariableNode>;
  readonly named: ReadonlyMap<string | undefined, readonly RequestNode[]>;
}

const indexes = new WeakMap<RequestFile, FileIndex>();

/** Made once for a file: each of its requests may be asked about. */
function indexOf(file: RequestFile): FileIndex {
  const index = indexes.get(file) ?? {
    definitions: lastDefinitions(file),
    named: Map.groupBy(file.requests, ({ name }) => name),
  };
  indexes.set(file, index);
  return index;
}

/** What refers to others: a request or a variable. */
type Referrer = RequestNode | VariableNode;

interface Visit {
  readonly node: Referrer;
  readonly todo: Iterator<Target>;
}

interface Target {
  readonly node: Referrer;
  /** Where the reference stands in the file. */
  readonly offset: number;
}

/**
 * The requests whose answers a request needs, itself not among them, in the order in which they must be sent: those
 * that they need themselves first, each once. References through variables of the file count; a variable wins over a
 * request, as it does when values are put in. `# @ref name` counts as a reference. Those in body files are not seen.
 *
 * @throws CodedError `request-unknown` (data: name, offset) when a reference names no request of the file;
 *   `request-ambiguous` (data: name, offset) when it names several, since the wrong one could write to an account;
 *   `request-cycle` (data: cycle, offset) for a request that needs its own answer. `offset` is where the reference is.
 */
export function requestsNeeded(file: RequestFile, request: RequestNode): RequestNode[] {
  const { definitions, named } = indexOf(file);

  /** What a node refers to; system values and names from outside the file lead nowhere. */
  function* targets(from: Referrer): Generator<Target> {
    if (isRequest(from)) {
      for (const { value, range } of refsOf(from.directives)) {
        yield { node: requestNamed(value, range.start), offset: range.start };
      }
    }
    for (const piece of isRequest(from) ? referringPieces(from) : [from.value]) {
      for (const { name, start } of findReferences(piece.value)) {
        const offset = piece.range.start + start;
        const variable = definitions.get(name);
        const wanted = variable ? undefined : parseResponseReference(name)?.request;
        if (variable) yield { node: variable, offset };
        else if (wanted !== undefined) yield { node: requestNamed(wanted, offset), offset };
      }
    }
  }

  function requestNamed(name: string, offset: number): RequestNode {
    const [found, another] = named.get(name) ?? [];
    if (!found) throw new CodedError('request-unknown', { name, offset });
    if (another) throw new CodedError('request-ambiguous', { name, offset });
    return found;
  }

  // Depth first with a stack of its own: a chain may be longer than the call stack is deep.
  const needed: RequestNode[] = [];
  const seen = new Set<Referrer>([request]);
  const trail: Visit[] = [];
  const onTrail = new Set<Referrer>();
  const enter = (node: Referrer): void => {
    seen.add(node);
    onTrail.add(node);
    trail.push({ node, todo: targets(node) });
  };
  enter(request);
  for (let top = trail.at(-1); top; top = trail.at(-1)) {
    const next = top.todo.next();
    if (next.done === true) {
      trail.pop();
      onTrail.delete(top.node);
      if (isRequest(top.node) && top.node !== request) needed.push(top.node);
    } else if (onTrail.has(next.value.node)) {
      checkCycle(trail, next.value);
    } else if (!seen.has(next.value.node)) {
      enter(next.value.node);
    }
  }
  return needed;
}

/** Variables alone that lead back to themselves are another error, found when they are put in. */
function checkCycle(trail: readonly Visit[], { node, offset }: Target): void {
  const round = trail.slice(trail.findIndex(visit => visit.node === node)).map(visit => visit.node);
  const requests = [...round, node].filter(isRequest);
  if (requests.length === 0) return;
  const names = requests.map(({ name, method }) => name ?? method.value);
  const cycle = isRequest(node) ? names : [...names, names[0]];
  throw new CodedError('request-cycle', { cycle: cycle.join(', ').slice(0, 500), offset });
}

function isRequest(node: Referrer): node is RequestNode {
  return 'method' in node;
}
