/** What base64 of these files begins with; their first bytes are always the same. */
const beginnings: readonly (readonly [start: string, name: string])[] = [
  ['JVBERi0', 'PDF'],
  ['iVBORw0KGgo', 'PNG'],
  ['/9j/', 'JPEG'],
  ['R0lGODlh', 'GIF'],
  ['R0lGODdh', 'GIF'],
  ['UEsDB', 'ZIP'],
  ['H4sI', 'GZIP'],
];

/** Shorter texts are no files. Characters. */
const shortest = 40;

/** Whether a string as it is spelled in JSON seems to hold a file in base64, and what one. The thread knows for sure. */
export function looksLikeFile(spelled: string): string | undefined {
  if (spelled.length < shortest || !spelled.startsWith('"')) {
    return undefined;
  }
  const start = spelled.slice(1, 40).replaceAll('\\/', '/');
  return beginnings.find(([beginning]) => start.startsWith(beginning))?.[1];
}
