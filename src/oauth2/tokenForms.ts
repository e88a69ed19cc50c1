/** What a code is exchanged with. */
export interface CodeExchange {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly code: string;
  readonly verifier: string;
}

/**
 * The form that exchanges a code, encoded. A public client has no secret, and says who it is in the form (RFC 6749
 * 3.2.1).
 *
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_158081952044.html
 */
export function codeForm({ clientId, redirectUri, code, verifier }: CodeExchange): string {
  return new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
    client_id: clientId,
  }).toString();
}

/** The form that asks for a new access token, encoded. */
export function refreshForm(clientId: string, refreshToken: string): string {
  return new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: clientId,
  }).toString();
}
