import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { CodeCall } from '../../../../src/formats/code/codeCall.ts';
import { writeCurlOnce } from '../../../../src/formats/code/curlOnce.ts';
import { codeLanguages, writeCode } from '../../../../src/formats/code/writeCode.ts';
import { hostileText } from './hostileText.ts';
import { isBalanced, stripLiterals } from './stripLiterals.ts';

const call: CodeCall = {
  title: 'Read an order',
  accountId: '1234567_SB1',
  method: 'GET',
  url: 'https://1234567-sb1.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=customscript_a&deploy=customdeploy_a',
  headers: [{ name: 'Content-Type', value: 'application/json' }],
};
const tokenUrl = 'https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token';
const oauth2 = { tokenUrl, audience: tokenUrl, scopes: ['restlets', 'rest_webservices'], isPersonal: false };
const all = codeLanguages.map(({ id }) => id);
const programs = all.filter(id => !id.startsWith('suitescript'));

/** A URL that says the same as another may hold anything but credentials. */
function withQuery(values: readonly string[]): string {
  return call.url + values.map((value, index) => `&p${index}=${encodeURIComponent(value)}`).join('');
}

const schemes = [
  ['signs', call],
  ['logs in by OAuth 2.0', { ...call, oauth2 }],
] as const;

describe.each(all)('the code for %s', language => {
  it.each(schemes)('begins with what it is and where it was run where it %s', (_, call) => {
    const code = writeCode(language, call);
    const isRun = codeLanguages.find(({ id }) => id === language)?.isRunInTests;
    expect(code).toContain('Read an order');
    expect(code.includes("TBA Workbench's own tests")).toBe(!isRun);
    expect(code.endsWith('\n')).toBe(true);
    expect(code.split('\n').filter(line => / $/.test(line))).toEqual([]);
  });

  it.each(schemes)('cannot be told to do anything else by its title where it %s', (_, call) => {
    const [plain, hostile] = ['x', '*/ ?> \\u000a \n system("x") \u2028 @NScriptType # $(x) `x`'].map(title =>
      writeCode(language, { ...call, title }).split('\n'),
    );
    const changed = hostile?.filter((line, index) => line !== plain?.[index]);
    expect(changed).toHaveLength(1);
    expect(changed?.[0]).toMatch(/^(?:#|\/\/| \*) [\p{L}\p{N} .,:;_()=&+?/#'-]+$/u);
  });

  it('refuses headers that it cannot send as they are', () => {
    const sent = (name: string, value: string) => () => writeCode(language, { ...call, headers: [{ name, value }] });
    expect(sent('Authorization', 'x')).toThrow('header-refused');
    expect(sent('Cookie', 'x')).toThrow('header-refused');
    expect(sent('X', 'a\r\nY: b')).toThrow('header-invalid');
    expect(sent('X Y', 'a')).toThrow('header-invalid');
    expect(sent('X', 'é')).toThrow(
      expect.objectContaining({ code: 'code-not-possible', data: { language, reason: 'header-not-ascii', name: 'X' } }),
    );
  });

  it('refuses what has no one spelling', () => {
    expect(() => writeCode(language, { ...call, method: 'GET /' })).toThrow('method-invalid');
    expect(() => writeCode(language, { ...call, url: '/relative' })).toThrow('url-invalid');
    expect(() => writeCode(language, { ...call, url: 'https://a:b@example.com/' })).toThrow('url-userinfo');
    expect(() => writeCode(language, { ...call, url: `${call.url}&a=%ff` })).toThrow('form-not-utf8');
    expect(() => writeCode(language, { ...call, method: 'POST', body: '\ud800' })).toThrow('text-not-unicode');
  });

  it('leaves to its client what answers it can unpack', () => {
    const headers = [...call.headers, { name: 'accept-encoding', value: 'br' }];
    expect(writeCode(language, { ...call, headers })).not.toContain('accept-encoding');
  });
});

describe.each(programs)('the program for %s', language => {
  it('takes credentials from the environment, and the account as realm', () => {
    const code = writeCode(language, call);
    for (const name of ['CONSUMER_KEY', 'CONSUMER_SECRET', 'TOKEN_ID', 'TOKEN_SECRET']) {
      expect(code).toContain(`NETSUITE_${name}`);
    }
    expect(code).toMatch(/realm\b.{0,30}['"]1234567_SB1['"]/i);
  });

  it('has the URL in one spelling: RFC 3986, no fragment, no brackets in the path', () => {
    const url = 'https://EXAMPLE.com:443/a|[b]/%zz?a=b+c&d=é&e&f=*#there';
    expect(writeCode(language, { ...call, url })).toContain(
      'https://example.com/a%7C%5Bb%5D/%25zz?a=b%20c&d=%C3%A9&e=&f=%2A',
    );
  });

  it('signs a form in one spelling, and only a form', () => {
    const form = {
      ...call,
      method: 'POST',
      headers: [{ name: 'content-type', value: 'Application/X-WWW-form-urlencoded; x' }],
    };
    expect(writeCode(language, { ...form, body: 'a=b+c&d' })).toMatch(/['"]a=b%20c&d=['"]/);
    expect(writeCode(language, { ...call, method: 'POST', body: 'a=b+c&d' })).toMatch(/['"]a=b\+c&d['"]/);
    expect(writeCode(language, { ...call, method: 'POST', body: 'a' })).not.toMatch(
      /\[?\.\.\.(?:pairs|new URLSearchParams)\(\$?form\)|[Pp]airs\(form\)|"\$3"|request\.body/,
    );
  });

  it('sends headers of the same name as one', () => {
    const headers = [
      { name: 'Prefer', value: 'a' },
      { name: 'prefer', value: 'b' },
    ];
    expect(writeCode(language, { ...call, headers })).toMatch(/Prefer.*a, b/);
  });
});

describe.each(programs)('the program for %s that logs in', language => {
  it('takes client, certificate and key from the environment, and no account', () => {
    const code = writeCode(language, { ...call, oauth2 });
    for (const name of ['CLIENT_ID', 'CERTIFICATE_ID', 'PRIVATE_KEY_FILE']) {
      expect(code).toContain(`NETSUITE_${name}`);
    }
    expect(code).not.toMatch(/CONSUMER|TOKEN_ID|TOKEN_SECRET|OAuth 1|1234567_SB1/);
    expect(code).toMatch(/['"]restlets['"],\s?['"]rest_webservices['"]/);
  });

  it('names the token endpoint as audience, once where both are the same', () => {
    const code = writeCode(language, { ...call, oauth2 });
    expect(code.split(tokenUrl)).toHaveLength(2);
    expect(code.toLowerCase()).not.toContain('audience');
    const gateway = 'https://gateway.example.com/netsuite/services/rest/auth/oauth2/v1/token';
    const there = writeCode(language, {
      ...call,
      signedUrl: `${call.url}&x`,
      oauth2: { ...oauth2, tokenUrl: gateway },
    });
    expect(there.split(tokenUrl)).toHaveLength(2);
    expect(there.split(gateway)).toHaveLength(2);
    // What a signature would be made of is not in it.
    expect(there).not.toContain('&x');
  });

  it('says that it needs a certificate of its own where a person signed in', () => {
    const own = (isPersonal: boolean) => writeCode(language, { ...call, oauth2: { ...oauth2, isPersonal } });
    expect(own(true).split('\n').slice(0, 6).join('\n')).toContain('It needs a certificate of its own');
    expect(own(false)).not.toContain('of its own');
  });

  it('leaves a form as it is, which nobody signs', () => {
    const headers = [{ name: 'Content-Type', value: 'application/x-www-form-urlencoded' }];
    const code = writeCode(language, { ...call, method: 'POST', headers, body: 'a=b+c&d=%ff', oauth2 });
    expect(code).toMatch(/['"]a=b\+c&d=%ff['"]/);
  });
});

describe.each(['csharp', 'java'] as const)('the program for %s, which is not run', language => {
  it.each(schemes)('is the same but for its literals, whatever they hold, where it %s', (_, call) => {
    const skeleton = (value: string, body: string): string =>
      stripLiterals(
        writeCode(language, {
          ...call,
          ...('oauth2' in call && {
            oauth2: { ...oauth2, audience: `${tokenUrl}?a=${encodeURIComponent(value)}`, scopes: [value, body] },
          }),
          method: 'POST',
          url: withQuery([value]),
          accountId: value,
          headers: [...call.headers, { name: 'X', value: value.replace(/[^\x20-\x7e]/g, '') }],
          title: value,
          comment: body,
          body,
        }),
        language,
      );
    const plain = skeleton('a', 'b');
    expect(isBalanced(plain)).toBe(true);
    fc.assert(
      fc.property(hostileText, hostileText, (value, body) => {
        expect(skeleton(value, body)).toBe(plain);
      }),
    );
  });
});

describe('the program for C#', () => {
  it('gives a request without a body an empty one for its Content-Type, which .NET would drop', () => {
    const code = writeCode('csharp', call);
    expect(code).toContain('request.Content = new ByteArrayContent(Array.Empty<byte>());');
    expect(code).toContain('request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");');
    expect(writeCode('csharp', { ...call, headers: [] })).not.toContain('Content =');
  });

  it('does not follow to where its signature does not count', () => {
    expect(writeCode('csharp', call)).toContain('AllowAutoRedirect = false');
  });
});

describe('the program for Java', () => {
  it('is ASCII, whatever charset its compiler takes', () => {
    const code = writeCode('java', { ...call, method: 'POST', title: 'Größe…', body: 'é\n😀' });
    expect(code).toMatch(/^[\n\x20-\x7e]*$/);
  });
});

describe('the scopes of code for a shell', () => {
  it('are what JSON makes of them, whatever they hold', () => {
    const scopesOf = (scopes: readonly string[]) =>
      /^scopes='((?:[^']|'\\'')*)'$/m.exec(writeCode('curl', { ...call, oauth2: { ...oauth2, scopes } }))?.[1];
    fc.assert(
      fc.property(fc.array(hostileText), scopes => {
        expect(JSON.parse(scopesOf(scopes)?.replaceAll("'\\''", "'") ?? '')).toEqual(scopes);
      }),
    );
  });
});

describe('a curl command with its header made', () => {
  it('is one command to paste, without comments', () => {
    const body = '{\n  "a": "it\'s"\n}';
    expect(writeCurlOnce({ ...call, method: 'POST', body }, 'OAuth realm="1234567_SB1"')).toBe(
      `curl \\
  --request POST \\
  '${call.url}' \\
  --header 'Authorization: OAuth realm="1234567_SB1"' \\
  --header 'Content-Type: application/json' \\
  --data-raw '{
  "a": "it'\\''s"
}'
`,
    );
  });

  it('shows a terminal no control character', () => {
    const code = writeCurlOnce({ ...call, method: 'POST', body: 'a\x1b[201~\0b' }, 'OAuth');
    expect(code).toMatch(/^printf '%b' 'a\\0033\[201~\\0000b' \| curl/);
    expect(code).toContain('--data-binary @-');
  });

  it('knows what curl does of its own', () => {
    expect(writeCurlOnce({ ...call, method: 'HEAD' }, 'OAuth')).toMatch(/^curl \\\n {2}--head \\/);
    const untyped = { ...call, method: 'POST', headers: [{ name: 'X', value: '' }], body: '' };
    expect(writeCurlOnce(untyped, 'OAuth')).toContain("--header 'X;' \\\n  --header 'Content-Type:'");
    expect(writeCurlOnce({ ...call, url: 'http://[::1]:8080/' }, 'OAuth')).toContain('--globoff');
  });

  it('refuses a header that is none', () => {
    expect(() => writeCurlOnce(call, 'OAuth\n')).toThrow('header-invalid');
  });
});
