import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withTimeLimit } from '../../../src/exchange/withTimeLimit.ts';

const until = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));

describe('withTimeLimit', () => {
  it('aborts when time is up, and tells that apart from being cancelled', async () => {
    const stop = new AbortController();
    await expect(withTimeLimit(stop.signal, 10, until)).rejects.toMatchObject({ name: 'TimeoutError' });
    const reason = new Error('stop');
    const cancelled = withTimeLimit(stop.signal, 60_000, until);
    stop.abort(reason);
    await expect(cancelled).rejects.toBe(reason);
  });

  it('gives work that comes too late a signal that is aborted already', async () => {
    const stop = AbortSignal.abort(new Error('stop'));
    expect(await withTimeLimit(stop, 60_000, signal => Promise.resolve(signal.aborted))).toBe(true);
  });

  it('leaves neither timer nor listener behind, whatever came of the work', async () => {
    const { signal } = new AbortController();
    const timers = () => process.getActiveResourcesInfo().filter(each => each === 'Timeout').length;
    const before = timers();
    await withTimeLimit(signal, 60_000, () => Promise.resolve());
    await withTimeLimit(signal, 60_000, () => Promise.reject(new Error('x'))).catch(() => undefined);
    expect([timers(), getEventListeners(signal, 'abort').length]).toEqual([before, 0]);
  });
});

describe('withTimeLimit, in a machine that sleeps', () => {
  let now = 0;
  beforeEach(() => {
    now = 0;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    vi.spyOn(performance, 'now').mockImplementation(() => now);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  /** Timers and clock go on alike. */
  const pass = (milliseconds: number) => {
    now += milliseconds;
    vi.advanceTimersByTime(milliseconds);
  };
  const begin = (limit: number) => {
    const work = Promise.withResolvers<string>();
    let limited: AbortSignal | undefined;
    const ended = withTimeLimit(new AbortController().signal, limit, signal => {
      limited = signal;
      signal.addEventListener('abort', () => work.reject(signal.reason as Error));
      return work.promise;
    });
    return { ended, finish: () => work.resolve('done'), isOver: () => limited?.aborted };
  };

  it('lets work find what came in meanwhile', async () => {
    const { ended, finish, isOver } = begin(10_000);
    now += 3_600_000;
    vi.advanceTimersByTime(10_000);
    expect(isOver()).toBe(false);
    pass(2999);
    expect(isOver()).toBe(false);
    finish();
    expect(await ended).toBe('done');
  });

  it.each([
    [10_000, 3000],
    [1000, 1000],
  ])('gives up work of %i ms after %i ms more, where nothing came in', async (limit, grace) => {
    const { ended, isOver } = begin(limit);
    now += 3_600_000;
    vi.advanceTimersByTime(limit);
    pass(grace - 1);
    expect(isOver()).toBe(false);
    pass(1);
    await expect(ended).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('waits for nothing where its timer is hardly late', async () => {
    const { ended } = begin(10_000);
    now += 999;
    pass(10_000);
    await expect(ended).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
