/** One `{{name}}` in a text, offsets within that text. */
export interface Reference {
  /** Without braces, blanks and the `%`. For system values with their arguments: `$randomInt 1 10`. */
  readonly name: string;
  /** `{{%name}}`: the value is percent-encoded when it is put in, as in REST Client. */
  readonly encoded: boolean;
  readonly start: number;
  readonly end: number;
}

/** Every reference in a text. Braces that are not closed on the same line, or have nothing in them, are content. */
export function findReferences(text: string): Reference[] {
  // Most pieces of a file have none. To see that first saves a tenth of judging a large one.
  if (!text.includes('{{')) {
    return [];
  }
  const references: Reference[] = [];
  for (const match of text.matchAll(/\{\{([^{}\r\n]*)\}\}/g)) {
    const inner = (match[1] ?? '').trim();
    const encoded = inner.startsWith('%');
    const name = encoded ? inner.slice(1).trim() : inner;
    if (name === '') continue;
    references.push({ name, encoded, start: match.index, end: match.index + match[0].length });
  }
  return references;
}
