import { expect } from 'vitest';
import { settled } from './waiting.ts';
import type { Text } from './waiting.ts';
import type { Workbench } from './workbench.ts';

/** Answers the served VS Code's dialog for files, which is a quick pick over the paths of the server. */
export async function chooseFile({ quickInput }: Workbench, title: Text, path: string): Promise<void> {
  await quickInput.waitFor(title);
  // It writes its own proposal into the box, and reads what is typed, each a moment later.
  await expect.poll(() => quickInput.value()).toContain('/');
  await settled(() => quickInput.rows());
  await quickInput.type(path);
  await settled(() => quickInput.rows());
  await expect.poll(() => quickInput.value()).toBe(path);
  await quickInput.accept();
}
