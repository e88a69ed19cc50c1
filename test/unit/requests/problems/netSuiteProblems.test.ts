import { describe, expect, test } from 'vitest';
import { fixesFor } from '../../../../src/requests/editor/edits.ts';
import {
  lintNetSuite,
  type LintAccount,
  type LintSettings,
} from '../../../../src/requests/problems/netSuiteProblems.ts';
import { parseRequests } from '../../../../src/requests/parse/parse.ts';
import { at, codes } from '../sample.ts';
import { edited } from '../editor/marked.ts';

const restlet = '/app/site/hosting/restlet.nl';
const lint = (text: string, settings?: LintSettings) => lintNetSuite(parseRequests(text), settings);
const acme: LintAccount = {
  accountId: '7654321_SB1',
  hosts: [
    '7654321-sb1.restlets.api.netsuite.com',
    '7654321-sb1.suitetalk.api.netsuite.com',
    '7654321-sb1.app.netsuite.com',
  ],
};

describe('script and deployment', () => {
  test.each([
    [`GET ${restlet}?script=1&deploy=1`, []],
    [`GET ${restlet}?script=1`, ['deploy']],
    [`GET ${restlet}?deploy=1`, ['script']],
    [`GET ${restlet}`, ['script', 'deploy']],
    [`GET ${restlet}?script=1&deploy=`, ['deploy']],
    [`GET ${restlet}?scr%69pt=1&deploy=1`, []],
    [`GET ${restlet}\n?script=1\n&deploy=1`, []],
    ['GET restlet:customscript_a', ['deploy']],
    ['GET restlet:customscript_a/', ['deploy']],
    ['GET restlet:customscript_a/customdeploy_a?id=1', []],
    ['GET restlet:', ['script']],
    ['GET /services/rest/record/v1/customer', []],
    ['@r = restlet:a/b\nGET {{r}}?id=1', []],
    ['@r = restlet:a\nGET {{r}}?id=1', ['deploy']],
    [`@q = script=1&deploy=2\nGET ${restlet}?{{q}}`, []],
    [`GET ${restlet}?{{unknown}}`, []],
    [`GET ${restlet}?script={{unknown}}`, ['deploy']],
    ['GET restlet:{{unknown}}', []],
  ])('of %j: missing %j', (text, missing) => {
    const problems = lint(text).filter(({ code }) => code === 'restlet-parameter-missing');
    expect(problems.map(({ data }) => data['parameter'])).toEqual(missing);
  });

  test('given twice in the short form are pointed out where they stand', () => {
    const text = 'GET restlet:a/b?id=1&deploy=2';
    const [problem] = lint(text);
    expect(problem).toMatchObject({ code: 'restlet-parameter-twice', severity: 'error' });
    expect(at(text, problem!.span)).toBe('&deploy=2');
  });
});

test('a method that RESTlets have no entry point for is pointed out, for records it is fine', () => {
  expect(codes(lint('PATCH restlet:1/1\n###\nPATCH /services/rest/record/v1/customer/1'))).toEqual(['restlet-method']);
});

describe('the Content-Type of a RESTlet', () => {
  test.each([
    ['POST', 'application/json', []],
    ['POST', 'application/json; charset=utf-8', []],
    ['POST', 'application/JSON', ['content-type-case']],
    ['GET', 'Application/json', ['content-type-case']],
    ['PUT', 'application/x-www-form-urlencoded', ['content-type-unsupported']],
    ['POST', 'text/xml', ['content-type-unsupported']],
    ['POST', '{{unknown}}', []],
  ])('%s with %j: %j', (method, type, expected) => {
    expect(codes(lint(`${method} restlet:1/1\nContent-Type: ${type}\n\n{}`))).toEqual(expected);
  });

  test('must be given for POST and PUT, need not be for GET and DELETE', () => {
    const text = ['POST', 'PUT', 'GET', 'DELETE'].map(method => `${method} restlet:1/1\n`).join('###\n');
    expect(lint(text).map(({ data }) => data['method'])).toEqual(['POST', 'PUT']);
  });

  test('of other APIs is not judged', () => {
    expect(lint('POST /services/NetSuitePort_2025_2\nContent-Type: text/xml\n\n<a/>')).toEqual([]);
  });
});

describe('the query and what stands before the host', () => {
  test('must not hold parameters of the signature, in any spelling', () => {
    const text = 'GET restlet:1/1?a=1&oauth_token=secret&%6Fauth_nonce=x';
    const problems = lint(text);
    expect(problems.map(({ code, span }) => [code, at(text, span)])).toEqual([
      ['oauth-parameter-in-query', '&oauth_token=secret'],
      ['oauth-parameter-in-query', '&%6Fauth_nonce=x'],
    ]);
    expect(JSON.stringify(problems)).not.toContain('secret');
  });

  test('are seen through variables', () => {
    expect(codes(lint('@q = oauth_token=1\nGET restlet:1/1?{{q}}'))).toEqual(['oauth-parameter-in-query']);
  });

  test('must not hold credentials', () => {
    const text = 'GET https://jane:secret@7654321-sb1.restlets.api.netsuite.com/rest/tokeninfo';
    const problems = lint(text);
    expect(codes(problems)).toEqual(['user-info-in-url']);
    expect(at(text, problems[0]!.span)).toBe('jane:secret@');
    expect(JSON.stringify(problems)).not.toContain('secret');
  });
});

describe('hosts', () => {
  test.each([
    ['https://7654321-sb1.restlets.api.netsuite.com/rest/tokeninfo', []],
    ['http://7654321-sb1.restlets.api.netsuite.com/rest/tokeninfo', ['insecure-host']],
    ['https://7654321_SB1.restlets.api.netsuite.com/rest/tokeninfo', ['account-host-form']],
    ['https://7654321-SB1.restlets.api.netsuite.com/rest/tokeninfo', ['account-host-form']],
    ['https://1111111.restlets.api.netsuite.com/rest/tokeninfo', ['host-of-another-account']],
    ['https://example.com/', ['host-of-another-account']],
    ['https://7654321-sb1.restlets.api.netsuite.com:8443/rest/tokeninfo', ['host-of-another-account']],
    ['https://7654321-sb1.restlets.api.netsuite.com/services/rest/record/v1/customer', ['host-of-another-api']],
    ['https://{{unknown}}/rest/tokeninfo', []],
    ['/rest/tokeninfo', []],
    ['restlet:1/1', []],
  ])('of %j: %j', (target, expected) => {
    expect(codes(lint(`GET ${target}`, { account: acme }))).toEqual(expected);
  });

  test('an underscore is an error, upper case a remark, and the right form is told', () => {
    const [underscore, upper] = lint('GET https://1_SB1.app.netsuite.com/\n###\nGET https://1-SB1.app.netsuite.com/');
    expect(underscore).toMatchObject({ severity: 'error', data: { suggested: '1-sb1.app.netsuite.com' } });
    expect(upper).toMatchObject({ severity: 'information', data: { suggested: '1-sb1.app.netsuite.com' } });
  });

  test('are those of the account that the request names', () => {
    const text = '# @account 1111111\nGET https://1111111.restlets.api.netsuite.com/rest/tokeninfo';
    const other: LintAccount = { accountId: '1111111', hosts: ['1111111.restlets.api.netsuite.com'] };
    expect(lint(text, { account: acme, accountNamed: name => (name === '1111111' ? other : undefined) })).toEqual([]);
    // Which hosts an account has that is not in the book, nobody knows.
    expect(lint(text, { account: acme })).toEqual([]);
  });

  test.each([
    ['7654321_SB1', undefined],
    ['7654321-sb1', '7654321_SB1'],
    ['7654321_sb1', '7654321_SB1'],
    // A name is a name, and what a variable holds stands elsewhere.
    ['Acme Sandbox', undefined],
    ['{{here}}', undefined],
    ['1111111', undefined],
  ])('the account ID %s is the realm of no signature, unless it is spelled %s', (written, suggested) => {
    const text = `@here = 7654321-sb1\n# @account ${written}\nGET /rest/tokeninfo`;
    const accountNamed = (name: string) => (/^(?:7654321[-_]sb1|acme sandbox)$/i.test(name) ? acme : undefined);
    const found = lint(text, { accountNamed });
    expect(found.map(({ code, data }) => [code, data['suggested']])).toEqual(
      suggested === undefined ? [] : [['account-id-form', suggested]],
    );
    const [problem] = found;
    if (problem) {
      const [fix] = fixesFor(text, parseRequests(text), problem);
      expect(edited(text, fix?.edits ?? [])).toBe(text.replace(`@account ${written}`, `@account ${suggested}`));
    }
  });

  test('a base URL stands in for them', () => {
    const practice = { ...acme, baseUrl: 'http://127.0.0.1:8080/gate' };
    const of = (url: string) => codes(lint(`GET ${url}`, { account: practice }));
    expect(of('http://127.0.0.1:8080/gate/rest/tokeninfo')).toEqual([]);
    expect(of('http://127.0.0.1:8080/gateway')).toEqual(['host-of-another-account']);
    expect(of('http://127.0.0.1:80800/gate')).toEqual(['host-of-another-account']);
  });
});

test('SuiteQL without its Prefer header is pointed out, with @suiteql it is not needed', () => {
  const target = 'POST /services/rest/query/v1/suiteql?limit=5';
  expect(codes(lint(`${target}\n\n{}`))).toEqual(['suiteql-prefer-missing']);
  expect(lint(`${target}\nprefer: transient\n\n{}`)).toEqual([]);
  expect(lint(`# @suiteql\n${target}\n\nSELECT 1`)).toEqual([]);
});

test('a request with variables in a circle spoils no other one', () => {
  expect(codes(lint('@a = {{a}}\nGET {{a}}\n###\nGET restlet:1'))).toEqual(['restlet-parameter-missing']);
});
