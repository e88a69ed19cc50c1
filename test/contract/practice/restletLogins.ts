import { expect } from 'vitest';
import type { Pairs } from '../support/independentSigner.ts';
import { call, errorCode } from './practiceFixture.ts';
import type { CallOptions, Fixture } from './practiceFixture.ts';

/** Calls of the echo RESTlet that must get in, or must not, for the practice account of a test. */
export function restletLogins(fixture: () => Fixture) {
  async function accepted(options?: CallOptions): Promise<Record<string, unknown>> {
    const answer = await call(fixture(), options);
    expect([answer.status, answer.body]).toEqual([200, expect.any(String)]);
    return JSON.parse(answer.body) as Record<string, unknown>;
  }

  async function refused(detail: string, status: 400 | 401, options: CallOptions): Promise<void> {
    const answer = await call(fixture(), options);
    const code = status === 401 ? 'INVALID_LOGIN_ATTEMPT' : 'INVALID_REQUEST';
    expect([answer.status, errorCode(answer), fixture().lastDetail()]).toEqual([status, code, detail]);
  }

  /** Sends the signed parameters printed in another way. */
  function resend(change: (parameters: Pairs) => string | string[]): CallOptions {
    return { tamper: ({ parameters }) => ({ authorization: change(parameters) }) };
  }

  return { accepted, refused, resend };
}
