// What once failed, kept in the repository and tried again with every npm test.
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A case that failed. The case itself counts: what a seed makes changes with the generators. */
export interface KeptCase {
  readonly seed: number;
  /** Where fast-check found it; absent of one that never ended. */
  readonly path?: string;
  /** In one line. */
  readonly why: string;
  /** Absent where it did not end: its seed has it among the cases that it makes. */
  readonly tried?: unknown;
}

const folder = join(import.meta.dirname, 'kept');

export async function keptCases(target: string): Promise<readonly KeptCase[]> {
  const file = fileOf(target);
  return existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as readonly KeptCase[]) : [];
}

/** @returns the file that has it now */
export async function keepCase(target: string, found: KeptCase): Promise<string> {
  const file = fileOf(target);
  const all = [...(await keptCases(target)), found];
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(all, undefined, 2)}\n`);
  return file;
}

function fileOf(target: string): string {
  return join(folder, `${target}.json`);
}
