/** Kinds of images that can be told by their beginning. */
export type ImageKind = 'png' | 'jpeg' | 'gif' | 'webp' | 'svg';

/** What a body is by its first bytes; undefined when it is none of these images. */
export function sniffImage(bytes: Uint8Array): ImageKind | undefined {
  const starts = (from: number, ...expected: readonly number[]) =>
    expected.every((byte, i) => bytes[from + i] === byte);
  if (starts(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png';
  if (starts(0, 0xff, 0xd8, 0xff)) return 'jpeg';
  if (starts(0, 0x47, 0x49, 0x46, 0x38) && (bytes[4] === 0x37 || bytes[4] === 0x39) && bytes[5] === 0x61) return 'gif';
  if (starts(0, 0x52, 0x49, 0x46, 0x46) && starts(8, 0x57, 0x45, 0x42, 0x50)) return 'webp';
  const head = new TextDecoder('utf-8').decode(bytes.subarray(0, 4096)).trimStart();
  return /^(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!DOCTYPE\s+svg[^>]*>\s*)?<svg[\s>]/.test(head)
    ? 'svg'
    : undefined;
}
