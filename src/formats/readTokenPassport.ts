/** A field of a TokenPassport: its text, entities resolved. */
export interface PassportField {
  readonly name: string;
  readonly value: string;
}

/** A SuiteTalk SOAP login, as it stands in an envelope. */
export interface TokenPassport {
  /** account, consumerKey, token, nonce, timestamp, signature: in order, doubles kept. */
  readonly fields: readonly PassportField[];
  /** The attribute of the signature; empty where it is missing. */
  readonly algorithm: string;
}

const longest = 200_000;

/**
 * Finds the first `tokenPassport` of an envelope, whatever its namespaces. Envelopes are pasted from logs, so pieces of
 * XML do.
 *
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_4395630653.html
 */
export function readTokenPassport(text: string): TokenPassport | undefined {
  const start = /<(?:[\w.-]{1,60}:)?tokenPassport(?=[\s>])[^>]*>/i.exec(text.slice(0, longest));
  if (!start) {
    return undefined;
  }
  const rest = text.slice(start.index + start[0].length, start.index + longest);
  const end = /<\/(?:[\w.-]{1,60}:)?tokenPassport\s*>/i.exec(rest);
  const inside = end ? rest.slice(0, end.index) : rest;
  const fields: PassportField[] = [];
  let algorithm = '';
  const field =
    /<(?:[\w.-]{1,60}:)?(account|consumerKey|token|nonce|timestamp|signature)(\s[^>]*)?(?:\/>|>([^<]*)<\/)/g;
  for (const [, name = '', attributes = '', value = ''] of inside.matchAll(field)) {
    fields.push({ name, value: resolveEntities(value) });
    if (name === 'signature') {
      const [, double, single] = /\salgorithm\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(attributes) ?? [];
      algorithm = double ?? single ?? '';
    }
  }
  return fields.length > 0 ? { fields, algorithm } : undefined;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function resolveEntities(text: string): string {
  return text.replace(/&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));/g, (whole, name, decimal, hex) => {
    const code = decimal !== undefined ? Number(decimal) : hex !== undefined ? parseInt(String(hex), 16) : undefined;
    if (code === undefined) {
      return entities[String(name)] ?? whole;
    }
    return code > 0x10ffff ? whole : String.fromCodePoint(code);
  });
}
