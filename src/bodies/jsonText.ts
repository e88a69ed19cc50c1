import type { JsonIndex } from './jsonIndex.ts';
import { jsonKind } from './jsonKind.ts';

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text between two offsets, as spelled. */
export function spelledText(bytes: Uint8Array, start: number, end: number): string {
  return utf8.decode(bytes.subarray(start, end));
}

/** A string of JSON, quotes and all, as the text that it means; what is wrong in it stays as spelled. */
export function meantText(spelled: string): string {
  if (!spelled.includes('\\')) {
    return spelled.endsWith('"') && spelled.length > 1 ? spelled.slice(1, -1) : spelled.slice(1);
  }
  try {
    // Control characters may stand in a string that the index let pass.
    return JSON.parse(spelled.replace(/[\0-\x1f]/g, escaped)) as string;
  } catch {
    return spelled.slice(1, spelled.endsWith('"') ? -1 : undefined);
  }
}

function escaped(control: string): string {
  return `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** The name of a member, as meant. Only for what stands in an object. */
export function nameOf(index: JsonIndex, node: number): string {
  return meantText(spelledText(index.bytes, index.keyStart[node] ?? 0, index.keyEnd[node] ?? 0));
}

/** A value as text: a string as it is meant, anything else as it is spelled. */
export function valueText(index: JsonIndex, node: number): string {
  const text = spelledText(index.bytes, index.start[node] ?? 0, index.end[node] ?? 0);
  return index.kind[node] === jsonKind.string ? meantText(text) : text;
}
