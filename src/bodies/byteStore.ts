import type { Allocate } from './nodeTable.ts';

/** Memory is made with so much room to grow into. It moves three times at most, and never with so much that it is felt. */
const rooms = [1 << 16, 1 << 20, 1 << 24, 1 << 29];

/** Bytes in a row that grow as they arrive. */
export class ByteStore {
  readonly #allocate: Allocate;
  #buffer: ArrayBufferLike;
  #room: number;
  #length = 0;

  /** @param expected how many there will be, when that is known */
  constructor(allocate: Allocate, expected = 0) {
    this.#allocate = allocate;
    this.#buffer = allocate(expected);
    this.#room = expected;
  }

  get length(): number {
    return this.#length;
  }

  /** What is there so far; the next `add` may move it elsewhere. */
  get bytes(): Uint8Array {
    return new Uint8Array(this.#buffer, 0, this.#length);
  }

  add(bytes: Uint8Array): void {
    const needed = this.#length + bytes.length;
    if (needed > this.#room) {
      this.#move(needed);
    } else if (needed > this.#buffer.byteLength) {
      grow(this.#buffer, needed);
    }
    new Uint8Array(this.#buffer, this.#length, bytes.length).set(bytes);
    this.#length = needed;
  }

  #move(needed: number): void {
    const room = rooms.find(each => each >= needed) ?? needed * 2;
    const buffer = this.#allocate(needed, room);
    new Uint8Array(buffer).set(this.bytes);
    this.#buffer = buffer;
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
