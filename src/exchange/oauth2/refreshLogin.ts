import { CodedError, isCoded } from '../../codedError.ts';
import { tokenEnd } from '../../oauth2/tokenEnd.ts';
import { refreshForm } from '../../oauth2/tokenForms.ts';
import type { TokenAnswer } from '../../oauth2/tokenAnswer.ts';
import type { Destination } from '../callAccount.ts';
import type { WireRequest, WireResponse } from '../transport/transport.ts';
import { askTokenEndpoint } from './tokenEndpoint.ts';
import { heldFor, tokenLogin, type AskForToken, type HeldToken, type TokenLogin } from './tokenLogin.ts';

/** Keeps the refresh token of a sign-in, which serves once: every window has to use the newest. */
export interface RefreshKeeper {
  /** Does work while nobody else, in this window or another, refreshes this token. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** The newest one, whichever window wrote it; never one that has served. */
  read(): Promise<string>;
  /**
   * @param served the one that has just served
   * @param until when the new one ends, in milliseconds since 1970, where that is known
   */
  write(refreshToken: string, served: string, until?: number): Promise<void>;
}

/** Who refreshes. */
export interface RefreshClient {
  readonly clientId: string;
}

/**
 * A login that goes on from a sign-in: access tokens are asked for with its refresh token, and the one that comes back is
 * kept before anything else is done. `ready` throws `oauth2-sign-in-again` (data: error, description) when NetSuite takes
 * the refresh token no more, and what askTokenEndpoint and the keeper throw.
 *
 * @param onToken hears of each new token, access and refresh, which must not be shown
 */
export function refreshLogin(
  { clientId }: RefreshClient,
  keeper: RefreshKeeper,
  now: () => number,
  onToken: (token: string) => void,
): TokenLogin {
  /** One that came and could not be kept, in place of the used one that still is. */
  let unkept: { readonly used: string; readonly fresh: string } | undefined;
  /** NetSuite is not asked twice about one that it refused. */
  let refused: { readonly token: string; readonly error: CodedError } | undefined;

  const keep = async (used: string, fresh: string) => {
    unkept = { used, fresh };
    onToken(fresh);
    await keeper.write(fresh, used, tokenEnd(fresh));
    unkept = undefined;
  };

  const newest = async () => {
    const kept = await keeper.read();
    if (unkept?.used !== kept) {
      return kept;
    }
    await keep(unkept.used, unkept.fresh);
    return keeper.read();
  };

  const refresh = async (
    account: Destination,
    send: (request: WireRequest) => Promise<WireResponse>,
    token: string,
  ): Promise<HeldToken> => {
    if (refused?.token === token) {
      throw refused.error;
    }
    let answer: TokenAnswer;
    try {
      answer = await askTokenEndpoint(account, refreshForm(clientId, token), send);
    } catch (error) {
      if (!isCoded(error, 'oauth2-refused') || error.data['error'] !== 'invalid_grant') {
        throw error;
      }
      const latest = await newest();
      if (latest !== token) {
        // Somebody signed in anew meanwhile, which waits for no turn.
        return refresh(account, send, latest);
      }
      refused = { token, error: new CodedError('oauth2-sign-in-again', error.data, { cause: error }) };
      throw refused.error;
    }
    if (answer.refreshToken !== undefined && answer.refreshToken !== token) {
      await keep(token, answer.refreshToken);
    }
    return heldFor(answer.accessToken, answer.expiresIn, now());
  };

  const ask: AskForToken = (account, send) => keeper.inTurn(async () => refresh(account, send, await newest()));

  return tokenLogin(ask, now, onToken);
}
