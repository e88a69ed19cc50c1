import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { afterwards } from '../../../src/workbench/afterwards.ts';

vi.mock('vscode', () => ({
  Disposable: class {
    readonly dispose: () => void;
    constructor(dispose: () => void) {
      this.dispose = dispose;
    }
  },
}));

const unheard = () => expect.fail();

describe('what comes afterwards', () => {
  it('is not made before what is under way has gone on, and is disposed of', async () => {
    const dispose = vi.fn();
    const make = vi.fn(() => Promise.resolve([{ dispose }]));
    const made = afterwards(make, unheard);
    await Promise.resolve();
    expect(make).not.toHaveBeenCalled();
    await turn();
    expect(make).toHaveBeenCalledOnce();
    made.dispose();
    expect(dispose).toHaveBeenCalledOnce();
  });

  it('is never made when it was given up before', async () => {
    const make = vi.fn(() => Promise.resolve([]));
    afterwards(make, unheard).dispose();
    await turn();
    expect(make).not.toHaveBeenCalled();
  });

  it('is disposed of when it comes after the end', async () => {
    const dispose = vi.fn();
    const { promise, resolve } = Promise.withResolvers<[{ dispose: () => void }]>();
    const made = afterwards(() => promise, unheard);
    await turn();
    made.dispose();
    resolve([{ dispose }]);
    await turn();
    expect(dispose).toHaveBeenCalledOnce();
  });

  it('says why it could not be made, unless it was given up', async () => {
    const failed = vi.fn();
    const gone = new Error('the file is gone');
    afterwards(() => Promise.reject(gone), failed);
    const { promise, reject } = Promise.withResolvers<[]>();
    const given = afterwards(() => promise, unheard);
    await turn();
    given.dispose();
    reject(gone);
    await turn();
    expect(failed).toHaveBeenCalledExactlyOnceWith(gone);
  });
});
