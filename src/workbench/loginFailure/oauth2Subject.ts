import { tokenState } from '../../accounts/tokenState.ts';
import type { Credential } from '../../accounts/records.ts';
import { isCoded } from '../../codedError.ts';
import type { OAuth2Evidence, OAuth2Known } from '../../diagnosis/oauth2/evidence.ts';
import { oauth2Facts } from '../../exchange/login/oauth2Facts.ts';
import type { Exchange } from '../../exchange/record.ts';
import { parseAccountId } from '../../tba/accountId.ts';
import type { AccountServices } from '../accounts/accountServices.ts';

type Services = Pick<AccountServices, 'book' | 'callers' | 'network'>;

/** What is known of a login by OAuth 2.0 that was refused. */
export interface OAuth2Subject {
  /** By which failed logins are counted; undefined where its secret is not here. */
  readonly guarded: string | undefined;
  readonly failed: Exchange | undefined;
  /** Absent where no login was refused; then the call failed of something else, whatever the scheme. */
  readonly evidence?: OAuth2Evidence;
}

/** @param exchange the call that failed; undefined: the last of the credential that did, where this window knows it */
export async function oauth2Subject(
  credential: Credential,
  exchange: Exchange | undefined,
  services: Services,
): Promise<OAuth2Subject> {
  const guarded = await orNothing(async () => (await services.callers.of(credential)).caller.credentialId);
  const failed = exchange ?? (guarded === undefined ? undefined : services.network.failedLogins.last(guarded));
  const known = await knownOf(credential, services);
  const evidence = failed ? oauth2Facts(failed, known) : withoutCall(credential, known);
  return { guarded, failed, ...(evidence && { evidence }) };
}

/** That it failed when it was last used is all that is known. */
function withoutCall({ token }: Credential, known: OAuth2Known): OAuth2Evidence | undefined {
  const { lastFailure, oauth2 } = token;
  return tokenState(token) !== 'fails' || lastFailure === undefined
    ? undefined
    : {
        asked: oauth2?.grant === 'authorization-code' ? 'refresh-token' : 'assertion',
        sentAt: Math.round(lastFailure.at / 1000),
        answer: { status: lastFailure.status, code: lastFailure.code },
        known,
      };
}

async function knownOf({ account, token }: Credential, { book }: Services): Promise<OAuth2Known> {
  const { oauth2: login, lastSuccess } = token;
  const clientId = await orNothing(async () => (await book.oauth2Secret(token.id)).clientId);
  const { id, kind } = parseAccountId(account.accountId);
  const siblings = book
    .credentials()
    .filter(other => other.account.id === account.id && other.token.id !== token.id)
    .filter(other => tokenState(other.token) === 'works');
  const siblingSuccess = Math.max(...siblings.map(other => other.token.lastSuccess ?? 0), 0);
  return {
    accountId: id,
    ...(kind !== 'unknown' && { isSandbox: kind === 'sandbox' }),
    ...(login && { grant: login.grant }),
    ...(clientId !== undefined && { clientId }),
    ...(login?.certificate && {
      certificateId: login.certificate.id,
      certificateUntil: Math.round(login.certificate.expiresAt / 1000),
    }),
    ...(login?.refreshUntil !== undefined && { refreshUntil: Math.round(login.refreshUntil / 1000) }),
    ...(siblingSuccess > 0 && { siblingSuccess: Math.round(siblingSuccess / 1000) }),
    ...(lastSuccess !== undefined && { lastSuccess: Math.round(lastSuccess / 1000) }),
  };
}

/** That a secret is not here, or cannot be used, is one of the facts. */
async function orNothing<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (isCoded(error) && /^(?:secret|private-key|not-token)-/.test(error.code)) {
      return undefined;
    }
    throw error;
  }
}
