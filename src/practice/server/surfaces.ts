import { portPrefix } from '../soap/versions.ts';

/** What programs call: each has errors of its own form, and can be given faults of its own. */
export const surfaces = [
  { id: 'restlet', label: 'RESTlets', prefix: '/app/site/hosting/restlet.nl' },
  { id: 'rest', label: 'SuiteTalk REST and SuiteQL', prefix: '/services/rest/' },
  { id: 'soap', label: 'SuiteTalk SOAP', prefix: portPrefix },
  { id: 'token', label: 'Token endpoints', prefix: '/rest/' },
] as const;

export type CallSurface = (typeof surfaces)[number]['id'];

/** Token endpoints that lie below the path of SuiteTalk REST (ORA:section_162755359851). */
export const oauth2Prefix = '/services/rest/auth/oauth2/v1/';

/** Undefined for a page, and for what is nothing. */
export function surfaceOf(path: string): CallSurface | undefined {
  if (path.startsWith(oauth2Prefix)) {
    return 'token';
  }
  return surfaces.find(({ prefix }) => path.startsWith(prefix))?.id;
}
