import { CodedError } from '../../codedError.ts';
import { assertionForm, signAssertion, type AssertionClaims } from '../../oauth2/assertion.ts';
import { tokenPath } from '../../oauth2/endpoints.ts';
import type { SigningKey } from '../../oauth2/signingKey.ts';
import { readTokenAnswer } from '../../oauth2/tokenAnswer.ts';
import { readRequestUrl } from '../../tba/requestUrl.ts';
import type { Authenticate } from '../authenticate.ts';
import { originsOf, signedUrl, type Destination } from '../callAccount.ts';
import type { LogIn } from '../send.ts';
import type { WireRequest, WireResponse } from '../transport.ts';

/** Who logs in by OAuth 2.0 client credentials. */
export interface Client extends Pick<AssertionClaims, 'clientId' | 'certificateId' | 'scopes'> {
  readonly key: SigningKey;
}

/** How a client's calls prove who makes them. */
export interface ClientLogin {
  readonly authenticate: Authenticate;
  readonly logIn: LogIn;
}

interface Held {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Milliseconds before its end from which an access token is not used any more: a call may take a while to arrive. */
const margin = 60_000;

/**
 * OAuth 2.0 client credentials: an access token is asked for before the first call, kept in memory only, and used until
 * shortly before it ends, or until NetSuite refuses it.
 *
 * @param onToken hears of each new access token, which must not be shown
 */
export function clientLogin(client: Client, now: () => number, onToken: (token: string) => void): ClientLogin {
  let held: Held | undefined;
  let asking: Promise<Held> | undefined;
  const current = () => (held && now() < held.until ? held : undefined);
  return {
    authenticate: ({ url }) => {
      const token = current()?.token;
      return {
        scheme: 'oauth2',
        url: readRequestUrl(url).wire,
        // Before the first login there is none; what is only checked needs none.
        headers: token === undefined ? [] : [{ name: 'Authorization', value: `Bearer ${token}` }],
      };
    },
    logIn: {
      // Calls that begin together share one login: each that is refused counts.
      ready: async (account, send, skewSeconds) => {
        if (!current()) {
          asking ??= askForToken(client, account, send, now, skewSeconds).finally(() => (asking = undefined));
          held = await asking;
          onToken(held.token);
        }
      },
      refused: () => (held = undefined),
    },
  };
}

/**
 * @throws CodedError `oauth2-refused` (data: status, error, description), `oauth2-unanswered` (data: status) where the
 *   answer is not one of the endpoint's, and the transport's
 */
async function askForToken(
  { key, ...claims }: Client,
  account: Destination,
  send: (request: WireRequest) => Promise<WireResponse>,
  now: () => number,
  skewSeconds: number,
): Promise<Held> {
  const url = `${originsOf(account).suiteTalk}${tokenPath}`;
  const audience = signedUrl(url, account);
  const issuedAt = Math.floor(now() / 1000) + skewSeconds;
  const { status, body } = await send({
    method: 'POST',
    url,
    headers: [
      { name: 'Content-Type', value: 'application/x-www-form-urlencoded' },
      { name: 'Accept', value: 'application/json' },
    ],
    body: assertionForm(await signAssertion({ ...claims, audience, issuedAt }, key)),
  });
  const answer = readTokenAnswer(status, new TextDecoder().decode(body.subarray(0, 65_536)));
  if ('accessToken' in answer) {
    return { token: answer.accessToken, until: now() + answer.expiresIn * 1000 - margin };
  }
  throw answer.error === ''
    ? new CodedError('oauth2-unanswered', { status })
    : new CodedError('oauth2-refused', { status, ...answer });
}
