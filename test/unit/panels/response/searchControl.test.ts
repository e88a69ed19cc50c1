import { describe, expect, it } from 'vitest';
import { SearchControl, type SearchState } from '../../../../src/panels/response/searchControl.ts';

interface Asked {
  readonly method: string;
  readonly params: unknown;
  readonly answer: (result: unknown) => void;
  readonly refuse: (error: Error) => void;
}

function start() {
  const asked: Asked[] = [];
  const states: SearchState[] = [];
  const moves: number[][] = [];
  let reloads = 0;
  const rows = {
    firstInSight: 40,
    currentMatch: -1,
    reload: () => {
      reloads++;
      return Promise.resolve();
    },
    refresh: (total: number, active: number) => Promise.resolve(void moves.push([total, active])),
  };
  const control = new SearchControl(
    (method, params) =>
      new Promise((answer, refuse) => asked.push({ method, params, answer: answer as Asked['answer'], refuse })),
    'rows',
    () => rows,
    state => states.push(state),
  );
  /** Answers the oldest question, which must be this one. */
  const answer = async (method: string, result: unknown) => {
    const next = asked.shift();
    expect(next?.method).toBe(method);
    next?.answer(result);
    await settle();
    return next?.params;
  };
  return { control, asked, states, moves, rows, answer, reloads: () => reloads };
}

const settle = () => new Promise(resolve => setTimeout(resolve));
const options = { text: 'x', caseSensitive: false, regex: false };

describe('a search', () => {
  it('counts, and goes to the first match from what is in sight on, fetching rows once', async () => {
    const { control, states, moves, rows, answer, reloads } = start();
    const search = control.search(options);
    expect(states.at(-1)).toEqual({ busy: true, current: -1 });
    expect(await answer('search', { count: 3, capped: false })).toEqual({ ...options, in: 'rows' });
    expect(await answer('matchNear', { match: 1 })).toEqual({ row: 40 });
    await answer('goToMatch', { match: 1, row: 50, rows: 90 });
    await search;
    expect(states.at(-1)).toEqual({ busy: false, count: 3, capped: false, current: 1 });
    expect(moves).toEqual([[90, 50]]);
    expect(reloads()).toBe(0);
    expect(rows.currentMatch).toBe(1);
  });

  it('goes on from match to match and round the end', async () => {
    const { control, answer } = start();
    void control.search(options);
    await answer('search', { count: 2, capped: false });
    await answer('matchNear', { match: 1 });
    await answer('goToMatch', { match: 1, row: 5, rows: 9 });
    void control.step(1);
    expect(await answer('goToMatch', { match: 0, row: 1, rows: 9 })).toEqual({ match: 0 });
    void control.step(-1);
    expect(await answer('goToMatch', { match: 1, row: 5, rows: 9 })).toEqual({ match: 1 });
  });

  it('goes on from where it is going when asked faster than answered', async () => {
    const { control, answer, asked } = start();
    void control.search(options);
    await answer('search', { count: 5, capped: false });
    await answer('matchNear', { match: 0 });
    await answer('goToMatch', { match: 0, row: 1, rows: 9 });
    void control.step(1);
    void control.step(1);
    expect(asked.map(({ params }) => params)).toEqual([{ match: 1 }, { match: 2 }]);
  });

  it('shows where a match is that lies beyond what a row shows', async () => {
    const { control, states, answer } = start();
    const beyond = { before: 'a', match: 'x', after: 'b' };
    void control.search(options);
    await answer('search', { count: 1, capped: true });
    await answer('matchNear', { match: 0 });
    await answer('goToMatch', { match: 0, row: 0, rows: 9, beyond });
    expect(states.at(-1)).toEqual({ busy: false, count: 1, capped: true, current: 0, beyond });
  });

  it('takes no answer of an earlier search for its own', async () => {
    const { control, states, asked, answer, reloads } = start();
    void control.search(options);
    void control.search({ ...options, text: 'xy' });
    const [first] = asked.splice(0, 1);
    first?.refuse(new Error('ended by the next'));
    await settle();
    expect(states.at(-1)).toEqual({ busy: true, current: -1 });
    await answer('search', { count: 0, capped: false });
    // So that no mark of a search before stays.
    expect(reloads()).toBe(1);
    expect(states.at(-1)).toEqual({ busy: false, count: 0, capped: false, current: -1 });
    expect(asked).toEqual([]);
  });

  it('says what is wrong with a pattern', async () => {
    const { control, states, asked } = start();
    void control.search({ ...options, text: '(', regex: true });
    asked.shift()?.refuse(new Error('Unterminated group'));
    await settle();
    expect(states.at(-1)).toEqual({ busy: false, current: -1, problem: 'Unterminated group' });
  });

  it('ends with an empty text', async () => {
    const { control, states, rows, answer } = start();
    rows.currentMatch = 3;
    void control.search({ ...options, text: '' });
    await answer('endSearch', null);
    expect(states.at(-1)).toEqual({ busy: false, current: -1 });
    expect(rows.currentMatch).toBe(-1);
    await control.step(1);
  });
});
