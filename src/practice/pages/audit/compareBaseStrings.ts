import { takeApart } from './takeApart.ts';
import type { BaseStringParts } from './takeApart.ts';

/** One thing that is not the same; texts as they stand in the base strings after one decoding, '' where there is none. */
export interface BaseStringDifference {
  readonly part: string;
  readonly server: string;
  readonly theirs: string;
  readonly says: string;
}

/** What a program signed against what the server computed; empty when they are the same. */
export function compareBaseStrings(server: string, theirs: string): readonly BaseStringDifference[] {
  if (server === theirs) {
    return [];
  }
  const expected = takeApart(server);
  const given = takeApart(theirs);
  if (!expected || !given) {
    const count = theirs.split('&').length;
    const says = `A base string has three parts with & between them; this one has ${count}. Inside the parts every & is %26.`;
    return [{ part: 'Parts', server: '3', theirs: String(count), says }];
  }
  const differences = [...inStart(expected, given), ...inPairs(expected, given)];
  const encoding = {
    part: 'Encoding',
    server: '',
    theirs: '',
    says: 'The parts mean the same, but are percent-encoded or ordered otherwise: see the marked place below.',
  };
  return differences.length > 0 ? differences : [encoding];
}

function inStart(expected: BaseStringParts, given: BaseStringParts): BaseStringDifference[] {
  const method = { part: 'Method', server: expected.method, theirs: given.method, says: methodHint(given.method) };
  const uri = { part: 'Address', server: expected.uri, theirs: given.uri, says: uriHint(expected.uri, given.uri) };
  return [method, uri].filter(each => each.server !== each.theirs);
}

function methodHint(given: string): string {
  return given === given.toUpperCase()
    ? 'Another method than the request was sent with.'
    : 'The method is in upper case.';
}

function uriHint(expected: string, given: string): string {
  const question = given.indexOf('?');
  if (question >= 0) {
    return 'The query does not belong into the address: its parameters are signed with the others.';
  }
  if (given.replace(/^https?:/, '') === expected.replace(/^https?:/, '')) {
    return 'The scheme is the one that the request was sent with.';
  }
  return 'Scheme, host, port and path are signed as the request was sent: host in lower case, port unless it is the default.';
}

function inPairs(expected: BaseStringParts, given: BaseStringParts): BaseStringDifference[] {
  const expectedLeft = without(expected.pairs, given.pairs);
  const givenLeft = without(given.pairs, expected.pairs);
  const differences = expectedLeft.map(pair => {
    const twin = givenLeft.findIndex(({ name }) => name === pair.name);
    const [found] = twin < 0 ? [] : givenLeft.splice(twin, 1);
    return {
      part: pair.name,
      server: pair.encoded,
      theirs: found?.encoded ?? '',
      says: found ? 'Another value, or the same encoded otherwise.' : 'Yours lacks this parameter.',
    };
  });
  const extra = givenLeft.map(pair => ({
    part: pair.name,
    server: '',
    theirs: pair.encoded,
    says:
      pair.name === 'realm' || pair.name === 'oauth_signature'
        ? `${pair.name} is never signed.`
        : 'The request that was sent does not have this parameter.',
  }));
  const all = [...differences, ...extra];
  const order = (parts: BaseStringParts) => parts.pairs.map(({ encoded }) => encoded).join('&');
  return all.length === 0 && order(expected) !== order(given)
    ? [{ part: 'Order', server: order(expected), theirs: order(given), says: 'The same parameters, sorted otherwise.' }]
    : all;
}

type Pairs = BaseStringParts['pairs'];

/** The pairs of one list that the other has not, twins counted. */
function without(pairs: Pairs, others: Pairs): Pairs[number][] {
  const left = others.map(({ encoded }) => encoded);
  return pairs.filter(({ encoded }) => {
    const at = left.indexOf(encoded);
    return at < 0 || left.splice(at, 1).length === 0;
  });
}
