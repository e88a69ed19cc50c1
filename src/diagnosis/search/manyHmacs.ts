import { hash as hashOnce } from 'node:crypto';
import type { HashName } from '../sentSignature.ts';

const blockSizes: Readonly<Record<HashName, number>> = { md5: 64, sha1: 64, sha256: 64, sha512: 128 };
const mostKeys = 2000;

/**
 * HMAC (RFC 2104) of many texts. An Hmac object for each would cost more in garbage than in hashing: this needs two plain
 * hashes, and keeps what a key is mixed with.
 */
export class ManyHmacs {
  readonly #hash: HashName;
  readonly #block: number;
  readonly #pads = new Map<string, { readonly inner: Buffer; readonly outer: Buffer }>();
  #buffer = Buffer.alloc(16_384);

  constructor(hash: HashName) {
    this.#hash = hash;
    this.#block = blockSizes[hash];
  }

  /** Of several pieces as one text, which is never put together; in Base64. */
  digest(key: string, pieces: readonly string[]): string {
    const { inner, outer } = this.#padsOf(key);
    const most = pieces.reduce((sum, piece) => sum + piece.length * 3, this.#block);
    if (this.#buffer.length < most) {
      this.#buffer = Buffer.alloc(most * 2);
    }
    inner.copy(this.#buffer);
    let length = this.#block;
    for (const piece of pieces) {
      length += this.#buffer.write(piece, length, 'utf8');
    }
    hashOnce(this.#hash, this.#buffer.subarray(0, length), 'buffer').copy(outer, this.#block);
    return hashOnce(this.#hash, outer, 'base64');
  }

  #padsOf(key: string) {
    let pads = this.#pads.get(key);
    if (!pads) {
      const bytes = Buffer.from(key, 'utf8');
      const short = bytes.length > this.#block ? hashOnce(this.#hash, bytes, 'buffer') : bytes;
      const digestLength = hashOnce(this.#hash, '', 'buffer').length;
      const inner = Buffer.alloc(this.#block, 0x36);
      const outer = Buffer.alloc(this.#block + digestLength, 0x5c);
      for (const [index, byte] of short.entries()) {
        inner[index] = byte ^ 0x36;
        outer[index] = byte ^ 0x5c;
      }
      pads = { inner, outer };
      if (this.#pads.size > mostKeys) {
        this.#pads.clear();
      }
      this.#pads.set(key, pads);
    }
    return pads;
  }
}
