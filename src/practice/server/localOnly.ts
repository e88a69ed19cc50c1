import type { IncomingMessage } from 'node:http';

const ownNames = ['127.0.0.1', 'localhost', '[::1]'];

/** Every value of a header as it was sent, one character for each octet. */
export function rawHeaderValues(request: IncomingMessage, name: string): string[] {
  const { rawHeaders } = request;
  return rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name);
}

/**
 * Why a request may not come from a program of this machine that means this server, or undefined when it may.
 *
 * A foreign Host is a web page that had its own name resolved to this machine (DNS rebinding). A foreign Origin on
 * anything that could change something is a web page posting across sites; the own origin is that of the Host header and
 * no other, because somebody else's server may have the same port at `localhost` by IPv6. A page elsewhere may lead here
 * by a link, but not fetch or embed anything: with the person's cookie it would use up what is shown only once, and to a
 * cookie every port of this machine is the same site. None of it can be done by mistake.
 *
 * @param port the port the server listens on
 */
export function foreignness(request: IncomingMessage, port: number): 'host' | 'origin' | undefined {
  const hosts = rawHeaderValues(request, 'host');
  const authorities = ownNames.flatMap(name => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
  if (hosts.length !== 1 || !authorities.includes(hosts[0]?.toLowerCase() ?? '')) {
    return 'host';
  }
  const sites = rawHeaderValues(request, 'sec-fetch-site');
  const isOwnSite = sites.every(site => site === 'same-origin' || site === 'none');
  if (request.method === 'GET' || request.method === 'HEAD') {
    return isOwnSite || isNavigation(request) ? undefined : 'origin';
  }
  const own = originOf(hosts[0] ?? '');
  return isOwnSite && rawHeaderValues(request, 'origin').every(origin => origin === own) ? undefined : 'origin';
}

/** A link that was followed in a window, not in a frame. */
function isNavigation(request: IncomingMessage): boolean {
  const isOnly = (name: string, value: string) => rawHeaderValues(request, name).every(each => each === value);
  return isOnly('sec-fetch-mode', 'navigate') && isOnly('sec-fetch-dest', 'document');
}

/** As browsers spell it: in lower case, without the default port. */
function originOf(host: string): string {
  return `http://${host.toLowerCase().replace(/:80$/, '')}`;
}
