import { findRecord, listOf, recordKinds, withoutRecords, withRecord } from './indexLists.ts';
import type { AccountIndex, RecordKind, RecordKinds } from './records.ts';

interface Written<K extends RecordKind = RecordKind> {
  readonly kind: K;
  readonly record: RecordKinds[K];
}

/**
 * What this window changed in the index. VS Code keeps the index as one value for all windows, so a window that writes
 * before it has heard of another's change undoes it. Each window remembers what it wrote and puts it back when it finds
 * it gone: of two versions of a record the one with the higher `changed` counts, and a record that was removed stays
 * removed, whatever another window did to it meanwhile.
 */
export class OwnChanges {
  readonly #written = new Map<string, Written>();
  readonly #removed = new Map<string, number>();

  /** Remembers the difference between what was read and what was written. */
  note(before: AccountIndex, after: AccountIndex): void {
    for (const kind of recordKinds) {
      for (const record of listOf(after, kind)) {
        if (findRecord(before, kind, record.id) !== record) {
          this.#written.set(record.id, { kind, record });
        }
      }
    }
    for (const [id, at] of Object.entries(after.removed)) {
      if (before.removed[id] !== at) {
        this.#removed.set(id, at);
        this.#written.delete(id);
      }
    }
  }

  /** The index with what was lost put back; the same object when nothing was. What others changed later stays theirs. */
  putBack(index: AccountIndex): AccountIndex {
    let whole = index;
    for (const [id, { kind, record }] of this.#written) {
      const stored = findRecord(index, kind, id);
      if (index.removed[id] !== undefined || (stored && stored.changed > record.changed)) {
        this.#written.delete(id);
      } else if (stored?.changed !== record.changed) {
        whole = withRecord(whole, kind, record);
      }
    }
    for (const [id, at] of this.#removed) {
      if (index.removed[id] === undefined || recordKinds.some(kind => findRecord(index, kind, id))) {
        whole = withoutRecords(whole, new Set([id]), at);
      }
    }
    return whole;
  }
}
