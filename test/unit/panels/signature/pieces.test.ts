import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  authorizationPieces,
  baseStringPieces,
  firstPieces,
  joinedPieces,
  rowOf,
  splitDoubled,
  textOf,
  urlPieces,
  type Piece,
} from '../../../../src/panels/signature/view/pieces.ts';
import { percentEncode } from '../../../../src/tba/percentEncoding.ts';
import { signRequest, type SignableRequest } from '../../../../src/tba/signRequest.ts';
import type { SignatureSteps } from '../../../../src/tba/signatureSteps.ts';

const secrets = { consumerKey: 'ck+1', consumerSecret: 'a'.repeat(64), token: 'tk', tokenSecret: 'b'.repeat(64) };
const request: SignableRequest = {
  method: 'GET',
  url: 'https://7654321-sb1.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=1&deploy=1',
  realm: '7654321_SB1',
  nonce: 'fjaLirsIcCGVZWzBX0pg',
  timestamp: '1508242306',
};

/** Few letters, so that names and pairs repeat; the characters that signers get wrong. */
const text = fc.string({
  unit: fc.constantFrom('a', 'b', ' ', '+', '%', '=', '&', '"', ',', '25', 'ü', '😀', '\u202e'),
});
const pairs = fc.array(fc.tuple(text, text), { maxLength: 8 });
const form = (list: readonly (readonly [string, string])[]) =>
  new URLSearchParams(list.map(([name, value]): [string, string] => [name, value])).toString();
const anySteps = fc
  .record({
    method: fc.constantFrom('GET', 'post', 'M-SEARCH'),
    path: fc.constantFrom('/', '/a%20b/c', '/app/site/hosting/restlet.nl', '/(x)!'),
    query: pairs,
    body: fc.option(pairs, { nil: undefined }),
    realm: fc.constantFrom('', '7654321_SB1', 'a "realm", of sorts'),
    params: fc.subarray([
      { name: 'role', value: '3' },
      { name: 'oauth_callback', value: 'https://a.example/?x=1&y=2' },
    ]),
    token: fc.constantFrom('', 'tk'),
  })
  .map(({ method, path, query, body, realm, params, token }) =>
    signRequest(
      {
        ...request,
        method,
        url: `https://a.example${path}?${form(query)}`,
        realm,
        params,
        ...(body ? { contentType: 'application/x-www-form-urlencoded', body: form(body) } : {}),
      },
      { ...secrets, token },
    ),
  );

const joined = (pieces: readonly Piece[]) => pieces.map(textOf).join('');
const rows = (pieces: readonly Piece[]) =>
  pieces.map(piece => piece.target && rowOf(piece.target)).filter(row => row !== undefined);

describe('the pieces of a signature', () => {
  it('joined, are exactly the base string, the normalised parameters, the URL and the header', () => {
    fc.assert(
      fc.property(anySteps, steps => {
        expect(joined(baseStringPieces(steps))).toBe(steps.baseString.text);
        expect(joined(joinedPieces(steps))).toBe(steps.normalizedParameters);
        expect(joined(urlPieces(steps))).toBe(steps.url.wire);
        expect(joined(authorizationPieces(steps))).toBe(steps.authorization);
      }),
    );
  });

  it('tie each row to its own stretch of the base string, encoded twice', () => {
    fc.assert(
      fc.property(anySteps, steps => {
        const pieces = baseStringPieces(steps);
        expect(rows(pieces)).toEqual(steps.parameters.map((_, row) => row));
        for (const piece of pieces) {
          const row = piece.target && rowOf(piece.target);
          const parameter = row === undefined ? undefined : steps.parameters[row];
          if (parameter) {
            const once = `${parameter.encodedName}=${parameter.encodedValue}`;
            expect(textOf(piece)).toBe(percentEncode(once));
            expect(piece.source).toBe(parameter.source);
          }
        }
      }),
    );
  });

  it('give every query pair of the URL a row of its own, and every header parameter the row with its name', () => {
    fc.assert(
      fc.property(anySteps, steps => {
        const bySource = (...sources: string[]) =>
          steps.parameters.flatMap((parameter, row) => (sources.includes(parameter.source) ? [row] : []));
        expect(rows(urlPieces(steps)).sort((a, b) => a - b)).toEqual(bySource('query'));
        expect(rows(authorizationPieces(steps)).sort((a, b) => a - b)).toEqual(bySource('oauth', 'header'));
      }),
    );
  });

  it('tie a header parameter to itself, not to a query parameter of the same name', () => {
    const steps = signRequest(
      { ...request, url: `${request.url}&role=9`, params: [{ name: 'role', value: '3' }] },
      secrets,
    );
    const target = authorizationPieces(steps).find(piece => textOf(piece) === 'role="3"')?.target;
    expect(steps.parameters[Number(target && rowOf(target))]).toMatchObject({ source: 'header', value: '3' });
  });

  it('mark realm and signature, which are in the header only', () => {
    const targets = (pieces: readonly Piece[]) => pieces.map(piece => piece.target);
    const steps = signRequest(request, secrets);
    expect(targets(authorizationPieces(steps))).toEqual(expect.arrayContaining(['realm', 'signature']));
    expect(targets(baseStringPieces(steps))).not.toContain('realm');
    expect(targets(baseStringPieces(steps))).not.toContain('signature');
  });
});

describe('firstPieces', () => {
  const steps = many(2000);

  it('keeps everything when there are no more parameters than asked for', () => {
    const pieces = baseStringPieces(signRequest(request, secrets));
    expect(firstPieces(pieces, 8)).toEqual({ shown: pieces, left: 0 });
  });

  it('ends with the last parameter asked for and counts the rest', () => {
    const { shown, left } = firstPieces(baseStringPieces(steps), 200);
    expect(rows(shown)).toHaveLength(200);
    expect(shown.at(-1)?.target).toBe('row:199');
    expect(left).toBe(steps.parameters.length - 200);
    expect(steps.baseString.text.startsWith(joined(shown))).toBe(true);
  });

  it('is ready for thousands of equal pairs', () => {
    const url = `https://a.example/?${Array.from({ length: 5000 }, () => 'a=1').join('&')}`;
    const pieces = urlPieces(signRequest({ ...request, url }, secrets));
    expect(new Set(rows(pieces)).size).toBe(5000);
  });
});

describe('splitDoubled', () => {
  it('finds escapes that were escaped again', () => {
    expect(splitDoubled('q%3Da%2520b')).toEqual([
      { text: 'q%3Da', doubled: false },
      { text: '%2520', doubled: true },
      { text: 'b', doubled: false },
    ]);
  });

  it('marks what differs between encoding once and twice, and nothing else', () => {
    fc.assert(
      fc.property(text, value => {
        const once = percentEncode(value);
        const parts = splitDoubled(percentEncode(once));
        expect(parts.map(part => part.text).join('')).toBe(percentEncode(once));
        expect(parts.filter(part => part.doubled).map(part => decodeURIComponent(part.text))).toEqual(
          once.match(/(?:%[0-9A-F]{2})+/g) ?? [],
        );
      }),
    );
  });
});

function many(count: number): SignatureSteps {
  const query = Array.from({ length: count }, (_, index) => `p${String(index).padStart(5, '0')}=v%20${index}`);
  return signRequest({ ...request, url: `https://a.example/?${query.join('&')}` }, secrets);
}
