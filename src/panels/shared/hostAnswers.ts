import { RpcFailure } from '../rpc.ts';

/** Takes the states that the host answers with, and keeps why it last refused. */
export class HostAnswers<State> {
  /** In the person's words; undefined after whatever went well. */
  refused: string | undefined;
  readonly #take: (next: State) => void;
  readonly #draw: () => void;

  constructor(take: (next: State) => void, draw: () => void) {
    this.#take = take;
    this.#draw = draw;
  }

  async ask(answer: Promise<State>): Promise<void> {
    try {
      const next = await answer;
      this.refused = undefined;
      this.#take(next);
    } catch (error) {
      this.fail(error);
    }
  }

  fail(error: unknown): void {
    this.refused = error instanceof RpcFailure ? error.message : String(error);
    this.#draw();
  }
}
