import type { Allocate } from './nodeTable.ts';

/** Memory is made with so much room to grow into. It moves three times at most, and never with so much that it is felt. */
const rooms = [1 << 16, 1 << 20, 1 << 24, 1 << 29];

/** Bytes in a row that grow as they arrive. */
export class ByteStore {
  readonly #allocate: Allocate;
  /** All of the memory that is in use; it grows with it. */
  #memory: Uint8Array;
  #room: number;
  #length = 0;

  /** @param expected how many there will be, when that is known */
  constructor(allocate: Allocate, expected = 0) {
    this.#allocate = allocate;
    this.#memory = new Uint8Array(allocate(expected));
    this.#room = expected;
  }

  get length(): number {
    return this.#length;
  }

  /** What is there so far; the next `add` may move it elsewhere. */
  get bytes(): Uint8Array {
    return this.#length === this.#room ? this.#memory : new Uint8Array(this.#memory.buffer, 0, this.#length);
  }

  add(bytes: Uint8Array): void {
    const needed = this.#length + bytes.length;
    if (needed > this.#room) {
      this.#move(needed);
    } else if (needed > this.#memory.length) {
      grow(this.#memory.buffer, needed);
    }
    this.#memory.set(bytes, this.#length);
    this.#length = needed;
  }

  #move(needed: number): void {
    // Most bodies are one piece, and memory that can grow takes a while to make.
    const room = this.#length === 0 ? needed : (rooms.find(each => each >= needed) ?? needed * 2);
    const memory = new Uint8Array(room === needed ? this.#allocate(needed) : this.#allocate(needed, room));
    memory.set(this.bytes);
    this.#memory = memory;
    this.#room = room;
  }
}

function grow(buffer: ArrayBufferLike, bytes: number): void {
  if (buffer instanceof ArrayBuffer) {
    buffer.resize(bytes);
  } else {
    buffer.grow(bytes);
  }
}
