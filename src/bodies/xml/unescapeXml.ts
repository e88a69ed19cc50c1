const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Character data of XML 1.0: CDATA sections, the five entities and numeric references; all others stay as spelled. */
export function unescapeXml(source: string): string {
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
