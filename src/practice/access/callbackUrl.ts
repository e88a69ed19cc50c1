/** Longest callback URL (assumed). */
export const longestCallbackUrl = 2000;

export type CallbackProblem =
  | 'callback-missing'
  | 'callback-too-long'
  | 'callback-not-a-url'
  | 'callback-scheme'
  | 'callback-localhost-port'
  | 'callback-wildcard'
  | 'callback-user'
  | 'callback-fragment'
  | 'callback-spelling';

/**
 * What is wrong with the callback URL of an integration record; undefined when nothing is. Allowed are `https://…`,
 * `http://localhost:*` or `http://localhost:<port>` with or without a path, and a first host label `*`
 * (ORA:bridgehead_4249032125). Refused besides, all assumed: user and fragment (RFC 6749 3.1.2 forbids the fragment), a
 * `*` elsewhere or before a top-level domain, and an origin spelled otherwise than browsers do, which could never match.
 */
export function callbackProblem(text: string): CallbackProblem | undefined {
  if (text === '') {
    return 'callback-missing';
  }
  if (text.length > longestCallbackUrl) {
    return 'callback-too-long';
  }
  const [, scheme = '', authority = '', rest = ''] = /^([^:/?#]+):\/\/([^/?#]*)([!-~]*)$/.exec(text) ?? [];
  if (authority === '' || rest.includes('\\')) {
    return 'callback-not-a-url';
  }
  if (scheme !== 'https' && scheme !== 'http') {
    return 'callback-scheme';
  }
  if (authority.includes('@')) {
    return 'callback-user';
  }
  if (rest.includes('#')) {
    return 'callback-fragment';
  }
  if (rest.includes('*')) {
    return 'callback-wildcard';
  }
  return scheme === 'http' ? localhostProblem(authority, rest) : hostProblem(authority);
}

function localhostProblem(authority: string, rest: string): CallbackProblem | undefined {
  const [, port] = /^localhost(?::(.*))?$/.exec(authority) ?? [];
  if (!/^localhost(:|$)/.test(authority)) {
    return 'callback-scheme';
  }
  if (port === '*') {
    return rest === '' || rest.startsWith('/') ? undefined : 'callback-wildcard';
  }
  return /^[1-9][0-9]{0,4}$/.test(port ?? '') && Number(port) < 65_536 ? undefined : 'callback-localhost-port';
}

function hostProblem(authority: string): CallbackProblem | undefined {
  const isWildcard = authority.startsWith('*.');
  const host = isWildcard ? authority.slice(2) : authority;
  if (host.includes('*') || (isWildcard && !/^[a-z0-9-]+(\.[a-z0-9-]+)+(:[0-9]+)?$/i.test(host))) {
    return 'callback-wildcard';
  }
  const url = `https://${host}`;
  if (!URL.canParse(url)) {
    return 'callback-not-a-url';
  }
  return new URL(url).origin === url ? undefined : 'callback-spelling';
}
