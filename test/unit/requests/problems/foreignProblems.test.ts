import { describe, expect, test } from 'vitest';
import { parseRequests } from '../../../../src/requests/parse/parse.ts';
import { resolveRequest } from '../../../../src/requests/values/resolve.ts';
import { at, codes, fixedSources, only } from '../sample.ts';

describe('what another client would send in another way', () => {
  test.each([
    '\nquery {\n a\n}',
    '\nmutation Add($a: Int) {\n a\n}',
    '\nfragment A on B {\n a\n}',
    '\ngql a < ./a.gql',
  ])('GraphQL is refused at its first line: %j', body => {
    const text = `POST /x\n${body}`;
    const { problems } = only(text);
    expect(problems).toMatchObject([{ code: 'graphql-unsupported', severity: 'error' }]);
    expect(at(text, problems[0]!.span)).toBe(body.split('\n')[1]);
  });

  test.each([
    '# @suiteql\nPOST /x\n\nSELECT 1',
    'POST /x\n\nquery=1',
    'POST /x\n\n{"query": "query { a }"}',
    'POST /x\n\nquery the <b>{</b>',
    'POST /x\n\nsubscriptions {',
  ])('%j is no GraphQL', text => {
    expect(only(text).problems).toEqual([]);
  });

  test('headers that are instructions elsewhere are refused', () => {
    const text = 'POST /x\nx-request-type: graphql\nClientCert: cert: a\nX-Request-Type: order\n';
    const { problems } = only(text);
    expect(codes(problems)).toEqual(['graphql-unsupported', 'client-certificate']);
    expect(JSON.stringify(problems)).not.toContain('cert: a');
  });

  test('escaped braces are refused where they stand; through a variable they are sent as braces', () => {
    const text = 'GET /x?a=\\{\\{b\\}\\}';
    const [problem] = only(text).problems;
    expect([problem?.code, at(text, problem!.span)]).toEqual(['braces-escaped', '\\{\\{']);
    const file = parseRequests('@text = \\{\\{b\\}\\}\nGET /x?a={{text}}');
    expect(resolveRequest(file, file.requests[0]!, fixedSources()).target).toBe('/x?a={{b}}');
  });

  test('a variable that has another value further down is told of, once for each', () => {
    const text = '@a = 1\n@b = 1\n@a = 2\n@b = 1\n@a = 3';
    const { problems } = parseRequests(text);
    expect(problems.map(({ code, span }) => [code, at(text, span), span.start])).toEqual([
      ['variable-redefined', 'a', 1],
      ['variable-redefined', 'a', 15],
    ]);
  });

  test('the variable host is not put in front of a target', () => {
    expect(codes(only('@host = a\nGET /x').problems)).toEqual(['host-not-added']);
    expect(only('@host = a\nGET {{host}}/x').problems).toEqual([]);
  });
});
