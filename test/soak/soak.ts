// npm run soak [-- --requests 10000]: a day of calls in miniature, and a gigabyte where an answer was expected.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPractice } from '../host/practice.ts';
import { buildExtension } from '../host/package.ts';
import { largeBody } from './largeBody.ts';
import { growthOf, soakRun } from './soakRun.ts';

/** Bytes that memory may have grown by in the second half of a run. */
const mostGrowth = 2 << 20;

const { values } = parseArgs({ options: { requests: { type: 'string', default: '10000' } } });
const requests = Number(values.requests);
if (!(requests >= 20)) {
  console.error('usage: npm run soak -- [--requests 10000]');
  process.exit(2);
}
console.log(`Node ${process.version}, ${process.platform}; ${requests} requests to the practice account`);
await buildExtension();
const folder = await mkdtemp(join(tmpdir(), 'tba-soak-'));
const practice = await startPractice(folder);
const wrong: string[] = [];
try {
  const started = performance.now();
  const seen = await soakRun(practice.account, requests, done => process.stdout.write(`\r${done} `));
  const seconds = (performance.now() - started) / 1000;
  const growth = growthOf(seen.memory);
  console.log(
    `\r${seen.answered} answered with 200 in ${seconds.toFixed(1)} s, made to fail: ${JSON.stringify(seen.failed)}`,
  );
  console.log(`others: ${JSON.stringify(seen.others)}; sockets open at most: ${seen.mostSockets}`);
  console.log(`memory, MB: ${seen.memory.map(megabytes).join(' ')}`);
  console.log(`grew by ${megabytes(growth)} MB in the second half, at most ${megabytes(mostGrowth)}`);
  console.log(`left open: ${seen.leftOpen.join(', ') || 'nothing'}; listeners left: ${seen.listenersLeft}`);
  if (Object.keys(seen.others).length > 0) wrong.push('not every request had the end that it should have');
  if (seen.mostSockets > 2) wrong.push('sockets stayed open');
  if (growth > mostGrowth) wrong.push('memory grew');
  if (seen.leftOpen.length > 0 || seen.listenersLeft > 0) wrong.push('something was left open');
} finally {
  await practice.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
const { code, kept, before, after, seconds } = await largeBody(1 << 30, 512 << 20);
console.log(`1 GB: ${code} after ${seconds.toFixed(1)} s with ${megabytes(kept)} MB of it`);
console.log(`memory, MB: ${megabytes(before)} before, ${megabytes(after)} after`);
if (code !== 'response-too-large' || kept < 511 << 20) wrong.push('a gigabyte was not stopped at the setting');
if (after - before > 16 << 20) wrong.push('its memory did not come back');
console.log(wrong.length === 0 ? 'ok' : `FAIL: ${wrong.join(', ')}`);
process.exit(wrong.length === 0 ? 0 : 1);

function megabytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1);
}
