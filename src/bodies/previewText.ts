import { decodeBody } from './charset.ts';
import { guessContent } from './contentKind.ts';
import { indexJson } from './jsonIndex.ts';
import { prettyJson } from './prettyJson.ts';

/** Bytes of a body that its preview is made of. */
export const previewBytes = 1 << 14;

const mostLines = 60;
/** In characters. */
const longestLine = 400;

/**
 * The beginning of a body of which only that is there: JSON indented, other text as it is; empty for what is no text.
 *
 * @param head at most `previewBytes` of it
 */
export function previewText(contentType: string | undefined, head: Uint8Array): string {
  const text = decodeBody(head, contentType);
  const bytes = new TextEncoder().encode(text);
  const { declared, looks } = guessContent(contentType, bytes);
  if (looks === 'binary' || looks === 'empty' || declared === 'binary') {
    return '';
  }
  const index = looks === 'json' ? indexJson(bytes) : undefined;
  const isJson =
    index !== undefined && index.count > 0 && (index.problem?.code ?? 'unexpected-end') === 'unexpected-end';
  const lines = (isJson ? new TextDecoder().decode(prettyJson(index)) : text).split(/\r?\n/, mostLines);
  return lines.map(line => (line.length > longestLine ? `${line.slice(0, longestLine)}…` : line)).join('\n');
}
