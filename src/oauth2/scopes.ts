import { CodedError } from '../codedError.ts';

/**
 * What an access token may open.
 *
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_162790605110.html
 */
export const scopes = ['restlets', 'rest_webservices', 'suite_analytics'] as const;

export type Scope = (typeof scopes)[number];

/**
 * Reads scopes with spaces or commas between them, each once and in NetSuite's order.
 *
 * @throws CodedError `oauth2-scope-unknown` (data: scope, known), `oauth2-scope-none`
 */
export function readScopes(text: string): readonly Scope[] {
  const named = text.split(/[\s,]+/).filter(word => word !== '');
  const unknown = named.find(word => !scopes.some(scope => scope === word));
  if (unknown !== undefined) {
    throw new CodedError('oauth2-scope-unknown', { scope: unknown.slice(0, 60), known: scopes.join(', ') });
  }
  if (named.length === 0) {
    throw new CodedError('oauth2-scope-none');
  }
  return scopes.filter(scope => named.includes(scope));
}
