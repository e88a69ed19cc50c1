import type { Item } from '../callParts.ts';
import type { CauseCode } from '../causeCodes.ts';
import type { DoctorProgress } from '../diagnosis.ts';
import type { HashName } from '../sentSignature.ts';
import { bugsOf } from './bugsOf.ts';
import { Candidates, Numbering, type Candidate, type Part, type Prepared } from './candidates.ts';
import { ManyHmacs } from './manyHmacs.ts';
import { allOrders } from './orderBugs.ts';
import type { Bug, Plan } from './plan.ts';
import type { Scene } from './scene.ts';
import { urlPlanOf } from './urlPlanOf.ts';

/** Bugs that together give exactly the signature that was sent; none when it is the right one. */
export interface Match {
  readonly bugs: readonly Bug[];
  readonly base: string;
  readonly plan: Plan;
}

export interface SearchResult {
  readonly match?: Match;
  /** Different pairs of base string and key that were hashed. */
  readonly tried: number;
  /** Whose bugs make a difference to this call and were tried. */
  readonly codes: readonly CauseCode[];
}

/** How many of the likeliest bugs are tried by threes. */
const threesOf = 42;
/** With more than this, the rarer ones are not tried by twos among themselves. */
const twosOf = 520;
/** How many characters may be hashed for each depth: about a second's worth. Long calls are searched less widely. */
const mostHashed = 1.6e8;
/** With more characters than this, neither what is seldom is tried nor three bugs at once. */
const longCall = 20_000;
/** Between two looks at the clock. */
const breath = 64;

/**
 * Tries each bug alone, then by twos, then the likely ones by threes, until one combination makes the digest that was
 * sent. All of one depth are looked at before the cheapest explanation is taken; no bug is in it that changes nothing.
 *
 * @param roots lists of parameters that the header can be taken to mean; the first is preferred
 * @param isIncomplete whether the header lacks what nobody can know, so that only a client that did not sign it is found
 * @returns by and by: it yields when it may be interrupted
 */
export function* search(
  scene: Scene,
  roots: readonly (readonly Item[])[],
  digest: string,
  isIncomplete = false,
): Generator<DoctorProgress, SearchResult> {
  const url = urlPlanOf(scene.call);
  const trial = new Trial(scene.hash, digest);
  const numbering = new Numbering();
  const all = roots.map(items => new Candidates(items, url, scene.credentials, numbering));
  for (const candidates of all) {
    trial.look(candidates, []);
  }
  const right = trial.found();
  if (right) {
    return { match: right, tried: trial.tried, codes: [] };
  }
  const fields = all.map(candidates => {
    const { usual, rare } = bugsOf(scene, candidates.items);
    return { candidates, rare, ...sift(candidates, usual) };
  });
  const codes = [
    ...new Set(fields.flatMap(({ working }) => working.flatMap(({ bug }) => bug.findings.map(({ code }) => code)))),
  ];
  const answer = (): SearchResult => {
    const match = trial.found();
    return { ...(match && { match }), tried: trial.tried, codes };
  };
  for (const { candidates, working } of fields) {
    for (const one of working) {
      trial.look(candidates, [one]);
    }
  }
  yield { tried: trial.tried, depth: 1, share: 1 };
  if (trial.found() || isIncomplete) {
    return answer();
  }
  const length = scene.call.otherBody.length + Math.max(...roots.map(lengthOf));
  const most = Math.max(30, Math.min(twosOf, Math.sqrt(mostHashed / length)));
  for (const [index, { candidates, working, dormant }] of fields.entries()) {
    const isLong = working.length > most;
    for (const [at, one] of working.entries()) {
      for (let other = at + 1; other < working.length; other++) {
        const two = working[other];
        if (!two || (isLong && at + other > most * 1.5)) {
          break;
        }
        trial.look(candidates, [one, two]);
        if (other % breath === 0) {
          yield { tried: trial.tried, depth: 2, share: (index + at / working.length) / fields.length };
        }
      }
      if (one.bug.slots.includes('body') || one.bug.slots.includes('suffix')) {
        for (const two of dormant) trial.look(candidates, [one, two]);
      }
    }
  }
  if (trial.found()) {
    return answer();
  }
  for (const { candidates, rare } of length > longCall ? [] : fields) {
    let count = 0;
    for (const bug of rare) {
      trial.look(candidates, [candidates.prepare(bug)]);
      if (++count % breath === 0) yield { tried: trial.tried, depth: 2, share: 1 };
    }
    for (const bug of allOrders(candidates.items)) {
      trial.look(candidates, [candidates.prepare(bug)]);
      if (++count % breath === 0) yield { tried: trial.tried, depth: 2, share: 1 };
    }
  }
  if (trial.found()) {
    return answer();
  }
  for (const [index, { candidates, working }] of (length > longCall ? [] : fields).entries()) {
    const likely = distinct(working).slice(0, Math.min(threesOf, Math.cbrt((6 * mostHashed) / length)));
    for (const [at, one] of likely.entries()) {
      for (const [before, two] of likely.slice(0, at).entries()) {
        for (const three of likely.slice(0, before)) {
          trial.look(candidates, [three, two, one]);
        }
        yield { tried: trial.tried, depth: 3, share: (index + at / likely.length) / fields.length };
      }
    }
  }
  return answer();
}

/** Of a parameter string, about. */
function lengthOf(items: readonly Item[]): number {
  return items.reduce((sum, { rawName, rawValue }) => sum + rawName.length + rawValue.length + 6, 0);
}

/** The likeliest bugs, several forms of one code at most three times, or one code would fill the list. */
function distinct(working: readonly Prepared[]): Prepared[] {
  const counts = new Map<string, number>();
  return working.filter(({ bug }) => {
    const code = bug.findings[0]?.code ?? '';
    const count = (counts.get(code) ?? 0) + 1;
    counts.set(code, count);
    return count <= 3;
  });
}

/**
 * Leaves out what makes no difference to this call, and forms of one bug that make the same. What only makes a difference
 * together with others is `dormant`.
 */
function sift(candidates: Candidates, bugs: readonly Bug[]): { working: Prepared[]; dormant: Prepared[] } {
  const textOf = (candidate: Candidate) => `${markOf(candidate)} ${candidate.key.id}`;
  const right = textOf(candidates.make([]));
  const seen = new Set<string>();
  const working: Prepared[] = [];
  const dormant: Prepared[] = [];
  for (const bug of bugs) {
    const prepared = candidates.prepare(bug);
    const text = textOf(candidates.make([prepared]));
    const mark = `${bug.findings.map(({ code }) => code).join()} ${bug.slots.join()} ${text}`;
    if (text === right) {
      if (bug.change.writing || bug.change.join || bug.change.order) dormant.push(prepared);
    } else if (!seen.has(mark)) {
      seen.add(mark);
      working.push(prepared);
    }
  }
  return { working, dormant };
}

/** Equal for equal base strings. Numbers are found again in a fifth of the time that a text made of them takes. */
function markOf({ front, parameters }: Candidate): number {
  return front.id * 2 ** 26 + parameters.id;
}

/** Compares candidates with what was sent; none is hashed twice. */
class Trial {
  tried = 0;
  #match: Match | undefined;
  readonly #hmacs: ManyHmacs;
  readonly #digest: string;
  /** The base strings that were hashed with each key. */
  readonly #seen = new Map<Part, Set<number>>();
  #matched: Candidate | undefined;
  #cost = Infinity;

  constructor(hash: HashName, digest: string) {
    this.#hmacs = new ManyHmacs(hash);
    this.#digest = digest;
  }

  found(): Match | undefined {
    return this.#match;
  }

  look(candidates: Candidates, combination: readonly Prepared[]): void {
    const cost = costOf(combination);
    if (cost >= this.#cost || clash(combination)) {
      return;
    }
    const candidate = candidates.make(combination);
    if (this.#matched) {
      if (isSame(candidate, this.#matched)) {
        this.#take(candidates, combination, candidate, cost);
      }
      return;
    }
    if (this.#isNew(candidate)) {
      this.tried++;
      const { front, parameters, key } = candidate;
      if (this.#hmacs.digest(key.text, [front.text, parameters.text]) === this.#digest) {
        this.#take(candidates, combination, candidate, cost);
      }
    }
  }

  #isNew(candidate: Candidate): boolean {
    let seen = this.#seen.get(candidate.key);
    if (!seen) {
      seen = new Set();
      this.#seen.set(candidate.key, seen);
    }
    const before = seen.size;
    return seen.add(markOf(candidate)).size > before;
  }

  #take(candidates: Candidates, combination: readonly Prepared[], candidate: Candidate, cost: number) {
    const bugs = combination.map(({ bug }) => bug).toSorted((a, b) => a.cost - b.cost);
    this.#matched = candidate;
    this.#cost = cost;
    this.#match = { bugs, base: candidate.front.text + candidate.parameters.text, plan: candidates.planOf(bugs) };
  }
}

function costOf(combination: readonly Prepared[]): number {
  return combination.reduce((sum, { bug }) => sum + bug.cost, 0);
}

function clash(combination: readonly Prepared[]): boolean {
  for (const [at, { bug }] of combination.entries()) {
    for (let other = 0; other < at; other++) {
      if (combination[other]?.bug.slots.some(slot => bug.slots.includes(slot))) {
        return true;
      }
    }
  }
  return false;
}

function isSame(one: Candidate, other: Candidate): boolean {
  return one.key === other.key && markOf(one) === markOf(other);
}
