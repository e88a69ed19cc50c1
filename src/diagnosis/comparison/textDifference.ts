/** A stretch of one of two texts; `same` when it stands in the other as well. All stretches joined are the text. */
export interface Stretch {
  readonly text: string;
  readonly same: boolean;
}

/** Where two texts differ. */
export interface TextDifference {
  readonly mine: readonly Stretch[];
  readonly theirs: readonly Stretch[];
  /** The first character that differs, counted from 0; undefined when the texts are the same. */
  readonly first: number | undefined;
}

/** Beyond this many insertions and deletions the rest counts as different: nobody follows more. */
const mostEdits = 600;

/**
 * Compares two texts piece by piece, pieces being what `&` and `=` (raw or percent-encoded) and line ends divide, and then
 * within pieces that took each other's place character by character from both ends. So a parameter that is missing is
 * one stretch, and a changed digit is one character.
 */
export function textDifference(mine: string, theirs: string): TextDifference {
  const [left, right] = [piecesOf(mine), piecesOf(theirs)];
  const result: { mine: Stretch[]; theirs: Stretch[] } = { mine: [], theirs: [] };
  let [i, j] = [0, 0];
  for (const [x, y] of [...commonPieces(left, right), [left.length, right.length] as const]) {
    replaced(left.slice(i, x).join(''), right.slice(j, y).join(''), result);
    const piece = left[x];
    if (piece !== undefined) {
      add(result.mine, piece, true);
      add(result.theirs, piece, true);
    }
    [i, j] = [x + 1, y + 1];
  }
  return { ...result, first: firstDifference(mine, theirs) };
}

/** The first character that differs, counted from 0; undefined when the texts are the same. */
function firstDifference(mine: string, theirs: string): number | undefined {
  if (mine === theirs) {
    return undefined;
  }
  let at = 0;
  while (at < mine.length && mine[at] === theirs[at]) at++;
  return at;
}

function piecesOf(text: string): string[] {
  return text.split(/(&|=|%26|%3D|\n)/i).filter(piece => piece !== '');
}

/** Pairs of places of the same pieces in both, ascending: a longest common subsequence (Myers, 1986). */
function commonPieces(a: readonly string[], b: readonly string[]): [number, number][] {
  const trace: Map<number, number>[] = [];
  let reach = new Map<number, number>([[1, 0]]);
  for (let edits = 0; edits <= Math.min(a.length + b.length, mostEdits); edits++) {
    trace.push(reach);
    const next = new Map(reach);
    for (let k = -edits; k <= edits; k += 2) {
      const isDown = k === -edits || (k !== edits && (reach.get(k - 1) ?? 0) < (reach.get(k + 1) ?? 0));
      let x = isDown ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      next.set(k, x);
      if (x >= a.length && x - k >= b.length) {
        return walkBack(trace, a, b);
      }
    }
    reach = next;
  }
  // Too different: what both begin with is all that is called common.
  const start = a.findIndex((piece, at) => piece !== b[at]);
  return a.slice(0, start).map((_, at) => [at, at]);
}

function walkBack(
  trace: readonly Map<number, number>[],
  a: readonly string[],
  b: readonly string[],
): [number, number][] {
  const pairs: [number, number][] = [];
  let [x, y] = [a.length, b.length];
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const reach = trace[edits] ?? new Map<number, number>();
    const k = x - y;
    const isDown = k === -edits || (k !== edits && (reach.get(k - 1) ?? 0) < (reach.get(k + 1) ?? 0));
    const from = isDown ? k + 1 : k - 1;
    const fromX = edits === 0 ? 0 : (reach.get(from) ?? 0);
    const fromY = edits === 0 ? 0 : fromX - from;
    while (x > fromX && y > fromY) {
      pairs.push([--x, --y]);
    }
    [x, y] = [fromX, fromY];
  }
  return pairs.reverse();
}

function replaced(mine: string, theirs: string, result: { mine: Stretch[]; theirs: Stretch[] }): void {
  const start = firstDifference(mine, theirs) ?? mine.length;
  let end = 0;
  while (
    end < Math.min(mine.length, theirs.length) - start &&
    mine[mine.length - 1 - end] === theirs[theirs.length - 1 - end]
  ) {
    end++;
  }
  for (const [text, into] of [[mine, result.mine] as const, [theirs, result.theirs] as const]) {
    add(into, text.slice(0, start), true);
    add(into, text.slice(start, text.length - end), false);
    add(into, text.slice(text.length - end), true);
  }
}

function add(into: Stretch[], text: string, same: boolean): void {
  const last = into.at(-1);
  if (text === '') {
    return;
  }
  if (last?.same === same) {
    into[into.length - 1] = { text: last.text + text, same };
  } else {
    into.push({ text, same });
  }
}
