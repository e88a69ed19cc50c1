import fc from 'fast-check';

/** Pieces that mean something, in any order, among anything else: random text alone would hardly ever get anywhere. */
export function textOf(pieces: readonly string[], most = 30): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...pieces) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
    { weight: 1, arbitrary: fc.constantFrom('\u0000', '\ud800', '\u202e', '\ufeff', '\u2028', '😀', '__proto__') },
    // What is quadratic shows with many of the same.
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...pieces), fc.integer({ min: 2, max: 400 }))
        .map(([one, times]) => one.repeat(times)),
    },
  );
  return fc.array(piece, { maxLength: most }).map(all => all.join(''));
}

/** Any JSON, with names that programs look at. */
export function jsonOf(names: readonly string[]): fc.Arbitrary<unknown> {
  const key = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...names) },
    { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString', '') },
    { weight: 1, arbitrary: fc.string({ maxLength: 5 }) },
  );
  const leaf = fc.oneof(
    fc.constantFrom<unknown>(null, true, false, 0, -1, 1e21, 1.5, '', 'x', '\ud800', '1234567_SB1', '__proto__'),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  );
  return fc.letrec(tie => ({
    value: fc.oneof({ depthSize: 'small' }, leaf, tie('list'), tie('object')),
    list: fc.array(tie('value'), { maxLength: 4 }),
    object: fc.array(fc.tuple(key, tie('value')), { maxLength: 6 }).map(pairs => Object.fromEntries(pairs)),
  })).value;
}

/** A value with up to three places of it put to something else, left out or doubled. */
export function mutated(value: unknown, other: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const places = placesIn(value);
  const change = fc.tuple(fc.constantFrom(...places), fc.constantFrom('put', 'drop', 'double'), other);
  return fc.array(change, { minLength: 1, maxLength: 3 }).map(changes => {
    const copy: unknown = structuredClone(value);
    for (const [place, how, put] of changes) {
      changeAt(copy, place, how, put);
    }
    return copy;
  });
}

type Place = readonly (string | number)[];

function placesIn(value: unknown, at: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) {
    return at.length > 0 ? [at] : [];
  }
  const inner = Object.entries(value).flatMap(([key, each]) => placesIn(each, [...at, key]));
  return at.length > 0 ? [at, ...inner] : inner;
}

function changeAt(root: unknown, place: Place, how: string, put: unknown): void {
  let at = root as Record<string, unknown>;
  for (const key of place.slice(0, -1)) {
    const next = at[key];
    if (typeof next !== 'object' || next === null) {
      return;
    }
    at = next as Record<string, unknown>;
  }
  const last = String(place.at(-1));
  if (how === 'drop' && Array.isArray(at)) {
    at.splice(Number(last), 1);
  } else if (how === 'drop') {
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- what is not there is what is tried
    delete at[last];
  } else if (how === 'double' && Array.isArray(at)) {
    at.push(at[Number(last)]);
  } else {
    at[last] = put;
  }
}
