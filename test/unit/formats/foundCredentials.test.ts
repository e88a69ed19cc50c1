import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCredentials, longestText } from '../../../src/formats/foundCredentials.ts';
import { anySecret, keys, otherKeys } from './secrets.ts';

const dotenv = `NETSUITE_CONSUMER_KEY=${keys.consumerKey}\nNETSUITE_CONSUMER_SECRET=${keys.consumerSecret}\n`;
const header = `OAuth realm="1234567", oauth_consumer_key="${keys.consumerKey}", oauth_token="${keys.token}"`;
const page = `Token ID\n${keys.token}\nToken Secret\n${keys.tokenSecret}\n`;

function sourcesOf(text: string, fileName?: string) {
  return findCredentials(text, fileName).found.map(({ source }) => source);
}

describe('findCredentials', () => {
  it('tells the format from the text, whatever the file is called', () => {
    expect(sourcesOf(dotenv, 'notes.json')).toEqual(['dotenv']);
    expect(sourcesOf(header)).toEqual(['authorization-header']);
    expect(sourcesOf(`curl -H '${header}' https://1.app.netsuite.com`, '.env')).toEqual(['curl']);
    expect(sourcesOf(page)).toEqual(['token-page']);
    expect(sourcesOf(`\uFEFF{"name":"x","values":[{"key":"ns_token","value":"${keys.token}"}]}`)).toEqual([
      'postman-environment',
    ]);
    expect(sourcesOf(`"netSuiteUpload.netSuiteKey": "${keys.token}",`)).toEqual(['netsuite-upload']);
    expect(sourcesOf(`/* a comment */ {"values":[{"key":"ns_token","value":"${keys.token}"}]}`)).toEqual([
      'postman-environment',
    ]);
    expect(sourcesOf(JSON.stringify({ log: { headers: [{ name: 'Authorization', value: header }] } }))).toEqual([
      'authorization-header',
    ]);
  });

  it('finds everything in a paste of several formats, in order, each value once', () => {
    const text = `${page}\ncurl -H '${header}' https://1.app.netsuite.com\n\n${dotenv}`;
    expect(sourcesOf(text)).toEqual(['token-page', 'curl', 'dotenv']);
  });

  it('names a set after the ending of its .env file', () => {
    expect(findCredentials(dotenv, '/home/me/.env.sandbox').found[0]?.label).toBe('sandbox');
    expect(findCredentials(dotenv, '.env.local').found[0]).not.toHaveProperty('label');
  });

  it('notes a key in one place that is a secret in another', () => {
    const swapped = `Consumer Key\n${keys.consumerSecret}\nConsumer Secret\n${keys.consumerKey}\n\n${header}`;
    const [first, second] = findCredentials(swapped).found;
    expect(first?.notes).toContainEqual({
      code: 'looks-swapped',
      data: { field: 'consumerSecret', other: 'consumerKey' },
    });
    expect(second?.notes).toContainEqual({
      code: 'looks-swapped',
      data: { field: 'consumerKey', other: 'consumerSecret' },
    });
  });

  it('says why nothing was found', () => {
    const codes = (text: string, name?: string) => findCredentials(text, name).problems.map(({ code }) => code);
    expect(codes('')).toEqual(['text-empty']);
    expect(codes(' \n\uFEFF')).toEqual(['text-empty']);
    expect(codes('hello')).toEqual(['nothing-recognised']);
    expect(findCredentials(`${keys.token}\n${keys.tokenSecret}`).problems).toEqual([
      { code: 'values-without-label', data: { count: 2 } },
    ]);
    expect(codes('{"values": [', 'a.postman_environment.json')).toEqual(['json-invalid']);
    expect(codes('{not json}')).toEqual(['nothing-recognised']);
    expect(codes('{"_postman_variable_scope": ')).toEqual(['json-invalid']);
    expect(codes('NETSUITE_TOKEN_ID=\nNETSUITE_TOKEN_SECRET=')).toEqual(['values-empty']);
  });

  it('refuses a text that is too long without reading it', () => {
    const length = 50 * 1024 * 1024;
    expect(findCredentials('x'.repeat(length))).toEqual({
      found: [],
      problems: [{ code: 'text-too-large', data: { length, limit: longestText } }],
    });
  });

  it('finds a lot, but not without end', () => {
    const text = Array.from(
      { length: 500 },
      (_, n) => `P${n}_CONSUMER_KEY=${keys.consumerKey}\nP${n}_TOKEN_ID=${keys.token}`,
    );
    const { found, problems } = findCredentials(text.join('\n'));
    expect(found).toHaveLength(200);
    expect(problems).toEqual([{ code: 'too-many-found', data: { limit: 200 } }]);
  });

  it('keeps names of others to one plain line, and never a secret in them', () => {
    const label = (name: string) =>
      findCredentials(JSON.stringify({ name, values: [{ key: 'ns_token', value: keys.token }] })).found[0]?.label;
    expect(label('a\u202Eb\n\u0000c\uD800')).toBe('a b c\uFFFD');
    expect(label('x'.repeat(500))).toHaveLength(100);
    expect(label(`was ${otherKeys.token}`)).toBeUndefined();
  });

  it('never throws, keeps bounds within the text, and values out of notes and problems', () => {
    const secret = fc.oneof(
      anySecret,
      fc.string({ unit: 'binary', minLength: 8, maxLength: 70 }),
      fc.constantFrom('a"b\\c\'d`e$f^g%h1234567890', '\uD800lone\uDC00surrogates12345', 'שלום\u202Eעולם1234567890'),
    );
    const piece = fc.oneof(
      secret,
      fc.constantFrom(
        ...[
          'NETSUITE_CONSUMER_KEY=',
          'TOKEN_ID: ',
          'Consumer Key / Client ID',
          'Token Secret\n',
          'curl -H ',
          'OAuth ',
          '\n',
          '\\\n',
        ],
        ...[
          'oauth_token="',
          'oauth_consumer_key=',
          'realm="',
          '"',
          "'",
          '`',
          '^',
          '{',
          '}',
          '[',
          ']',
          ',',
          ':',
          '{{x}}',
          '${X}',
          '\t',
          '//',
        ],
        ...[
          '{"values":[{"key":"ns_token","value":"',
          '"netSuiteUpload.realm":"',
          '"oauth1":',
          'https://1-sb1.app.netsuite.com/',
          '-u ',
        ],
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), fc.constantFrom('', '.env', 'a.json'), (pieces, name) => {
        const text = pieces.join('');
        const { found, problems } = findCredentials(text, name);
        const said = JSON.stringify([problems, found.map(({ notes }) => notes)]);
        for (const each of found) {
          for (const { field, start, end } of each.spans) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThanOrEqual(start);
            expect(end).toBeLessThanOrEqual(text.length);
            const value = each[field] ?? '';
            expect(value.length < 8 || !said.includes(JSON.stringify(value).slice(1, -1))).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  const million = 1_000_000;
  it.each([
    ['blanks', ' '.repeat(million)],
    ['line breaks', 'A=\n'.repeat(million / 3)],
    ['hexadecimal', 'a'.repeat(million)],
    ['open quotes', 'A="\n'.repeat(million / 4)],
    ['escaped quotes', `A="${'\\"'.repeat(million / 2)}`],
    ['a quote on each line', 'A="b\nA=\'c\nA=`d\n'.repeat(million / 15)],
    ['names', 'A_'.repeat(million / 2)],
    ['long names', `${'a.b-'.repeat(50)}   `.repeat(million / 203)],
    ['blanks before an equals sign', `A${' '.repeat(million)}`],
    ['braces', '{'.repeat(million)],
    ['brackets', '['.repeat(million)],
    ['members', `{${'"a":{"b":[1,2,{"c":"d"}]},'.repeat(million / 26)}}`],
    ['escapes', `{"values":"${'\\u0041'.repeat(million / 6)}"}`],
    ['Postman variables', `{"values":[${'{"key":"ns_token","value":"{{x}}"},'.repeat(million / 35)}]}`],
    ['OAuth', 'OAuth '.repeat(million / 6)],
    ['OAuth parameters', `OAuth ${'oauth_token="a", '.repeat(million / 17)}`],
    ['headers', `${header}\n`.repeat(million / header.length)],
    ['curl', 'curl '.repeat(million / 5)],
    ['curl with open quotes', 'curl \'it" '.repeat(million / 10)],
    ['curl, an escape each', `curl "OAuth ${'oauth_token=\\"a\\",'.repeat(million / 17)}"`],
    ['curl, a URL of ampersands', `curl https:${'&'.repeat(million)}`],
    ['carets', `curl ${'^'.repeat(million)}`],
    ['carets and quotes', `curl ^"${'^\\^"'.repeat(million / 4)}`],
    ['backslashes', `curl ${'\\'.repeat(million)}`],
    ['backslashes and line breaks', `curl ${'\\\n '.repeat(million / 3)}`],
    ['labels', 'Consumer Key\n'.repeat(million / 13)],
    ['labels and short words', `${'Token ID\n'.repeat(million / 18)}${'x\n'.repeat(million / 4)}`],
    ['labels and values', `Token ID\n${keys.token}\n`.repeat(million / 74)],
    ['labels and names', `Name: x\nToken ID\n${keys.token}\n`.repeat(million / 82)],
    ['slashes in a label', `Consumer Key${' '.repeat(million)}/`],
    ['tags', `</${'<a'.repeat(million / 2)}`],
    ['an open tag', `</<a${' x'.repeat(million / 2)}`],
    ['entities', '&#x'.repeat(million / 3)],
    ['hosts', '1.app.netsuite.com '.repeat(million / 19)],
    ['half a host', '.netsuite.com'.repeat(million / 13)],
    ['a long host', `${'1-a'.repeat(million / 3)}.app.netsuite.com`],
    ['sandbox IDs', `Token ID: ${keys.token}\n${'1234567_SB'.repeat(million / 10)}`],
    ['comments', `netSuiteUpload.${'/*'.repeat(million / 2)}`],
    ['settings', `{${`"netSuiteUpload.realm":"1",`.repeat(million / 27)}}`],
    ['variables', Array.from({ length: million / 20 }, (_, n) => `V${n}=\${V${n + 1}}`).join('\n')],
    ['groups', Array.from({ length: million / 20 }, (_, n) => `V${n}_TOKEN_ID=a`).join('\n')],
  ])('comes to the end of a megabyte of %s', (_name, text) => {
    findCredentials(text);
  });
});
