/** A member whose name stands in its object more than once. */
export interface DuplicateKeys {
  /** How many members have the name. */
  readonly count: number;
  /** The place of this one among them, from 1. The last is what JSON.parse and most programs take. */
  readonly position: number;
}
