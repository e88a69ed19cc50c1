// The results as people read them.
import type { Results } from './bench.ts';
import { printRows } from './compared/comparison.ts';
import type { Machine } from './machine.ts';

export function printResults(machine: Machine & { readonly loadAfter: number }, results: Results): void {
  const { rows, shares, figures, bodies, views } = results;
  const versions = Object.entries(machine.versions).map(([name, version]) => `${name} ${version}`);
  console.log(`${machine.machine}\nNode ${machine.node}, commit ${machine.commit}\n${versions.join(', ')}`);
  console.log(`load average ${machine.load.toFixed(1)} before, ${machine.loadAfter.toFixed(1)} after`);
  if (rows.length > 0) {
    printRows(rows);
  }
  if (shares.length > 0) {
    console.log('What one signature is made of:');
    console.table(
      shares.map(({ step, microseconds, share }) => ({
        step,
        time: `${microseconds.toFixed(1)} µs`,
        share: `${(share * 100).toFixed(0)} %`,
      })),
    );
  }
  if (figures.length > 0) {
    console.table(figures);
  }
  [bodies, views].filter(all => all.length > 0).forEach(printBodies);
}

/** A column for each body: there are more figures than bodies. */
function printBodies(all: readonly object[]): void {
  const columns = all.map(each => new Map(Object.entries(each) as [string, string][]));
  const names = [...new Set(columns.flatMap(column => [...column.keys()]))].filter(name => name !== 'body');
  console.table(
    Object.fromEntries(
      names.map(name => [name, Object.fromEntries(columns.map(column => [column.get('body'), column.get(name)]))]),
    ),
  );
}
