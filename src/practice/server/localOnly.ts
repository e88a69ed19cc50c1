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
 * anything that could change something is a web page posting across sites. Neither can be done by mistake.
 *
 * @param port the port the server listens on
 */
export function foreignness(request: IncomingMessage, port: number): 'host' | 'origin' | undefined {
  const hosts = rawHeaderValues(request, 'host');
  const authorities = ownNames.flatMap(name => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
  if (hosts.length !== 1 || !authorities.includes(hosts[0]?.toLowerCase() ?? '')) {
    return 'host';
  }
  if (request.method === 'GET' || request.method === 'HEAD') {
    return undefined;
  }
  const ownOrigins = authorities.map(authority => `http://${authority}`);
  const origins = rawHeaderValues(request, 'origin');
  const sites = rawHeaderValues(request, 'sec-fetch-site');
  const isOwn =
    origins.every(origin => ownOrigins.includes(origin)) &&
    sites.every(site => site === 'same-origin' || site === 'none');
  return isOwn ? undefined : 'origin';
}
