import { portPrefix } from '../../soap/versions.ts';

/** Whom a standing fault concerns. */
export const surfaces = [
  { id: 'restlet', label: 'RESTlets', prefix: '/app/site/hosting/restlet.nl' },
  { id: 'rest', label: 'SuiteTalk REST and SuiteQL', prefix: '/services/rest/' },
  { id: 'soap', label: 'SuiteTalk SOAP', prefix: portPrefix },
  { id: 'token', label: 'Token endpoints', prefix: '/rest/' },
] as const;

export type FaultSurface = (typeof surfaces)[number]['id'];

/** What is none of the others counts with the token endpoints. */
export function surfaceOf(path: string): FaultSurface {
  return surfaces.find(({ prefix }) => path.startsWith(prefix))?.id ?? 'token';
}
