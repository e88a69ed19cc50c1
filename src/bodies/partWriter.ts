/** Bytes in a part before it is handed on. */
const fullBytes = 1 << 20;

const encoder = new TextEncoder();

/** Gathers bytes into parts of about a megabyte, so that nothing large has to be whole anywhere. */
export class PartWriter {
  #buffer = new Uint8Array(4096);
  #length = 0;

  get isFull(): boolean {
    return this.#length >= fullBytes;
  }

  byte(value: number): void {
    this.#ensure(1);
    this.#buffer[this.#length++] = value;
  }

  bytes(values: Uint8Array): void {
    this.#ensure(values.length);
    this.#buffer.set(values, this.#length);
    this.#length += values.length;
  }

  text(text: string): void {
    this.bytes(encoder.encode(text));
  }

  /** What was gathered; the writer is empty afterwards. */
  take(): Uint8Array {
    const part = this.#buffer.slice(0, this.#length);
    this.#length = 0;
    return part;
  }

  #ensure(more: number): void {
    if (this.#length + more > this.#buffer.length) {
      const grown = new Uint8Array(Math.max((this.#length + more) * 2, 4096));
      grown.set(this.#buffer.subarray(0, this.#length));
      this.#buffer = grown;
    }
  }
}

/** One array of all. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
