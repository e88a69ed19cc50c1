import { startOf } from '../oauth2/tokens.ts';
import type { AccountState, OAuth2Scope, OAuth2Token } from '../state/model.ts';

/** An application that a person allowed to log in as them: what came of one consent. */
export interface AuthorizedApplication {
  readonly grantId: number;
  readonly applicationId: number;
  readonly employeeId: number;
  readonly roleId: number;
  readonly scopes: readonly OAuth2Scope[];
  /** Milliseconds since 1970: of the first and the newest token, and when the last one ends. */
  readonly createdAt: number;
  readonly lastTokenAt: number;
  readonly endsAt: number;
  readonly stage: 'active' | 'expired' | 'revoked';
}

/**
 * The authorized applications (ORA:section_157960925955), the newest first. NetSuite keeps revoked ones for good; here
 * they go when their tokens are forgotten, a day after these would have ended.
 *
 * @param now milliseconds since 1970
 */
export function authorizedApplications(state: AccountState, now: number): readonly AuthorizedApplication[] {
  const byGrant = new Map<number, OAuth2Token[]>();
  for (const token of state.oauth2Tokens.filter(({ certificateId }) => certificateId === '')) {
    byGrant.set(token.grantId, [...(byGrant.get(token.grantId) ?? []), token]);
  }
  return [...byGrant.values()]
    .flatMap(tokens => summaryOf(state, tokens, now))
    .sort((one, other) => other.grantId - one.grantId);
}

function summaryOf(state: AccountState, tokens: readonly OAuth2Token[], now: number): readonly AuthorizedApplication[] {
  const [first] = tokens;
  if (!first) {
    return [];
  }
  const { grantId, applicationId, employeeId, roleId, scopes } = first;
  const living = tokens.filter(each => each.state === 'active' && each.expiresAt > now);
  const isRevoked = tokens.some(each => each.state === 'revoked');
  return [
    {
      grantId,
      applicationId,
      employeeId,
      roleId,
      scopes,
      createdAt: startOf(state, first, now),
      lastTokenAt: Math.max(...tokens.map(each => each.createdAt)),
      endsAt: Math.max(...tokens.map(each => each.expiresAt)),
      stage: living.length > 0 ? 'active' : isRevoked ? 'revoked' : 'expired',
    },
  ];
}
