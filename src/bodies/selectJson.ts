import { CodedError } from '../codedError.ts';
import { indexJson, type JsonIndex } from './jsonIndex.ts';
import { kindName, type JsonKindName } from './jsonKind.ts';
import { evaluateQuery } from './jsonPath/evaluate.ts';
import { spelled, startEvaluation, unquoted } from './jsonPath/evaluation.ts';
import { parsePath } from './jsonPath/parsePath.ts';

/** A value that a JSONPath selects. */
export interface JsonMatch {
  readonly kind: JsonKindName;
  /** The value as it is spelled in the document: every digit, quotes and escapes included. */
  readonly text: string;
}

/** How many matches are answered at most. */
const mostMatches = 1_000_000;

/**
 * Evaluates a JSONPath (RFC 9535) over a JSON text, or over its index when several paths go over the same one.
 * Numbers are compared as decimals of any length. Neither deep documents nor hostile paths and patterns harm.
 *
 * @throws CodedError `json-path-invalid` (data: path, offset), `json-path-too-costly` (data: path, limit),
 *   `body-not-json` (data: problem, offset in bytes)
 */
export function selectJson(json: string | JsonIndex, path: string): readonly JsonMatch[] {
  const index = typeof json === 'string' ? indexJson(new TextEncoder().encode(json)) : json;
  return Array.from(selectNodes(index, path), node => new LazyMatch(index, node));
}

/** The nodes that a path selects; otherwise as selectJson. */
export function selectNodes(index: JsonIndex, path: string): Uint32Array {
  const query = parsePath(path);
  if (index.problem) {
    throw new CodedError('body-not-json', { problem: index.problem.code, offset: index.problem.offset });
  }
  const nodes = evaluateQuery(query, startEvaluation(index, path), 0);
  if (nodes.length > mostMatches) {
    throw new CodedError('json-path-too-costly', { path: path.slice(0, 200), limit: mostMatches });
  }
  return Uint32Array.from(nodes);
}

/** The text is cut out when it is asked for: of many matches mostly one is used, and each may hold the next. */
class LazyMatch implements JsonMatch {
  readonly kind: JsonKindName;
  readonly #index: JsonIndex;
  readonly #node: number;

  constructor(index: JsonIndex, node: number) {
    this.kind = kindName(index.kind[node] ?? 0);
    this.#index = index;
    this.#node = node;
  }

  get text(): string {
    return spelled(this.#index, this.#index.start[this.#node] ?? 0, this.#index.end[this.#node] ?? 0);
  }
}

/** A match as it is put into a request: a string as the text that it means, anything else as it is spelled. */
export function jsonMatchValue({ kind, text }: JsonMatch): string {
  return kind === 'string' ? unquoted(text) : text;
}
