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

/** What a base string begins with: method and base URI, each with its separator. */
interface Front {
  readonly plan: UrlPlan;
  /** Where the parts are joined rightly. */
  readonly joined: Part;
}

/** What a base string ends with. */
interface Parameters {
  readonly text: string;
  /** Where the parts are joined rightly. */
  readonly joined: Part;
}

/** A bug with what it makes of each part of the call; absent where it leaves a part alone. */
export interface Prepared {
  readonly bug: Bug;
  readonly front?: Front;
  readonly parameters?: Parameters;
  readonly join?: JoinPlan;
  readonly key?: Part;
}

/** What goes into the hash; front and parameters are its base string. */
export interface Candidate {
  readonly front: Part;
  readonly parameters: Part;
  readonly key: Part;
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
  readonly #front: Front;
  readonly #parameters: Parameters;
  readonly #key: Part;
  readonly #encoded = new Map<Outer, Map<string, string>>();

  constructor(items: readonly Item[], url: UrlPlan, credentials: DoctorCredentials, numbering = new Numbering()) {
    this.items = items;
    this.#credentials = credentials;
    this.#numbering = numbering;
    this.#plan = { url, parameters: correctParameters, join: correctJoin, key: correctKey };
    this.#front = this.#frontOf(this.#plan);
    this.#parameters = this.#parametersOf(this.#plan);
    this.#key = this.#keyOf(this.#plan);
  }

  prepare(bug: Bug): Prepared {
    const plan = apply(this.#plan, bug.change);
    return {
      bug,
      ...(plan.url !== this.#plan.url && { front: this.#frontOf(plan) }),
      ...(plan.parameters !== this.#plan.parameters && { parameters: this.#parametersOf(plan) }),
      ...(plan.join !== this.#plan.join && { join: plan.join }),
      ...(plan.key !== this.#plan.key && { key: this.#keyOf(plan) }),
    };
  }

  /** The plan of a combination, for showing what was signed. */
  planOf(bugs: readonly Bug[]): Plan {
    return bugs.reduce((plan, bug) => apply(plan, bug.change), this.#plan);
  }

  make(combination: readonly Prepared[]): Candidate {
    let front: Front | undefined;
    let parameters: Parameters | undefined;
    let join: JoinPlan | undefined;
    let key: Part | undefined;
    let plan: Plan | undefined;
    const planned = () => (plan ??= this.planOf(combination.map(({ bug }) => bug)));
    for (const prepared of combination) {
      // What is touched once more is made anew, of all bugs together.
      if (prepared.front) front = front ? this.#frontOf(planned()) : prepared.front;
      if (prepared.parameters) parameters = parameters ? this.#parametersOf(planned()) : prepared.parameters;
      if (prepared.join) join = join ? planned().join : prepared.join;
      if (prepared.key) key = key ? this.#keyOf(planned()) : prepared.key;
    }
    front ??= this.#front;
    parameters ??= this.#parameters;
    return {
      front: join ? this.#joinFront(front.plan, join) : front.joined,
      parameters: join ? this.#joinParameters(parameters.text, join) : parameters.joined,
      key: key ?? this.#key,
    };
  }

  #frontOf({ url }: Plan): Front {
    return { plan: url, joined: this.#joinFront(url, correctJoin) };
  }

  #parametersOf(plan: Plan): Parameters {
    const text = parameterText(this.items, plan.parameters);
    return { text, joined: this.#joinParameters(text, correctJoin) };
  }

  #keyOf({ key }: Plan): Part {
    return this.#numbering.of(keyText(key, this.#credentials));
  }

  #joinFront(plan: UrlPlan, { separator, url }: JoinPlan): Part {
    return this.#numbering.of(plan.method + separator + this.#encode(urlText(plan), url) + separator);
  }

  #joinParameters(text: string, { parameters }: JoinPlan): Part {
    return this.#numbering.of(this.#encode(text, parameters));
  }

  /** The same texts come again with every other bug. */
  #encode(text: string, outer: Outer): string {
    let known = this.#encoded.get(outer);
    if (!known) {
      known = new Map();
      if (this.#encoded.size > 300) {
        this.#encoded.clear();
      }
      this.#encoded.set(outer, known);
    }
    let encoded = known.get(text);
    if (encoded === undefined) {
      encoded = encodeOuter(text, outer);
      if (known.size > 5000) {
        known.clear();
      }
      known.set(text, encoded);
    }
    return encoded;
  }
}
