import type { Scope } from './scopes.ts';

/** What the authorize page is asked. */
export interface AuthorizeRequest {
  readonly clientId: string;
  /** One of those on the integration record, letter by letter. */
  readonly redirectUri: string;
  readonly scopes: readonly Scope[];
  readonly state: string;
  /** S256. */
  readonly challenge: string;
}

/**
 * The address that a browser is sent to.
 *
 * @param page URL of the account's authorize page
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_158081944642.html
 */
export function authorizeAddress(page: string, request: AuthorizeRequest): string {
  const url = new URL(page);
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: request.clientId,
    redirect_uri: request.redirectUri,
    scope: request.scopes.join(' '),
    state: request.state,
    code_challenge: request.challenge,
    code_challenge_method: 'S256',
  }).toString();
  // A form writes spaces as +, which not every program that hands an address on leaves alone.
  return url.href.replaceAll('+', '%20');
}
