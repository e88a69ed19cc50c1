import type { RequestFile, RequestNode } from './nodes.ts';

/** What a request is known by after its file may have been edited. */
export interface RequestPlace {
  readonly name: string | undefined;
  /** How many requests of the same name (or without one) stood before it. */
  readonly ordinal: number;
  /** Method and target as written. */
  readonly line: string;
  /** How many requests of that name (or without one) there were. */
  readonly namesakes: number;
}

/** Notes what a request can be found again by. */
export function placeOf(file: RequestFile, request: RequestNode): RequestPlace {
  const namesakes = file.requests.filter(({ name }) => name === request.name);
  return {
    name: request.name,
    ordinal: namesakes.indexOf(request),
    line: lineOf(request),
    namesakes: namesakes.length,
  };
}

/**
 * Finds a request in its file as it is now. Sending another one by mistake could write to an account, so where it is
 * not clear which one is meant, none is.
 */
export function findAgain(file: RequestFile, place: RequestPlace): RequestNode | undefined {
  const namesakes = file.requests.filter(({ name }) => name === place.name);
  const there = namesakes[place.ordinal];
  if (there && lineOf(there) === place.line) {
    return there;
  }
  // With as many namesakes as before, it was edited where it stands.
  if (there && namesakes.length === place.namesakes) {
    return there;
  }
  const same = namesakes.filter(request => lineOf(request) === place.line);
  return same.length === 1 ? same[0] : undefined;
}

function lineOf(request: RequestNode): string {
  return `${request.method.value} ${request.target.value}`;
}
