import * as decimal from './decimal.ts';
import { fromKey, toKey } from './numberKey.ts';
import { badValue } from './queryErrors.ts';
import type { Stored } from './scalarFunctions.ts';

interface Aggregate {
  readonly init: () => unknown;
  readonly step: (state: unknown, value: Stored) => unknown;
  readonly finish: (state: unknown) => Stored;
}

function aggregate<State>(
  init: () => State,
  step: (state: State, value: Stored) => State,
  finish: (state: State) => Stored,
): Aggregate {
  return { init, step: (state, value) => step(state as State, value), finish: state => finish(state as State) };
}

interface Sum {
  readonly total: decimal.Decimal;
  readonly count: number;
}

const noSum = (): Sum => ({ total: decimal.integer(0), count: 0 });

function addTo({ total, count }: Sum, value: Stored): Sum {
  return value === null ? { total, count } : { total: decimal.add(total, fromKey(value)), count: count + 1 };
}

/** Nulls do not count; of no value at all the sum is null. */
export const aggregates: Readonly<Record<string, Aggregate>> = {
  sum_key: aggregate(noSum, addTo, ({ total, count }) => (count === 0 ? null : toKey(total))),
  avg_key: aggregate(noSum, addTo, ({ total, count }) =>
    count === 0 ? null : toKey(decimal.divide(total, decimal.integer(count))),
  ),
  /** The value of a subquery (ORA-01427). */
  single_row: aggregate(
    (): { rows: number; value: Stored } => ({ rows: 0, value: null }),
    ({ rows }, value) => {
      if (rows === 1) {
        throw badValue('more-than-one-row');
      }
      return { rows: rows + 1, value };
    },
    ({ value }) => value,
  ),
};
