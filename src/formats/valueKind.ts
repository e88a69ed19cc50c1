/** What a text in the place of a value is: a value, or only the promise of one. */
export type ValueKind =
  | { readonly kind: 'value' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'placeholder' }
  | { readonly kind: 'reference'; readonly name: string };

/** NetSuite's keys, secrets and tokens are 64 hexadecimal digits. */
export function is64Hex(text: string): boolean {
  return /^[0-9a-f]{64}$/i.test(text);
}

const longestName = 80;

export function valueKindOf(text: string): ValueKind {
  if (text === '') {
    return { kind: 'empty' };
  }
  if (text.length > 200 || is64Hex(text)) {
    return { kind: 'value' };
  }
  const reference = referenceIn(text);
  if (reference !== undefined) {
    return { kind: 'reference', name: reference.slice(0, longestName) };
  }
  return { kind: isPlaceholder(text) ? 'placeholder' : 'value' };
}

/** A bare `$NAME` has to look like a variable's name: a secret may begin with a dollar sign, and names are told. */
const references = [
  /^\{\{([^{}]+)\}\}$/,
  /^\$\{([\w.]+)(?::?[-?+][^{}]*)?\}$/,
  /^\$env:([A-Za-z_]\w*)$/i,
  /^\$([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)$/,
  /^%([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)%$/,
  /^process\.env\.(\w+)$/,
  /^(op):\/\//,
];

/** The name of the variable (or `op` for a vault of 1Password) that a text stands for. */
function referenceIn(text: string): string | undefined {
  for (const pattern of references) {
    const name = pattern.exec(text)?.[1]?.trim();
    if (name !== undefined) {
      return /[0-9a-f]{32}/i.test(name) ? '' : name;
    }
  }
  return undefined;
}

/** What examples and templates put where a value belongs. None of it can be 64 hexadecimal digits. */
function isPlaceholder(text: string): boolean {
  return (
    /^(?:<[^<>]*>|\[[^[\]]*\]|\{[^{}]*\}|[.*•x…_-]+)$/i.test(text) ||
    /^(?:your|insert|replace|enter|paste|change[ _-]?me|todo|dummy|example)(?![a-z])/i.test(text) ||
    /(?:[a-z][ _-]here|\.\.\.|…)$/i.test(text)
  );
}

/** Blanks and invisible direction marks around what was copied are never part of it: the bounds of what is left. */
export function trimSpan(text: string, start: number, end: number): { readonly start: number; readonly end: number } {
  let from = start;
  let to = end;
  while (from < to && isEdge(text.charAt(from))) from++;
  while (to > from && isEdge(text.charAt(to - 1))) to--;
  return { start: from, end: to };
}

function isEdge(character: string): boolean {
  return /[\s\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/.test(character);
}

/**
 * Where a part of a value stands in the text, when its bounds within the value are known. Where the text spells the value
 * otherwise (escapes), that is not known, and the bounds are those of the whole spelling.
 */
export function innerSpan(
  outer: { readonly value: string; readonly start: number; readonly end: number },
  inner: { readonly start: number; readonly end: number },
): { readonly start: number; readonly end: number } {
  const isLiteral = outer.end - outer.start === outer.value.length;
  return isLiteral
    ? { start: outer.start + inner.start, end: outer.start + inner.end }
    : { start: outer.start, end: outer.end };
}
