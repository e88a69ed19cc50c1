import type { CommandId } from './commandIds.ts';
import type { Log } from './log.ts';

type Run = (...args: readonly unknown[]) => unknown;

/** What commands do. Failures are told to the person, with the one step that helps most as a button. */
export class Commands {
  readonly #log: Log;
  readonly #runs = new Map<CommandId, Run>();

  constructor(log: Log) {
    this.#log = log;
  }

  register(id: CommandId, run: Run): void {
    this.#runs.set(id, run);
  }

  async run(id: CommandId, args: readonly unknown[]): Promise<void> {
    try {
      await this.#runs.get(id)?.(...args);
    } catch (error) {
      this.report(id, error);
    }
  }

  /** Logs a failure and tells the person, without waiting for them to read it. */
  report(doing: string, error: unknown): void {
    this.#log.error(doing, error);
    void import('./tellError.ts').then(({ tellError }) => tellError(error));
  }
}
