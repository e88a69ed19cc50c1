import type { PassportSteps } from '../../tba/passportSteps.ts';
import { percentEncode } from '../../tba/percentEncoding.ts';
import type { SignatureSteps } from '../../tba/signatureSteps.ts';
import {
  passportNames,
  readPasted,
  type Pasted,
  type PastedBaseString,
  type PastedHeader,
  type PastedPair,
} from './readPasted.ts';

/**
 * One difference between what is signed here and what another program signed or sent. `mine` and `theirs` are decoded,
 * save in `encoding`, where the decoded texts are the same.
 *
 * - `method`, `scheme`, `host`, `port`, `path`: of what is signed
 * - `uri-raw`, `parameters-raw`: parts of the base string that were joined without encoding them as a whole
 * - `missing`, `extra`, `value`, `encoding` (name): of a parameter; `order`: the same parameters, ordered otherwise
 * - `signed-in-vain` (name): realm or signature in the base string; `query-in-header` (name): sent in both places
 * - `realm`: of the header, not signed
 * - `fresh` (name): nonce and timestamp, which differ with every call
 * - `signature`: different although all that is signed is the same, so that the keys differ
 */
export interface Difference {
  readonly code:
    | 'method'
    | 'scheme'
    | 'host'
    | 'port'
    | 'path'
    | 'uri-raw'
    | 'parameters-raw'
    | 'missing'
    | 'extra'
    | 'value'
    | 'encoding'
    | 'order'
    | 'signed-in-vain'
    | 'query-in-header'
    | 'realm'
    | 'fresh'
    | 'signature';
  readonly name?: string;
  readonly mine?: string;
  readonly theirs?: string;
}

/** A signature of ours beside what another program made for the same request. */
export interface Comparison {
  readonly kind: Pasted['kind'];
  /** What matters most first; `fresh` ones last. */
  readonly differences: readonly Difference[];
  /** Both as texts to be compared character by character; of headers, a line a parameter, sorted. */
  readonly mine: string;
  readonly theirs: string;
  /** Theirs, when both are there and differ from ours: with them, the rest can be compared to the end. */
  readonly fresh?: { readonly nonce: string; readonly timestamp: string };
}

/** The names of what differs with every call. */
const freshNames: ReadonlySet<string> = new Set(['oauth_nonce', 'oauth_timestamp', 'nonce', 'timestamp']);

/**
 * Compares a request's signature with a header or base string that was pasted.
 *
 * @returns undefined when the text is neither, or belongs to a TokenPassport
 */
export function compareSignature(steps: SignatureSteps, pasted: string): Comparison | undefined {
  const theirs = readPasted(pasted);
  if (theirs?.kind === 'header') {
    return compareHeaders(steps, theirs);
  }
  return theirs?.kind === 'base-string' ? compareBaseStrings(steps, theirs) : undefined;
}

/**
 * Compares a TokenPassport with one that was pasted, as XML or as its base string.
 *
 * @returns undefined when the text is neither
 */
export function comparePassport(steps: PassportSteps, pasted: string): Comparison | undefined {
  const theirs = readPasted(pasted);
  if (theirs?.kind !== 'passport') {
    return undefined;
  }
  const differences = passportNames.flatMap((name): Difference[] => {
    const mine = steps.fields.find(field => field.name === name)?.value ?? '';
    const other = theirs.fields[name];
    if (mine === other) {
      return [];
    }
    return other === '' ? [{ code: 'missing', name, mine }] : [differing(name, mine, other)];
  });
  return comparison('passport', differences, steps.baseString, theirs.text, theirs.fields);
}

function compareBaseStrings(
  { method, url, parameters, baseString }: SignatureSteps,
  theirs: PastedBaseString,
): Comparison {
  const differences: Difference[] = [
    ...(method === theirs.method ? [] : [{ code: 'method', mine: method, theirs: theirs.method } as const]),
    ...compareUris(url.baseUri, theirs.uri),
    ...theirs.raw.map(part => ({ code: `${part}-raw` }) as const),
    ...compareParameters(parameters, theirs.parameters),
  ];
  return comparison('base-string', differences, baseString.text, theirs.text, {
    nonce: valueOf(theirs.parameters, 'oauth_nonce'),
    timestamp: valueOf(theirs.parameters, 'oauth_timestamp'),
  });
}

function compareHeaders(steps: SignatureSteps, theirs: PastedHeader): Comparison {
  const isSent = ({ source }: { source: string }) => source === 'oauth' || source === 'header';
  const ofHeader = steps.parameters.filter(isSent);
  const others = new Set(steps.parameters.filter(parameter => !isSent(parameter)).map(({ name }) => name));
  const inHeader = theirs.parameters.filter(({ name }) => name !== 'realm' && name !== 'oauth_signature');
  const doubled = inHeader.filter(({ name }) => others.has(name) && !ofHeader.some(own => own.name === name));
  const realm = valueOf(theirs.parameters, 'realm');
  const signature = valueOf(theirs.parameters, 'oauth_signature');
  const found: Difference[] = [
    ...(realm === steps.realm ? [] : [{ code: 'realm', mine: steps.realm, theirs: realm } as const]),
    ...doubled.map(({ name }) => ({ code: 'query-in-header', name }) as const),
    // A header may list its parameters in any order (RFC 5849 section 3.5.1).
    ...compareParameters(
      ofHeader,
      inHeader.filter(pair => !doubled.includes(pair)),
    ).filter(({ code }) => code !== 'order'),
  ];
  // With another nonce or key, another signature says nothing.
  const isKeyDifferent = found.every(({ code }) => code === 'realm') && signature !== steps.signature;
  const differences: Difference[] = isKeyDifferent
    ? [...found, { code: 'signature', mine: steps.signature, theirs: signature }]
    : found;
  const ours = [
    ...(steps.realm === '' ? [] : [pairOf('realm', steps.realm)]),
    ...ofHeader,
    pairOf('oauth_signature', steps.signature),
  ];
  return comparison('header', differences, linesOf(ours), linesOf(theirs.parameters), {
    nonce: valueOf(theirs.parameters, 'oauth_nonce'),
    timestamp: valueOf(theirs.parameters, 'oauth_timestamp'),
  });
}

function comparison(
  kind: Comparison['kind'],
  found: readonly Difference[],
  mine: string,
  theirs: string,
  { nonce, timestamp }: { readonly nonce: string; readonly timestamp: string },
): Comparison {
  const isFresh = ({ code }: Difference) => code === 'fresh';
  return {
    kind,
    differences: [...found.filter(each => !isFresh(each)), ...found.filter(isFresh)],
    mine,
    theirs,
    ...(found.some(isFresh) && nonce !== '' && timestamp !== '' && { fresh: { nonce, timestamp } }),
  };
}

function compareUris(mine: string, theirs: string): Difference[] {
  if (mine === theirs) {
    return [];
  }
  const [ours, other] = [partsOf(mine), partsOf(theirs)];
  const names = ['scheme', 'host', 'port', 'path'] as const;
  return names.flatMap(code => (ours[code] === other[code] ? [] : [{ code, mine: ours[code], theirs: other[code] }]));
}

/** As written, since normalising would hide what is looked for. */
function partsOf(uri: string): Readonly<Record<'scheme' | 'host' | 'port' | 'path', string>> {
  const [, scheme = '', host = '', port = '', path = ''] =
    /^(?:([^:/]*):\/\/)?(\[[^\]]*\]|[^:/?]*)(?::([^/?]*))?([\s\S]*)$/.exec(uri) ?? [];
  return { scheme, host, port, path };
}

function compareParameters(mine: readonly PastedPair[], theirs: readonly PastedPair[]): Difference[] {
  const left = [...theirs];
  const take = (fits: (pair: PastedPair) => boolean): PastedPair | undefined => {
    const at = left.findIndex(fits);
    return at < 0 ? undefined : left.splice(at, 1)[0];
  };
  const exact = mine.map(own => take(pair => pair.name === own.name && pair.value === own.value));
  const byName = mine.map((own, at) => exact[at] ?? take(pair => pair.name === own.name));
  const differences = mine.flatMap((own, at): Difference[] => {
    const other = byName[at];
    if (!other) {
      return [{ code: 'missing', name: own.name, mine: own.value }];
    }
    if (other.value !== own.value) {
      return [differing(own.name, own.value, other.value)];
    }
    const [spelled, otherwise] = [joined(own), joined(other)];
    return spelled === otherwise ? [] : [{ code: 'encoding', name: own.name, mine: spelled, theirs: otherwise }];
  });
  const extra = left.map(({ name, value }): Difference =>
    name === 'realm' || name === 'oauth_signature'
      ? { code: 'signed-in-vain', name }
      : { code: 'extra', name, theirs: value },
  );
  const order = theirs.map(pair => byName.indexOf(pair)).filter(at => at >= 0);
  const isSorted = order.every((at, index) => index === 0 || at > (order[index - 1] ?? -1));
  return [...differences, ...extra, ...(isSorted ? [] : [{ code: 'order' } as const])];
}

function differing(name: string, mine: string, theirs: string): Difference {
  return { code: freshNames.has(name) ? 'fresh' : 'value', name, mine, theirs };
}

function linesOf(parameters: readonly PastedPair[]): string {
  return parameters
    .map(({ encodedName, encodedValue }) => `${encodedName}="${encodedValue}"`)
    .sort()
    .join('\n');
}

function pairOf(name: string, value: string): PastedPair {
  return { name, value, encodedName: name, encodedValue: percentEncode(value) };
}

function joined({ encodedName, encodedValue }: PastedPair): string {
  return `${encodedName}=${encodedValue}`;
}

function valueOf(parameters: readonly PastedPair[], name: string): string {
  return parameters.find(pair => pair.name === name)?.value ?? '';
}
