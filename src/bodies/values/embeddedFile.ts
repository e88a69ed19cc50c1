/** What kind of file a base64 value holds, by its first bytes. */
export type EmbeddedKind = 'pdf' | 'png' | 'jpeg' | 'gif' | 'webp' | 'bmp' | 'tiff' | 'xlsx' | 'docx' | 'zip' | 'gzip';

/** A file inside a string. */
export interface EmbeddedFile {
  readonly kind: EmbeddedKind;
  /** Without a dot. */
  readonly extension: string;
  readonly mediaType: string;
  /** Bytes when decoded. */
  readonly size: number;
}
