// Where the served VS Code keeps secrets: one encrypted text in the page's localStorage.
import type { Page } from 'playwright-core';

/**
 * How many bytes all secrets of the page take together, encrypted; 0 for none. The text grows with what it holds, so that
 * two times are the same when nothing was left behind.
 */
export async function secretsLength(page: Page): Promise<number> {
  return (await page.evaluate<string>("localStorage.getItem('secrets.provider') ?? ''")).length;
}

/** The length of an empty store that once held something: two characters, encrypted. One key alone is longer. */
export const emptyStore = 84;
