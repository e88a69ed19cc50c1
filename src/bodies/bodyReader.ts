import { ByteStore } from './byteStore.ts';
import { readCharset, toUtf8, type Charset } from './charset.ts';
import { guessContent } from './contentKind.ts';
import { JsonReader, type JsonIndex } from './jsonIndex.ts';
import { previewBytes, previewText } from './previewText.ts';
import { createNodeTable, ownMemory, type Allocate, type NodeTable } from './nodeTable.ts';

/** A body read to its end, before it is told what to make of it. */
export interface ReadBody {
  /** As received. */
  readonly received: Uint8Array;
  /** The same as UTF-8 without a byte order mark. */
  readonly bytes: Uint8Array;
  readonly charset: Charset;
  /** When it is or claims to be JSON. */
  readonly index?: JsonIndex;
  /** The charset that the header, the XML or (absent) the lack of both stands for, when the bytes are none of it. */
  readonly wrongCharset?: { readonly named?: string };
  /** Whether it holds more values than there is memory for; it is shown as text then. */
  readonly tooManyValues?: boolean;
}

interface JsonParts {
  readonly reader: JsonReader;
  readonly table: NodeTable;
}

/** Bytes by which charset and kind are told. */
const headBytes = 4096;

/**
 * Takes a body in pieces and reads its JSON while it arrives. Bodies in another charset than UTF-8, which are rare,
 * wait for their last byte.
 */
export class BodyReader {
  readonly #contentType: string | undefined;
  readonly #allocate: Allocate;
  readonly #store: ByteStore;
  readonly #expectedBytes: number;
  readonly #validator = new TextDecoder('utf-8', { fatal: true });
  #isUtf8 = true;
  #json: JsonParts | undefined;
  #charset: Charset | undefined;
  #tooManyValues = false;

  constructor(
    head: { readonly contentType?: string | undefined; readonly expectedBytes?: number | undefined },
    allocate: Allocate = ownMemory,
  ) {
    this.#contentType = head.contentType;
    this.#allocate = allocate;
    this.#expectedBytes = head.expectedBytes ?? 0;
    this.#store = new ByteStore(allocate, head.expectedBytes);
  }

  /** How far it is. */
  get progress(): { readonly bytes: number; readonly nodes: number } {
    return { bytes: this.#store.length, nodes: this.#json?.reader.count ?? 0 };
  }

  /** The beginning of it in short, as far as it is there. */
  preview(): string {
    return previewText(this.#contentType, this.#store.bytes.subarray(0, previewBytes));
  }

  add(piece: Uint8Array): void {
    this.#store.add(piece);
    if (this.#isUtf8) {
      try {
        this.#validator.decode(piece, { stream: true });
      } catch {
        this.#isUtf8 = false;
      }
    }
    if (this.#store.length >= headBytes) {
      this.#readOn();
    }
  }

  finish(): ReadBody {
    const received = this.#store.bytes;
    const named = readCharset(this.#contentType, received);
    const { charset, isWrong } = this.#settleCharset(named, received);
    const bytes = toUtf8(received, charset);
    if (charset.label !== 'utf-8' || charset.bomBytes !== this.#charset?.bomBytes) {
      this.#json = undefined;
    }
    const index = this.#index(bytes);
    return {
      received,
      bytes,
      charset,
      ...(index && { index }),
      ...(isWrong && { wrongCharset: named.from === 'default' ? {} : { named: named.unknown ?? named.label } }),
      ...(this.#tooManyValues && { tooManyValues: true }),
    };
  }

  #readOn(): void {
    if (!this.#charset) {
      this.#charset = readCharset(this.#contentType, this.#store.bytes);
      if (this.#charset.label === 'utf-8' && this.#claimsJson(this.#text())) {
        this.#json = this.#startJson();
      }
    }
    if (this.#json && !this.#tooManyValues) {
      this.#json.table.totalBytes = Math.max(this.#json.table.totalBytes, this.#store.length);
      this.#guarded(() => this.#json?.reader.read(this.#text()));
    }
  }

  #text(): Uint8Array {
    return this.#store.bytes.subarray(this.#charset?.bomBytes ?? 0);
  }

  #claimsJson(text: Uint8Array): boolean {
    const { declared, looks } = guessContent(this.#contentType, text);
    return (
      looks !== 'empty' && looks !== 'binary' && declared !== 'binary' && (declared === 'json' || looks === 'json')
    );
  }

  #startJson(): JsonParts {
    const table = createNodeTable(Math.max(this.#store.length, this.#expectedBytes), this.#allocate);
    return { table, reader: new JsonReader(table) };
  }

  #index(bytes: Uint8Array): JsonIndex | undefined {
    if (!this.#json && this.#claimsJson(bytes)) {
      this.#json = this.#startJson();
    }
    const json = this.#json;
    return json && !this.#tooManyValues ? this.#guarded(() => json.reader.finish(bytes)) : undefined;
  }

  /** A body of nothing but brackets needs 29 times its size; when there is no memory for that, it is text. */
  #guarded<Result>(work: () => Result): Result | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof RangeError)) {
        throw error;
      }
      this.#tooManyValues = true;
      return undefined;
    }
  }

  /** A type that says text is believed where only the charset is wrong: short texts would look like noise. */
  #isBinary(received: Uint8Array): boolean {
    const { declared, looks } = guessContent(this.#contentType, received);
    if (looks !== 'binary' || declared === undefined || declared === 'binary') {
      return looks === 'binary';
    }
    const head = new TextDecoder('windows-1252').decode(received.subarray(0, headBytes));
    return guessContent(undefined, new TextEncoder().encode(head)).looks === 'binary';
  }

  /**
   * Bytes that are no UTF-8 although they should be are read as windows-1252, unless most of what is not ASCII is
   * UTF-8; and bytes that should be of a single-byte charset but are all UTF-8 as that.
   */
  #settleCharset(named: Charset, received: Uint8Array): { readonly charset: Charset; readonly isWrong: boolean } {
    if (named.from === 'bom' || this.#isBinary(received)) {
      return { charset: named, isWrong: false };
    }
    if (named.label === 'utf-8') {
      return this.#isUtf8
        ? { charset: named, isWrong: false }
        : { charset: isMostlyUtf8(received) ? named : { ...named, label: 'windows-1252' }, isWrong: true };
    }
    const isOtherwise = this.#isUtf8 && SINGLE_BYTE.test(named.label) && received.some(byte => byte >= 0x80);
    return isOtherwise ? { charset: { ...named, label: 'utf-8' }, isWrong: true } : { charset: named, isWrong: false };
  }
}

const SINGLE_BYTE = /^(?:windows-|iso-8859-)/;

function isMostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes.subarray(0, 1 << 20));
  let wrong = 0;
  let right = 0;
  for (const character of text) {
    if (character === '\ufffd') {
      wrong++;
    } else if (character > '\x7f') {
      right++;
    }
  }
  return right > wrong;
}
