import { describe, expect, it, vi } from 'vitest';
import type { Exchange } from '../../../../src/exchange/record.ts';
import { CorrectedClocks } from '../../../../src/workbench/network/correctedClocks.ts';
import { FailedLogins } from '../../../../src/workbench/network/failedLogins.ts';

function answered(status: number | undefined, body = ''): Exchange {
  return {
    record: { ...(status !== undefined && { response: { status } }) } as Exchange['record'],
    body: new TextEncoder().encode(body),
  };
}

describe('calls whose login failed', () => {
  it.each([
    [401, '{"error":{"code":"INVALID_LOGIN_ATTEMPT"}}'],
    [403, '{"error":{"code":"INVALID_LOGIN_ATTEMPT"}}'],
    [401, ''],
    [302, ''],
    [400, '{"error":{"code":"INVALID_REQUEST"}}'],
  ])('are kept: %s %s', (status, body) => {
    const failed = new FailedLogins();
    failed.note('jane', answered(status, body));
    expect(failed.last('jane')?.record.response?.status).toBe(status);
    expect(failed.last('bot')).toBeUndefined();
  });

  it('are kept until one succeeds; what says nothing of the login changes nothing', () => {
    const failed = new FailedLogins();
    failed.note('jane', answered(401, 'a'));
    failed.note('jane', answered(undefined));
    failed.note('jane', answered(503));
    failed.note('jane', answered(400, 'SSS_MISSING_REQD_ARGUMENT'));
    expect(new TextDecoder().decode(failed.last('jane')?.body)).toBe('a');
    failed.note('jane', answered(204));
    expect(failed.last('jane')).toBeUndefined();
  });

  it('are bounded, in number and in size', () => {
    const failed = new FailedLogins();
    for (let each = 0; each < 60; each++) {
      failed.note(String(each), answered(401, 'x'.repeat(100_000)));
    }
    expect(failed.last('9')).toBeUndefined();
    expect(failed.last('10')?.body.byteLength).toBe(32 * 1024);
  });
});

describe('a corrected clock', () => {
  it('holds for one account, is told of, and is taken back', () => {
    const clocks = new CorrectedClocks();
    const told = vi.fn();
    const listening = clocks.onChange(told);
    clocks.correct('1234567', 420);
    clocks.correct('1234567_SB1', -30);
    expect(clocks.all()).toEqual([
      ['1234567', 420],
      ['1234567_SB1', -30],
    ]);
    const ahead = Number(clocks.nonces('1234567').timestamp()) - Number(clocks.nonces('7654321').timestamp());
    expect(Math.abs(ahead - 420)).toBeLessThan(3);
    clocks.correct('1234567', 0);
    expect([clocks.offset('1234567'), clocks.offset('1234567_SB1')]).toEqual([0, -30]);
    clocks.clear();
    expect(clocks.all()).toEqual([]);
    expect(told).toHaveBeenCalledTimes(4);
    listening.dispose();
    clocks.correct('1234567', 1);
    expect(told).toHaveBeenCalledTimes(4);
  });
});
