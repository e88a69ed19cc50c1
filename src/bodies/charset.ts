/** In which encoding a text is, and how that is known. */
export interface Charset {
  /** A label that TextDecoder knows. */
  readonly label: string;
  readonly from: 'bom' | 'header' | 'xml' | 'default';
  /** Bytes of the byte order mark, not part of the text. */
  readonly bomBytes: number;
  /** A charset that the header or the XML declaration names and nobody knows; `label` was used instead. */
  readonly unknown?: string;
}

const BOMS: readonly (readonly [label: string, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * The encoding of a body: a byte order mark decides, then the charset parameter of Content-Type, then an XML
 * declaration, else UTF-8.
 */
export function readCharset(contentType: string | undefined, body: Uint8Array): Charset {
  const bom = BOMS.find(([, mark]) => mark.every((byte, i) => body[i] === byte));
  if (bom) {
    return { label: bom[0], from: 'bom', bomBytes: bom[1].length };
  }
  const fromHeader = charsetParameter(contentType);
  const named = fromHeader ?? xmlEncoding(body);
  if (named === undefined) {
    return { label: 'utf-8', from: 'default', bomBytes: 0 };
  }
  const label = knownLabel(named);
  return label === undefined
    ? { label: 'utf-8', from: 'default', bomBytes: 0, unknown: named }
    : { label, from: fromHeader === undefined ? 'xml' : 'header', bomBytes: 0 };
}

/** The body as UTF-8 without a byte order mark; the very same bytes where it already is that. */
export function toUtf8(body: Uint8Array, charset: Charset): Uint8Array {
  const text = body.subarray(charset.bomBytes);
  if (charset.label === 'utf-8') {
    return text;
  }
  const decoder = new TextDecoder(charset.label, { ignoreBOM: true });
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  const step = 1 << 20;
  for (let at = 0; at < text.length; at += step) {
    parts.push(encoder.encode(decoder.decode(text.subarray(at, at + step), { stream: true })));
  }
  parts.push(encoder.encode(decoder.decode()));
  return concatenate(parts);
}

/** The body as a string. */
export function decodeBody(body: Uint8Array, contentType: string | undefined): string {
  const charset = readCharset(contentType, body);
  return new TextDecoder(charset.label, { ignoreBOM: true }).decode(body.subarray(charset.bomBytes));
}

function charsetParameter(contentType: string | undefined): string | undefined {
  const match = /;\s*charset\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;]+))/i.exec(contentType ?? '');
  const named = match?.[1] ?? match?.[2] ?? match?.[3];
  return named === undefined || named.trim() === '' ? undefined : named.trim();
}

/** XML 1.0 section 4.3.3: the declaration is ASCII as long as no byte order mark says otherwise. */
function xmlEncoding(body: Uint8Array): string | undefined {
  const bytes = body.subarray(0, 200);
  // Most bodies begin otherwise.
  if (bytes.find(byte => byte > 0x20) !== 0x3c) {
    return undefined;
  }
  const head = String.fromCharCode(...bytes);
  return /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']/.exec(head)?.[1];
}

function knownLabel(named: string): string | undefined {
  try {
    return new TextDecoder(named).encoding;
  } catch {
    return undefined;
  }
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
