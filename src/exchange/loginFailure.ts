/**
 * Whether a response says that the login failed, and with which code. NetSuite answers 401 (403 has been reported)
 * with INVALID_LOGIN_ATTEMPT for RESTlets and INVALID_LOGIN for REST web services.
 *
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_4634920277.html
 */
export function readLoginFailure(status: number, body: Uint8Array): string | undefined {
  if (status !== 401 && status !== 403) {
    return undefined;
  }
  const code = /\b(?:INVALID_LOGIN(?:_ATTEMPT|_CREDENTIALS)?|TWO_FA_REQD)\b/.exec(
    // The code stands near the start; a big body is not an error page of the login.
    new TextDecoder('latin1').decode(body.subarray(0, 4096)),
  )?.[0];
  return status === 401 ? (code ?? 'UNAUTHORIZED') : code;
}
