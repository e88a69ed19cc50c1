// What activation loads, and the package as it is installed. The build and the tests keep the budgets of both.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { activationCost, packageBudget } from '../host/budget.mjs';
import { packExtension } from '../host/package.ts';
import { repository } from '../host/paths.ts';
import { compare, type Row } from './compared/comparison.ts';

/** Kilobytes of other clients' packages. */
const quotedPackages = [
  { name: 'httpYac', value: 1000 },
  { name: 'REST Client', value: 1450 },
];

export async function sizeRows(): Promise<Row[]> {
  const meta = JSON.parse(await readFile(join(repository, 'dist/meta.json'), 'utf8')) as Parameters<
    typeof activationCost
  >[0];
  const { bytes, budget } = activationCost(meta);
  return [
    ...compare('loaded at activation', 'kB', { here: [bytes / 1000] }, [{ atMost: budget / 1000 }]),
    ...compare(
      'the .vsix',
      'kB',
      { here: [(await packedBytes()) / 1000] },
      [{ atMost: packageBudget / 1000 }],
      quotedPackages,
    ),
  ];
}

async function packedBytes(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'tba-bench-vsix-'));
  try {
    const { bytes } = await packExtension(join(folder, 'packed.vsix'));
    return bytes;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
