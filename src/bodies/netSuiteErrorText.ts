import { unescapeXml } from './xml/unescapeXml.ts';

interface PlainError {
  readonly code: string;
  readonly message: string;
}

/** `<error><code>…</code><message>…</message></error>`, with or without prolog and whatever stands between. */
export function errorInXml(text: string): PlainError | undefined {
  const root = /^(?:<\?[^>]*\?>|<!--[\s\S]*?-->|<![^>]*>|\s)*<(?:[\w.-]+:)?error(?:\s[^>]*)?>/i.exec(text);
  if (!root) {
    return undefined;
  }
  const inside = text.slice(root[0].length);
  const code = element(inside, 'code');
  const message = element(inside, 'message');
  return code === undefined && message === undefined ? undefined : { code: code ?? '', message: message ?? '' };
}

/** `error code: X` and `error message: Y` on two lines; the message may go on over further lines. */
export function errorInText(text: string): PlainError | undefined {
  const match = /^\s*error code\s*:[ \t]*([^\r\n]*)(?:\r?\n|\r)\s*error message\s*:[ \t]*([\s\S]*)$/i.exec(text);
  return match ? { code: match[1]?.trim() ?? '', message: match[2]?.trim() ?? '' } : undefined;
}

function element(text: string, name: string): string | undefined {
  const match = new RegExp(`<${name}(?:\\s[^>]*)?(?:/>|>([\\s\\S]*?)</${name}\\s*>)`, 'i').exec(text);
  return match ? unescapeXml(match[1] ?? '').trim() : undefined;
}
