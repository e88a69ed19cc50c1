import type { JsonIndex } from '../jsonIndex.ts';
import { jsonKind } from '../jsonKind.ts';
import { spelledText } from '../jsonText.ts';
import { decodeBase64 } from './base64.ts';

/** What kind of file a base64 value holds, by its first bytes. */
export type EmbeddedKind = 'pdf' | 'png' | 'jpeg' | 'gif' | 'webp' | 'bmp' | 'tiff' | 'xlsx' | 'docx' | 'zip' | 'gzip';

/** A file inside a string. */
export interface EmbeddedFile {
  readonly kind: EmbeddedKind;
  /** Without a dot. */
  readonly extension: string;
  readonly mediaType: string;
  /** Bytes when decoded, white space and padding not counted exactly. */
  readonly size: number;
}

interface Signature {
  readonly kind: EmbeddedKind;
  readonly mediaType: string;
  /** Each a string of which one character is one byte. */
  readonly begins: readonly string[];
  readonly at8?: string;
}

const SIGNATURES: readonly Signature[] = [
  { kind: 'pdf', mediaType: 'application/pdf', begins: ['%PDF-'] },
  { kind: 'png', mediaType: 'image/png', begins: ['\x89PNG\r\n\x1a\n'] },
  { kind: 'jpeg', mediaType: 'image/jpeg', begins: ['\xff\xd8\xff'] },
  { kind: 'gif', mediaType: 'image/gif', begins: ['GIF87a', 'GIF89a'] },
  { kind: 'webp', mediaType: 'image/webp', begins: ['RIFF'], at8: 'WEBP' },
  { kind: 'tiff', mediaType: 'image/tiff', begins: ['II*\0', 'MM\0*'] },
  { kind: 'zip', mediaType: 'application/zip', begins: ['PK\x03\x04', 'PK\x05\x06'] },
  { kind: 'gzip', mediaType: 'application/gzip', begins: ['\x1f\x8b\x08'] },
  { kind: 'bmp', mediaType: 'image/bmp', begins: ['BM'] },
];

const OFFICE = {
  xlsx: { folder: 'xl/', mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  docx: { folder: 'word/', mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
} as const;

/** A shorter string is none: an id or a word may well read as base64. */
const shortest = 40;
/** Decoded bytes that are looked at, of a ZIP at each end. */
const head = 64;
const zipEnd = 6000;

/**
 * Whether a string holds a file in base64 (with or without `data:…;base64,` in front): told by the file's first bytes,
 * so that a large value costs nothing.
 */
export function readEmbedded(index: JsonIndex, node: number): EmbeddedFile | undefined {
  const range = base64Range(index, node);
  if (!range || range.end - range.start < shortest) {
    return undefined;
  }
  const first = binaryText(decodeBase64(index.bytes, range.start, range.end, head));
  const found = SIGNATURES.find(
    ({ begins, at8 }) => begins.some(mark => first.startsWith(mark)) && (at8 === undefined || first.startsWith(at8, 8)),
  );
  if (!found || (found.kind === 'bmp' && !first.startsWith('\0\0\0\0', 6))) {
    return undefined;
  }
  const size = Math.floor(((range.end - range.start) * 3) / 4);
  const office = found.kind === 'zip' ? officeKind(index.bytes, range) : undefined;
  const kind = office ?? found.kind;
  const mediaType = office ? OFFICE[office].mediaType : found.mediaType;
  return { kind, extension: kind === 'jpeg' ? 'jpg' : kind === 'gzip' ? 'gz' : kind, mediaType, size };
}

/** The bytes of a string in base64; undefined when it is none. */
export function decodeEmbedded(index: JsonIndex, node: number): Uint8Array | undefined {
  const range = base64Range(index, node);
  return range && decodeBase64(index.bytes, range.start, range.end);
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function base64Range(index: JsonIndex, node: number): Range | undefined {
  if (index.kind[node] !== jsonKind.string) {
    return undefined;
  }
  const start = (index.start[node] ?? 0) + 1;
  const end = (index.end[node] ?? 0) - 1;
  const beginning = spelledText(index.bytes, start, Math.min(end, start + 200));
  const prefix = /^data:[^,"]*;base64,/i.exec(beginning)?.[0] ?? '';
  return { start: start + prefix.length, end };
}

/** The names of the files in a ZIP stand in its local headers and in the directory at its end, uncompressed. */
function officeKind(bytes: Uint8Array, { start, end }: Range): 'xlsx' | 'docx' | undefined {
  const first = binaryText(decodeBase64(bytes, start, end, zipEnd));
  // From a whole group of four on; with line ends in it the directory may be missed, and it is a ZIP.
  const tail = start + Math.max(0, Math.floor((end - start) / 4) - Math.ceil(zipEnd / 3)) * 4;
  const text = first + binaryText(decodeBase64(bytes, tail, end));
  return (['xlsx', 'docx'] as const).find(kind => text.includes(OFFICE[kind].folder));
}

function binaryText(bytes: Uint8Array | undefined): string {
  return bytes ? Array.from(bytes, byte => String.fromCharCode(byte)).join('') : '';
}
