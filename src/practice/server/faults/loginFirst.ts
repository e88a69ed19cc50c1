import { authenticate, authenticatePassport } from '../../authentication/authenticate.ts';
import type { Verifier } from '../../authentication/authenticate.ts';
import type { Surface } from '../../authentication/checks.ts';
import { presentedPassport } from '../../soap/soapEndpoint.ts';
import type { Exchange } from '../exchange.ts';
import { logIn, logInWithPassport, receivedRequest } from '../login.ts';
import { surfaceOf } from '../surfaces.ts';

const tokenSurfaces: Readonly<Record<string, Exclude<Surface, 'soap'>>> = {
  '/rest/requesttoken': 'request-token',
  '/rest/accesstoken': 'access-token',
  '/rest/tokeninfo': 'token-endpoint',
  '/rest/revoketoken': 'token-endpoint',
};

/**
 * Logs a call in if its login is good: then its nonce is used up and the Login Audit Trail has its row, as if the
 * endpoint had taken it. A login that would fail leaves no trace here, so that the endpoint can refuse it in its own
 * way. Endpoints without a signature let everybody in.
 */
export async function logInFirst(exchange: Exchange): Promise<boolean> {
  const surface = surfaceOf(exchange.path);
  if (surface === 'soap') {
    const passport = presentedPassport(exchange);
    return (
      passport !== undefined &&
      authenticatePassport(passport, lookingOnly(exchange)).ok &&
      (await logInWithPassport(exchange, passport)).ok
    );
  }
  const signedAs = surface === 'token' ? tokenSurfaces[exchange.path] : surface;
  return signedAs === undefined || (wouldLogIn(exchange, signedAs) && (await logIn(exchange, signedAs)).ok);
}

function wouldLogIn(exchange: Exchange, surface: Exclude<Surface, 'soap'>): boolean {
  return authenticate(receivedRequest(exchange), surface, lookingOnly(exchange)).ok;
}

function lookingOnly({ account, now }: Exchange): Verifier {
  const nonces = { ...account.nonces, remember: () => undefined };
  return { state: account.store.current(), nonces, now: Math.floor(now() / 1000) };
}
