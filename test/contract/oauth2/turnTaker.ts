// A process of its own that takes turns: each adds one to the number in a file, so slowly that two at once lose one.
import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { inFileTurn } from '../../../src/workbench/accounts/oauth2/fileTurn.ts';

const [lock = '', counter = '', turns = '0'] = process.argv.slice(2);

if (turns === 'forever') {
  await inFileTurn(lock, () => {
    process.stdout.write('holding\n');
    return new Promise(() => setInterval(() => undefined, 1000));
  });
}
const all = Array.from({ length: Number(turns) }, () =>
  inFileTurn(lock, async () => {
    const number = Number(await readFile(counter, 'utf8'));
    await sleep(2);
    await writeFile(counter, String(number + 1));
  }),
);
await Promise.all(all);
