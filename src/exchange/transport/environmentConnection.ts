import * as tls from 'node:tls';
import type { ConnectionSettings } from './directTransport.ts';

/**
 * How the environment wants connections made: the proxy's usual variables, and the system's certificates.
 *
 * @param needsCertificates reading the system's takes a while, and is in vain for plain http
 */
export function environmentConnection(
  environment: NodeJS.Dict<string>,
  needsCertificates: boolean,
): ConnectionSettings {
  const read = (name: string) => environment[name] || environment[name.toUpperCase()] || undefined;
  const proxy = (read('https_proxy') ?? read('all_proxy'))?.trim();
  return {
    proxy: proxy === undefined || proxy === '' ? undefined : withScheme(proxy),
    noProxy: (read('no_proxy') ?? '').split(','),
    strictTls: true,
    extraCertificates: needsCertificates ? trustedCertificates() : [],
  };
}

/** Node's own roots and the system's; naming any replaces Node's, so both are needed. Node before 22.15 cannot tell. */
function trustedCertificates(): readonly string[] {
  if (!('getCACertificates' in tls)) {
    return [];
  }
  const system = tls.getCACertificates('system');
  return system.length === 0 ? [] : [...tls.getCACertificates('default'), ...system];
}

/** `proxy.example:8080` as people write it. */
function withScheme(proxy: string): string {
  return /^[a-z]+:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
}
