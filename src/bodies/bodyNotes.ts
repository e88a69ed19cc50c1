import type { ReadBody } from './bodyReader.ts';
import { mediaType, type ContentKind } from './contentKind.ts';
import { errorInJsonRoot, errorInSoapStatus, type ErrorSign } from './errorSigns.ts';
import type { JsonIndex } from './jsonIndex.ts';
import type { NetSuiteError } from './netSuiteError.ts';
import { isNetworkLogin, titleOf } from './networkLogin.ts';
import { xmlKind, type XmlIndex } from './xml/xmlIndex.ts';

/** What is remarkable about a body; the text for people is made by who shows it. */
export type BodyNote =
  /** Declared as plain text, shown as JSON: a missing Content-Type on the request is the usual cause. */
  | { readonly code: 'text-is-json'; readonly declared: string }
  /** A success status around an error. `sign` is what gave it away, such as `error.code` or `success: false`. */
  | { readonly code: 'error-with-success'; readonly sign: string; readonly message?: string }
  /** The named charset is none that is known; read as `readAs`. */
  | { readonly code: 'charset-unknown'; readonly named: string; readonly readAs: string }
  /** The bytes are not what the named charset (or UTF-8, when none is named) allows; read as `readAs`. */
  | { readonly code: 'charset-wrong'; readonly named?: string; readonly readAs: string }
  /** The body still is gzip: what Content-Encoding says could not be undone, or it was packed twice. */
  | { readonly code: 'still-gzip' }
  /** The XML declares a document type; nothing of it was expanded or fetched. */
  | { readonly code: 'doctype-left-alone' }
  /** The body is a page of HTML: mostly a log-in or error page where data was asked for. `title` is its title. */
  | { readonly code: 'html-page'; readonly title?: string }
  /** A page of HTML that asks for a login, and is not NetSuite's: that of a network or proxy on the way. */
  | { readonly code: 'network-login'; readonly title?: string }
  /** It holds more values than there is memory for, and is shown as text. */
  | { readonly code: 'too-many-values' };

/** What the notes are made of. */
export interface Noted {
  readonly response: { readonly status: number; readonly contentType?: string | undefined };
  readonly read: ReadBody;
  readonly kind: ContentKind;
  readonly error?: NetSuiteError | undefined;
  readonly json?: JsonIndex | undefined;
  readonly xml?: XmlIndex | undefined;
}

/** Whatever is to be said about a body, the most important first. */
export function noteBody(noted: Noted): BodyNote[] {
  const { response, read, kind, xml } = noted;
  const { charset, bytes } = read;
  const notes: BodyNote[] = [];
  const sign = response.status >= 200 && response.status < 300 ? errorSign(noted) : undefined;
  if (sign) {
    notes.push({ code: 'error-with-success', ...sign });
  }
  const declared = mediaType(response.contentType);
  if (kind === 'json' && declared?.startsWith('text/plain')) {
    notes.push({ code: 'text-is-json', declared });
  }
  if (kind === 'html') {
    const title = titleOf(bytes);
    const code = isNetworkLogin(response.status, bytes) ? 'network-login' : 'html-page';
    notes.push({ code, ...(title !== undefined && { title }) });
  }
  if (charset.unknown !== undefined) {
    notes.push({ code: 'charset-unknown', named: charset.unknown, readAs: charset.label });
  }
  if (read.wrongCharset) {
    notes.push({ code: 'charset-wrong', ...read.wrongCharset, readAs: charset.label });
  }
  if (bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 0x08) {
    notes.push({ code: 'still-gzip' });
  }
  if (xml?.kind.subarray(0, xml.count).includes(xmlKind.doctype)) {
    notes.push({ code: 'doctype-left-alone' });
  }
  if (read.tooManyValues) {
    notes.push({ code: 'too-many-values' });
  }
  return notes;
}

function errorSign({ error, json, xml }: Noted): ErrorSign | undefined {
  if (json) {
    return json.count > 0 ? errorInJsonRoot(json, error) : undefined;
  }
  if (error) {
    return { sign: 'error', message: error.message };
  }
  return xml && errorInSoapStatus(xml);
}
