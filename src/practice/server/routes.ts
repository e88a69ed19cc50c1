import { oauth2Routes } from '../oauth2/routes.ts';
import { pageRoutes } from '../pages/routes.ts';
import { restRoutes } from '../restServices/routes.ts';
import { soapRoutes } from '../soap/soapEndpoint.ts';
import { tokenRoutes } from '../tokens/routes.ts';
import type { Route } from './exchange.ts';
import { restletRoutes } from '../restlets/restletEndpoint.ts';

/** Every host's paths are served from the one base URL. */
const exact: Readonly<Record<string, Route>> = { ...restletRoutes, ...tokenRoutes, ...oauth2Routes, ...pageRoutes };

/** Paths that begin with one of these, the longest first. */
const byPrefix: readonly (readonly [prefix: string, route: Route])[] = [...restRoutes, ...soapRoutes];

/** The route of a path, compared with case and without decoding. */
export function findRoute(path: string): Route | undefined {
  return Object.hasOwn(exact, path) ? exact[path] : byPrefix.find(([prefix]) => path.startsWith(prefix))?.[1];
}
