import { describe, expect, it } from 'vitest';
import { AccountQueue } from '../../../src/exchange/accountQueue.ts';

const never = new AbortController().signal;
/** Lets everything run that only waits for other promises. */
const settle = () => new Promise(resolve => setImmediate(resolve));

/** Work that ends when it is told to. */
function work() {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  let isStarted = false;
  return {
    run: () => {
      isStarted = true;
      return promise;
    },
    end: () => resolve(undefined),
    get isStarted() {
      return isStarted;
    },
  };
}

describe('AccountQueue', () => {
  it('keeps one call in flight when a waiting one is cancelled', async () => {
    const queue = new AccountQueue();
    const [a, b, c] = [work(), work(), work()];
    const stop = new AbortController();
    const first = queue.run('1', never, a.run);
    const second = queue.run('1', stop.signal, b.run);
    stop.abort(new Error('stop'));
    await expect(second).rejects.toThrow('stop');
    const third = queue.run('1', never, c.run);
    await settle();
    expect([a.isStarted, b.isStarted, c.isStarted]).toEqual([true, false, false]);
    a.end();
    await first;
    await settle();
    expect(c.isStarted).toBe(true);
    c.end();
    await third;
  });

  it('goes on when work failed, and lets accounts alone that are not its own', async () => {
    const queue = new AccountQueue();
    const [a, b] = [work(), work()];
    const first = queue.run('1', never, a.run);
    const other = queue.run('2', never, b.run);
    await settle();
    expect(b.isStarted).toBe(true);
    const failing = queue.run('1', never, () => Promise.reject(new Error('broken')));
    const last = queue.run('1', never, () => Promise.resolve('last'));
    a.end();
    b.end();
    await expect(failing).rejects.toThrow('broken');
    expect(await last).toBe('last');
    await Promise.all([first, other]);
  });
});
