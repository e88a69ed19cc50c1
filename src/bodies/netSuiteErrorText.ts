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
  return match ? xmlText(match[1] ?? '').trim() : undefined;
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Character data of XML 1.0: CDATA sections, the five entities and numeric references. */
function xmlText(source: string): string {
  return source.replace(
    /<!\[CDATA\[([\s\S]*?)\]\]>|&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi,
    (whole: string, cdata?: string, decimal?: string, hex?: string, named?: string) => {
      if (cdata !== undefined) {
        return cdata;
      }
      if (named !== undefined) {
        return ENTITIES.get(named) ?? whole;
      }
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
