/**
 * Text as it came over the wire, one character for each octet (latin1). Percent-encoding is about octets, so decoding
 * and encoding never pass through a character set here: octets that are not UTF-8 survive as they are.
 */
export type Octets = string;

const escape = /%([0-9A-Fa-f]{2})/g;

/**
 * Decodes a name or value of the Authorization header: only unreserved characters and well-formed escapes may occur
 * (RFC 5849 3.5.1 and 3.6). Lower-case hex is read, as RFC 3986 2.1 asks of decoders. Undefined when malformed.
 */
export function decodeHeaderText(text: Octets): Octets | undefined {
  return /^(?:[A-Za-z0-9\-._~]|%[0-9A-Fa-f]{2})*$/.test(text) ? unescapeOctets(text) : undefined;
}

/**
 * Decodes a name or value of a query or a form body (RFC 5849 3.4.1.3.1): `+` is a space. A `%` that starts no escape
 * stays what it is, as it does in the form decoding of Oracle's own sample (section_1534939551) and of browsers.
 */
export function decodeFormText(text: Octets): Octets {
  return unescapeOctets(text.replaceAll('+', ' '));
}

/** RFC 5849 3.6: unreserved octets stay, every other octet becomes `%XX` in upper-case hex. */
export function percentEncodeOctets(octets: Octets): string {
  return octets.replace(
    /[^A-Za-z0-9\-._~]/gs,
    each => `%${each.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/** The characters that the octets spell in UTF-8. */
export function utf8Text(octets: Octets): string {
  return Buffer.from(octets, 'latin1').toString('utf8');
}

function unescapeOctets(text: Octets): Octets {
  return text.replace(escape, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
