import { readCharset, toUtf8 } from '../../bodies/charset.ts';
import { guessContent } from '../../bodies/contentKind.ts';
import type { HarContent } from './har.ts';
import { masked, type SecretMask } from '../secretMask.ts';

/** The beginning of a body as HAR spells it. */
export interface KeptBody extends Pick<HarContent, 'text' | 'encoding' | '_truncated' | '_charset'> {
  readonly text: string;
}

/** No character of an encoding that TextDecoder knows has more bytes. */
const bytesOfCharacter = 4;
/** Bytes that tell whether a body is text. */
const headBytes = 4096;

/**
 * Keeps at most `limit` bytes of a body: text decoded, anything else as Base64. Looks a little further than it keeps, so
 * that a secret which the limit cuts is not kept in half.
 */
export function keepBody(body: Uint8Array, contentType: string | undefined, limit: number, mask: SecretMask): KeptBody {
  const charset = readCharset(contentType, body);
  const bytes = body.subarray(charset.bomBytes);
  const ahead = bytes.subarray(limit, limit + mask.longest * bytesOfCharacter);
  const cut = bytes.length > limit ? ({ _truncated: true } as const) : {};
  const kept = bytes.subarray(0, limit);
  const { looks, declared } = guessContent(
    contentType,
    toUtf8(bytes.subarray(0, headBytes), { ...charset, bomBytes: 0 }),
  );
  if (looks === 'binary' || declared === 'binary') {
    const text = mask.hide(latin1(kept) + latin1(ahead), kept.length).replaceAll(masked, '***');
    return { text: Buffer.from(text, 'latin1').toString('base64'), encoding: 'base64', ...cut };
  }
  const decoder = new TextDecoder(charset.label, { ignoreBOM: true });
  const text = decoder.decode(kept, { stream: bytes.length > limit });
  return {
    text: mask.hide(bytes.length > limit ? text + decoder.decode(ahead, { stream: true }) : text, text.length),
    _charset: charset.label,
    ...cut,
  };
}

/** Keeps at most `limit` bytes, as UTF-8, of a body that is text already. */
export function keepText(
  body: string,
  limit: number,
  mask: SecretMask,
): { readonly text: string; readonly _truncated?: true } {
  const bytes = new TextEncoder().encode(body);
  if (bytes.length <= limit) {
    return { text: mask.hide(body) };
  }
  const { length } = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, limit), { stream: true });
  return { text: mask.hide(body, length), _truncated: true };
}

/** The bytes that were kept, marked as UTF-8 where the header says that they were something else. */
export function bytesOf({ text, encoding, _charset }: HarContent): Uint8Array {
  if (text === undefined) {
    return new Uint8Array();
  }
  if (encoding === 'base64') {
    return new Uint8Array(Buffer.from(text, 'base64'));
  }
  return new TextEncoder().encode(_charset === undefined || _charset === 'utf-8' ? text : `\ufeff${text}`);
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
