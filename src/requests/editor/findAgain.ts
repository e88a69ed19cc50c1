import type { RequestFile, RequestNode } from '../nodes.ts';

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

const placed = new WeakMap<RequestFile, ReadonlyMap<RequestNode, RequestPlace>>();

/** Notes what a request can be found again by. */
export function placeOf(file: RequestFile, request: RequestNode): RequestPlace {
  const places = placed.get(file) ?? placesOf(file);
  placed.set(file, places);
  const place = places.get(request);
  if (!place) throw new RangeError('the request is not one of the file');
  return place;
}

/** All at once: a file may have ten thousand requests, and one of them after the other would look at all others. */
function placesOf({ requests }: RequestFile): ReadonlyMap<RequestNode, RequestPlace> {
  const counts = new Map<string | undefined, number>();
  const ordinals = requests.map(({ name }) => {
    const ordinal = counts.get(name) ?? 0;
    counts.set(name, ordinal + 1);
    return ordinal;
  });
  return new Map(
    requests.map((request, index) => {
      const { name } = request;
      const ordinal = ordinals[index] ?? 0;
      return [request, { name, ordinal, line: lineOf(request), namesakes: counts.get(name) ?? 0 }];
    }),
  );
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
