import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorOf, memoryData, projectWith, run, runCode, tags, writeScript } from './scriptFixture.ts';

describe('how a run ends', () => {
  it.each([
    ['a string as it is', 'return "{\\"a\\": 1.0}"', { shape: 'string', body: '{"a": 1.0}' }],
    ['an object as JSON', 'return { a: [1, "ü"], b: undefined }', { shape: 'object', body: '{"a":[1,"ü"]}' }],
    ['an array as JSON', 'return [1]', { shape: 'object', body: '[1]' }],
    ['a number', 'return 1.5', { shape: 'number', body: '1.5' }],
    ['a boolean', 'return false', { shape: 'boolean', body: 'false' }],
    ['null', 'return null', { shape: 'nothing', body: '' }],
    ['nothing', '', { shape: 'nothing', body: '' }],
    [
      'what a promise is fulfilled with',
      'return Promise.resolve().then(() => "later")',
      { shape: 'string', body: 'later' },
    ],
  ])('%s', async (_, code, expected) => {
    expect(await runCode([], code)).toEqual({ kind: 'returned', usage: 0, ...expected });
  });

  it('async functions may await, and their errors count', async () => {
    const code = (last: string) => `return (async () => { for (let i = 0; i < 1000; i++) await null; ${last} })()`;
    expect(await runCode([], code('return { done: 1 }'))).toMatchObject({ body: '{"done":1}' });
    expect(errorOf(await runCode([], code('null.x'))).name).toBe('UNEXPECTED_ERROR');
  });

  it('a promise that nothing settles is an error, and no run to the time limit', async () => {
    expect(errorOf(await runCode([], 'return new Promise(() => {})')).message).toContain('promise');
  });

  it('a script without the method is a missing entry point', async () => {
    const projectDir = await projectWith({ 'SuiteScripts/test.js': `${tags}define({ get: () => 'x', put: 5 })` });
    for (const entryPoint of ['post', 'put', 'delete'] as const) {
      expect(await run({ projectDir, entryPoint })).toEqual({ kind: 'missing-entry-point', usage: 0 });
    }
  });

  it('saving the file changes the next call', async () => {
    const projectDir = await projectWith({ 'SuiteScripts/test.js': `${tags}define({ get: () => 'one' })` });
    expect(await run({ projectDir })).toMatchObject({ body: 'one' });
    await writeScript(projectDir, 'SuiteScripts/test.js', `${tags}define({ get: () => 'two' })`);
    expect(await run({ projectDir })).toMatchObject({ body: 'two' });
  });
});

describe('limits', () => {
  it.each([
    ['an endless loop', 'for (;;) {}'],
    ['endless promises', 'return (async () => { for (;;) await null; })()'],
    ['a sleep', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)'],
    ['an endless regular expression', '/^(a+)+$/.test("a".repeat(60) + "b")'],
  ])('%s ends at the time limit', async (_, code) => {
    expect(await runCode([], code, { options: { timeLimitMs: 700 } })).toEqual({ kind: 'time-limit', usage: 0 });
  });

  it('a call of the account that does not come back ends at the time limit', async () => {
    const data = { ...memoryData(), searchRecords: () => new Promise<never>(() => undefined) };
    const code = 'search.create({ type: "customer" }).run().getRange(0, 1)';
    const outcome = await runCode(['N/search'], code, { data, options: { timeLimitMs: 700 } });
    expect(outcome).toEqual({ kind: 'time-limit', usage: 10 });
  });

  it('the usage limit ends a script that catches everything', async () => {
    const code = 'for (;;) { try { query.runSuiteQL("SELECT 1") } catch {} }';
    expect(await runCode(['N/query'], code)).toEqual({ kind: 'usage-limit', usage: 5010 });
    expect(await runCode(['N/query'], code, { options: { usageLimit: 20 } })).toEqual({
      kind: 'usage-limit',
      usage: 30,
    });
  });

  it('10 MB may be returned and no more, counted in bytes', async () => {
    const limit = 10 * 1024 * 1024;
    expect(await runCode([], `return "x".repeat(${limit})`)).toMatchObject({ kind: 'returned', shape: 'string' });
    expect(await runCode([], `return "x".repeat(${limit + 1})`)).toEqual({ kind: 'too-large', usage: 0 });
    expect(await runCode([], `return "é".repeat(${limit / 2 + 1})`)).toEqual({ kind: 'too-large', usage: 0 });
    expect(await runCode([], `return { a: "x".repeat(${limit}) }`)).toEqual({ kind: 'too-large', usage: 0 });
  });

  it.each([
    ['arrays', 'const kept = []; for (;;) kept.push(new Array(1000).fill(kept.length));'],
    ['one array', 'const kept = []; for (;;) kept.push(kept.length);'],
    ['a map', 'const kept = new Map(); for (let i = 0; ; i++) kept.set(i, { i });'],
    ['pieces of a string', 'return "x".repeat(5e8).split("").length'],
  ])('a script that eats memory (%s) ends alone', async (_, code) => {
    const other = runCode([], 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500); return "well"');
    const { name, message } = errorOf(await runCode([], code));
    expect([name, message]).toEqual(['UNEXPECTED_ERROR', expect.stringContaining('memory')]);
    expect(await other).toMatchObject({ body: 'well' });
  });

  it('a recursion without end is an error', async () => {
    expect(errorOf(await runCode([], 'const f = () => f() + 1; return f()')).message).toContain('RangeError');
  });

  it('aborting ends it', async () => {
    const controller = new AbortController();
    const running = runCode([], 'for (;;) {}', { options: { signal: controller.signal } });
    setTimeout(() => controller.abort(), 300);
    expect(await running).toEqual({ kind: 'aborted', usage: 0 });
    expect(await runCode([], 'return 1', { options: { signal: controller.signal } })).toEqual({
      kind: 'aborted',
      usage: 0,
    });
  });

  it.runIf(process.platform === 'linux')('a script that was ended leaves no process behind', async () => {
    const children = () =>
      readdirSync(`/proc/${process.pid}/task`).flatMap(task => childrenOf(`/proc/${process.pid}/task/${task}`));
    const before = new Set(children());
    await runCode([], 'for (;;) {}', { options: { timeLimitMs: 400 } });
    // Save the spare one.
    await expect.poll(() => children().filter(child => !before.has(child)).length).toBeLessThanOrEqual(1);
  });

  it('scripts run at the same time without knowing of each other', async () => {
    const code = (name: string) => `
      globalThis.shared = (globalThis.shared || '') + '${name}';
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
      return globalThis.shared`;
    const outcomes = await Promise.all(['a', 'b', 'c'].map(name => runCode([], code(name))));
    expect(outcomes.map(each => each.kind === 'returned' && each.body)).toEqual(['a', 'b', 'c']);
    expect(await runCode([], code('d'))).toMatchObject({ body: 'd' });
  });

  it('a fault of the account itself is not hidden from the caller', async () => {
    const data = { ...memoryData(), searchRecords: () => Promise.reject(new TypeError('a bug')) };
    await expect(
      runCode(['N/search'], 'try { search.create({ type: "customer" }).run().getRange(0, 1) } catch {}', { data }),
    ).rejects.toThrow('a bug');
  });
});

function childrenOf(task: string): readonly string[] {
  return readdirSync(task).includes('children') ? readChildren(`${task}/children`) : [];
}

function readChildren(path: string): readonly string[] {
  return readFileSync(path, 'utf8').trim().split(' ').filter(Boolean);
}
