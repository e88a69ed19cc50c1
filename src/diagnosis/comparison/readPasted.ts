import { readOAuthParameters } from '../../formats/oauthParameters.ts';
import { percentDecode } from '../../tba/percentEncoding.ts';

/** A parameter as another program wrote it. */
export interface PastedPair {
  readonly name: string;
  readonly value: string;
  /** As spelled: percent-encoded once, if that program did it right. */
  readonly encodedName: string;
  readonly encodedValue: string;
}

/** What another program sent or signed, as far as it can be read. */
export type Pasted = PastedHeader | PastedBaseString | PastedPassport;

export interface PastedHeader {
  readonly kind: 'header';
  /** Decoded, with what was between the quotes; in the order of the header. */
  readonly parameters: readonly PastedPair[];
}

export interface PastedBaseString {
  readonly kind: 'base-string';
  /** Without what stood around it. */
  readonly text: string;
  readonly method: string;
  readonly uri: string;
  readonly parameters: readonly PastedPair[];
  /** The parts that were joined raw. */
  readonly raw: readonly ('uri' | 'parameters')[];
}

/** The base string of a SOAP TokenPassport. */
export interface PastedPassport {
  readonly kind: 'passport';
  readonly text: string;
  /** Decoded, in signed order. */
  readonly fields: Readonly<Record<PassportName, string>>;
  /** Only in the XML; empty where the element has none. */
  readonly signature?: string;
}

export type PassportName = 'account' | 'consumerKey' | 'token' | 'nonce' | 'timestamp';

export const passportNames: readonly PassportName[] = ['account', 'consumerKey', 'token', 'nonce', 'timestamp'];

/** A header is short, and so is a base string unless it holds a form. */
const longestPasted = 200_000;

/**
 * Reads an Authorization header (with or without its name), a base string, a SOAP TokenPassport or its base string, each
 * with quotes and blanks around it as consoles and logs print it.
 *
 * @param longest characters that are looked at
 * @returns undefined for anything else
 */
export function readPasted(pasted: string, longest = longestPasted): Pasted | undefined {
  const text = pasted.slice(0, longest).trim();
  return readPassportXml(text) ?? readHeader(text) ?? readBaseString(bare(text)) ?? readPassportText(bare(text));
}

function readHeader(text: string): PastedHeader | undefined {
  const scheme = /(?<![\w-])OAuth(?=[\s\\^`])/i.exec(text);
  const start = scheme ? scheme.index + scheme[0].length : /^\s*(?:realm|oauth_\w+)\s*=\s*"/.test(text) ? 0 : -1;
  if (start < 0) {
    return undefined;
  }
  const parameters = readOAuthParameters(text, start).parameters.map(({ name, value, start: from, end }) => ({
    name,
    value,
    encodedName: name,
    encodedValue: text.slice(from, end),
  }));
  return parameters.some(({ name }) => name.startsWith('oauth_')) ? { kind: 'header', parameters } : undefined;
}

function readBaseString(text: string): PastedBaseString | undefined {
  const match = /^([A-Za-z]+)&(https?(?:%3A|:)[^&]*)(?:&([\s\S]*))?$/i.exec(text);
  if (!match) {
    return undefined;
  }
  const [, method = '', uri = '', parameters = ''] = match;
  const isRawUri = /^https?:/i.test(uri);
  const isRawList = /[=&]/.test(parameters);
  return {
    kind: 'base-string',
    text,
    method,
    uri: isRawUri ? uri : decoded(uri),
    parameters: pairsOf(isRawList ? parameters : decoded(parameters)),
    raw: [...(isRawUri ? (['uri'] as const) : []), ...(isRawList ? (['parameters'] as const) : [])],
  };
}

function pairsOf(joined: string): PastedPair[] {
  return joined
    .split('&')
    .filter(pair => pair !== '')
    .map(pair => {
      const equals = pair.includes('=') ? pair.indexOf('=') : pair.length;
      const [encodedName, encodedValue] = [pair.slice(0, equals), pair.slice(equals + 1)];
      return { name: decoded(encodedName), value: decoded(encodedValue), encodedName, encodedValue };
    });
}

function readPassportText(text: string): PastedPassport | undefined {
  const parts = text.split('&');
  // The last is a time, none is a pair, and there is no white space in any.
  if (parts.length !== passportNames.length || !/^\d{6,13}$/.test(parts[4] ?? '') || /[\s=<>]/.test(text)) {
    return undefined;
  }
  return { kind: 'passport', text, fields: fieldsOf(name => decoded(parts[passportNames.indexOf(name)] ?? '')) };
}

function readPassportXml(text: string): PastedPassport | undefined {
  const element = /<(?:[\w.-]+:)?tokenPassport[\s>][\s\S]*?<\/(?:[\w.-]+:)?tokenPassport\s*>/.exec(text)?.[0];
  if (element === undefined) {
    return undefined;
  }
  const valueOf = (name: string) =>
    xmlText(new RegExp(`<(?:[\\w.-]+:)?${name}(?:\\s[^>]*)?>([^<]*)<`).exec(element)?.[1] ?? '');
  const fields = fieldsOf(valueOf);
  return {
    kind: 'passport',
    text: passportNames.map(name => encodeURIComponent(fields[name].toWellFormed())).join('&'),
    fields,
    signature: valueOf('signature'),
  };
}

function fieldsOf(value: (name: PassportName) => string): Record<PassportName, string> {
  return {
    account: value('account'),
    consumerKey: value('consumerKey'),
    token: value('token'),
    nonce: value('nonce'),
    timestamp: value('timestamp'),
  };
}

function xmlText(text: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&(\w+);/g, (whole, name: string) => named[name] ?? whole).trim();
}

/** Without the quotes of a string literal or a log line, and a label such as `Base string:` before them. */
function bare(text: string): string {
  const unlabelled = text.replace(/^[\w ]*base[ _-]?string[ "']*[:=]\s*/i, '');
  return /^(["'`])([\s\S]*)\1[,;]?$/.exec(unlabelled)?.[2] ?? unlabelled;
}

/** Wrong escapes are what one is looking for: they stay as they are. */
function decoded(text: string): string {
  try {
    return percentDecode(text);
  } catch {
    return text;
  }
}
