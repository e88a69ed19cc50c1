import type { Surface } from './checks.ts';

const always = ['oauth_consumer_key', 'oauth_nonce', 'oauth_timestamp', 'oauth_signature_method', 'oauth_signature'];
const ofCalls = ['realm', 'oauth_consumer_key', 'oauth_token', ...always.slice(1)];

/**
 * What a login of each surface must and may carry (ORA:subsect_156935170194, ORA:section_156338994830). In the flow the
 * realm is optional since 2020.1; that calls need one is assumed.
 */
export const headerNames: Readonly<
  Record<Surface, { readonly required: readonly string[]; readonly optional: readonly string[] }>
> = {
  restlet: { required: ofCalls, optional: ['oauth_version'] },
  rest: { required: ofCalls, optional: ['oauth_version'] },
  soap: { required: ofCalls, optional: [] },
  'token-endpoint': { required: ofCalls, optional: ['oauth_version'] },
  'request-token': { required: [...always, 'oauth_callback'], optional: ['realm', 'oauth_version', 'role'] },
  'access-token': { required: [...always, 'oauth_token', 'oauth_verifier'], optional: ['realm', 'oauth_version'] },
};
