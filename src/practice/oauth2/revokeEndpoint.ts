import { sendAnswer } from '../server/answer.ts';
import type { Exchange } from '../server/exchange.ts';
import { settleUnsigned } from '../server/login.ts';
import { oauth2Prefix } from '../server/surfaces.ts';
import type { AccountState } from '../state/model.ts';
import { authenticateClient } from './clientAuthentication.ts';
import { readTokenForm } from './form.ts';
import type { TokenForm } from './form.ts';
import { findRefreshToken } from './grants.ts';
import { noStore, refuse, tokenErrorAnswer } from './refusals.ts';
import { nobody } from './tokenEndpoint.ts';
import type { TokenOutcome } from './tokenEndpoint.ts';
import { endGrant } from './tokens.ts';

export const revokePath = `${oauth2Prefix}revoke`;

type Refused = Extract<TokenOutcome, { ok: false }>;

/**
 * `POST /services/rest/auth/oauth2/v1/revoke`: ends a refresh token and the access tokens that came with it
 * (ORA:section_161071224088). Clients show who they are as at the token endpoint. A token that is not known, or not a
 * refresh token, gets the same answer, as there is nothing left to end (RFC 7009 2.2; assumed, as is the empty body).
 */
export async function answerRevoke(exchange: Exchange): Promise<void> {
  const { account, response } = exchange;
  const form = readTokenForm(exchange);
  const refusal = await account.store.update(state => decide(state, form));
  if (refusal) {
    await settleUnsigned(exchange, 'oauth2-token', refusal);
    sendAnswer(response, tokenErrorAnswer(refusal.error, account.store.current().accountId, form?.basic !== undefined));
    return;
  }
  sendAnswer(response, { status: 200, contentType: 'application/json; charset=utf-8', body: '', headers: noStore });
}

function decide(state: AccountState, form: TokenForm | undefined): readonly [AccountState, Refused | undefined] {
  if (!form) {
    return [state, { ...refuse('invalid_request', 'MissingRequiredParameter', 'oauth2-request'), ...nobody }];
  }
  const client = authenticateClient(state, form);
  if (!client.ok) {
    return [state, { ...client, employee: undefined, role: undefined }];
  }
  const text = form.value('token');
  if (text === undefined) {
    const refusal = refuse('invalid_request', 'MissingRequiredParameter', 'oauth2-request');
    return [state, { ...refusal, ...nobody, application: client.application }];
  }
  const token = findRefreshToken(state, text, client.application.id);
  return [token ? endGrant(state, token.grantId) : state, undefined];
}
