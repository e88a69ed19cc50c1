import { median, ratioOf, type Runs } from './alternate.ts';

export type Unit = 'µs' | 'ms' | 'MiB' | 'kB' | 'threads';

/** One row of the table: what it is here, and what it is with something else. */
export interface Row {
  readonly what: string;
  readonly unit: Unit;
  /** The median of the rounds, unless `by` names another of them. */
  readonly own: number;
  readonly by?: 'highest';
  /** Lowest and highest of the rounds. */
  readonly ownRange: readonly [number, number];
  /** What it is held against; absent where there is only a limit. */
  readonly beside?: string;
  /** In words where there was no figure. */
  readonly other?: number | string;
  /** Absent for what was quoted: a ratio to another machine says nothing. */
  readonly ratio?: number;
  readonly toReach?: string;
  readonly reached?: boolean;
}

/** What is to be reached: at most so many times something else, or at most so much. */
export interface Goal {
  readonly atMost: number;
  /** Name of a candidate; absent for a limit in the row's own unit. */
  readonly times?: string;
  /** Of a limit that no round may go beyond: what counts in place of the median. */
  readonly by?: 'highest';
}

/** A figure from elsewhere, of something that cannot be measured here; in words where none came of it. */
export interface Quoted {
  readonly name: string;
  readonly value: number | string;
}

/** The rows about one thing. The first of `runs` is held against each of the others. */
export function compare(
  what: string,
  unit: Unit,
  runs: Readonly<Record<string, Runs>>,
  goals: readonly Goal[],
  quoted: readonly Quoted[] = [],
): Row[] {
  const [own = [], ...others] = Object.values(runs);
  const names = Object.keys(runs).slice(1);
  const base = { what, unit, own: median(own), ownRange: [Math.min(...own), Math.max(...own)] } as const;
  if (others.length + goals.length + quoted.length === 0) {
    return [base];
  }
  return [
    ...others.map((other, index) => {
      const beside = names[index] ?? '';
      const ratio = ratioOf(own, other);
      const goal = goals.find(({ times }) => times === beside);
      return { ...base, beside, other: median(other), ratio, ...(goal && verdict(`≤ ${goal.atMost} ×`, ratio, goal)) };
    }),
    ...quoted.map(({ name, value }) => ({ ...base, beside: `${name} (quoted)`, other: value })),
    ...goals
      .filter(({ times }) => times === undefined)
      .map(goal => {
        const counted = goal.by ? { own: base.ownRange[1], by: goal.by } : { own: base.own };
        const toReach = `≤ ${short(goal.atMost)} ${unit}${goal.by ? ' in every round' : ''}`;
        return { ...base, ...counted, ...verdict(toReach, counted.own, goal) };
      }),
  ];
}

function verdict(toReach: string, value: number, { atMost }: Goal): Pick<Row, 'toReach' | 'reached'> {
  return { toReach, reached: value <= atMost };
}

/** Of several candidates the one that is quickest by its median. */
export function quickestOf(runs: Readonly<Record<string, Runs>>, names: readonly string[]): string {
  const medianOf = (name: string): number => median(runs[name] ?? []);
  return names.reduce((best, name) => (medianOf(name) < medianOf(best) ? name : best));
}

/** As people read it. */
export function printRows(rows: readonly Row[]): void {
  console.table(
    rows.map(({ what, unit, own, by, ownRange, beside = '', other, ratio, toReach = '', reached }) => ({
      what,
      here: `${short(own)} ${unit}${by ? ` (${by})` : ''}`,
      range: ownRange[0] === ownRange[1] ? '' : `${short(ownRange[0])} to ${short(ownRange[1])}`,
      beside,
      'is there': typeof other === 'number' ? `${short(other)} ${unit}` : (other ?? ''),
      ratio: ratio === undefined ? '' : ratio.toFixed(2),
      'to reach': toReach,
      reached: reached === undefined ? '' : reached ? 'yes' : 'NO',
    })),
  );
}

/** Three digits that count. */
function short(value: number): string {
  if (Number.isInteger(value)) {
    return String(value);
  }
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
