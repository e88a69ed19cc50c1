import type { Release } from '../state/model.ts';

/** Where every SOAP endpoint is, before its version (ORA:bridgehead_N240435). */
export const portPrefix = '/services/NetSuitePort_';

export const newestVersion = '2025_2';

/**
 * The endpoints that take a TokenPassport and nothing else (ORA:section_4389727047), up to the last planned one
 * (ORA:article_2104046421). Older ones, which may still take other logins, are refused: assumed.
 */
const versions = [
  '2020_2',
  '2021_1',
  '2021_2',
  '2022_1',
  '2022_2',
  '2023_1',
  '2023_2',
  '2024_1',
  '2024_2',
  '2025_1',
  newestVersion,
];

/** The version in the path of an endpoint, such as `2025_2`, supported or not. */
export function versionOf(path: string): string | undefined {
  const version = path.slice(portPrefix.length);
  return path.startsWith(portPrefix) && /^20[0-9]{2}_[12]$/.test(version) ? version : undefined;
}

/**
 * Oracle's pages name both 2027.1 and 2027.2 for the end of all endpoints but the newest (ORA:article_2104046421,
 * ORA:section_N3418637): the stricter is taken.
 */
export function isSupported(version: string, release: Release): boolean {
  return release === '2026.2' ? versions.includes(version) : version === newestVersion;
}

export interface Namespaces {
  readonly version: string;
  readonly messages: string;
  readonly core: string;
  readonly faults: string;
  readonly relationships: string;
}

export function namespacesOf(version: string): Namespaces {
  return {
    version,
    messages: `urn:messages_${version}.platform.webservices.netsuite.com`,
    core: `urn:core_${version}.platform.webservices.netsuite.com`,
    faults: `urn:faults_${version}.platform.webservices.netsuite.com`,
    relationships: `urn:relationships_${version}.lists.webservices.netsuite.com`,
  };
}
