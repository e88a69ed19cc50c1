/**
 * A pattern of RFC 9485 (I-Regexp) as a list of steps, run for all places at once. Unlike the engine of JavaScript
 * it takes no more time than characters times steps, whatever the pattern.
 */
export type Pattern = readonly Step[];

type Step =
  | { readonly test: (codePoint: number) => boolean }
  /** Goes on at both places, relative to this one. */
  | { readonly fork: readonly [number, number] };

type Part = Step[];

const mostSteps = 5000;
const deepest = 50;

interface Source {
  readonly characters: readonly string[];
  at: number;
  depth: number;
}

class NotAPattern extends Error {}

/** Answers undefined for what is no pattern of RFC 9485, or one that is too large. */
export function compilePattern(source: string): Pattern | undefined {
  try {
    const reader: Source = { characters: Array.from(source), at: 0, depth: 0 };
    const part = readBranches(reader);
    return reader.at === reader.characters.length ? part : undefined;
  } catch (error) {
    if (error instanceof NotAPattern) return undefined;
    throw error;
  }
}

/**
 * Whether a text matches, as a whole or in some part of it.
 *
 * @param spend is told how many steps were taken, after each character
 */
export function matchesPattern(
  pattern: Pattern,
  text: string,
  whole: boolean,
  spend: (steps: number) => void,
): boolean {
  let current = new Set<number>();
  enter(pattern, current, 0);
  for (const character of text) {
    if (!whole && current.has(pattern.length)) return true;
    const codePoint = character.codePointAt(0) ?? 0;
    const next = new Set<number>();
    for (const at of current) {
      const step = pattern[at];
      if (step && 'test' in step && step.test(codePoint)) enter(pattern, next, at + 1);
    }
    if (!whole) enter(pattern, next, 0);
    spend(current.size + 1);
    current = next;
  }
  return current.has(pattern.length);
}

/** Adds a place and those that forks lead to from it. */
function enter(pattern: Pattern, places: Set<number>, from: number): void {
  const todo = [from];
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    if (places.has(at)) continue;
    places.add(at);
    const step = pattern[at];
    if (step && 'fork' in step) todo.push(at + step.fork[1], at + step.fork[0]);
  }
}

function sized(part: Part): Part {
  if (part.length > mostSteps) throw new NotAPattern();
  return part;
}

function readBranches(source: Source): Part {
  if (++source.depth > deepest) throw new NotAPattern();
  let part = readBranch(source);
  while (source.characters[source.at] === '|') {
    source.at++;
    const other = readBranch(source);
    part = sized([{ fork: [1, part.length + 2] }, ...part, { fork: [other.length + 1, other.length + 1] }, ...other]);
  }
  source.depth--;
  return part;
}

function readBranch(source: Source): Part {
  const part: Part = [];
  for (let next = source.characters[source.at]; next !== undefined && !'|)'.includes(next);) {
    part.push(...readQuantified(source));
    sized(part);
    next = source.characters[source.at];
  }
  return part;
}

function readQuantified(source: Source): Part {
  const atom = readAtom(source);
  const [from, to] = readQuantity(source) ?? [1, 1];
  if (to < from) throw new NotAPattern();
  if (atom.length * (to === Infinity ? from + 1 : to) > mostSteps) throw new NotAPattern();
  const part: Part = [];
  for (let i = 0; i < from; i++) part.push(...atom);
  if (to === Infinity) {
    part.push({ fork: [1, atom.length + 2] }, ...atom, { fork: [-atom.length - 1, -atom.length - 1] });
  } else {
    const optional = to - from;
    for (let i = 0; i < optional; i++) {
      part.push({ fork: [1, (atom.length + 1) * (optional - i)] }, ...atom);
    }
  }
  return sized(part);
}

function readQuantity(source: Source): readonly [number, number] | undefined {
  const next = source.characters[source.at];
  if (next === '*' || next === '+' || next === '?') {
    source.at++;
    return [next === '+' ? 1 : 0, next === '?' ? 1 : Infinity];
  }
  if (next !== '{') return undefined;
  const end = source.characters.indexOf('}', source.at);
  const [, from, comma, to] =
    /^\{(\d{1,4})(,(\d{1,4})?)?$/.exec(source.characters.slice(source.at, Math.max(end, source.at)).join('')) ?? [];
  if (from === undefined) throw new NotAPattern();
  source.at = end + 1;
  return [Number(from), to !== undefined ? Number(to) : comma === undefined ? Number(from) : Infinity];
}

function readAtom(source: Source): Part {
  const next = source.characters[source.at++] ?? '';
  switch (next) {
    case '(': {
      const part = readBranches(source);
      if (source.characters[source.at++] !== ')') throw new NotAPattern();
      return part;
    }
    case '.':
      return [{ test: codePoint => codePoint !== 0x0a && codePoint !== 0x0d }];
    case '[':
      return [{ test: readClass(source) }];
    case '\\':
      return [{ test: readEscape(source) }];
    default:
      if (next === '' || '*+?{})]|'.includes(next)) throw new NotAPattern();
      return [{ test: isCharacter(next) }];
  }
}

type Test = (codePoint: number) => boolean;

function isCharacter(character: string): Test {
  const wanted = character.codePointAt(0);
  return codePoint => codePoint === wanted;
}

const controls: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** A single character after a backslash, or undefined. */
function escapedCharacter(character: string): string | undefined {
  return controls.get(character) ?? (/^[()*+\-.?[\\\]^{|}]$/.test(character) ? character : undefined);
}

function readEscape(source: Source): Test {
  const next = source.characters[source.at++] ?? '';
  const character = escapedCharacter(next);
  if (character !== undefined) return isCharacter(character);
  return readCategory(source, next);
}

/** `\p{Lu}`: a category of Unicode. */
function readCategory(source: Source, letter: string): Test {
  const end = source.characters.indexOf('}', source.at);
  const name = source.characters.slice(source.at + 1, Math.max(end, source.at)).join('');
  const isKnown = /^(?:L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|Z[lps]?|S[ckmo]?|C[cfno]?)$/.test(name);
  if (!/^[pP]$/.test(letter) || source.characters[source.at] !== '{' || !isKnown) throw new NotAPattern();
  source.at = end + 1;
  const category = new RegExp(`^\\${letter}{${name}}$`, 'u');
  return codePoint => category.test(String.fromCodePoint(codePoint));
}

/** What stands between brackets, the opening one read. */
function readClass(source: Source): Test {
  const isNegated = source.characters[source.at] === '^';
  if (isNegated) source.at++;
  const tests: Test[] = [];
  for (let isFirst = true; source.characters[source.at] !== ']' || isFirst; isFirst = false) {
    tests.push(readClassPart(source, isFirst));
  }
  source.at++;
  return codePoint => tests.some(test => test(codePoint)) !== isNegated;
}

function readClassPart(source: Source, isFirst: boolean): Test {
  const first = readClassCharacter(source, isFirst);
  if (typeof first !== 'string') return first;
  if (source.characters[source.at] !== '-' || source.characters[source.at + 1] === ']') return isCharacter(first);
  source.at++;
  const last = readClassCharacter(source, false);
  const from = first.codePointAt(0) ?? 0;
  const to = typeof last === 'string' ? (last.codePointAt(0) ?? 0) : -1;
  if (to < from) throw new NotAPattern();
  return codePoint => codePoint >= from && codePoint <= to;
}

function readClassCharacter(source: Source, isFirst: boolean): string | Test {
  const next = source.characters[source.at++] ?? '';
  if (next === '\\') {
    const letter = source.characters[source.at++] ?? '';
    return escapedCharacter(letter) ?? readCategory(source, letter);
  }
  // A hyphen stands for itself only first or last.
  const isHyphen = next === '-' && !isFirst && source.characters[source.at] !== ']';
  if (next === '' || next === '[' || next === ']' || isHyphen) throw new NotAPattern();
  return next;
}
