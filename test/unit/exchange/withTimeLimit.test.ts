import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
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
