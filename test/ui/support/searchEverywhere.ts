import { mkdir } from 'node:fs/promises';
import { expect } from 'vitest';
import { outputFolder } from '../../host/paths.ts';
import type { Canaries } from './canaries.ts';
import type { Printed } from './printed.ts';
import { browserStorage } from './traces.ts';
import type { Workbench } from './workbench.ts';

export type Searched = {
  readonly secrets: Canaries;
  /** Keys and IDs: they may have been shown, and lie nowhere. */
  readonly names: Canaries;
  /** All that was ever shown. */
  readonly shown: readonly string[];
  /** Arguments and environments of all processes that were ever seen. */
  readonly processes: readonly string[];
  /** Of the practice account, whose process shows that processes are really looked at. */
  readonly practiceFolder: string;
  /** Besides those of VS Code. */
  readonly folders: readonly string[];
  /** What the test run itself printed, and since when it writes files, in milliseconds since 1970. */
  readonly printed: Printed;
  readonly since: number;
};

/**
 * Looks for secrets in what was shown, kept, logged and written down, in the processes of this machine, and in what the
 * test run printed and leaves behind.
 */
export async function searchEverywhere(
  { page, server }: Workbench,
  { secrets, names, shown, processes, practiceFolder, folders, printed, since }: Searched,
): Promise<void> {
  // All that was shown once more, with the secrets that were made later.
  expect(shown.flatMap(text => secrets.in(text))).toEqual([]);
  // VS Code writes its state and logs down a moment after a change.
  await new Promise(done => setTimeout(done, 1000));
  const kept = await browserStorage(page);
  const started = processes.join('\n');
  expect(process.platform === 'linux' && !started.includes(practiceFolder)).toBe(false);
  await mkdir(outputFolder, { recursive: true });
  for (const canaries of [secrets, names]) {
    expect(canaries.size).toBeGreaterThan(5);
    expect(canaries.in(kept)).toEqual([]);
    expect(canaries.in(server.log())).toEqual([]);
    expect(canaries.in(started)).toEqual([]);
    const data = await canaries.inFolder(server.dataFolder);
    expect(data.files).toBeGreaterThan(10);
    expect(data.found).toEqual([]);
    for (const folder of folders) {
      expect((await canaries.inFolder(folder)).found).toEqual([]);
    }
    expect(canaries.in(printed.read())).toEqual([]);
    expect((await canaries.inFolder(outputFolder, since)).found).toEqual([]);
  }
}
