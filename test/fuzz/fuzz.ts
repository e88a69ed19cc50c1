// npm run fuzz -- --seconds 60 [--only name,name]: tries random cases on everything that takes what others wrote, each for
// its share of the time. What fails, or does not end, is kept in test/fuzz/kept and tried again by npm test from then on.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { allTargets, fuzzInThread } from './fuzzInThread.ts';
import { keepCase } from './keptCases.ts';
import './standIns.ts';

// Some of them want VS Code, for which something stands in by now.
const { fuzzTargets } = await import('./fuzzTargets.ts');

/** Milliseconds for a lot of a hundred cases. */
const patience = 30_000;

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '60' }, only: { type: 'string' }, seed: { type: 'string' } },
});
const seconds = Number(values.seconds);
const wanted = values.only?.split(',');
const chosen = fuzzTargets.filter(({ name }) => wanted?.includes(name) ?? true);
if (!(seconds > 0) || chosen.length === 0) {
  console.error(`usage: npm run fuzz -- [--seconds 60] [--seed 1] [--only ${fuzzTargets.map(t => t.name).join(',')}]`);
  process.exit(2);
}
const firstSeed = values.seed === undefined ? (Math.random() * 2 ** 31) | 0 : Number(values.seed);
console.log(`${chosen.length} targets, ${seconds} s, first seed ${firstSeed}, Node ${process.version}`);
const threads = Math.min(availableParallelism(), chosen.length);
const share = (seconds * 1000 * threads) / chosen.length;
const waiting = [...chosen];
const failures: string[] = [];
let total = 0;
const started = performance.now();
await Promise.all(
  Array.from({ length: threads }, async () => {
    for (let target = waiting.shift(); target; target = waiting.shift()) {
      const begun = performance.now();
      const job = { module: allTargets, targets: [target.name], firstSeed, share };
      const [{ cases, failed } = { cases: 0 }] = await fuzzInThread(job, patience);
      total += cases;
      const rate = Math.round((1000 * cases) / (performance.now() - begun));
      console.log(
        `${failed ? 'FAIL' : 'ok  '} ${target.name.padEnd(22)} ${count(cases)} cases, ${count(rate)} a second`,
      );
      if (failed) {
        failures.push(target.name);
        console.log(`     ${failed.why}\n     kept in ${await keepCase(target.name, failed)}`);
      }
    }
  }),
);
const took = (performance.now() - started) / 1000;
console.log(
  `${count(total)} cases in ${took.toFixed(1)} s, ${count(Math.round(total / took))} a second; ` +
    (failures.length === 0 ? 'none failed, none did not end' : `failed: ${failures.join(', ')}`),
);
process.exit(failures.length === 0 ? 0 : 1);

function count(number: number): string {
  return number.toLocaleString('en').padStart(9);
}
