import { render, type TemplateResult } from 'lit';
import { connect, RpcFailure, type Contract } from '../rpc.ts';
import { plainPage } from './plainPage.ts';
import { webviewPort } from './port.ts';

/** What there is to draw. */
export interface Shown<State, Strings> {
  readonly state: State;
  readonly strings: Strings;
  /** Why the host refused what was last asked for, in the person's words. */
  readonly refused: string | undefined;
}

export interface StatePageParts<State, Strings> {
  readonly className: string;
  readonly page: (shown: Shown<State, Strings>) => TemplateResult;
  /** Before a new state is drawn. */
  readonly take?: (next: State, before: State | undefined) => void;
  /** Once it is drawn: what is read out, where the focus goes. */
  readonly tell: (next: State, before: State | undefined) => void;
}

interface Ready<State, Strings> {
  readonly ready: {
    readonly params: null;
    readonly result: { readonly state: State; readonly strings: Strings };
  };
}

/** The calls that are answered with a new state, or with nothing that is to be drawn. */
type Asked<C extends Contract, State> = {
  [M in keyof C & string]: C[M]['result'] extends State | null ? M : never;
}[keyof C & string];

/** A panel that is one page: whatever state its host answers with or pushes, it is drawn as a whole. */
export class StatePage<State, Strings, C extends Contract & Ready<State, Strings>> {
  readonly root: HTMLElement;
  /** Its text is read out when it changes, and not seen. */
  readonly live: HTMLElement;
  readonly call: ReturnType<typeof connect<C>>;
  refused: string | undefined;
  readonly #parts: StatePageParts<State, Strings>;
  #state: State | undefined;
  #strings: Strings | undefined;

  constructor(parts: StatePageParts<State, Strings>) {
    this.#parts = parts;
    ({ root: this.root, live: this.live } = plainPage(parts.className));
    this.call = connect<C>(webviewPort(), (next: State) => this.take(next));
    void this.call('ready', null).then(answer => {
      this.#strings = answer.strings;
      this.take(answer.state);
    });
  }

  /** Undefined until the host has answered. */
  get strings(): Strings | undefined {
    return this.#strings;
  }

  take(next: State): void {
    const before = this.#state;
    this.#parts.take?.(next, before);
    this.#state = next;
    this.draw();
    this.#parts.tell(next, before);
  }

  draw(): void {
    if (this.#state !== undefined && this.#strings !== undefined) {
      const { refused } = this;
      render(this.#parts.page({ state: this.#state, strings: this.#strings, refused }), this.root);
    }
  }

  /** Asks the host, and shows its answer or why it refused; answers whether it did as it was asked. */
  async ask<M extends Asked<C, State>>(method: M, params: C[M]['params']): Promise<boolean> {
    try {
      const next = (await this.call(method, params)) as State | null;
      this.refused = undefined;
      if (next === null) {
        this.draw();
      } else {
        this.take(next);
      }
      return true;
    } catch (error) {
      this.fail(error);
      return false;
    }
  }

  fail(error: unknown): void {
    this.refused = error instanceof RpcFailure ? error.message : String(error);
    this.draw();
  }
}
