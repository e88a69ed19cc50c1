import { oauth2Scopes } from '../state/model.ts';
import type { OAuth2Scope } from '../state/model.ts';

/** As the boxes of the integration record say (ORA:section_157771733782). */
export const scopeNames: Readonly<Record<OAuth2Scope, string>> = {
  restlets: 'RESTlets',
  rest_webservices: 'REST Web Services',
  suite_analytics: 'SuiteAnalytics Connect',
};

/**
 * The scopes that are asked for: texts with spaces between (RFC 6749 3.3), or a JSON array, as in Oracle's sample
 * assertion. Undefined when there are none, one comes twice, or one is not known here, such as `mcp` (assumed).
 */
export function readScopes(value: unknown): readonly OAuth2Scope[] | undefined {
  const names: readonly unknown[] = typeof value === 'string' ? value.split(' ') : Array.isArray(value) ? value : [];
  const known = oauth2Scopes.filter(scope => names.includes(scope));
  return names.length > 0 && known.length === names.length ? known : undefined;
}
