import { describe, expect, test } from 'vitest';
import { fixesFor, type FixSettings } from '../../../../src/requests/editor/edits.ts';
import { lintRequests } from '../../../../src/requests/problems/lint.ts';
import { lintNetSuite, type LintSettings } from '../../../../src/requests/problems/netSuiteProblems.ts';
import { parseRequests } from '../../../../src/requests/parse/parse.ts';
import { edited } from './marked.ts';

const account = { accountId: '1', hosts: ['1.restlets.api.netsuite.com', '1.suitetalk.api.netsuite.com'] };

/** The texts that the fixes of the first problem with a code make, by what each does. */
function fixes(text: string, code: string, settings: FixSettings & LintSettings = {}): Record<string, string> {
  const file = parseRequests(text);
  const problem = [...lintRequests(file), ...lintNetSuite(file, settings)].find(each => each.code === code);
  if (!problem) throw new Error(`no ${code}`);
  const found = fixesFor(text, file, problem, settings);
  return Object.fromEntries(
    found.map(({ id, data, edits }) => [[id, ...Object.values(data)].join(' '), edited(text, edits)]),
  );
}

describe('fixes', () => {
  const restlet = '/app/site/hosting/restlet.nl';
  test.each<[string, string, string, Record<string, string>]>([
    [
      'a body that is not allowed',
      'body-not-allowed',
      'GET /x\n\n{ "a": 1 }\n### b\nGET /y',
      { 'change-method POST': 'POST /x\n\n{ "a": 1 }\n### b\nGET /y', 'remove-body': 'GET /x\n\n### b\nGET /y' },
    ],
    [
      'a body with a comment in it',
      'body-not-allowed',
      'DELETE /x\n\n{\n# keep\n}',
      { 'change-method PUT': 'PUT /x\n\n{\n# keep\n}', 'remove-body': 'DELETE /x\n\n# keep\n' },
    ],
    [
      'a method that is not written',
      'body-not-allowed',
      '/x\n\n{}',
      { 'change-method POST': 'POST /x\n\n{}', 'remove-body': '/x\n' },
    ],
    [
      'a missing deployment',
      'restlet-parameter-missing',
      `GET ${restlet}?script=customscript_orders&id=1`,
      {
        'add-parameter deploy customdeploy_orders': `GET ${restlet}?script=customscript_orders&deploy=customdeploy_orders&id=1`,
      },
    ],
    [
      'a missing script',
      'restlet-parameter-missing',
      `GET ${restlet}?deploy=1`,
      { 'add-parameter script customscript_': `GET ${restlet}?script=customscript_&deploy=1` },
    ],
    [
      'an empty deployment',
      'restlet-parameter-missing',
      `GET ${restlet}?script=5&deploy=`,
      { 'add-parameter deploy customdeploy_': `GET ${restlet}?script=5&deploy=customdeploy_` },
    ],
    [
      'the short form without a deployment',
      'restlet-parameter-missing',
      'GET restlet:customscript_a?id=1',
      { 'add-parameter deploy customdeploy_a': 'GET restlet:customscript_a/customdeploy_a?id=1' },
    ],
    [
      'the short form with nothing after the slash',
      'restlet-parameter-missing',
      'GET restlet:customscript_a/\n?id=1',
      { 'add-parameter deploy customdeploy_a': 'GET restlet:customscript_a/customdeploy_a\n?id=1' },
    ],
    [
      'a parameter that is given twice',
      'restlet-parameter-twice',
      'GET restlet:1/1?script=2&id=3',
      { 'remove-parameter script': 'GET restlet:1/1?id=3' },
    ],
    [
      'a signature in the query',
      'oauth-parameter-in-query',
      'GET restlet:1/1?oauth_token=a&x=1&%6fauth_nonce=2',
      { 'remove-oauth-parameters': 'GET restlet:1/1?x=1' },
    ],
    [
      'a signature on lines of its own',
      'oauth-parameter-in-query',
      'GET restlet:1/1\n  ?oauth_token=a\n  &x=1\n  &oauth_nonce=2\n  &oauth_version=1.0',
      { 'remove-oauth-parameters': 'GET restlet:1/1\n  ?x=1\n' },
    ],
    [
      'a refused header',
      'header-refused',
      'GET /x\r\nAuthorization: OAuth realm="1"\r\nAccept: a/b\r\n',
      { 'remove-header Authorization': 'GET /x\r\nAccept: a/b\r\n' },
    ],
    ['a realm without a header', 'header-invalid', 'GET /x\nOAuth realm="1"', { 'remove-line': 'GET /x' }],
    [
      'a type in the wrong case',
      'content-type-case',
      'POST restlet:1/1\nContent-Type: Application/JSON ; charset=utf-8\n\n{}',
      {
        'change-content-type application/json':
          'POST restlet:1/1\nContent-Type: application/json ; charset=utf-8\n\n{}',
      },
    ],
    [
      'a missing type',
      'content-type-missing',
      'POST restlet:1/1\n  ?a=1\n\n<a/>',
      { 'add-header Content-Type application/xml': 'POST restlet:1/1\n  ?a=1\nContent-Type: application/xml\n\n<a/>' },
    ],
    [
      'SuiteQL without Prefer',
      'suiteql-prefer-missing',
      'POST /services/rest/query/v1/suiteql\r\nA: b\r\n\r\n{}',
      { 'add-header Prefer transient': 'POST /services/rest/query/v1/suiteql\r\nA: b\r\nPrefer: transient\r\n\r\n{}' },
    ],
    [
      'an undefined variable',
      'undefined-variable',
      '\uFEFFGET /{{id}}',
      { 'define-variable id': '\uFEFF@id = \n\nGET /{{id}}' },
    ],
    [
      'an undefined variable beside others',
      'undefined-variable',
      '@a = 1\nGET /{{%b}}',
      { 'define-variable b': '@b = \n@a = 1\nGET /{{%b}}' },
    ],
    ['a variable without =', 'variable-invalid', '@a 1\nGET /x', { 'write-as-variable': '@a = 1\nGET /x' }],
    [
      'a name given twice',
      'duplicate-name',
      '# @name a\nGET /1\n###\n# @name a2\nGET /2\n###\n# @name a\nGET /3',
      { 'rename-request a3': '# @name a\nGET /1\n###\n# @name a2\nGET /2\n###\n# @name a3\nGET /3' },
    ],
    [
      'http to NetSuite',
      'insecure-host',
      'GET http://1.restlets.api.netsuite.com/rest/x',
      { 'use-https': 'GET https://1.restlets.api.netsuite.com/rest/x' },
    ],
    [
      'an underscore in a host',
      'account-host-form',
      'GET https://1_SB1.restlets.api.netsuite.com/rest/x',
      {
        'change-host 1-sb1.restlets.api.netsuite.com': 'GET https://1-sb1.restlets.api.netsuite.com/rest/x',
        'make-relative': 'GET /rest/x',
      },
    ],
    [
      'another account’s host',
      'host-of-another-account',
      '### x\nGET https://2-sb1.restlets.api.netsuite.com/rest/x',
      {
        'make-relative': '### x\nGET /rest/x',
        'name-account 2_SB1': '### x\n# @account 2_SB1\nGET https://2-sb1.restlets.api.netsuite.com/rest/x',
      },
    ],
    [
      'another API’s host',
      'host-of-another-api',
      'GET https://1.restlets.api.netsuite.com/services/x',
      {
        'change-host 1.suitetalk.api.netsuite.com': 'GET https://1.suitetalk.api.netsuite.com/services/x',
        'make-relative': 'GET /services/x',
      },
    ],
    [
      'credentials in a URL',
      'user-info-in-url',
      'GET https://a:b@1.restlets.api.netsuite.com/rest/x',
      { 'remove-user-info': 'GET https://1.restlets.api.netsuite.com/rest/x' },
    ],
    ['PATCH to a RESTlet', 'restlet-method', 'patch restlet:1/1', { 'change-method PUT': 'PUT restlet:1/1' }],
  ])('%s', (_, code, text, expected) => {
    expect(fixes(text, code, { account })).toEqual(expected);
  });

  test('known deployments are offered in place of a made-up one', () => {
    const deploymentsOf = (script: string) => (script === 'customscript_a' ? ['customdeploy_x', 'customdeploy_y'] : []);
    expect(fixes('GET restlet:customscript_a', 'restlet-parameter-missing', { deploymentsOf })).toEqual({
      'add-parameter deploy customdeploy_x': 'GET restlet:customscript_a/customdeploy_x',
      'add-parameter deploy customdeploy_y': 'GET restlet:customscript_a/customdeploy_y',
    });
  });

  test('a form becomes any of what a RESTlet takes', () => {
    const text = 'POST restlet:1/1\nContent-Type: application/x-www-form-urlencoded\n\na=b';
    expect(Object.keys(fixes(text, 'content-type-unsupported'))).toEqual([
      'change-content-type application/json',
      'change-content-type application/xml',
      'change-content-type text/plain',
    ]);
  });

  test('what stands in a variable is not edited', () => {
    expect(fixes('@q = oauth_token=1\nGET restlet:1/1?{{q}}', 'oauth-parameter-in-query')).toEqual({});
    expect(fixes('GET /{{two words}}', 'undefined-variable')).toEqual({});
  });
});
