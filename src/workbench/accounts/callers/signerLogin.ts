import { tbaAuthenticator } from '../../../exchange/authenticate.ts';
import { guardKey } from '../../../exchange/guards/loginGuard.ts';
import { systemNonceSource } from '../../../tba/nonce.ts';
import type { TbaSecrets } from '../../../tba/signRequest.ts';
import type { Login } from './callers.ts';

/** Token-based authentication: each call is signed, and nothing is asked for before. */
export function signerLogin(accountId: string, secrets: TbaSecrets): Login {
  return {
    credentialId: guardKey(accountId, secrets.token),
    authenticate: tbaAuthenticator(accountId, secrets, systemNonceSource()),
    secrets: () => [secrets.consumerSecret, secrets.tokenSecret],
  };
}
