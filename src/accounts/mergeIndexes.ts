import { listOf, recordKinds } from './indexLists.ts';
import { withoutOldRemovals } from './recordChanges.ts';
import type {
  AccountIndex,
  AccountRecord,
  ApplicationRecord,
  BookRecord,
  RecordKind,
  RecordKinds,
  TokenRecord,
} from './records.ts';

/**
 * Two windows' views of the index made one, the same whichever comes first. VS Code keeps the index as one value for all
 * windows, so that a window which writes before it has heard of another's change undoes it; each window keeps what it has
 * seen and puts back what it finds gone. Of two versions of a record the one with the higher `changed` counts. A record
 * that was removed stays so, whatever another window did to it meanwhile, and what stood below it goes with it.
 *
 * @param now ms since 1970; removals are remembered for a while only
 * @returns `stored` itself when `seen` has nothing to add to it
 */
export function mergeIndexes(stored: AccountIndex, seen: AccountIndex, now: number): AccountIndex {
  const removed = new Map(Object.entries(stored.removed));
  for (const [id, at] of Object.entries(seen.removed)) {
    removed.set(id, Math.max(at, removed.get(id) ?? at));
  }
  const kept: Record<RecordKind, readonly RecordKinds[RecordKind][]> = { account: [], application: [], token: [] };
  let isStored = true;
  // Parents come before what is below them.
  for (const kind of recordKinds) {
    const list = mergeLists(listOf(stored, kind), listOf(seen, kind)).filter(record => {
      const at = removed.get(record.id) ?? removed.get(parentOf(record) ?? '');
      if (at !== undefined) {
        removed.set(record.id, at);
      }
      return at === undefined;
    });
    isStored &&= isSame(list, listOf(stored, kind));
    kept[kind] = list;
  }
  const merged = withoutOldRemovals(
    {
      version: stored.version,
      accounts: kept.account as readonly AccountRecord[],
      applications: kept.application as readonly ApplicationRecord[],
      tokens: kept.token as readonly TokenRecord[],
      removed: Object.fromEntries(removed),
    },
    now,
  );
  const marks = Object.entries(merged.removed);
  isStored &&= marks.length === Object.keys(stored.removed).length;
  isStored &&= marks.every(([id, at]) => stored.removed[id] === at);
  return isStored ? stored : merged;
}

function mergeLists<R extends BookRecord>(stored: readonly R[], seen: readonly R[]): R[] {
  const byId = new Map(stored.map(record => [record.id, record]));
  for (const record of seen) {
    const other = byId.get(record.id);
    if (!other || isLater(record, other)) {
      byId.set(record.id, record);
    }
  }
  return [...byId.values()];
}

/** Two windows may give the same number; then every window must choose the same of the two. */
function isLater(record: BookRecord, other: BookRecord): boolean {
  return (
    record.changed > other.changed ||
    (record.changed === other.changed && JSON.stringify(record) > JSON.stringify(other))
  );
}

function parentOf(record: RecordKinds[RecordKind]): string | undefined {
  return 'application' in record ? record.application : 'account' in record ? record.account : undefined;
}

function isSame<T>(list: readonly T[], other: readonly T[]): boolean {
  return list.length === other.length && list.every((record, i) => record === other[i]);
}
