import type { Restore } from '../../panels/response/messages.ts';

/** What a panel kept of itself for the next window, as far as it can be believed. */
export interface KeptPanel {
  readonly restore: Restore;
  readonly pinned: boolean;
  /** Scroll positions in the panel belong to it. */
  readonly bodyId: number;
}

/** Longer names are none of ours. */
const longest = 4000;

/** Reads what the view saved; undefined for anything else. */
export function readKeptPanel(saved: unknown): KeptPanel | undefined {
  const { restore, pinned, bodyId } = objectOf(saved);
  const { key, title, file } = objectOf(restore);
  if (!isName(key) || !isName(title)) {
    return undefined;
  }
  return {
    restore: { key, title, ...(isName(file) && { file }) },
    pinned: pinned === true,
    bodyId: typeof bodyId === 'number' && Number.isSafeInteger(bodyId) && bodyId > 0 ? bodyId : 1,
  };
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= longest;
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
