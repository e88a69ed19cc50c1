import { percentEncodeOctets } from '../../authentication/octets.ts';
import type { Parameter } from '../../authentication/parameters.ts';
import { readable } from './readable.ts';

/** What a program had before it when it signed. Texts are octets. */
export interface ToBeSigned {
  readonly method: string;
  /** The base string URI. */
  readonly uri: string;
  /** Without realm and signature. */
  readonly header: readonly Parameter[];
  readonly query: readonly Parameter[];
  readonly body: readonly Parameter[];
  /** As sent, without `?`. */
  readonly rawQuery: string;
  readonly realm: string;
  /** Of this account; what NetSuite's own hosts are called after. */
  readonly accountId: string;
}

/** How a base string is put together: rightly, or with something done otherwise. */
interface Recipe extends ToBeSigned {
  readonly encode: (octets: string) => string;
  readonly encodeParts: (text: string) => string;
  readonly encodeUri: (text: string) => string;
  readonly arrange: (pairs: readonly EncodedPair[]) => readonly EncodedPair[];
}

type EncodedPair = readonly [name: string, value: string];

interface Mistake {
  /** What the program did, to be read after "The signature fits if". */
  readonly says: string;
  readonly change: (recipe: Recipe) => Recipe;
}

/** A base string and what was done otherwise on the way to it. */
export interface BaseStringDraft {
  readonly says: readonly string[];
  readonly text: string;
}

/** Larger requests are tried with one mistake only, and with these names only: a page has to answer at once. */
const longestForTwo = 2_000;
const mostNames = 20;

/** The drafts of a passport's base string (ORA:section_1534941088), from its five values in their order. */
export function* passportDrafts(values: readonly string[], accountId: string): Generator<BaseStringDraft> {
  const [account = '', consumerKey = '', token = '', nonce = '', timestamp = ''] = values;
  const rest = [consumerKey, token, nonce, timestamp];
  const draft = (says: readonly string[], pieces: readonly string[]) => ({
    says,
    text: pieces.map(percentEncodeOctets).join('&'),
  });
  yield draft([], [account, ...rest]);
  for (const other of new Set([accountId, account.toLowerCase(), account.toLowerCase().replaceAll('_', '-')])) {
    if (other !== account) {
      yield draft([`the account is signed as ${readable(other)}`], [other, ...rest]);
    }
  }
  yield draft(['the account is not signed'], rest);
  yield draft(['nonce and timestamp are in each other’s place'], [account, consumerKey, token, timestamp, nonce]);
  yield draft(['token and consumer key are in each other’s place'], [account, token, consumerKey, nonce, timestamp]);
  yield { says: ['the five values are percent-encoded twice'], text: draft([], values.map(percentEncodeOctets)).text };
}

/** The right base string first, then every one with a mistake in it, then those with two. */
export function* baseStringDrafts(request: ToBeSigned): Generator<BaseStringDraft> {
  const right: Recipe = {
    ...request,
    encode: percentEncodeOctets,
    encodeParts: percentEncodeOctets,
    encodeUri: percentEncodeOctets,
    arrange: pairs =>
      [...pairs].sort(([nameA, valueA], [nameB, valueB]) => order(nameA, nameB) || order(valueA, valueB)),
  };
  const seen = new Set<string>();
  const mistakes = mistakesFor(request);
  const isSmall =
    request.rawQuery.length <= longestForTwo && request.query.length + request.body.length <= 2 * mostNames;
  const drafts = [
    [],
    ...mistakes.map(each => [each]),
    ...(isSmall ? mistakes.flatMap((one, index) => mistakes.slice(index + 1).map(other => [one, other])) : []),
  ];
  for (const draft of drafts) {
    const text = print(draft.reduce((recipe, { change }) => change(recipe), right));
    if (!seen.has(text)) {
      seen.add(text);
      yield { says: draft.map(({ says }) => says), text };
    }
  }
}

function print({ method, uri, header, query, body, encode, encodeParts, encodeUri, arrange }: Recipe): string {
  const pairs = [...header, ...query, ...body].map(({ name, value }) => [encode(name), encode(value)] as const);
  const normalized = arrange(pairs)
    .map(pair => pair.join('='))
    .join('&');
  return [encodeParts(method), encodeUri(uri), encodeParts(normalized)].join('&');
}

function mistakesFor(request: ToBeSigned): readonly Mistake[] {
  return [...inParameters(request), ...inAddress(request), ...inMethod(request), ...inEncoding, ...inOrder];
}

function inParameters({ header, query, body, rawQuery, realm }: ToBeSigned): Mistake[] {
  const names = [...query, ...body].map(({ name }) => name);
  const hasTwins = new Set(names).size < names.length;
  const isPresent = ({ value }: Parameter) => value !== '';
  return [
    { says: 'the parameters of the query are not signed', change: recipe => ({ ...recipe, query: [] }) },
    { says: 'the parameters of the form body are not signed', change: recipe => ({ ...recipe, body: [] }) },
    {
      says: 'the realm is signed, which it must not be',
      change: recipe => ({ ...recipe, header: [...recipe.header, { name: 'realm', value: realm }] }),
    },
    {
      says: 'an empty oauth_signature is signed, which it must not be',
      change: recipe => ({ ...recipe, header: [...recipe.header, { name: 'oauth_signature', value: '' }] }),
    },
    {
      says: 'oauth_version=1.0 is signed, but not sent',
      change: recipe =>
        header.some(({ name }) => name === 'oauth_version')
          ? recipe
          : { ...recipe, header: [...recipe.header, { name: 'oauth_version', value: '1.0' }] },
    },
    ...header.slice(0, mostNames).map(({ name }) => ({
      says: `${readable(name)} is sent, but not signed`,
      change: (recipe: Recipe) => ({ ...recipe, header: recipe.header.filter(each => each.name !== name) }),
    })),
    ...[...new Set(query.map(({ name }) => name))].slice(0, mostNames).map(name => ({
      says: `${readable(name)} is in the query, but not signed`,
      change: (recipe: Recipe) => ({ ...recipe, query: recipe.query.filter(each => each.name !== name) }),
    })),
    {
      says: 'parameters without a value are not signed',
      change: recipe => ({ ...recipe, query: recipe.query.filter(isPresent), body: recipe.body.filter(isPresent) }),
    },
    ...(hasTwins
      ? [
          {
            says: 'of parameters with the same name only the first is signed',
            change: (recipe: Recipe) => ({ ...recipe, query: recipe.query.filter(isFirstOfItsName) }),
          },
          {
            says: 'of parameters with the same name only the last is signed',
            change: (recipe: Recipe) => ({
              ...recipe,
              query: [...recipe.query].reverse().filter(isFirstOfItsName).reverse(),
            }),
          },
        ]
      : []),
    {
      says: 'a + in the query is signed as a plus sign; the server reads it as a space',
      change: recipe => ({ ...recipe, query: withLiteralPlus(rawQuery, recipe.query) }),
    },
    {
      says: 'the query is signed as it stands in the address, without decoding it first',
      change: recipe => ({ ...recipe, query: asItStands(rawQuery) }),
    },
  ];
}

function inAddress({ uri, rawQuery, accountId }: ToBeSigned): Mistake[] {
  const [, authority = '', path = ''] = /^http:\/\/([^/]*)(.*)$/s.exec(uri) ?? [];
  const port = /:\d+$/.exec(authority)?.[0] ?? '';
  const label = accountId.toLowerCase().replaceAll('_', '-');
  const address = (says: string, text: string): Mistake => ({ says, change: recipe => ({ ...recipe, uri: text }) });
  const names = ['127.0.0.1', 'localhost', '[::1]'].map(name => `${name}${port}`).filter(name => name !== authority);
  const hosts = ['restlets.api', 'suitetalk.api', 'app'].map(host => `${label}.${host}.netsuite.com`);
  return [
    address('the address is signed with https:// instead of http://', `https://${authority}${path}`),
    address('the address is signed without its port', `http://${authority.slice(0, -port.length || undefined)}${path}`),
    address('the address is signed with its query, which belongs among the parameters', `${uri}?${rawQuery}`),
    address('the address is signed with a slash at its end', `${uri}/`),
    address('only the path of the address is signed', path),
    ...names.map(name => address(`the address is signed with the host ${name}`, `http://${name}${path}`)),
    ...hosts.map(host => address(`the address is signed with NetSuite’s host ${host}`, `https://${host}${path}`)),
  ];
}

function inMethod({ method }: ToBeSigned): Mistake[] {
  return ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', method.toLowerCase()]
    .filter(each => each !== method)
    .map(each => ({ says: `the method is signed as ${each}`, change: recipe => ({ ...recipe, method: each }) }));
}

const inEncoding: readonly Mistake[] = [
  {
    says: 'names and values are not percent-encoded before they are sorted and joined',
    change: recipe => ({ ...recipe, encode: octets => octets }),
  },
  {
    says: 'the joined parameters are not percent-encoded once more',
    change: recipe => ({ ...recipe, encodeParts: text => text }),
  },
  { says: 'the address is not percent-encoded', change: recipe => ({ ...recipe, encodeUri: text => text }) },
  {
    says: 'the three parts of the base string are not percent-encoded',
    change: recipe => ({ ...recipe, encodeParts: text => text, encodeUri: text => text }),
  },
  {
    says: "the characters ! ' ( ) * are not percent-encoded, as encodeURIComponent leaves them",
    change: recipe => everywhere(recipe, encodeLikeBrowsers),
  },
  {
    says: 'a space is encoded as + instead of %20',
    change: recipe => ({ ...recipe, encode: octets => recipe.encode(octets).replaceAll('%20', '+') }),
  },
  {
    says: 'percent-encoding is in lower case (%2f instead of %2F)',
    change: recipe =>
      everywhere(recipe, octets => percentEncodeOctets(octets).replace(/%../g, each => each.toLowerCase())),
  },
  {
    says: 'names and values are percent-encoded twice',
    change: recipe => ({ ...recipe, encode: octets => recipe.encode(recipe.encode(octets)) }),
  },
];

const inOrder: readonly Mistake[] = [
  { says: 'the parameters are not sorted', change: recipe => ({ ...recipe, arrange: pairs => pairs }) },
  {
    says: 'the parameters of the query come first, and nothing is sorted',
    change: recipe => ({ ...recipe, header: recipe.query, query: recipe.header, arrange: pairs => pairs }),
  },
  {
    says: 'the parameters of the header are sorted, but the others only follow behind',
    change: recipe => ({ ...recipe, arrange: pairs => partlySorted(pairs, recipe.header.length) }),
  },
  {
    says: 'the parameters are sorted without regard to upper and lower case',
    change: recipe => ({
      ...recipe,
      arrange: pairs => [...pairs].sort(([a], [b]) => order(a.toLowerCase(), b.toLowerCase())),
    }),
  },
  {
    says: 'parameters with the same name are not sorted by value',
    change: recipe => ({ ...recipe, arrange: pairs => [...pairs].sort(([a], [b]) => order(a, b)) }),
  },
];

function everywhere(recipe: Recipe, encode: (octets: string) => string): Recipe {
  return { ...recipe, encode, encodeParts: encode, encodeUri: encode };
}

function encodeLikeBrowsers(octets: string): string {
  return percentEncodeOctets(octets).replace(/%(?:21|27|28|29|2A)/g, each => decodeURIComponent(each));
}

function asItStands(rawQuery: string): readonly Parameter[] {
  return rawQuery
    .split('&')
    .filter(Boolean)
    .map(piece => {
      const equals = piece.indexOf('=');
      return equals < 0 ? { name: piece, value: '' } : { name: piece.slice(0, equals), value: piece.slice(equals + 1) };
    });
}

/** Decoded as RFC 3986 has it, where `+` is no space. */
function withLiteralPlus(rawQuery: string, query: readonly Parameter[]): readonly Parameter[] {
  const raw = asItStands(rawQuery);
  const plus = (decoded: string, text: string) => (text.includes('+') ? unescapePlus(text) : decoded);
  return query.map(({ name, value }, index) => ({
    name: plus(name, raw[index]?.name ?? ''),
    value: plus(value, raw[index]?.value ?? ''),
  }));
}

function unescapePlus(text: string): string {
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function isFirstOfItsName({ name }: Parameter, index: number, all: readonly Parameter[]): boolean {
  return all.findIndex(each => each.name === name) === index;
}

function partlySorted(pairs: readonly EncodedPair[], count: number): readonly EncodedPair[] {
  const compare = ([a]: EncodedPair, [b]: EncodedPair) => order(a, b);
  return [...pairs.slice(0, count).sort(compare), ...pairs.slice(count)];
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
