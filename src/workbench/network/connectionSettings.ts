import * as tls from 'node:tls';
import * as vscode from 'vscode';
import type { ConnectionSettings } from '../../exchange/transport/directTransport.ts';

/**
 * How VS Code's own settings, then the environment, want connections made. Undici in an extension sees none of
 * VS Code's proxy and certificate handling, so they are read here.
 */
export function readConnectionSettings(): Promise<ConnectionSettings> {
  const http = vscode.workspace.getConfiguration('http');
  const off = http.get<string>('proxySupport') === 'off';
  const proxy = http.get<string>('proxy')?.trim() || environment('https_proxy') || environment('all_proxy');
  const noProxy = http.get<string[]>('noProxy') ?? [];
  return Promise.resolve({
    proxy: off || !proxy ? undefined : withScheme(proxy),
    noProxy: noProxy.length > 0 ? noProxy : (environment('no_proxy') ?? '').split(','),
    strictTls: http.get<boolean>('proxyStrictSSL') ?? true,
    extraCertificates: http.get<boolean>('systemCertificates') === false ? [] : trusted(),
  });
}

/** Node's own roots and the system's; naming any replaces Node's, so both are needed. */
function trusted(): string[] {
  const system = tls.getCACertificates('system');
  return system.length === 0 ? [] : [...tls.getCACertificates('default'), ...system];
}

function environment(name: string): string | undefined {
  return process.env[name] || process.env[name.toUpperCase()] || undefined;
}

function withScheme(proxy: string): string {
  return /^[a-z]+:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
}
