// npm run fuzz -- --seconds 60 [--only name,name]: tries random cases on everything that takes what others wrote, each for
// its share of the time. What fails, or does not end, is kept in test/fuzz/kept and tried again by npm test from then on.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { FuzzJob, FuzzMessage } from './fuzzWorker.ts';
import { keepCase, type KeptCase } from './keptCases.ts';
import './standIns.ts';

// Some of them want VS Code, for which something stands in by now.
const { fuzzTargets } = await import('./fuzzTargets.ts');

/** Seconds without a word, after which a lot of a hundred cases counts as one that never ends. */
const patience = 30;

interface Outcome {
  readonly cases: number;
  readonly seconds: number;
  readonly failed?: KeptCase;
}
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
      const { cases, seconds: took, failed } = await fuzz(target.name);
      total += cases;
      const rate = Math.round(cases / took);
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

function fuzz(target: string): Promise<Outcome> {
  const start = performance.now();
  const job: FuzzJob = { target, firstSeed, until: Date.now() + share };
  const worker = new Worker(new URL('./fuzzWorker.ts', import.meta.url), { workerData: job });
  let cases = 0;
  let seed = firstSeed;
  let failed: KeptCase | undefined;
  return new Promise(resolve => {
    const end = (kept: KeptCase | undefined) => {
      clearTimeout(timer);
      void worker.terminate();
      resolve({ cases, seconds: (performance.now() - start) / 1000, ...(kept && { failed: kept }) });
    };
    const timer = setTimeout(() => end({ seed, why: `did not end within ${patience} s` }), patience * 1000);
    worker.on('message', (message: FuzzMessage) => {
      timer.refresh();
      if (message.kind === 'begin') {
        seed = message.seed;
      } else if (message.kind === 'end') {
        cases += message.cases;
        failed = message.failed;
      } else {
        end(failed);
      }
    });
    worker.on('error', error => end({ seed, why: `the thread died: ${String(error)}` }));
  });
}

function count(number: number): string {
  return number.toLocaleString('en').padStart(9);
}
