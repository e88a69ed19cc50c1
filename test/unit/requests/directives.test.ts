import { describe, expect, it } from 'vitest';
import { isSuiteQl, isUnlogged, promptsOf, timeLimitOf } from '../../../src/requests/directives.ts';
import { only } from './sample.ts';

describe('a directive', () => {
  it.each([
    ['30', 30_000],
    ['0.5', 500],
    ['86400', 86_400_000],
  ])('@timeout %s is in seconds', (written, milliseconds) => {
    const request = only(`# @timeout ${written}\nGET /x`);
    expect(timeLimitOf(request)).toBe(milliseconds);
    expect(request.problems).toEqual([]);
  });

  it.each(['0', '-1', 'soon', '1e9', '30s', '86401', '1.2345'])('@timeout %s is no time', written => {
    const request = only(`# @timeout ${written}\nGET /x`);
    expect(timeLimitOf(request)).toBeUndefined();
    expect(request.problems).toMatchObject([{ code: 'timeout-invalid', severity: 'error', data: { value: written } }]);
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
