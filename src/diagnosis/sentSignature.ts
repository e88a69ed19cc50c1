import type { CauseCode } from './causeCodes.ts';

export type HashName = 'sha256' | 'sha1' | 'sha512' | 'md5';

/** A signature back in bytes, and what it took to get there. */
export interface SentSignature {
  /** In Base64, whatever it was sent as. */
  readonly digest: string;
  readonly hash: HashName;
  /** How it was written wrongly. */
  readonly causes: readonly { readonly code: CauseCode; readonly detail?: string }[];
}

const hashes: Readonly<Record<number, HashName>> = { 16: 'md5', 20: 'sha1', 32: 'sha256', 64: 'sha512' };

/**
 * Reads a signature as it stands in a header: the length of what it says tells the hash, its alphabet how it was written.
 *
 * @param value decoded once
 * @param raw as it stands in the header
 * @returns undefined for what cannot be a signature
 */
export function readSentSignature(value: string, raw: string): SentSignature | undefined {
  const causes: { code: CauseCode; detail?: string }[] = [];
  let text = value;
  while (/%[0-9A-Fa-f]{2}/.test(text)) {
    const decoded = decode(text);
    if (decoded === undefined || causes.length > 0) {
      return undefined;
    }
    causes.push({ code: 'signature-double-encoded' });
    text = decoded;
  }
  if (/^\s|\s$/.test(text)) {
    causes.push({ code: 'header-malformed', detail: 'oauth_signature' });
    text = text.trim();
  }
  // A raw plus that was read as a blank on its way.
  text = text.replaceAll(' ', '+');
  if (/^[0-9a-fA-F]+$/.test(text) && hashes[text.length / 2]) {
    return signature(Buffer.from(text, 'hex'), [{ code: 'signature-hex' }, ...causes]);
  }
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) {
    return undefined;
  }
  const bytes = Buffer.from(text, 'base64');
  const inner = bytes.toString('latin1');
  if (/^[0-9a-fA-F]+$/.test(inner) && hashes[inner.length / 2]) {
    return signature(Buffer.from(inner, 'hex'), [{ code: 'signature-hex' }, ...causes]);
  }
  if (/^[A-Za-z0-9+/]+=+$/.test(inner) && hashes[Buffer.from(inner, 'base64').length]) {
    return signature(Buffer.from(inner, 'base64'), [{ code: 'signature-double-encoded' }, ...causes]);
  }
  if (/[-_]/.test(text) || !text.endsWith('=')) {
    causes.unshift({ code: 'signature-base64url' });
  }
  if (/[+/= ]/.test(raw)) {
    causes.push({ code: 'signature-not-encoded' });
  }
  return signature(bytes, causes);
}

function signature(bytes: Buffer, causes: SentSignature['causes']): SentSignature | undefined {
  const hash = hashes[bytes.length];
  return hash && { digest: bytes.toString('base64'), hash, causes };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
