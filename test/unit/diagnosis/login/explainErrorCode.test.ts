import { describe, expect, it } from 'vitest';
import { explainErrorCode } from '../../../../src/diagnosis/login/codes/explainErrorCode.ts';
import type { Surface } from '../../../../src/diagnosis/login/evidence.ts';

/** Every code that is known of RESTlets and of REST web services. */
const rows: readonly (readonly [surface: Surface, status: number, code: string, confidence: string])[] = [
  ['restlet', 401, 'INVALID_LOGIN_ATTEMPT', 'documented'],
  ['restlet', 403, 'INVALID_LOGIN_ATTEMPT', 'documented'],
  ['restlet', 400, 'INVALID_REQUEST', 'documented'],
  ['restlet', 401, 'INVALID_LOGIN_CREDENTIALS', 'documented'],
  ['restlet', 403, 'TWO_FA_REQD', 'documented'],
  ['restlet', 400, 'SSS_INVALID_SCRIPTLET_ID', 'documented'],
  ['restlet', 400, 'SSS_MISSING_REQD_ARGUMENT', 'documented'],
  ['restlet', 400, 'SSS_REQUEST_LIMIT_EXCEEDED', 'documented'],
  ['restlet', 400, 'SSS_TIME_LIMIT_EXCEEDED', 'documented'],
  ['restlet', 400, 'SSS_USAGE_LIMIT_EXCEEDED', 'reported'],
  ['restlet', 400, 'SSS_REQUEST_TIME_EXCEEDED', 'assumed'],
  ['restlet', 400, 'SCRIPT_EXECUTION_USAGE_LIMIT_EXCEEDED', 'assumed'],
  ['restlet', 500, 'UNEXPECTED_ERROR', 'documented'],
  ['restlet', 400, 'RCRD_DSNT_EXIST', 'assumed'],
  ['restlet', 400, 'USER_ERROR', 'assumed'],
  ['restlet', 400, 'INSUFFICIENT_PERMISSION', 'assumed'],
  ['restlet', 400, 'INVALID_RETURN_DATA_FORMAT', 'documented'],
  ['rest', 401, 'INVALID_LOGIN', 'documented'],
  ['rest', 400, 'INVALID_CONTENT', 'documented'],
  ['rest', 400, 'INVALID_REQUEST', 'documented'],
  ['rest', 404, 'NONEXISTENT_ID', 'documented'],
  ['rest', 429, 'CONCURRENCY_LIMIT_EXCEEDED', 'documented'],
  ['rest', 500, 'UNEXPECTED_ERROR', 'documented'],
  ['rest', 403, 'INSUFFICIENT_PERMISSION', 'assumed'],
  ['soap', 500, 'WS_REQUEST_BLOCKED', 'documented'],
  ['soap', 500, 'WS_FEATURE_REQD', 'documented'],
  ['soap', 500, 'invalidCredentialsFault', 'reported'],
];

describe('error codes', () => {
  it.each(rows)('%s %d %s', (surface, status, code, confidence) => {
    const text = explainErrorCode(surface, status, code);
    expect([text?.source.confidence, text?.meaning.endsWith('.'), text?.fix.endsWith('.')]).toEqual([
      confidence,
      true,
      true,
    ]);
  });

  it.each([
    ['restlet', 302],
    ['restlet', 400],
    ['restlet', 401],
    ['restlet', 403],
    ['restlet', 404],
    ['restlet', 405],
    ['restlet', 415],
    ['restlet', 500],
    ['restlet', 503],
    ['rest', 401],
    ['rest', 404],
    ['rest', 429],
  ] satisfies [Surface, number][])('%s %d without a code', (surface, status) => {
    expect(explainErrorCode(surface, status)).toBeDefined();
    expect(explainErrorCode(surface, status, '  ')).toBeDefined();
  });

  it('INVALID_REQUEST of a RESTlet is about the login, that of REST may be about anything', () => {
    expect(explainErrorCode('restlet', 400, 'INVALID_REQUEST')?.isLogin).toBe(true);
    expect(explainErrorCode('rest', 400, 'INVALID_REQUEST')?.isLogin).toBeUndefined();
  });

  it.each(['MY_OWN_ERROR', '__proto__', 'constructor', 'toString', 'x'.repeat(100_000), '\0'])(
    'nothing of %.30j',
    code => {
      expect(explainErrorCode('restlet', 400, code)).toBeUndefined();
    },
  );

  it('nothing of a success', () => {
    expect(explainErrorCode('restlet', 200)).toBeUndefined();
    expect(explainErrorCode('soap', 500)).toBeUndefined();
  });
});
