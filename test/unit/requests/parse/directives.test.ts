import { describe, expect, it } from 'vitest';
import {
  isDisabled,
  isSuiteQl,
  isUnlogged,
  promptsOf,
  timeLimitOf,
} from '../../../../src/requests/parse/directives.ts';
import { lintRequests } from '../../../../src/requests/problems/lint.ts';
import { parseRequests } from '../../../../src/requests/parse/parse.ts';
import { resolveRequest } from '../../../../src/requests/values/resolve.ts';
import { at, fixedSources, only } from '../sample.ts';

describe('a directive', () => {
  it.each([
    ['30', 30_000],
    ['0.5', 500],
    ['86400', 86_400_000],
    ['30s', 30_000],
    ['500 ms', 500],
    ['2 m', 120_000],
  ])('@timeout %s is in seconds or has a unit', (written, milliseconds) => {
    const request = only(`# @timeout ${written}\nGET /x`);
    expect(timeLimitOf(request)).toBe(milliseconds);
    expect(request.problems).toEqual([]);
  });

  it.each(['0', '-1', 'soon', '1e9', '30h', '1500 m', '86401', '1.2345'])('@timeout %s is no time', written => {
    const request = only(`# @timeout ${written}\nGET /x`);
    expect(timeLimitOf(request)).toBeUndefined();
    expect(request.problems).toMatchObject([{ code: 'timeout-invalid', severity: 'error', data: { value: written } }]);
  });

  it.each(['# @disabled', '# @disabled !ready', '// @disabled true'])('%s keeps a request from being sent', line => {
    const request = only(`${line}\nGET /x`);
    expect(isDisabled(request)).toBe(true);
    expect(request.problems).toMatchObject([{ code: 'request-disabled', severity: 'error' }]);
    expect(isDisabled(only('# @disabled false\nGET /x'))).toBe(false);
  });

  it.each(['no-log', 'noLog'])('@%s keeps a request out of the history', name => {
    expect(isUnlogged(only(`# @${name}\nGET /x`))).toBe(true);
  });

  it.each([
    ['noRedirect', undefined],
    ['no-redirect', undefined],
    ['connection-timeout 5 s', { code: 'directive-passed-over', severity: 'information' }],
    ['sleep 5', { code: 'directive-passed-over', severity: 'warning' }],
    ['loop for 3', { code: 'directive-unsupported', severity: 'error', data: { directive: 'loop' } }],
    ['forceRef x', { code: 'directive-unsupported', severity: 'error' }],
    ['note', { code: 'directive-unsupported', severity: 'error' }],
    ['acount 1234567', { code: 'directive-unknown', severity: 'information', data: { directive: 'acount' } }],
  ])('@%s of another client is judged by what it would change', (written, problem) => {
    expect(only(`# @${written}\nGET /x`).problems).toMatchObject(problem ? [problem] : []);
  });

  it('@prompt names a variable, says what it is, and hides what is a secret by its name', () => {
    const text = '# @prompt id Internal ID of the order\n// @prompt apiPassword\n# @prompt id again\nGET /x';
    expect(promptsOf(only(text))).toEqual([
      { name: 'id', description: 'Internal ID of the order', secret: false },
      { name: 'apiPassword', description: '', secret: true },
    ]);
  });

  it.each(['tba', 'oauth2'])('@auth %s says how the request logs in', scheme => {
    const request = only(`# @auth ${scheme}\nGET /x`);
    expect([request.auth?.value, request.problems]).toEqual([scheme, []]);
    expect(only(`# @auth ${scheme}\n# @auth ${scheme}\nGET /x`).problems).toEqual([]);
  });

  it.each(['basic', 'OAuth2', 'oauth 2', 'tba oauth2'])('@auth %s is no way to log in', written => {
    const request = only(`# @auth ${written}\nGET /x`);
    expect(request.problems).toMatchObject([{ code: 'auth-unknown', severity: 'error', data: { value: written } }]);
  });

  it('@auth twice cannot be followed where the two differ', () => {
    const text = '# @auth tba\n# @auth oauth2\nGET /x';
    const { problems } = only(text);
    expect(problems).toMatchObject([{ code: 'auth-contradicts', severity: 'error', data: { other: 'tba' } }]);
    expect(at(text, problems[0]!.span)).toBe('oauth2');
  });

  it('@auth takes the value of a variable, which is judged when it is known', () => {
    const text = '# @auth {{scheme}}\nGET /x';
    const file = parseRequests(text);
    expect(lintRequests(file).map(({ code }) => code)).toEqual(['undefined-variable']);
    const resolved = (scheme: string) => resolveRequest(file, file.requests[0]!, fixedSources(), () => scheme);
    expect(resolved('oauth2').auth).toBe('oauth2');
    expect(() => resolved('basic')).toThrow(
      expect.objectContaining({ code: 'auth-unknown', data: { value: 'basic', offset: text.indexOf('{{') } }),
    );
    expect(resolveRequest(parseRequests('GET /x'), only('GET /x'), fixedSources())).not.toHaveProperty('auth');
  });

  it.each(['account', 'token', 'auth', 'name', 'prompt', 'timeout', 'assert'])('@%s needs a value', name => {
    const request = only(`# @${name}\nGET /x`);
    expect(request.problems[0]).toMatchObject({
      code: 'directive-empty',
      severity: 'error',
      data: { directive: name },
    });
  });

  it('without a value is there or not', () => {
    const [plain, flagged] = [only('GET /x'), only('# @no-log\n# @suiteql\nPOST /x\n\nSELECT 1')];
    expect([isUnlogged(plain), isSuiteQl(plain)]).toEqual([false, false]);
    expect([isUnlogged(flagged), isSuiteQl(flagged)]).toEqual([true, true]);
  });
});
