import { memberOf, textOf, type JsonNode } from '../jsonText.ts';
import type { RequestNote } from './types.ts';

// Those that mean the same in a request file; `$randomUUID` is called `$uuid` there.
const systemValues: ReadonlyMap<string, string> = new Map([
  ['$guid', '$guid'],
  ['$timestamp', '$timestamp'],
  ['$isoTimestamp', '$isoTimestamp'],
  ['$randomInt', '$randomInt'],
  ['$randomUUID', '$uuid'],
]);

/** A text of Postman's whose references have names that a request file can hold. Unknown system values are noted. */
export function withReferences(text: string, notes: RequestNote[]): string {
  return text.replace(/\{\{([^{}\r\n]*)\}\}/g, (all, inner: string) => {
    const name = inner.trim();
    if (name === '') {
      return all;
    }
    if (name.startsWith('$') && !systemValues.has(name)) {
      notes.push({ code: 'system-variable-unknown', data: { name: name.slice(0, 60) } });
    }
    return `{{${systemValues.get(name) ?? variableName(name)}}}`;
  });
}

/** No blanks, `=` or braces, and no `%` before it, which asks for percent-encoding. */
export function variableName(name: string): string {
  return name.trim().replace(/[\s={}]+|^%+|:$/g, '_');
}

/** Percent-encodes a text but for its references, whose values are encoded when they are put in. */
export function encodedText(text: string): string {
  return text
    .toWellFormed()
    .split(/(\{\{[^{}\r\n]+\}\})/)
    .map((piece, index) => (index % 2 === 1 ? `{{%${piece.slice(2, -2)}}}` : encodeURIComponent(piece)))
    .join('');
}

export function isTrue(node: JsonNode | undefined): boolean {
  return node?.kind === 'word' && node.value === 'true';
}

export function stringOf(node: JsonNode | undefined, key: string): string {
  return textOf(memberOf(node, key)) ?? '';
}
