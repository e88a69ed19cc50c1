import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { authenticationChecks } from '../../../src/practice/authentication/checks.ts';
import type { LoginFacts, Surface } from '../../../src/practice/authentication/checks.ts';
import { testTitles } from '../support/testTitles.ts';
import { checkTests, factRows } from './factRows.ts';

/*
 * Which test triggers which row of what is known of NetSuite's token-based authentication: factRows.ts. Rows that cannot
 * be triggered over a socket to the practice account, and why:
 *
 * | section | row                                              | why not                                                  |
 * | ------- | ------------------------------------------------ | -------------------------------------------------------- |
 * | 1.1     | the host form of a sandbox (1234567-sb1)         | it answers on the loopback address alone, and to every   |
 * |         |                                                  | other Host with 403; hosts are derived in src/tba         |
 * | 1.1     | replacing only the first underscore              | a remark about programs that derive hosts                |
 * | 1.3     | the default port is dropped                      | it never listens on port 80; unit test of authenticate   |
 * | 1.4     | a nonce of 20 is ideal                           | advice; 6 to 64 are taken                                |
 * | 2       | system.netsuite.com in step one                  | one address; realm may be left out, which is tested      |
 * | 2       | SAML, OpenID Connect and 2FA in step two         | nothing is protected by a password or a second factor    |
 * | 2       | 405 read as "no three-step flow here"            | uncertain: a client's reading; 5.2 says FeatureDisabled   |
 * | 2       | the two hosts of the token endpoints             | one address                                              |
 * | 4.1     | send application/json on GET too                 | a tip; what happens without is tested (plain text)        |
 * | 4.1     | 5,000 units, 300 s                               | the codes of 4.2                                         |
 * | 4.2     | INVALID_LOGIN_ATTEMPT with 403                   | reported, not documented: the documented 401 is given    |
 * | 4.2     | SSS_REQUEST_LIMIT_EXCEEDED with 429              | clients guard against it; the documented 400 is given     |
 * | 4.2     | TWO_FA_REQD                                      | no role asks for a second factor                         |
 * | 4.2     | SSS_REQUEST_TIME_EXCEEDED                        | scripts have no N/https                                  |
 * | 4.2     | SCRIPT_EXECUTION_USAGE_LIMIT_EXCEEDED            | not found in any source; SuiteScript 1.0                 |
 * | 4.2     | messages in other languages                      | English only                                             |
 * | 4.3     | requests end after 15 minutes                    | nothing there runs so long: queries end at their own,     |
 * |         |                                                  | shorter limit                                            |
 * | 4.4     | limits by service tier and licence               | set by hand under Practice controls                      |
 * | 4.5     | Bearer challenges                                | OAuth 2.0 calls are not served                           |
 * | 5.1     | VersionRejected for SOAP                         | a TokenPassport has no version                           |
 * | 6.4     | release preview                                  | there is production and one sandbox                      |
 */

const cache = new Map<string, Promise<readonly string[]>>();

function titlesIn(file: string): Promise<readonly string[]> {
  const known = cache.get(file) ?? readFile(join(import.meta.dirname, file), 'utf8').then(testTitles);
  cache.set(file, known);
  return known;
}

/** Titles that begin with the numbers of the sections they are about: `4.2 codes > …`, `4.1 and 4.2 for scripts > …`. */
function isAbout(title: string, section: string): boolean {
  const [numbers = ''] = /^(?:\d(?:\.\d)? (?:and )?)+/.exec(title) ?? [];
  return numbers.split(' ').includes(section);
}

/** Tests of the set-up pages are named after what people do there. */
const namedByNumber = /^(?:1|2|4|5)/;

describe('every row that can be triggered has its test', () => {
  it.each(factRows)('$section $row: $title', async ({ section, file, title }) => {
    const found = (await titlesIn(file)).filter(each => each.includes(title));
    expect(found, `${file} has no test called “${title}”`).not.toEqual([]);
    if (namedByNumber.test(section)) {
      expect(found.some(each => isAbout(each, section))).toBe(true);
    }
  });

  it.each(Object.entries(checkTests))('check %s', async (_, [file, title]) => {
    expect((await titlesIn(file)).filter(each => each.includes(title))).not.toEqual([]);
  });
});

describe('the tables are whole', () => {
  it('each check has a test', () => {
    expect(Object.keys(checkTests).sort()).toEqual(authenticationChecks.map(({ id }) => id).sort());
  });

  const valuesOf = (surfaces: readonly Surface[]) =>
    new Set(
      authenticationChecks.flatMap(({ detail }) =>
        surfaces.map(surface => detail({ surface, value: () => 'https://h.example/' } as unknown as LoginFacts)),
      ),
    );
  const rowsIn = (section: string) => new Set(factRows.filter(each => each.section === section).map(({ row }) => row));

  it('each Detail that a check can give is a row', () => {
    const onlyInFlow = ['InvalidVerifier', 'InvalidCallback https://h.example/'];
    const ofCalls = valuesOf(['restlet', 'rest', 'soap', 'token-endpoint']);
    for (const value of ofCalls) {
      expect(onlyInFlow.includes(value) || rowsIn('5.1').has(value), value).toBe(true);
    }
    for (const value of valuesOf(['request-token', 'access-token'])) {
      // A role serves the flow whatever it is: its check never fails there.
      expect(value === 'permission_denied' || rowsIn('5.2').has(value.split(' ')[0]!), value).toBe(true);
    }
  });

  it('each Detail of the rows is one that a check gives', () => {
    const ofCalls = valuesOf(['restlet', 'rest', 'soap']);
    const ofFlow = new Set([...valuesOf(['request-token', 'access-token'])].map(value => value.split(' ')[0]));
    const named = (section: string) => [...rowsIn(section)].filter(row => !/[: ]/.test(row));
    expect(named('5.1').filter(row => !ofCalls.has(row))).toEqual([]);
    expect(named('5.2').filter(row => !ofFlow.has(row))).toEqual([]);
  });
});

describe('reading titles', () => {
  it('fills literal tables in, and leaves out what is skipped, commented out or only text', () => {
    const source = `
      const rows = [{ a: 'x', b: 1 }, { a: 'y' }] as const;
      describe('1.1 outer', () => {
        it('plain', () => {});
        it.each(['a', ['b', 'c']])('row %s', () => {});
        it.each(rows)('$a: $b', () => {});
        it.each(computed())('$a', () => {});
        it.skip('skipped', () => {});
        it.todo('to do');
        // it('commented out', () => {});
        const text = "it('in a text', () => {})";
      });
      describe.skip('2 outer', () => { it('inner', () => {}); });
      test.runIf(true)('conditional', () => {});`;
    expect(testTitles(source)).toEqual([
      '1.1 outer > plain',
      '1.1 outer > row a',
      '1.1 outer > row b',
      '1.1 outer > x: 1',
      '1.1 outer > y: $b',
      '1.1 outer > $a',
      'conditional',
    ]);
  });
});
