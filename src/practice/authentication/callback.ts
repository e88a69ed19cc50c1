/** The characters of a URL (RFC 3986 2), but for `#`: a callback has no fragment, where its parameters would be lost. */
const urlCharacters = /^[A-Za-z0-9\-._~:/?[\]@!$&'()*+,;=%]+$/;

/** The longest callback URL of a request (assumed). */
const longest = 2000;

/**
 * Whether a callback is the one of the integration record (ORA:bridgehead_4249032125): the same URL, letter by letter; or
 * `http://localhost:*` for any port; or a first host label `*` for any one label. Where the record names a path, the
 * callback must have exactly it, query included; where it names none, any path will do (assumed).
 *
 * All else is the stricter reading, assumed: `localhost` is not 127.0.0.1, and `*` for a port wants a port; `*` for a
 * label is for https only, stands for one label and not for a second-level domain. Whatever a browser would read
 * differently than it is spelled (user names, fragments, backslashes, spaces, other hosts hidden in escapes) is refused.
 *
 * @param registered the record's callback URL
 * @param given the `oauth_callback` of step one
 */
export function callbackMatches(registered: string, given: string): boolean {
  if (!isPlainUrl(given)) {
    return false;
  }
  if (registered === given) {
    return true;
  }
  const anyPort = /^http:\/\/localhost:\*(\/.*)?$/.exec(registered);
  if (anyPort) {
    const [, port, rest = ''] = /^http:\/\/localhost:([1-9][0-9]{0,4})([/?].*)?$/.exec(given) ?? [];
    return Number(port) < 65_536 && pathMatches(anyPort[1], rest);
  }
  const anyLabel = /^https:\/\/\*\.([^/?]+)(\/.*)?$/.exec(registered);
  if (anyLabel) {
    const [, domain = '', path] = anyLabel;
    const label = /^https:\/\/[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\./i.exec(given)?.[0] ?? '';
    const rest = given.slice(label.length);
    return (
      domain.includes('.') &&
      label !== '' &&
      rest.startsWith(domain) &&
      /^(?:[/?]|$)/.test(rest.slice(domain.length)) &&
      pathMatches(path, rest.slice(domain.length))
    );
  }
  return false;
}

/**
 * The origin to name in a page's Content-Security-Policy. Its syntax knows no IPv6 address, and to it `;` and `,`, which
 * a URL's host may hold, are the end of a rule: there the scheme must do.
 */
export function callbackOrigin(callback: string): string {
  const { origin, protocol } = new URL(callback);
  return /^https?:\/\/[a-z0-9._-]+(?::\d+)?$/.test(origin) ? origin : protocol;
}

/** The callback with further parameters; the query that it has is kept as it is spelled. */
export function callbackWith(callback: string, parameters: Readonly<Record<string, string>>): string {
  const joint = /[?&]$/.test(callback) ? '' : callback.includes('?') ? '&' : '?';
  return `${callback}${joint}${new URLSearchParams(parameters).toString()}`;
}

function isPlainUrl(text: string): boolean {
  const [, authority = '@'] = /^https?:\/\/([^/?]+)/.exec(text) ?? [];
  return text.length <= longest && urlCharacters.test(text) && !authority.includes('@') && URL.canParse(text);
}

/** `/` in the record is a path like any other. */
function pathMatches(registered: string | undefined, given: string): boolean {
  return registered === undefined || registered === given;
}
