import { describe, expect, it } from 'vitest';
import { LoginGuard } from '../../../../src/exchange/guards/loginGuard.ts';

const minute = 60_000;

describe('the guard against locked users', () => {
  it('asks after two failures within 30 minutes, until one succeeds or time has passed', async () => {
    const { guard, at } = guardAt();
    await guard.failed('a');
    expect(guard.mustAsk('a')).toBe(false);
    at(29 * minute);
    await guard.failed('a');
    expect(guard.mustAsk('a')).toBe(true);
    expect(guard.mustAsk('b')).toBe(false);
    at(31 * minute);
    expect(guard.mustAsk('a')).toBe(false);
    await guard.failed('a');
    expect(guard.mustAsk('a')).toBe(true);
    await guard.succeeded('a');
    expect(guard.recentFailures('a')).toBe(0);
  });

  it('keeps nothing of failures that count no more, whoever had them', async () => {
    const { guard, at, stored } = guardAt();
    await guard.failed('removed meanwhile');
    at(10 * minute);
    await guard.failed('recent');
    at(31 * minute);
    await guard.failed('a');
    expect(Object.keys(stored()).sort()).toEqual(['a', 'recent']);
  });

  it('does not ask for a year after the clock was a year ahead', async () => {
    const { guard, at } = guardAt();
    at(365 * 24 * 60 * minute);
    await guard.failed('a');
    await guard.failed('a');
    at(0);
    expect(guard.mustAsk('a')).toBe(false);
    await guard.failed('a');
    at(-5 * minute);
    await guard.failed('a');
    expect(guard.mustAsk('a')).toBe(true);
  });

  it.each([{ a: 'x' }, { a: { length: 2 } }, { a: [null, 'x', {}] }, { a: 7 }])('bears %j in storage', async junk => {
    const guard = new LoginGuard(
      { read: () => junk as unknown as Record<string, readonly number[]>, write: () => Promise.resolve() },
      () => 0,
    );
    expect(guard.mustAsk('a')).toBe(false);
    await guard.failed('b');
  });
});

function guardAt() {
  let failures: Readonly<Record<string, readonly number[]>> = {};
  let now = 0;
  const store = { read: () => failures, write: (next: typeof failures) => Promise.resolve(void (failures = next)) };
  return { guard: new LoginGuard(store, () => now), at: (time: number) => void (now = time), stored: () => failures };
}
