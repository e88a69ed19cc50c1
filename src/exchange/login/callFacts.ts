import type { CallFacts } from '../../diagnosis/login/evidence.ts';
import { readSentHeader, type HeaderFlaw } from '../../diagnosis/sentHeader.ts';
import { readTokenPassport, type TokenPassport } from '../../formats/readTokenPassport.ts';
import type { Exchange, ExchangeRecord } from '../record.ts';
import { answerOf } from './answerFacts.ts';
import { surfaceOf } from './surfaceOf.ts';

/** Names that a header of a call, or of the three-step flow, may have; anything else does not belong there. */
const headerNames = new Set([
  'realm',
  'role',
  'oauth_consumer_key',
  'oauth_token',
  'oauth_nonce',
  'oauth_timestamp',
  'oauth_signature_method',
  'oauth_signature',
  'oauth_version',
  'oauth_callback',
  'oauth_verifier',
]);

const flawTexts: Readonly<Record<HeaderFlaw, string>> = {
  scheme: 'it does not begin with OAuth',
  quotes: 'a value without quotes',
  commas: 'a comma too much or too few',
  escapes: 'a broken percent escape',
  'line-end': 'a line end',
  rest: 'something that cannot be read',
};

/**
 * What a call and its answer tell of a login. Nothing secret is in it: no signature, no secret, no key.
 *
 * @param signatureChecked whether the signature was computed anew and is right, where somebody did
 */
export function callFacts(exchange: Exchange, signatureChecked?: boolean): CallFacts {
  const { request, startedAt, timing, failure, passport } = exchange.record;
  const { host, pathname } = new URL(request.url);
  const surface = surfaceOf(pathname);
  const answer = answerOf(exchange);
  const reason = failure?.data['reason'];
  return {
    surface,
    at: startedAt,
    host,
    path: pathAtNetSuite(pathname),
    took: Math.round(timing.total),
    ...(surface === 'soap' ? passportFacts(passport ?? readTokenPassport(request.body ?? '')) : headerFacts(request)),
    hasCookie: request.headers.some(({ name }) => name.toLowerCase() === 'cookie'),
    ...(signatureChecked !== undefined && { signatureChecked }),
    ...(answer && { answer }),
    ...(failure && { failure: failure.code }),
    ...(typeof reason === 'string' && { failureReason: reason }),
  };
}

/** Without what a base URL puts before it. */
function pathAtNetSuite(pathname: string): string {
  return /\/(?:app|services|rest)\/.*$/.exec(pathname)?.[0] ?? pathname;
}

type LoginFacts = Pick<
  CallFacts,
  'realm' | 'signatureMethod' | 'timestamp' | 'nonce' | 'version' | 'oddParameters' | 'headerFlaws'
>;

/** Of the header as it went out; the signature in it is masked already. */
function headerFacts({ headers }: ExchangeRecord['request']): LoginFacts {
  const header = headers.find(({ name }) => name.toLowerCase() === 'authorization')?.value;
  if (header === undefined) {
    return { oddParameters: [] };
  }
  const { parameters, flaws } = readSentHeader(header);
  const foreign = parameters.filter(({ name }) => !headerNames.has(name)).map(({ name }) => `“${name.slice(0, 40)}”`);
  return {
    ...namedFacts(parameters, {
      realm: 'realm',
      signatureMethod: 'oauth_signature_method',
      timestamp: 'oauth_timestamp',
      nonce: 'oauth_nonce',
      version: 'oauth_version',
    }),
    headerFlaws: [...flaws.map(flaw => flawTexts[flaw]), ...new Set(foreign)],
  };
}

function passportFacts(passport: TokenPassport | undefined): LoginFacts {
  const { fields, algorithm } = passport ?? { fields: [], algorithm: '' };
  const facts = namedFacts(fields, { realm: 'account', timestamp: 'timestamp', nonce: 'nonce' });
  return algorithm === '' ? facts : { ...facts, signatureMethod: algorithm };
}

type Wanted = 'realm' | 'signatureMethod' | 'timestamp' | 'nonce' | 'version';

function namedFacts(
  pairs: readonly { readonly name: string; readonly value: string }[],
  wanted: Readonly<Partial<Record<Wanted, string>>>,
): LoginFacts {
  const odd = pairs.filter(({ name, value }, at) => value === '' || pairs.findIndex(each => each.name === name) !== at);
  const found = (Object.entries(wanted) as [Wanted, string][]).flatMap(([fact, name]) => {
    const value = pairs.find(pair => pair.name === name)?.value;
    return value === undefined ? [] : [[fact, fact === 'timestamp' ? seconds(value) : value] as const];
  });
  return { ...Object.fromEntries(found), oddParameters: [...new Set(odd.map(({ name }) => name))] };
}

/** A text that is no number is no time either. */
function seconds(text: string): number {
  return /^\d{1,20}(?:\.\d{1,20})?$/.test(text) ? Number(text) : 0;
}
