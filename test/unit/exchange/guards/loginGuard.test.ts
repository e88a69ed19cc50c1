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

  it('counts what storage refuses to take, and is none that the call fails for', async () => {
    const full = { read: () => ({}), write: () => Promise.reject(new Error('ENOSPC')) };
    const guard = new LoginGuard(full, Date.now);
    await guard.failed('a');
    await guard.failed('a');
    expect(guard.mustAsk('a')).toBe(true);
    await guard.succeeded('a');
    expect(guard.mustAsk('a')).toBe(false);
    await guard.failed('a');
    await expect(guard.restore()).rejects.toThrow('ENOSPC');
  });

  it('loses no failure of two windows that write at the same time, whichever of them is last', async () => {
    const { windows, settle } = twoWindows();
    const [one, other] = windows;
    // Neither has heard of the other when it writes.
    await Promise.all([one.failed('a'), other.failed('a')]);
    await settle();
    // What one of them lost comes back when a person turns to the other one.
    await Promise.all(windows.map(each => each.restore()));
    await settle();
    expect(windows.map(each => each.recentFailures('a'))).toEqual([2, 2]);
    await one.succeeded('a');
    await settle();
    await other.restore();
    await settle();
    expect(windows.map(each => each.recentFailures('a'))).toEqual([0, 0]);
    await other.failed('a');
    await settle();
    expect(windows.map(each => each.recentFailures('a'))).toEqual([1, 1]);
  });

  it('counts a failure after a success, although the clock was set back between them', async () => {
    const { guard, at } = guardAt();
    at(10 * minute);
    await guard.failed('a');
    await guard.succeeded('a');
    at(5 * minute);
    await guard.failed('a');
    await guard.failed('a');
    expect(guard.mustAsk('a')).toBe(true);
    await guard.succeeded('a');
    expect(guard.recentFailures('a')).toBe(0);
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

/** Two guards over a store like VS Code's: each window has a copy of its own, and hears of the other's writes later. */
function twoWindows() {
  type Failures = Readonly<Record<string, readonly number[]>>;
  const copies: Failures[] = [{}, {}];
  let shared: Failures = {};
  const window = (own: number) =>
    new LoginGuard(
      {
        read: () => copies[own] ?? {},
        write: async failures => {
          copies[own] = failures;
          await Promise.resolve();
          shared = failures;
        },
      },
      () => 0,
      (own + 1) / 4,
    );
  const settle = async () => {
    await Promise.resolve();
    copies.fill(shared);
  };
  return { windows: [window(0), window(1)] as const, settle };
}

function guardAt() {
  let failures: Readonly<Record<string, readonly number[]>> = {};
  let now = 0;
  const store = { read: () => failures, write: (next: typeof failures) => Promise.resolve(void (failures = next)) };
  return { guard: new LoginGuard(store, () => now), at: (time: number) => void (now = time), stored: () => failures };
}
