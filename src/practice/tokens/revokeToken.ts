import { revokeToken } from '../access/tokens.ts';
import { sendAnswer } from '../server/answer.ts';
import type { Answer } from '../server/answer.ts';
import type { Exchange } from '../server/exchange.ts';
import { logIn, refusalAnswer } from '../server/login.ts';
import type { AccessToken, AccountState } from '../state/model.ts';
import { impossible, queryValue, sendJson } from './answers.ts';
import { logInWithNlAuth, usesNlAuth } from './nlAuth.ts';

/** Who may revoke: a user, and with a token only through the application that it belongs to (assumed). */
interface Revoker {
  readonly employeeId: number;
  readonly applicationId: number;
}

/**
 * `GET /rest/revoketoken?consumerKey=…&token=…`: ends one of the user's own tokens for good, with an OAuth or an NLAuth
 * header (ORA:chapter_157017286140). Oracle says nothing of what comes back: the answers are assumed; a token that is
 * another's, unknown or revoked already gets the same one.
 */
export async function answerRevokeToken(exchange: Exchange): Promise<void> {
  const { account, response } = exchange;
  const login = usesNlAuth(exchange) ? await withPassword(exchange) : await withToken(exchange);
  if ('answer' in login) {
    sendAnswer(response, login.answer);
    return;
  }
  const consumerKey = queryValue(exchange, 'consumerKey');
  const value = queryValue(exchange, 'token');
  const revoked = await account.store.update(state => {
    const token = state.tokens.find(each => each.token === value);
    return token && isOwn(state, token, login, consumerKey) ? [revokeToken(state, token.id), true] : [state, false];
  });
  if (revoked) {
    sendJson(exchange, { success: true });
  } else {
    sendAnswer(response, impossible('You have no such token of this application.'));
  }
}

async function withToken(exchange: Exchange): Promise<Revoker | { readonly answer: Answer }> {
  const login = await logIn(exchange, 'token-endpoint');
  return login.ok
    ? { employeeId: login.employee?.id ?? 0, applicationId: login.application.id }
    : { answer: refusalAnswer(exchange, login, 'json') };
}

async function withPassword(exchange: Exchange): Promise<Revoker | { readonly answer: Answer }> {
  const login = await logInWithNlAuth(exchange, 'revoketoken');
  return login.ok ? { employeeId: login.employee.id, applicationId: login.application.id } : { answer: login.answer };
}

function isOwn(
  { applications }: AccountState,
  token: AccessToken,
  { employeeId, applicationId }: Revoker,
  consumerKey: string | undefined,
): boolean {
  const application = applications.find(({ id }) => id === applicationId);
  return (
    token.state !== 'revoked' &&
    token.employeeId === employeeId &&
    token.applicationId === applicationId &&
    application?.consumerKey === consumerKey
  );
}
