/** Longest redirect URI, and how many a record can have (both assumed; that there can be several ORA:article_2104046421). */
export const longestRedirectUri = 2000;
export const mostRedirectUris = 10;

export type RedirectUriProblem =
  | 'redirect-missing'
  | 'redirect-too-many'
  | 'redirect-too-long'
  | 'redirect-not-a-uri'
  | 'redirect-http'
  | 'redirect-scheme'
  | 'redirect-user'
  | 'redirect-fragment'
  | 'redirect-wildcard'
  | 'redirect-spelling';

/** Schemes that a browser or the machine itself answers, and no application. */
const taken = ['javascript', 'data', 'vbscript', 'file', 'blob', 'about', 'ftp', 'ws', 'wss', 'view-source', 'mailto'];

/**
 * What is wrong with a redirect URI of an integration record; undefined when nothing is. Allowed are `https://…` and a
 * scheme of the application's own, such as `myapp://callback`; `http://` is not, localhost included
 * (ORA:section_157771733782). Refused besides, all assumed: schemes that belong to browsers, user names, wildcards,
 * fragments (RFC 6749 3.1.2) and a host spelled otherwise than browsers do.
 */
export function redirectUriProblem(text: string): RedirectUriProblem | undefined {
  if (text.length > longestRedirectUri) {
    return 'redirect-too-long';
  }
  const [, scheme = '', authority = '', rest = ''] =
    /^([A-Za-z][A-Za-z0-9+.-]*):\/\/([^/?#]*)([!-~]*)$/.exec(text) ?? [];
  if (scheme === '' || `${authority}${rest}` === '' || !/^[!-~]*$/.test(authority) || text.includes('\\')) {
    return 'redirect-not-a-uri';
  }
  if (scheme.toLowerCase() === 'http') {
    return 'redirect-http';
  }
  if (taken.includes(scheme.toLowerCase())) {
    return 'redirect-scheme';
  }
  if (rest.includes('#')) {
    return 'redirect-fragment';
  }
  if (authority.includes('@')) {
    return 'redirect-user';
  }
  if (text.includes('*')) {
    return 'redirect-wildcard';
  }
  if (!URL.canParse(text)) {
    return 'redirect-not-a-uri';
  }
  const { protocol, origin } = new URL(text);
  const isPlain = protocol === 'https:' ? origin === `${scheme}://${authority}` : protocol === `${scheme}:`;
  return isPlain ? undefined : 'redirect-spelling';
}

/** The first problem of a list; that one is needed at all is for the caller to say. */
export function redirectUrisProblem(uris: readonly string[]): RedirectUriProblem | undefined {
  return uris.length > mostRedirectUris
    ? 'redirect-too-many'
    : uris.map(redirectUriProblem).find(each => each !== undefined);
}
