import { CodedError } from '../../codedError.ts';
import { sourcesOf } from '../access/sources.ts';
import type { PracticeAccount } from '../account.ts';
import type { Login } from '../authentication/authenticate.ts';
import { sendAnswer } from '../server/answer.ts';
import type { Exchange } from '../server/exchange.ts';
import { logIn, refusalAnswer } from '../server/login.ts';
import type { AccessToken } from '../state/model.ts';
import { impossible, sendForm } from './answers.ts';
import { createTokenFor, findApplication, installableApplications } from './installation.ts';
import { findRequestToken, removeRequestToken } from './requestTokens.ts';

/** Exchanges that are under way, by account: each sees what the one before has used up. */
const lastExchange = new WeakMap<PracticeAccount, Promise<void>>();

/** Step three, `POST /rest/accesstoken` (ORA:section_156537025868): an access token for an allowed request token. */
export function answerAccessToken(exchange: Exchange): Promise<void> {
  const { account } = exchange;
  const run = (lastExchange.get(account) ?? Promise.resolve()).then(() => answerInTurn(exchange));
  lastExchange.set(
    account,
    run.catch(() => undefined),
  );
  return run;
}

async function answerInTurn(exchange: Exchange): Promise<void> {
  const login = await logIn(exchange, 'access-token', installableApplications(exchange.account));
  if (!login.ok) {
    sendAnswer(exchange.response, refusalAnswer(exchange, login, 'json'));
    return;
  }
  try {
    const { token, tokenSecret } = await exchangeTokens(exchange, login);
    sendForm(exchange, { oauth_token: token, oauth_token_secret: tokenSecret });
  } catch (error) {
    if (!(error instanceof CodedError)) {
      throw error;
    }
    // The checks let it through: what is left is the number of tokens, or a change on a page at the same moment.
    sendAnswer(exchange.response, impossible('No access token can be made: the user may have too many.', 'USER_ERROR'));
  }
}

/** The request token goes in the same update, so that it is used up once. */
function exchangeTokens(exchange: Exchange, login: Login): Promise<AccessToken> {
  const { account } = exchange;
  const used = login.parameters.find(({ name }) => name === 'oauth_token')?.value ?? '';
  return account.store.update(state => {
    const requestToken = findRequestToken(state, used);
    const application = requestToken && findApplication(account, requestToken.applicationId);
    if (!requestToken || !application) {
      throw new CodedError('request-token-gone');
    }
    const { allowedEmployeeId: employeeId, allowedRoleId: roleId } = requestToken;
    const wish = { employeeId, roleId, name: '' };
    const [next, token] = createTokenFor(state, application, wish, sourcesOf(exchange));
    return [removeRequestToken(next, used), token];
  });
}
