import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { indexLines } from '../../../../src/bodies/lines.ts';
import { sharedMemory } from '../../../../src/bodies/nodeTable.ts';
import { BodyWork } from '../../../../src/workbench/responses/bodyWork.ts';

// Each thread reads its modules from TypeScript first.
vi.setConfig({ testTimeout: 60_000 });

const entry = new URL('../../../../src/workbench/responses/bodyWorker.ts', import.meta.url);
const threads: Worker[] = [];
const note = (worker: Worker) => threads.push(worker);
let work: BodyWork;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  process.on('worker', note);
  work = new BodyWork(entry);
});

afterEach(async () => {
  vi.useRealTimers();
  process.off('worker', note);
  await Promise.all(threads.splice(0).map(thread => thread.terminate()));
});

function search(text: string, query: string): Promise<{ readonly count: number }> {
  const bytes = new Uint8Array(sharedMemory(text.length));
  bytes.set(new TextEncoder().encode(text));
  const target = { kind: 'lines', lines: indexLines(bytes, sharedMemory) } as const;
  return work.run('search', { target, query: { text: query, caseSensitive: true, regex: true, in: 'lines' } });
}
const endless = () => search(`${'a'.repeat(60)}!`, '^(a+)+$');

describe('the second thread of a body', () => {
  it('is ended when it had nothing to do for five seconds, and another does the next thing', async () => {
    expect((await search('abcabc', 'b')).count).toBe(2);
    expect((await search('abcabc', '[bc]')).count).toBe(4);
    expect(threads).toHaveLength(1);
    vi.advanceTimersByTime(4999);
    expect((await search('abc', 'c')).count).toBe(1);
    expect(threads).toHaveLength(1);
    const ended = once(threads[0]!, 'exit');
    vi.advanceTimersByTime(5000);
    await ended;
    expect((await search('abc', 'a')).count).toBe(1);
    expect(threads).toHaveLength(2);
  });

  it('is ended when something takes longer than a minute', async () => {
    const started = once(process, 'worker');
    const found = endless();
    await started;
    vi.advanceTimersByTime(59_999);
    const ended = once(threads[0]!, 'exit');
    vi.advanceTimersByTime(1);
    await expect(found).rejects.toMatchObject({ code: 'body-work-too-long', data: { seconds: 60 } });
    await ended;
  });

  it('lets go of what it is at when the next thing comes, or when it is cancelled', async () => {
    const first = endless();
    const next = search('abc', 'b');
    await expect(first).rejects.toMatchObject({ code: 'body-work-cancelled' });
    expect((await next).count).toBe(1);
    const last = endless();
    work.cancel();
    await expect(last).rejects.toMatchObject({ code: 'body-work-cancelled' });
  });
});
