import { expect } from 'vitest';
import type { Canaries } from './canaries.ts';
import { browserStorage, processTexts } from './traces.ts';
import type { Workbench } from './workbench.ts';

export type Searched = {
  readonly secrets: Canaries;
  /** Keys and IDs: they may have been shown, and lie nowhere. */
  readonly names: Canaries;
  /** All that was ever shown. */
  readonly shown: readonly string[];
  /** Of the practice account, whose process shows that processes are really looked at. */
  readonly practiceFolder: string;
  /** Besides those of VS Code. */
  readonly folders: readonly string[];
};

/** Looks for secrets in what was shown, kept, logged and written down, and in the processes of this machine. */
export async function searchEverywhere(
  { page, server }: Workbench,
  { secrets, names, shown, practiceFolder, folders }: Searched,
): Promise<void> {
  // All that was shown once more, with the secrets that were made later.
  expect(shown.flatMap(text => secrets.in(text))).toEqual([]);
  // VS Code writes its state and logs down a moment after a change.
  await new Promise(done => setTimeout(done, 1000));
  const kept = await browserStorage(page);
  const processes = await processTexts();
  expect(process.platform === 'linux' && !processes.includes(practiceFolder)).toBe(false);
  for (const canaries of [secrets, names]) {
    expect(canaries.size).toBeGreaterThan(5);
    expect(canaries.in(kept)).toEqual([]);
    expect(canaries.in(server.log())).toEqual([]);
    expect(canaries.in(processes)).toEqual([]);
    const data = await canaries.inFolder(server.dataFolder);
    expect(data.files).toBeGreaterThan(10);
    expect(data.found).toEqual([]);
    for (const folder of folders) {
      expect((await canaries.inFolder(folder)).found).toEqual([]);
    }
  }
}
