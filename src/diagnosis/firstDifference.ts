/** Where two texts part, in UTF-16 units. */
export interface Difference {
  readonly offset: number;
  /** In which part of a base string, counted by its raw `&`. */
  readonly part: 'method' | 'url' | 'parameters';
}

/** The first character in which two base strings differ; undefined when they are the same. */
export function firstDifference(theirs: string, right: string): Difference | undefined {
  if (theirs === right) {
    return undefined;
  }
  let offset = 0;
  while (offset < theirs.length && theirs[offset] === right[offset]) offset++;
  // An escape is one sign to whoever reads it.
  const escape = Math.max(right.lastIndexOf('%', offset), theirs.lastIndexOf('%', offset));
  if (escape >= 0 && offset - escape < 3 && theirs.slice(0, escape) === right.slice(0, escape)) {
    offset = escape;
  }
  const before = right.slice(0, offset).split('&').length - 1;
  return { offset, part: before === 0 ? 'method' : before === 1 ? 'url' : 'parameters' };
}
