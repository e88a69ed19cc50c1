import { CodedError } from '../../codedError.ts';
import type { JsonIndex } from '../jsonIndex.ts';
import { NONE } from '../jsonKind.ts';
import { compilePattern, type Pattern } from './pattern.ts';

/** What one evaluation of a query works with. */
export interface Evaluation {
  readonly index: JsonIndex;
  /** Counts work; throws CodedError `json-path-too-costly` (data: path, limit) when it is too much. */
  readonly spend: (steps: number) => void;
  /** A pattern that was compiled before, or undefined when it is none. */
  readonly pattern: (source: string) => Pattern | undefined;
}

/** Nodes looked at and characters compared: a second or two, and more than a sensible path takes of 50 MB. */
const mostSteps = 20_000_000;

export function startEvaluation(index: JsonIndex, path: string): Evaluation {
  let left = mostSteps;
  const patterns = new Map<string, Pattern | undefined>();
  const spend = (steps: number): void => {
    left -= steps;
    if (left < 0) throw new CodedError('json-path-too-costly', { path: path.slice(0, 200), limit: mostSteps });
  };
  return {
    index,
    spend,
    pattern(source) {
      if (!patterns.has(source)) {
        // Patterns can come from the document, one for each element.
        spend(1000 + source.length * 10);
        if (patterns.size > 100) patterns.clear();
        patterns.set(source, compilePattern(source));
      }
      return patterns.get(source);
    },
  };
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** A stretch of the text as spelled. */
export function spelled({ bytes }: JsonIndex, start: number, end: number): string {
  return utf8.decode(bytes.subarray(start, end));
}

/** A JSON string with its quotes, as the text that it means. The index has no problem, so it is well spelled. */
export function unquoted(text: string): string {
  return text.includes('\\') ? (JSON.parse(text) as string) : text.slice(1, -1);
}

/** The name of a member, or undefined for what stands in no object. */
export function keyOf({ index, spend }: Evaluation, node: number): string | undefined {
  const start = index.keyStart[node] ?? NONE;
  const end = index.keyEnd[node] ?? NONE;
  if (start === NONE) return undefined;
  spend((end - start) >> 3);
  return unquoted(spelled(index, start, end));
}

/** Whether a member has a name; most that have not are told by the length. */
export function keyIs(evaluation: Evaluation, node: number, name: string): boolean {
  const { index } = evaluation;
  const spelledLength = (index.keyEnd[node] ?? 0) - (index.keyStart[node] ?? 0) - 2;
  // A UTF-16 unit takes one to three bytes, or six as an escape.
  const isPossible = spelledLength >= name.length && spelledLength <= name.length * 6;
  return isPossible && keyOf(evaluation, node) === name;
}
