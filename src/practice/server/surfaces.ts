import { portPrefix } from '../soap/versions.ts';

/** What programs call: each has errors of its own form, and can be given faults of its own. */
export const surfaces = [
  { id: 'restlet', label: 'RESTlets', prefix: '/app/site/hosting/restlet.nl' },
  { id: 'rest', label: 'SuiteTalk REST and SuiteQL', prefix: '/services/rest/' },
  { id: 'soap', label: 'SuiteTalk SOAP', prefix: portPrefix },
  { id: 'token', label: 'Token endpoints', prefix: '/rest/' },
] as const;

export type CallSurface = (typeof surfaces)[number]['id'];

/** Undefined for a page, and for what is nothing. */
export function surfaceOf(path: string): CallSurface | undefined {
  return surfaces.find(({ prefix }) => path.startsWith(prefix))?.id;
}
