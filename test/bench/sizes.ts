// What activation loads; its budget is kept by the build.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { activationCost } from '../host/budget.mjs';
import { repository } from '../host/paths.ts';
import { compare, type Row } from './compared/comparison.ts';

export async function sizeRows(): Promise<Row[]> {
  const meta = JSON.parse(await readFile(join(repository, 'dist/meta.json'), 'utf8')) as Parameters<
    typeof activationCost
  >[0];
  const { bytes, budget } = activationCost(meta);
  return compare('loaded at activation', 'kB', { here: [bytes / 1000] }, [{ atMost: budget / 1000 }]);
}
