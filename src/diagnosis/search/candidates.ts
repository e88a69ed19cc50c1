import type { Item } from '../callParts.ts';
import type { DoctorCredentials } from '../diagnosis.ts';
import { keyText } from './keyText.ts';
import {
  apply,
  correctJoin,
  correctKey,
  correctParameters,
  encodeOuter,
  parameterText,
  urlText,
  type Bug,
  type JoinPlan,
  type Outer,
  type Plan,
  type UrlPlan,
} from './plan.ts';

/** A text with a number of its own: comparing long texts again and again would cost more than hashing them. */
export interface Part {
  readonly text: string;
  readonly id: number;
}

/** A bug with what it makes of each part of the call; absent where it leaves a part alone. Nothing is joined yet. */
export interface Prepared {
  readonly bug: Bug;
  readonly url?: Part;
  readonly parameters?: Part;
  readonly key?: Part;
}

/** What goes into the hash, in its pieces. */
export interface Candidate {
  readonly method: Part;
  readonly separator: string;
  readonly url: Part;
  readonly parameters: Part;
  readonly key: Part;
}

/** A base string, in pieces. */
export function piecesOf({ method, separator, url, parameters }: Candidate): readonly string[] {
  return [method.text, separator, url.text, separator, parameters.text];
}

/** Gives each text its number. Forgets when it holds too much, after which a text may get another number. */
export class Numbering {
  readonly #known = new Map<string, Part>();
  #next = 0;
  #length = 0;

  of(text: string): Part {
    let part = this.#known.get(text);
    if (!part) {
      if (this.#length > 20_000_000) {
        this.#known.clear();
        this.#length = 0;
      }
      part = { text, id: this.#next++ };
      this.#length += text.length;
      this.#known.set(text, part);
    }
    return part;
  }
}

/**
 * Makes base strings and keys from combinations of bugs. A part that only one bug of a combination touches is taken from
 * that bug, so that most combinations cost no more than their hash.
 */
export class Candidates {
  readonly items: readonly Item[];
  readonly #plan: Plan;
  readonly #credentials: DoctorCredentials;
  readonly #numbering: Numbering;
  readonly #url: Part;
  readonly #parameters: Part;
  readonly #key: Part;
  readonly #encoded = new Map<Outer, Map<number, Part>>();

  constructor(items: readonly Item[], url: UrlPlan, credentials: DoctorCredentials, numbering = new Numbering()) {
    this.items = items;
    this.#credentials = credentials;
    this.#numbering = numbering;
    this.#plan = { url, parameters: correctParameters, join: correctJoin, key: correctKey };
    this.#url = numbering.of(urlText(url));
    this.#parameters = numbering.of(parameterText(items, correctParameters));
    this.#key = numbering.of(keyText(correctKey, credentials));
  }

  prepare(bug: Bug): Prepared {
    const plan = apply(this.#plan, bug.change);
    const of = (text: string) => this.#numbering.of(text);
    return {
      bug,
      ...(plan.url !== this.#plan.url && { url: of(urlText(plan.url)) }),
      ...(plan.parameters !== this.#plan.parameters && { parameters: of(parameterText(this.items, plan.parameters)) }),
      ...(plan.key !== this.#plan.key && { key: of(keyText(plan.key, this.#credentials)) }),
    };
  }

  /** The plan of a combination, for showing what was signed. */
  planOf(bugs: readonly Bug[]): Plan {
    return bugs.reduce((plan, bug) => apply(plan, bug.change), this.#plan);
  }

  make(combination: readonly Prepared[]): Candidate {
    let url: Part | undefined;
    let parameters: Part | undefined;
    let key: Part | undefined;
    let { method } = this.#plan.url;
    let join = correctJoin;
    for (const prepared of combination) {
      const { change } = prepared.bug;
      if (
        (url && prepared.url) ||
        (parameters && prepared.parameters) ||
        (key && prepared.key) ||
        (change.join && join !== correctJoin)
      ) {
        return this.#makeAnew(combination);
      }
      url ??= prepared.url;
      parameters ??= prepared.parameters;
      key ??= prepared.key;
      method = change.url?.method ?? method;
      if (change.join) {
        join = this.#joinOf(prepared.bug);
      }
    }
    return this.#candidate(method, url ?? this.#url, parameters ?? this.#parameters, join, key ?? this.#key);
  }

  #makeAnew(combination: readonly Prepared[]): Candidate {
    const plan = this.planOf(combination.map(({ bug }) => bug));
    const url = this.#numbering.of(urlText(plan.url));
    const parameters = this.#numbering.of(parameterText(this.items, plan.parameters));
    const key = this.#numbering.of(keyText(plan.key, this.#credentials));
    return this.#candidate(plan.url.method, url, parameters, plan.join, key);
  }

  #candidate(method: string, url: Part, parameters: Part, join: JoinPlan, key: Part): Candidate {
    return {
      method: this.#numbering.of(method),
      separator: join.separator,
      url: this.#encode(url, join.url),
      parameters: this.#encode(parameters, join.parameters),
      key,
    };
  }

  readonly #joins = new Map<Bug, JoinPlan>();

  /** One plan for each bug, by whose identity encoded texts are found again. */
  #joinOf(bug: Bug): JoinPlan {
    let join = this.#joins.get(bug);
    if (!join) {
      ({ join } = apply(this.#plan, bug.change));
      this.#joins.set(bug, join);
    }
    return join;
  }

  /** The same parts come again with every other bug. */
  #encode(part: Part, outer: Outer): Part {
    let known = this.#encoded.get(outer);
    if (!known) {
      known = new Map();
      if (this.#encoded.size > 300) {
        this.#encoded.clear();
      }
      this.#encoded.set(outer, known);
    }
    let encoded = known.get(part.id);
    if (!encoded) {
      encoded = this.#numbering.of(encodeOuter(part.text, outer));
      if (known.size > 5000) {
        known.clear();
      }
      known.set(part.id, encoded);
    }
    return encoded;
  }
}
