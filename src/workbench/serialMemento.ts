import type { Memento } from 'vscode';

/**
 * A memento whose writes take turns. VS Code keeps all keys of an extension as one value, sends it whole with each write,
 * and echoes what was written: an echo that arrives between the change of another key and its write undoes that change.
 * A write that begins when the one before it has come back is safe. What is still waiting to be written is read already.
 */
export function serialMemento(memento: Memento): Memento {
  const waiting = new Map<string, unknown>();
  let last: Promise<unknown> = Promise.resolve();
  const get = <T>(key: string, fallback?: T): T | undefined =>
    waiting.has(key) ? ((waiting.get(key) as T | undefined) ?? fallback) : (memento.get<T>(key) ?? fallback);
  return {
    keys: () => memento.keys(),
    get,
    update: (key, value) => {
      waiting.set(key, value);
      const run = last.then(async () => {
        try {
          await memento.update(key, value);
        } finally {
          if (waiting.get(key) === value) {
            waiting.delete(key);
          }
        }
      });
      last = run.catch(() => undefined);
      return run;
    },
  };
}
