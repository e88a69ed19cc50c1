import { describe, expect, it } from 'vitest';
import type { Memento } from 'vscode';
import { serialMemento } from '../../../src/workbench/serialMemento.ts';

/** All keys are one value; a write sends it whole, and what was written comes back a little later and is taken over. */
function echoingMemento(): Memento {
  let value: Record<string, unknown> = {};
  const pause = () => new Promise(resolve => setTimeout(resolve, 2));
  return {
    keys: () => Object.keys(value),
    get: (key: string) => value[key],
    update: async (key: string, each: unknown) => {
      value = { ...value, [key]: each };
      const sent = value;
      await pause();
      value = sent;
    },
  } as Memento;
}

describe('writing to a memento from several places', () => {
  it('loses nothing to an echo', async () => {
    const memento = serialMemento(echoingMemento());
    await Promise.all(['a', 'b', 'c'].map((key, index) => memento.update(key, index)));
    expect(['a', 'b', 'c'].map(key => memento.get(key))).toEqual([0, 1, 2]);
  });

  it('reads what is still waiting to be written, and goes on after a write that failed', async () => {
    const inner = echoingMemento();
    const failing: Memento = {
      ...inner,
      update: (key, value) => (value === 'bad' ? Promise.reject(new Error('full')) : inner.update(key, value)),
    };
    const memento = serialMemento(failing);
    const bad = memento.update('a', 'bad');
    const good = memento.update('b', 'good');
    expect([memento.get('a'), memento.get('b'), memento.get('c', 'none')]).toEqual(['bad', 'good', 'none']);
    await expect(bad).rejects.toThrow('full');
    await good;
    expect([memento.get('a'), memento.get('b')]).toEqual([undefined, 'good']);
  });
});
