// Of the figures of the response view, those with something to reach. VS Code's own editor and REST Client are quoted.
import type { ViewFigures } from '../alone/responseView.ts';
import { compare, type Quoted, type Row } from './comparison.ts';

/** Milliseconds to first rows of the same bytes, measured once on a quiet machine of two cores. */
const quotedFirstRows: Readonly<Record<number, readonly Quoted[]>> = {
  5: [
    { name: 'VS Code’s own editor', value: 710 },
    { name: 'REST Client', value: 66_000 },
  ],
  50: [{ name: 'VS Code’s own editor', value: 2900 }],
};

export function responseViewRows(figures: readonly ViewFigures[]): Row[] {
  return figures.flatMap(figure => {
    const megabytes = parseFloat(figure.body);
    const quoted = quotedFirstRows[megabytes];
    if (!quoted) {
      return [];
    }
    const one = (text: string) => ({ here: [parseFloat(text)] });
    const what = `response of ${megabytes} MB`;
    return [
      ...compare(`${what}, to first rows`, 'ms', one(figure['first rows']), [], quoted),
      ...compare(`${what}, search through it`, 'ms', one(figure['search result']), []),
      ...compare(`${what}, extension host blocked, reading`, 'ms', one(figure['host blocked, reading']), [
        { atMost: 50 },
      ]),
      ...compare(`${what}, extension host blocked, later`, 'ms', one(figure['host blocked, later']), [{ atMost: 50 }]),
      ...compare(`${what}, memory kept after closing`, 'MiB', one(figure['after collecting']), [
        { atMost: 1.5 * megabytes },
      ]),
    ];
  });
}
