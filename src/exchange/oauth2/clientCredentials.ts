import { assertionForm, signAssertion, type AssertionClaims } from '../../oauth2/assertion.ts';
import type { SigningKey } from '../../oauth2/signingKey.ts';
import { signedUrl } from '../callAccount.ts';
import { askTokenEndpoint, tokenEndpoint } from './tokenEndpoint.ts';
import { heldFor, tokenLogin, type TokenLogin } from './tokenLogin.ts';

/** Who logs in by OAuth 2.0 client credentials. */
export interface Client extends Pick<AssertionClaims, 'clientId' | 'certificateId' | 'scopes'> {
  readonly key: SigningKey;
}

/**
 * OAuth 2.0 client credentials: each access token is asked for with an assertion, for which NetSuite knows the
 * certificate. `ready` throws what askTokenEndpoint does.
 *
 * @param onToken hears of each new access token, which must not be shown
 */
export function clientLogin(
  { key, ...claims }: Client,
  now: () => number,
  onToken: (token: string) => void,
): TokenLogin {
  return tokenLogin(
    async (account, send, skewSeconds) => {
      const audience = signedUrl(tokenEndpoint(account), account);
      const issuedAt = Math.floor(now() / 1000) + skewSeconds;
      const assertion = await signAssertion({ ...claims, audience, issuedAt }, key);
      const { accessToken, expiresIn } = await askTokenEndpoint(account, assertionForm(assertion), send);
      return heldFor(accessToken, expiresIn, now());
    },
    now,
    onToken,
  );
}
