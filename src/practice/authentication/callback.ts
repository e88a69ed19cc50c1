/**
 * Whether a callback is the one of the integration record (ORA:bridgehead_4249032125): the same URL; or `http://localhost:*`
 * for any port; or a first host label `*` for any one label. Where the record names a path, the callback must have it;
 * where it names none, any path will do (assumed).
 *
 * @param registered the record's callback URL
 * @param given the `oauth_callback` of step one
 */
export function callbackMatches(registered: string, given: string): boolean {
  if (registered === '' || !URL.canParse(given)) {
    return false;
  }
  if (registered === given) {
    return true;
  }
  const url = new URL(given);
  if (url.username !== '' || url.password !== '') {
    return false;
  }
  const anyPort = /^http:\/\/localhost:\*(\/.*)?$/.exec(registered);
  if (anyPort) {
    return url.protocol === 'http:' && url.hostname === 'localhost' && startsWithPath(url, anyPort[1]);
  }
  const anyLabel = /^(https:)\/\/\*\.([^/]+)(\/.*)?$/.exec(registered);
  if (anyLabel) {
    const [, protocol, domain = '', path] = anyLabel;
    const label = url.host.endsWith(`.${domain}`) ? url.host.slice(0, -domain.length - 1) : '';
    return url.protocol === protocol && label !== '' && !label.includes('.') && startsWithPath(url, path);
  }
  return false;
}

/** With a path in the record, the callback must have exactly it. */
function startsWithPath({ pathname, search }: URL, path: string | undefined): boolean {
  return path === undefined || path === '/' || `${pathname}${search}` === path;
}
