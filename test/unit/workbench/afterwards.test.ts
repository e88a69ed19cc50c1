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

describe('what comes afterwards', () => {
  it('is not made before what is under way has gone on, and is disposed of', async () => {
    const dispose = vi.fn();
    const make = vi.fn(() => Promise.resolve([{ dispose }]));
    const made = afterwards(make);
    await Promise.resolve();
    expect(make).not.toHaveBeenCalled();
    await turn();
    expect(make).toHaveBeenCalledOnce();
    made.dispose();
    expect(dispose).toHaveBeenCalledOnce();
  });

  it('is never made when it was given up before', async () => {
    const make = vi.fn(() => Promise.resolve([]));
    afterwards(make).dispose();
    await turn();
    expect(make).not.toHaveBeenCalled();
  });

  it('is disposed of when it comes after the end', async () => {
    const dispose = vi.fn();
    const { promise, resolve } = Promise.withResolvers<[{ dispose: () => void }]>();
    const made = afterwards(() => promise);
    await turn();
    made.dispose();
    resolve([{ dispose }]);
    await turn();
    expect(dispose).toHaveBeenCalledOnce();
  });
});
