import { decodeEscapes, type Item } from './callParts.ts';

/** What is wrong with how a header is written. */
export type HeaderFlaw = 'scheme' | 'quotes' | 'commas' | 'escapes' | 'line-end' | 'rest';

/** An Authorization header as far as it can be read, more kindly than a server would. */
export interface SentHeader {
  /** In order, doubles kept; decoded, and as spelled. */
  readonly parameters: readonly Item[];
  readonly flaws: readonly HeaderFlaw[];
}

/** Reads a header that may be written wrongly: each way is a flaw, and reading goes on. RFC 5849 section 3.5.1. */
export function readSentHeader(header: string): SentHeader {
  const flaws = new Set<HeaderFlaw>();
  let text = header;
  if (/[\r\n]/.test(text.trim())) {
    flaws.add('line-end');
    text = text.replace(/[\r\n]+[ \t]*/g, ' ');
  }
  const scheme = /^\s*OAuth(?=\s|$)\s*/i.exec(text);
  if (scheme) {
    text = text.slice(scheme[0].length);
  } else {
    flaws.add('scheme');
    // A word before the first name is a wrong scheme; `Authorization:` before it is a header in a header.
    text = text.replace(/^\s*(?:authorization\s*:\s*)?(?:[^\s=",]+\s+(?!=))?/i, '');
  }
  if (text.split('"').length % 2 === 0 && !text.trimEnd().endsWith('"')) {
    // The last value is not closed.
    flaws.add('quotes');
    text += '"';
  }
  const parameters: Item[] = [];
  let at = 0;
  const piece = /\s*([^\s=",;]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^",;\s]*))/y;
  while (at < text.length) {
    piece.lastIndex = at;
    const match = piece.exec(text);
    if (!match) {
      // A comma too many is read over, anything else ends the reading.
      const extra = /\s*[,;]\s*|\s+$/y;
      extra.lastIndex = at;
      const skipped = extra.exec(text);
      flaws.add(skipped ? 'commas' : 'rest');
      if (!skipped) {
        break;
      }
      at = extra.lastIndex;
      continue;
    }
    const [, name = '', quoted, single, bare = ''] = match;
    if (quoted === undefined) {
      flaws.add('quotes');
    }
    const raw = quoted ?? single ?? bare;
    if (/%(?![0-9A-Fa-f]{2})/.test(raw)) {
      flaws.add('escapes');
    }
    parameters.push({
      place: 'header',
      name: decodeEscapes(name),
      value: decodeEscapes(raw),
      rawName: name,
      rawValue: raw,
      bare: false,
    });
    at = piece.lastIndex;
    const separator = /\s*,\s*/y;
    separator.lastIndex = at;
    if (separator.test(text)) {
      at = separator.lastIndex;
      if (at >= text.length) {
        flaws.add('commas');
      }
    } else if (text.slice(at).trim() !== '') {
      flaws.add('commas');
      at += /^\s*[;&]?\s*/.exec(text.slice(at))?.[0].length ?? 0;
    } else {
      at = text.length;
    }
  }
  return { parameters, flaws: [...flaws] };
}
