import type { ResolvedRequest } from '../requests/values/resolve.ts';
import { resolveTarget } from '../requests/parse/target.ts';
import { isSuiteTalkPath, originsOf, pathAtNetSuite, type Destination } from './callAccount.ts';
import type { Call } from './send.ts';

/**
 * The call that a request of a file means for an account.
 *
 * @throws CodedError `target-unknown` (data: target, reason)
 */
export function callOf(request: ResolvedRequest, account: Pick<Destination, 'accountId' | 'baseUrl'>): Call {
  const { name, method, target, headers, body, timeLimit, unlogged } = request;
  const { url } = resolveTarget(target, originsOf(account));
  return {
    title: name ?? target,
    method,
    url,
    headers,
    body,
    ...(timeLimit !== undefined && { timeLimit }),
    ...(unlogged && { unlogged }),
  };
}

/**
 * Milliseconds that a call may take by default, a little over NetSuite's own limits: 300 s for a RESTlet
 * (ORA:section_161591009480), 15 minutes for web services (ORA:subsect_1559222360).
 *
 * @throws CodedError `host-of-another-account`, `url-invalid`
 */
export function defaultTimeLimit(url: string, account: Pick<Destination, 'accountId' | 'baseUrl'>): number {
  return isSuiteTalkPath(pathAtNetSuite(url, account)) ? 920_000 : 330_000;
}
