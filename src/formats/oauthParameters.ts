/** A parameter of an OAuth header: decoded, and where its value stands as spelled. */
export interface OAuthParameter {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const longestValue = 2000;
const mostParameters = 50;

/**
 * Reads the parameters after the scheme `OAuth` (RFC 5849 section 3.5.1), and goes on as long as they are some. Kinder
 * than the RFC, since people paste from logs and code: values may be bare, quotes may be escaped (`\"`, `^"`, `` `" ``),
 * line breaks may be escaped too, and a missing comma is no end.
 */
export function readOAuthParameters(
  text: string,
  from: number,
): { readonly parameters: readonly OAuthParameter[]; readonly end: number } {
  const parameters: OAuthParameter[] = [];
  let end = from;
  for (let at = skip(text, from, /[\s,\\^`]/); ; at = skip(text, end, /[\s,\\^`]/)) {
    const name = /[A-Za-z_][\w.]{0,60}/y;
    name.lastIndex = at;
    const match = name.exec(text);
    const equals = match ? skip(text, name.lastIndex, /[^\S\r\n]/) : at;
    if (!match || text[equals] !== '=' || parameters.length === mostParameters) {
      return { parameters, end };
    }
    const value = readValue(text, skip(text, equals + 1, /[^\S\r\n]/));
    parameters.push({
      name: match[0],
      value: decode(text.slice(value.start, value.end)),
      start: value.start,
      end: value.end,
    });
    end = value.next;
  }
}

/** A parameter's value; the last one where a name comes twice. */
export function parameterOf(parameters: readonly OAuthParameter[], ...names: string[]): OAuthParameter | undefined {
  return parameters.findLast(({ name }) => names.includes(name.toLowerCase()));
}

function readValue(text: string, from: number) {
  let start = from;
  while (start < from + 3 && /[\\^`]/.test(text.charAt(start))) start++;
  if (text[start] === '"') {
    start++;
    const quote = text.slice(start, start + longestValue).search(/["\r\n]/);
    if (quote >= 0 && text[start + quote] === '"') {
      const next = start + quote + 1;
      let end = start + quote;
      while (end > start && /[\\^`]/.test(text.charAt(end - 1))) end--;
      return { start, end, next };
    }
  }
  const end = start + (/^[^\s,"';)}\]\\]{0,2000}/.exec(text.slice(start, start + longestValue))?.[0].length ?? 0);
  return { start, end, next: end };
}

function skip(text: string, from: number, what: RegExp): number {
  let at = from;
  while (at < text.length && what.test(text.charAt(at))) at++;
  return at;
}

function decode(spelled: string): string {
  try {
    return decodeURIComponent(spelled);
  } catch {
    return spelled;
  }
}
