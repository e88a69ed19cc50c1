import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCoded } from '../../../../src/codedError.ts';
import { lintRequests } from '../../../../src/requests/problems/lint.ts';
import { parseRequests } from '../../../../src/requests/parse/parse.ts';
import { requestCycles } from '../../../../src/requests/problems/requestCycles.ts';
import { requestsNeeded } from '../../../../src/requests/values/responseReference.ts';
import { at, codes } from '../sample.ts';

const of = (name: string) => `{{${name}.response.body.$.id}}`;
const request = (name: string, ...needs: readonly string[]) => `### ${name}\nGET /rest/x?q=${needs.map(of).join('')}\n`;

describe('requests that need each other', () => {
  it.each([
    ['itself', request('a', 'a'), ['a, a']],
    ['one another', request('a', 'b') + request('b', 'a'), ['a, b, a']],
    ['each other in a round', request('a', 'b') + request('b', 'c') + request('c', 'a'), ['a, b, c, a']],
    ['through a variable', `@v = ${of('a')}\n### a\nGET /rest/{{v}}\n`, ['a, a']],
    ['by @ref', '# @name a\n# @ref a\nGET /rest/x\n', ['a, a']],
    ['not at all', request('a', 'b', 'c') + request('b', 'c') + request('c'), []],
    ['by a name that is a variable', `@a.response.body.$.id = 1\n${request('a', 'a')}`, []],
    ['in vain', request('a', 'nobody'), []],
  ])('%s', (_, text, cycles) => {
    const problems = requestCycles(parseRequests(text));
    expect(problems.map(({ data }) => data['cycle'])).toEqual(cycles);
    expect(codes(lintRequests(parseRequests(text))).includes('request-cycle')).toBe(cycles.length > 0);
  });

  it('are pointed out at the reference', () => {
    const text = request('a', 'b') + request('b', 'a');
    expect(requestCycles(parseRequests(text)).map(({ span }) => at(text, span))).toEqual([of('a')]);
  });

  it('are those that are not sent for it', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const links = fc.array(fc.subarray(names), { minLength: names.length, maxLength: names.length });
    fc.assert(
      fc.property(links, needs => {
        const file = parseRequests(names.map((name, index) => request(name, ...(needs[index] ?? []))).join(''));
        const isRefused = file.requests.some(each => {
          try {
            requestsNeeded(file, each);
            return false;
          } catch (error) {
            return isCoded(error, 'request-cycle');
          }
        });
        expect(requestCycles(file).length > 0).toBe(isRefused);
      }),
    );
  });

  it('are found among ten thousand in a chain', () => {
    const chain = Array.from({ length: 10_000 }, (_, index) => request(`r${index}`, `r${index + 1}`)).join('');
    expect(requestCycles(parseRequests(chain))).toEqual([]);
    expect(requestCycles(parseRequests(chain + request('r10000', 'r0')))).toHaveLength(1);
  });
});
