import type { Lookup } from '../../requests/values/expand.ts';
import type { RequestFile, RequestNode } from '../../requests/nodes.ts';
import { parseResponseReference, requestsNeeded } from '../../requests/values/responseReference.ts';
import type { Exchange } from '../record.ts';
import { createResponseLookup, type Answer } from './responseValues.ts';

/** Bytes of an answer that is kept for the requests that refer to it. */
const keptBytes = 16 * 1024 * 1024;

/** A request of a file, as far as chains go. */
export interface ChainStep {
  readonly file: RequestFile;
  readonly request: RequestNode;
  /** The same for the same request of the same file. */
  readonly key: string;
  /** The request as it stands in its file. */
  readonly text: string;
}

/** How whoever sends makes steps of its own. */
export interface Chain<Step extends ChainStep> {
  /**
   * Names the file of a step, since names of requests count within one, and whatever else its answer depends on: what one
   * account answered is no answer for a request to another. Asked once for each step, before it is sent.
   */
  readonly fileOf: (step: Step) => string;
  /** A step for another request of the same file. */
  readonly beside: (step: Step, request: RequestNode) => Step;
}

interface Kept {
  readonly answer: Answer;
  /** Once the request is edited, its answer is no longer the answer to it. */
  readonly text: string;
}

/** The answers that have come so far, by file and name, for the requests that refer to them. */
export class Answers<Step extends ChainStep> {
  readonly #chain: Chain<Step>;
  readonly #kept = new Map<string, Kept>();
  readonly #needed = new WeakMap<Step, readonly RequestNode[]>();
  readonly #asked = new WeakMap<Step, Set<string>>();
  readonly #files = new WeakMap<Step, string>();

  constructor(chain: Chain<Step>) {
    this.#chain = chain;
  }

  /** @param isGood whether the answer is one that other requests may go on with */
  keep(step: Step, exchange: Exchange, isGood: boolean): void {
    const { name } = step.request;
    if (name === undefined) {
      return;
    }
    const key = this.#keyOf(step, name);
    if (isGood && exchange.body.byteLength <= keptBytes) {
      this.#kept.set(key, { answer: answerOf(exchange), text: step.text });
    } else {
      this.#kept.delete(key);
    }
  }

  /**
   * The requests whose answers a step needs, in the order in which they are sent.
   *
   * @throws CodedError those of requestsNeeded
   */
  needed(step: Step): readonly RequestNode[] {
    const known = this.#needed.get(step) ?? (mayRefer(step) ? requestsNeeded(step.file, step.request) : []);
    this.#needed.set(step, known);
    return known;
  }

  /**
   * The steps, and before each the requests that it needs and that have no answer yet. Each once.
   *
   * @throws CodedError those of requestsNeeded
   */
  withNeeded(steps: readonly Step[]): readonly Step[] {
    const wanted = new Map(steps.map(step => [step.key, step]));
    const ordered = new Map<string, Step>();
    for (const step of steps) {
      this.#fileOf(step);
      for (const request of this.needed(step)) {
        const beside = this.#chain.beside(step, request);
        const needed = wanted.get(beside.key) ?? beside;
        if (!ordered.has(needed.key) && (wanted.has(needed.key) || !this.#isAnswered(needed))) {
          ordered.set(needed.key, needed);
        }
      }
      if (!ordered.has(step.key)) {
        ordered.set(step.key, step);
      }
    }
    return [...ordered.values()];
  }

  /**
   * Whether a step needs an answer, so that it is only known for good when it is its turn. A reference in a body's file
   * shows only when that is read, by responsesBefore.
   */
  isOpen(step: Step): boolean {
    return this.askedOf(step).length > 0 || this.needed(step).length > 0;
  }

  /** The names of the requests whose answers responsesBefore was asked for. */
  askedOf(step: Step): readonly string[] {
    return [...(this.#asked.get(step) ?? [])];
  }

  /** Values from answers for a step whose turn it is. */
  responses(step: Step): Lookup {
    return createResponseLookup(name => this.#kept.get(this.#keyOf(step, name))?.answer);
  }

  /** The same before anything was sent: what an answer will say is left open as `0`, which may stand anywhere. */
  responsesBefore(step: Step): Lookup {
    const responses = this.responses(step);
    const asked = this.#asked.get(step) ?? new Set();
    this.#asked.set(step, asked);
    return name => {
      const request = parseResponseReference(name)?.request;
      if (request !== undefined) {
        asked.add(request);
      }
      try {
        return responses(name);
      } catch {
        return '0';
      }
    };
  }

  #isAnswered(step: Step): boolean {
    const { name } = step.request;
    return name !== undefined && this.#kept.get(this.#keyOf(step, name))?.text === step.text;
  }

  #keyOf(step: Step, name: string): string {
    return `${this.#fileOf(step)} ${name}`;
  }

  #fileOf(step: Step): string {
    const file = this.#files.get(step) ?? this.#chain.fileOf(step);
    this.#files.set(step, file);
    return file;
  }
}

/** Spares a look at the whole file for each of the many requests that refer to nothing. */
function mayRefer({ text }: ChainStep): boolean {
  return /\{\{|@\w*ref/i.test(text);
}

function answerOf({ record, body }: Exchange): Answer {
  return {
    request: record.request,
    status: record.response?.status ?? 0,
    headers: record.response?.headers ?? [],
    // Whoever shows it takes the bytes over; these are a copy.
    body: new Uint8Array(body),
  };
}
