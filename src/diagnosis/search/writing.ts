import { percentEncode } from '../../tba/percentEncoding.ts';
import type { Item } from '../callParts.ts';

/** How a text becomes bytes. `mojibake`: UTF-8 that was taken for Latin-1 and made UTF-8 again; `escape`: JavaScript's. */
export type Charset = 'utf-8' | 'latin1' | 'cp1252' | 'mojibake' | 'escape';

/** A way of percent-encoding. RFC 5849 section 3.6 is `correct`. */
export interface Style {
  /** A space becomes `+`. */
  readonly plus: boolean;
  /** Characters left as they are, beside letters, digits and `-._~`. */
  readonly leave: string;
  /** `~` is encoded, which RFC 3986 does not. */
  readonly tilde: boolean;
  readonly lower: boolean;
  readonly charset: Charset;
}

export const correct: Style = { plus: false, leave: '', tilde: false, lower: false, charset: 'utf-8' };

/** Which items something was done to. */
export type Who = (item: Item) => boolean;

export const everything: Who = () => true;
export const nothing: Who = () => false;

/** How names and values are written into the parameter string. */
export interface Writing extends Style {
  readonly rawNames: Who;
  readonly rawValues: Who;
  readonly twiceNames: Who;
  readonly twiceValues: Who;
  /** As they are spelled in URL or body, not encoded again. */
  readonly spelled: Who;
  /** Those that the style is for; the others are written correctly. */
  readonly styledNames: Who;
  readonly styledValues: Who;
}

export const correctWriting: Writing = {
  ...correct,
  rawNames: nothing,
  rawValues: nothing,
  twiceNames: nothing,
  twiceValues: nothing,
  spelled: nothing,
  styledNames: everything,
  styledValues: everything,
};

/** Percent-encodes in a style. The same few texts are asked for again and again, so short ones are remembered. */
export function encodeText(text: string, style: Style): string {
  if (/^[\w.-]*$/.test(text)) {
    return text;
  }
  const { ascii, known } = tableOf(style);
  const remembered = known.get(text);
  if (remembered !== undefined) {
    return remembered;
  }
  const encoded = encodeAnew(text, style, ascii);
  if (text.length < longestRemembered) {
    if (known.size > mostRemembered) {
      known.clear();
    }
    known.set(text, encoded);
  }
  return encoded;
}

/** What a search has remembered is of a person's call: it goes when the search ends. */
export function forgetTexts(): void {
  tables.clear();
}

const longestRemembered = 300;
const mostRemembered = 5000;

interface Table {
  /** What each ASCII character becomes. */
  readonly ascii: readonly string[];
  readonly known: Map<string, string>;
}

const tables = new Map<string, Table>();

function tableOf(style: Style): Table {
  const key = `${style.plus ? 1 : 0}${style.tilde ? 1 : 0}${style.lower ? 1 : 0}${style.charset}${style.leave}`;
  let table = tables.get(key);
  if (!table) {
    const ascii = Array.from({ length: 128 }, (_, code) => {
      const character = String.fromCharCode(code);
      if (
        /^[A-Za-z0-9\-._]$/.test(character) ||
        style.leave.includes(character) ||
        (character === '~' && !style.tilde)
      ) {
        return character;
      }
      return character === ' ' && style.plus ? '+' : `%${hex(code, 2, style.lower)}`;
    });
    table = { ascii, known: new Map() };
    tables.set(key, table);
  }
  return table;
}

function encodeAnew(text: string, style: Style, ascii: readonly string[]): string {
  if (style.charset === 'utf-8' && !style.plus && !style.lower && !style.tilde && style.leave === '') {
    return percentEncode(text);
  }
  return text.replace(/[^A-Za-z0-9\-._]/gu, character => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 128) {
      return ascii[code] ?? '';
    }
    if (style.charset === 'escape' && code > 255) {
      return character.replace(/[\s\S]/g, unit => `%u${hex(unit.charCodeAt(0), 4, style.lower)}`);
    }
    return Array.from(bytesOf(character, style.charset), byte => `%${hex(byte, 2, style.lower)}`).join('');
  });
}

function hex(value: number, length: number, isLower: boolean): string {
  const text = value.toString(16).padStart(length, '0');
  return isLower ? text : text.toUpperCase();
}

/** The range in which Windows-1252 is not Latin-1. WHATWG Encoding, windows-1252. */
const cp1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function bytesOf(character: string, charset: Charset): Iterable<number> {
  const code = character.codePointAt(0) ?? 0;
  switch (charset) {
    case 'utf-8':
      return Buffer.from(character, 'utf8');
    case 'mojibake':
      return Buffer.from(Buffer.from(character, 'utf8').toString('latin1'), 'utf8');
    case 'latin1':
    case 'escape':
      return [code < 256 ? code : 0x3f];
    case 'cp1252': {
      const place = cp1252.indexOf(character);
      return [place >= 0 ? 0x80 + place : code < 256 ? code : 0x3f];
    }
  }
}

/** Name and value of an item as they stand in the parameter string. */
export function writeItem(item: Item, writing: Writing): { readonly name: string; readonly value: string } {
  if (writing.spelled(item)) {
    return { name: item.rawName, value: item.rawValue };
  }
  return {
    name: write(item.name, writing, {
      raw: writing.rawNames(item),
      twice: writing.twiceNames(item),
      styled: writing.styledNames(item),
    }),
    value: write(item.value, writing, {
      raw: writing.rawValues(item),
      twice: writing.twiceValues(item),
      styled: writing.styledValues(item),
    }),
  };
}

function write(text: string, style: Style, how: { raw: boolean; twice: boolean; styled: boolean }): string {
  if (how.raw) {
    return text;
  }
  const mine = how.styled ? style : correct;
  const once = encodeText(text, mine);
  return how.twice ? encodeText(once, mine) : once;
}
