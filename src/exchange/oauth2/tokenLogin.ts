import { partsOf } from '../../oauth2/jwt.ts';
import type { JwtParts } from '../../oauth2/jwtParts.ts';
import { readRequestUrl } from '../../tba/requestUrl.ts';
import type { Authenticate } from '../authenticate.ts';
import type { Destination } from '../callAccount.ts';
import type { LogIn } from '../send.ts';
import type { WireRequest, WireResponse } from '../transport/transport.ts';

/** How calls with an access token prove who makes them. */
export interface TokenLogin {
  readonly authenticate: Authenticate;
  readonly logIn: LogIn;
}

/** An access token, and until when it is used. */
export interface HeldToken {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly until: number;
  /** What it says of itself. */
  readonly parts?: JwtParts;
}

/** Asks an account for an access token. */
export type AskForToken = (
  account: Destination,
  send: (request: WireRequest) => Promise<WireResponse>,
  skewSeconds: number,
) => Promise<HeldToken>;

/** Milliseconds before its end from which an access token is not used any more: a call may take a while to arrive. */
const margin = 60_000;

/** @param expiresIn seconds */
export function heldFor(token: string, expiresIn: number, now: number): HeldToken {
  const parts = partsOf(token);
  const lifetime = expiresIn * 1000;
  // One that lives no longer than the margin would never be used.
  return { token, until: now + lifetime - Math.min(margin, lifetime / 2), ...(parts && { parts }) };
}

/**
 * An access token is asked for before the first call, kept in memory only, and used until shortly before it ends, or until
 * NetSuite refuses it.
 *
 * @param onToken hears of each new access token, which must not be shown
 */
export function tokenLogin(ask: AskForToken, now: () => number, onToken: (token: string) => void): TokenLogin {
  let held: (HeldToken & { readonly since: number }) | undefined;
  let asking: Promise<HeldToken> | undefined;
  const current = () => {
    const time = now();
    // A clock that was set back since would make a token that has ended look good, for a login that fails.
    return held && time < held.until && time > held.since - margin ? held : undefined;
  };
  return {
    authenticate: ({ url }) => {
      const { token, parts } = current() ?? {};
      return {
        scheme: 'oauth2',
        url: readRequestUrl(url).wire,
        // Before the first login there is none; what is only checked needs none.
        headers: token === undefined ? [] : [{ name: 'Authorization', value: `Bearer ${token}` }],
        ...(parts && { accessToken: parts }),
      };
    },
    logIn: {
      // Calls that begin together share one login: each that is refused counts.
      ready: async (account, send, skewSeconds) => {
        if (!current()) {
          asking ??= ask(account, send, skewSeconds)
            .then(answer => {
              held = { ...answer, since: now() };
              onToken(answer.token);
              return answer;
            })
            .finally(() => (asking = undefined));
          await asking;
        }
      },
      refused: () => (held = undefined),
    },
  };
}
