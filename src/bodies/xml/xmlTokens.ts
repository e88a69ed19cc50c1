/** White space of XML 1.0 section 2.3. */
export function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** The first offset from `from` on, up to `end`, that is no white space. */
export function afterSpace(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && isSpace(bytes[at])) {
    at++;
  }
  return at;
}

/** Letters, `_`, `:` and whatever is not ASCII. */
export function isNameStart(byte: number | undefined): boolean {
  return (
    byte !== undefined &&
    ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a ? true : byte === 0x5f || byte === 0x3a || byte >= 0x80)
  );
}

/** The offset after the name that begins at `from`. */
export function nameEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  for (let byte = bytes[at]; byte !== undefined; byte = bytes[++at]) {
    if (isSpace(byte) || byte === 0x2f || byte === 0x3e || byte === 0x3c || byte === 0x3d) {
      return at;
    }
  }
  return at;
}

/** The offset after the `>` of a start tag, its attributes read over; -1 when it does not end, -2 for a `<` in it. */
export function tagEnd(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === 0x3e) {
      return at + 1;
    }
    if (byte === 0x3c) {
      return -2;
    }
    if (byte === 0x22 || byte === 0x27) {
      at = bytes.indexOf(byte, at + 1);
      if (at < 0) {
        return -1;
      }
    }
  }
  return -1;
}

/** The offset after a document type, with its internal subset; -1 when it does not end. */
export function doctypeEnd(bytes: Uint8Array, from: number): number {
  let inSubset = false;
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === 0x22 || byte === 0x27) {
      at = bytes.indexOf(byte, at + 1);
    } else if (byte === 0x3c && findBytes(bytes, '<!--', at, at + 4) === at) {
      at = findBytes(bytes, '-->', at + 4, bytes.length);
    } else if (byte === 0x5b) {
      inSubset = true;
    } else if (byte === 0x5d) {
      inSubset = false;
    } else if (byte === 0x3e && !inSubset) {
      return at + 1;
    }
    if (at < 0) {
      return -1;
    }
  }
  return -1;
}

/** Where an ASCII text begins, between two offsets; -1 when it does not. */
export function findBytes(bytes: Uint8Array, text: string, from: number, to: number): number {
  const first = text.charCodeAt(0);
  const last = to - text.length;
  for (let at = bytes.indexOf(first, from); at >= 0 && at <= last; at = bytes.indexOf(first, at + 1)) {
    let same = 1;
    while (same < text.length && bytes[at + same] === text.charCodeAt(same)) {
      same++;
    }
    if (same === text.length) {
      return at;
    }
  }
  return -1;
}
