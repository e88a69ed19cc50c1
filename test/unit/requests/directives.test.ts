import { describe, expect, it } from 'vitest';
import { isDisabled, isSuiteQl, isUnlogged, promptsOf, timeLimitOf } from '../../../src/requests/directives.ts';
import { only } from './sample.ts';

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

  it.each(['account', 'token', 'name', 'prompt', 'timeout', 'assert'])('@%s needs a value', name => {
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
