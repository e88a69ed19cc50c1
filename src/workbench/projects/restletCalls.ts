import { isCoded } from '../../codedError.ts';
import { createExpander } from '../../requests/values/expand.ts';
import type { Node, RequestFile, RequestNode, Span } from '../../requests/nodes.ts';

/** A RESTlet's deployment as a file names it, and where. IDs or numbers, as spelled. */
export interface RestletMention {
  readonly script: string;
  /** Empty when it is missing. */
  readonly deployment: string;
  /** The IDs themselves; where a variable holds them, all of the target. */
  readonly scriptSpan: Span;
  readonly deploymentSpan: Span;
}

/** A request that calls a RESTlet. */
export interface RestletCall extends RestletMention {
  readonly request: RequestNode;
  /** Upper case. */
  readonly method: string;
}

/** Stands for what only sending would tell; no ID has it. */
const unknownValue = '\ufffc';

const called = new WeakMap<RequestFile, readonly RestletCall[]>();

/** The requests of a file that call a RESTlet, as far as its own variables tell. Worked out once for each parse. */
export function restletCalls(file: RequestFile): readonly RestletCall[] {
  const known = called.get(file);
  if (known) return known;
  const { expand } = createExpander(file, { now: () => 0, random: () => 0, uuid: () => '' }, () => unknownValue);
  const calls = file.requests.flatMap((request): RestletCall[] => {
    const { parts, range } = request.target;
    const mention = readMention(parts) ?? whole(readMention([{ value: expanded(expand, parts), range }]), range);
    return mention ? [{ ...mention, request, method: request.method.value.toUpperCase() }] : [];
  });
  called.set(file, calls);
  return calls;
}

/** The deployment that a place of a file is about: a request's line, or a variable's value. */
export function mentionAt(file: RequestFile, offset: number): RestletMention | RestletCall | undefined {
  const isInside = ({ start, end }: Span) => start <= offset && offset <= end;
  const call = restletCalls(file).find(
    ({ request: { method, target } }) => isInside(method.range) || isInside(target.range),
  );
  const variable = call ? undefined : file.variables.find(({ value }) => isInside(value.range));
  return call ?? (variable && readMention([variable.value]));
}

function expanded(expand: (parts: readonly Node<string>[]) => string, parts: readonly Node<string>[]): string {
  try {
    return expand(parts).trim();
  } catch (error) {
    if (isCoded(error)) return '';
    throw error;
  }
}

function whole(mention: RestletMention | undefined, range: Span): RestletMention | undefined {
  return mention && { ...mention, scriptSpan: range, deploymentSpan: range };
}

/** Undefined for what is not the target of a RESTlet, or leaves its script open. */
function readMention(parts: readonly Node<string>[]): RestletMention | undefined {
  const value = parts.map(part => part.value).join('');
  const span = (start: number, length: number) => fileSpan(parts, start, start + length);
  const short = /^restlet:(\w+)(?:\/(\w*)(?=[?#/]|$)|(?=[?#]|$))/i.exec(value);
  if (short) {
    const [, script = '', deployment = ''] = short;
    const start = 'restlet:'.length;
    return {
      script,
      deployment,
      scriptSpan: span(start, script.length),
      deploymentSpan: deployment === '' ? span(0, short[0].length) : span(start + script.length + 1, deployment.length),
    };
  }
  if (!/^(?:https?:\/\/[^/?#\s]+)?\/app\/site\/hosting\/restlet\.nl\?/i.test(value)) return undefined;
  const script = parameter(value, 'script');
  const deployment = parameter(value, 'deploy');
  if (!script) return undefined;
  return {
    script: script.value,
    deployment: deployment?.value ?? '',
    scriptSpan: span(script.start, script.value.length),
    deploymentSpan: deployment ? span(deployment.start, deployment.value.length) : span(0, value.length),
  };
}

function parameter(target: string, name: string): { value: string; start: number } | undefined {
  const [, before = '', value] = new RegExp(`^([^#]*?[?&]${name}=)(\\w+)(?=[&#]|$)`).exec(target) ?? [];
  return value === undefined ? undefined : { value, start: before.length };
}

/** From offsets in the joined values to the file. */
function fileSpan(parts: readonly Node<string>[], start: number, end: number): Span {
  return { start: fileOffset(parts, start, false), end: fileOffset(parts, end, true) };
}

function fileOffset(parts: readonly Node<string>[], offset: number, isEnd: boolean): number {
  let left = offset;
  for (const { value, range } of parts) {
    if (left < value.length || (isEnd && left === value.length)) return range.start + left;
    left -= value.length;
  }
  return parts.at(-1)?.range.end ?? 0;
}
