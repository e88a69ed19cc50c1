/** How a body is to be shown. */
export type ContentKind = 'empty' | 'json' | 'xml' | 'html' | 'text' | 'binary';

/** What Content-Type says a body is and what it looks like. */
export interface ContentGuess {
  /** From Content-Type; undefined when it is missing or says nothing (application/octet-stream). */
  readonly declared?: ContentKind;
  /** From the first bytes. `json` here means no more than that it begins like an object or array. */
  readonly looks: ContentKind;
}

/** Bytes that are looked at. */
const HEAD = 4096;

const utf8 = new TextDecoder('utf-8');

/** Reads Content-Type and the beginning of a body, already in UTF-8. */
export function guessContent(contentType: string | undefined, utf8Body: Uint8Array): ContentGuess {
  const declared = declaredKind(contentType);
  return { looks: looksLike(utf8Body), ...(declared && { declared }) };
}

/** The media type without its parameters, lower case; undefined when there is none. */
export function mediaType(contentType: string | undefined): string | undefined {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  return type === '' ? undefined : type;
}

function declaredKind(contentType: string | undefined): ContentKind | undefined {
  const type = mediaType(contentType);
  if (type === undefined || type === 'application/octet-stream') {
    return undefined;
  }
  if (/^(application|text)\/(json|x-json|javascript\+json)$/.test(type) || type.endsWith('+json')) {
    return 'json';
  }
  if (type === 'text/html' || type === 'application/xhtml+xml') {
    return 'html';
  }
  if (/^(application|text)\/xml$/.test(type) || type.endsWith('+xml')) {
    return 'xml';
  }
  if (type.startsWith('text/') || /^application\/(javascript|x-www-form-urlencoded|x-ndjson|sql|graphql)$/.test(type)) {
    return 'text';
  }
  return /^(image|audio|video|font)\//.test(type) || /^application\/(pdf|zip|gzip|vnd\..+)$/.test(type)
    ? 'binary'
    : undefined;
}

function looksLike(body: Uint8Array): ContentKind {
  if (body.length === 0) {
    return 'empty';
  }
  const head = body.subarray(0, HEAD);
  // Nothing that is meant to be read holds NUL.
  if (head.includes(0)) {
    return 'binary';
  }
  const decoded = utf8.decode(head);
  if (tooManyControls(head, decoded)) {
    return 'binary';
  }
  const text = decoded.trimStart();
  if (text.startsWith('{') || text.startsWith('[')) {
    return 'json';
  }
  if (/^(<!--[\s\S]*?-->\s*)*(<!doctype html|<html[\s>])/i.test(text)) {
    return 'html';
  }
  return /^<[?!A-Za-z_]/.test(text) ? 'xml' : 'text';
}

/** More than a tenth of control characters and bytes that are no UTF-8: not text. */
function tooManyControls(head: Uint8Array, decoded: string): boolean {
  let odd = decoded.split('\ufffd').length - 1;
  for (const byte of head) {
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c && byte !== 0x1b) {
      odd++;
    }
  }
  return odd > head.length / 10;
}
