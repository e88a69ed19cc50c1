const PAD = 64;
const SKIP = 65;
const BAD = 255;

/** What each byte stands for; both alphabets of RFC 4648, white space is let pass. */
const VALUES = new Uint8Array(256).fill(BAD);
Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', (character, value) => {
  VALUES[character.charCodeAt(0)] = value;
});
VALUES[0x2d] = 62;
VALUES[0x5f] = 63;
VALUES[0x3d] = PAD;
for (const space of [0x20, 0x09, 0x0a, 0x0d]) {
  VALUES[space] = SKIP;
}

const BACKSLASH = 0x5c;

/**
 * Decodes base64 that stands in a string of JSON between two offsets, escapes such as `\/` and `\n` included; undefined
 * when it is none. `most` is how many bytes are wanted: the rest is not looked at then.
 */
export function decodeBase64(
  bytes: Uint8Array,
  start: number,
  end: number,
  most = Number.POSITIVE_INFINITY,
): Uint8Array | undefined {
  const out = new Uint8Array(Math.min(Math.ceil(((end - start) * 3) / 4), most + 3));
  let length = 0;
  let bits = 0;
  let group = 0;
  let padded = false;
  for (let at = start; at < end && length < most; at++) {
    let byte = bytes[at] as number;
    if (byte === BACKSLASH) {
      byte = bytes[++at] as number;
      if (byte === 0x6e || byte === 0x72 || byte === 0x74) {
        continue;
      }
    }
    const value = VALUES[byte] as number;
    if (value === SKIP) {
      continue;
    }
    if (value === PAD) {
      padded = true;
      continue;
    }
    if (value === BAD || padded) {
      return undefined;
    }
    group = ((group << 6) | value) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[length++] = (group >> bits) & 0xff;
    }
  }
  // Six bits left over are a character too many.
  return bits === 6 && length < most ? undefined : out.subarray(0, Math.min(length, most));
}
