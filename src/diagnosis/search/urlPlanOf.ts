import type { CallParts } from '../callParts.ts';
import type { UrlPlan } from './plan.ts';

/** Method and base URI as they should be signed. RFC 5849 section 3.4.1.2. */
export function urlPlanOf({ method, url }: CallParts): UrlPlan {
  return {
    method,
    scheme: `${url.scheme}://`,
    host: url.host,
    port: url.port === '' ? '' : `:${url.port}`,
    path: url.path,
    suffix: '',
  };
}
