import type { FoundHeader, RequestNote } from './types.ts';

/** What a client or a proxy sets by itself, and what browsers add for their own ends; in lower case. */
const volatile: ReadonlySet<string> = new Set([
  'accept-encoding',
  'cache-control',
  'connection',
  'content-length',
  'dnt',
  'expect',
  'host',
  'if-modified-since',
  'if-none-match',
  'keep-alive',
  'origin',
  'postman-token',
  'pragma',
  'priority',
  'proxy-connection',
  'referer',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'upgrade-insecure-requests',
  'user-agent',
]);
const secretName =
  /(?:^|[-_])(?:api[-_]?key|auth|authentication|(?:access[-_]?)?token|secret|password|session(?:[-_]?id)?|[cx]srf.*)(?:[-_]|$)/i;
// RFC 9110 sections 5.1 and 5.5. A line that starts with `#` or `&` is something else in a request file.
const headerName = /^(?![#&])[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const notFieldContent = /[^\t\x20-\x7e\x80-\xff]/;

/** Keeps the headers that say something about the request, and none that logs in. */
export function cleanHeaders(
  given: readonly FoundHeader[],
  hasVariables = false,
): { readonly headers: FoundHeader[]; readonly notes: RequestNote[] } {
  const headers: FoundHeader[] = [];
  const notes: RequestNote[] = [];
  const dropped = new Set<string>();
  for (const { name: spelled, value: written } of given) {
    const name = spelled.trim();
    const value = written.trim();
    const lower = name.toLowerCase();
    const isReference = hasVariables && /^\{\{[^{}\r\n]+\}\}$/.test(value);
    if (lower === 'authorization' || lower === 'proxy-authorization') {
      notes.push({ code: 'authorization-left-out', data: { scheme: schemeOf(value) } });
    } else if (lower === 'cookie' || lower === 'cookie2') {
      notes.push({ code: 'cookies-left-out' });
    } else if (name.startsWith(':') || lower.startsWith('sec-') || volatile.has(lower)) {
      dropped.add(lower);
    } else if (!headerName.test(name) || notFieldContent.test(value)) {
      notes.push({ code: 'header-invalid', data: { name: shown(name) } });
    } else if (secretName.test(name) && !isReference && value !== '') {
      notes.push({ code: 'secret-left-out', data: { name } });
    } else {
      headers.push({ name, value });
    }
  }
  if (dropped.size > 0) {
    notes.push({ code: 'headers-left-out', data: { names: listOf([...dropped]) } });
  }
  return { headers, notes };
}

/** A scheme is a word of its own before what it carries; anything else may be the secret itself. */
function schemeOf(value: string): string {
  const scheme = /^(\w{1,20})\s/.exec(value)?.[1] ?? '';
  return /^(?:OAuth|Basic|Bearer|Digest|NTLM|Negotiate|NLAuth)$/i.test(scheme) ? scheme : '';
}

/**
 * A URL as it can stand in a request line: no fragment (it is never sent), no user name and password, no `oauth_…`
 * parameters (RFC 5849 section 3.5.3; the signer makes new ones), blanks and control characters percent-encoded.
 */
export function cleanUrl(given: string): { readonly url: string; readonly notes: RequestNote[] } {
  const notes: RequestNote[] = [];
  let url = targetText(given.replace(/#.*$/s, ''));
  const userinfo = /^([a-z][a-z0-9+.-]*:\/\/)?[^/?#@]*@(?=[^/?#])/i.exec(url);
  if (userinfo && (userinfo[1] !== undefined || userinfo[0].includes(':'))) {
    url = (userinfo[1] ?? '') + url.slice(userinfo[0].length);
    notes.push({ code: 'password-left-out' });
  }
  const mark = url.indexOf('?');
  if (mark >= 0) {
    const query = withoutOAuth(url.slice(mark + 1));
    if (query !== undefined) {
      url = url.slice(0, mark) + (query === '' ? '' : `?${query}`);
      notes.push({ code: 'oauth-left-out', data: { place: 'query' } });
    }
  }
  return { url, notes };
}

/** Line ends and tabs are dropped as the URL standard has it (WHATWG URL 4.4), what else could not stand there is escaped. */
export function targetText(url: string): string {
  return url
    .replace(/^[\x00-\x20]+|[\x00-\x20]+$|[\t\r\n]/g, '')
    .replace(
      /[\x00-\x20\x7f]/g,
      character => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
    );
}

/** The pairs that are not OAuth's; undefined where none is. */
function withoutOAuth(pairs: string): string | undefined {
  const all = pairs.split('&');
  const kept = all.filter(pair => !/^oauth_/i.test(decoded(pair.split('=', 1)[0] ?? '')));
  return kept.length === all.length ? undefined : kept.join('&');
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Takes out of a body what logs in, and makes the line ends of JSON and XML, where they mean nothing, those of the file. */
export function cleanBody(
  given: string,
  contentType: string,
): { readonly body: string; readonly notes: RequestNote[] } {
  const notes: RequestNote[] = [];
  const isMarkup = /json|xml/i.test(contentType) || (contentType === '' && /^\s*[{[<]/.test(given));
  let body = isMarkup ? given.replace(/\r\n?/g, '\n') : given;
  if (/^application\/x-www-form-urlencoded\b/i.test(contentType)) {
    const kept = withoutOAuth(body);
    if (kept !== undefined) {
      body = kept;
      notes.push({ code: 'oauth-left-out', data: { place: 'body' } });
    }
  }
  const withoutLogin = withoutPassport(body);
  if (withoutLogin !== body) {
    body = withoutLogin;
    notes.push({ code: 'passport-left-out' });
  }
  return { body, notes };
}

/** SOAP's `tokenPassport` and `passport`, the latter with a password (Oracle: section_N3445249). */
function withoutPassport(body: string): string {
  const start = /<((?:[\w.-]+:)?(?:tokenPassport|passport))(?=[\s>])/g;
  const kept: string[] = [];
  let done = 0;
  for (let match = start.exec(body); match; match = start.exec(body)) {
    const close = `</${match[1] ?? ''}`;
    const end = body.indexOf('>', body.indexOf(close, match.index));
    if (body.indexOf(close, match.index) < 0 || end < 0) {
      break;
    }
    kept.push(body.slice(done, match.index));
    done = end + 1;
    start.lastIndex = done;
  }
  return done === 0 ? body : kept.join('') + body.slice(done);
}

const methods: ReadonlySet<string> = new Set('GET HEAD POST PUT DELETE CONNECT OPTIONS TRACE PATCH'.split(' '));

/** RFC 9110 section 9.3 and RFC 5789; others stay as they are, with a note, since a request file cannot hold them. */
export function cleanMethod(given: string): { readonly method: string; readonly notes: RequestNote[] } {
  const method = given.trim().toUpperCase();
  return methods.has(method)
    ? { method, notes: [] }
    : { method: shown(given.trim()), notes: [{ code: 'method-unknown', data: { method: shown(given.trim()) } }] };
}

export function contentTypeOf(headers: readonly FoundHeader[]): string {
  return headers.findLast(({ name }) => name.trim().toLowerCase() === 'content-type')?.value.trim() ?? '';
}

/** Names for a note: bounded, one line. */
export function listOf(names: readonly string[]): string {
  const distinct = [...new Set(names)].map(shown);
  return distinct.slice(0, 20).join(', ') + (distinct.length > 20 ? ', …' : '');
}

function shown(name: string): string {
  return name.replace(/[\x00-\x1f\x7f\u2028\u2029]+/g, ' ').slice(0, 60);
}
