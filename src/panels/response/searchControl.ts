import type { SearchIn } from '../../bodies/search/searchTypes.ts';
import type { BodyQuestions } from './bodyQuestions.ts';

/** What is searched for, and how. */
export interface SearchOptions {
  readonly text: string;
  readonly caseSensitive: boolean;
  readonly regex: boolean;
}

export const noSearch: SearchOptions = { text: '', caseSensitive: false, regex: false };

/** How a search stands. */
export interface SearchState {
  readonly busy: boolean;
  readonly count?: number;
  readonly capped?: boolean;
  /** From 0; -1 before the first one was gone to. */
  readonly current: number;
  /** Why there is no result; text for people. */
  readonly problem?: string;
  readonly beyond?: { readonly before: string; readonly match: string; readonly after: string };
}

export const idleSearch: SearchState = { busy: false, current: -1 };

/** The rows in which matches are shown. */
export interface SearchedRows {
  readonly firstInSight: number;
  currentMatch: number;
  /** What is marked is different now. */
  reload(): Promise<void>;
  refresh(total: number, active: number): Promise<void>;
}

type Ask = <M extends 'search' | 'endSearch' | 'matchNear' | 'goToMatch'>(
  method: M,
  params: BodyQuestions[M][0],
) => Promise<BodyQuestions[M][1]>;

/** Searches one body, and goes from match to match. What was asked last wins, whatever is answered last. */
export class SearchControl {
  readonly #ask: Ask;
  readonly #where: SearchIn;
  readonly #rows: () => SearchedRows | undefined;
  readonly #changed: (state: SearchState) => void;
  #state = idleSearch;
  #turn = 0;

  constructor(ask: Ask, where: SearchIn, rows: () => SearchedRows | undefined, changed: (state: SearchState) => void) {
    this.#ask = ask;
    this.#where = where;
    this.#rows = rows;
    this.#changed = changed;
  }

  /** Searches anew, and goes to the first match from what is in sight on. An empty text ends the search. */
  async search(options: SearchOptions): Promise<void> {
    const turn = ++this.#turn;
    if (options.text === '') {
      await this.#ask('endSearch', null);
      await this.#show(turn, idleSearch);
      return;
    }
    this.#set({ busy: true, current: -1 });
    try {
      const { count, capped } = await this.#ask('search', { ...options, in: this.#where });
      if (turn !== this.#turn) {
        return;
      }
      const state = { busy: false, count, capped, current: -1 };
      const near = count > 0 ? await this.#ask('matchNear', { row: this.#rows()?.firstInSight ?? 0 }) : null;
      if (near && turn === this.#turn) {
        this.#set(state);
        // Fetches the rows that come into sight, with their marks: those in sight before need not be.
        await this.#goTo(near.match, turn);
      } else {
        await this.#show(turn, state);
      }
    } catch (error) {
      await this.#show(turn, {
        busy: false,
        current: -1,
        problem: error instanceof Error ? error.message : String(error),
      });
    }
  }

  /** To the next match or the one before, round the end. */
  async step(by: 1 | -1): Promise<void> {
    const { count = 0, capped = false, current } = this.#state;
    if (count > 0) {
      const next = current < 0 ? (by > 0 ? 0 : count - 1) : (current + by + count) % count;
      // At once, so that a key that is held goes on from there.
      this.#set({ busy: false, count, capped, current: next });
      await this.#goTo(next, ++this.#turn);
    }
  }

  async #goTo(match: number, turn: number): Promise<void> {
    const place = await this.#ask('goToMatch', { match });
    const rows = this.#rows();
    if (turn === this.#turn) {
      const { busy, count = 0, capped = false } = this.#state;
      this.#set({ busy, count, capped, current: match, ...(place.beyond && { beyond: place.beyond }) });
      if (rows) {
        rows.currentMatch = match;
        await rows.refresh(place.rows, place.row);
      }
    }
  }

  async #show(turn: number, state: SearchState): Promise<void> {
    if (turn !== this.#turn) {
      return;
    }
    this.#set(state);
    const rows = this.#rows();
    if (rows) {
      rows.currentMatch = state.current;
      await rows.reload();
    }
  }

  #set(state: SearchState): void {
    this.#state = state;
    this.#changed(state);
  }
}
