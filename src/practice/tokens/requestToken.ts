import { sourcesOf } from '../access/sources.ts';
import { sendAnswer } from '../server/answer.ts';
import type { Exchange } from '../server/exchange.ts';
import { logIn, refusalAnswer } from '../server/login.ts';
import { sendForm } from './answers.ts';
import { installableApplications } from './installation.ts';
import { addRequestToken } from './requestTokens.ts';

/** Step one, `POST /rest/requesttoken` (ORA:section_156338994830): a request token for somebody to allow. */
export async function answerRequestToken(exchange: Exchange): Promise<void> {
  const { account } = exchange;
  const login = await logIn(exchange, 'request-token', installableApplications(account));
  if (!login.ok) {
    sendAnswer(exchange.response, refusalAnswer(exchange, login, 'json'));
    return;
  }
  const value = (name: string) => login.parameters.find(each => each.name === name)?.value ?? '';
  const role = value('role');
  const { secret, now } = sourcesOf(exchange);
  const requestToken = {
    token: secret(),
    tokenSecret: secret(),
    applicationId: login.application.id,
    callbackUrl: value('oauth_callback'),
    // Step two only preselects it (assumed); '' is none.
    roleId: Number(role),
    createdAt: now(),
    verifier: '',
    allowedEmployeeId: 0,
    allowedRoleId: 0,
  };
  await account.store.update(state => [addRequestToken(state, requestToken), undefined]);
  sendForm(exchange, {
    oauth_token: requestToken.token,
    oauth_token_secret: requestToken.tokenSecret,
    oauth_callback_confirmed: 'true',
    ...(role === '' ? {} : { role }),
  });
}
