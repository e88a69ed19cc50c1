import type { Allocate } from './nodeTable.ts';

/** Bytes in a row that grow as they arrive. */
export class ByteStore {
  readonly #allocate: Allocate;
  #buffer: Uint8Array;
  #length = 0;

  /** @param expected how many there will be, when that is known: nothing is copied then */
  constructor(allocate: Allocate, expected = 0) {
    this.#allocate = allocate;
    this.#buffer = new Uint8Array(allocate(expected));
  }

  get length(): number {
    return this.#length;
  }

  /** What is there so far; the next `add` may move it elsewhere. */
  get bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }

  add(bytes: Uint8Array): void {
    const needed = this.#length + bytes.length;
    if (needed > this.#buffer.length) {
      this.#resize(Math.max(needed, this.#buffer.length * 2, 1 << 16));
    }
    this.#buffer.set(bytes, this.#length);
    this.#length = needed;
  }

  /** All of them, without the room that was kept for more when that is much. */
  finish(): Uint8Array {
    if (this.#buffer.length > this.#length * 1.25) {
      this.#resize(this.#length);
    }
    return this.bytes;
  }

  #resize(capacity: number): void {
    const resized = new Uint8Array(this.#allocate(capacity));
    resized.set(this.bytes);
    this.#buffer = resized;
  }
}
