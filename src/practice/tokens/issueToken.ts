import { CodedError } from '../../codedError.ts';
import { sourcesOf } from '../access/sources.ts';
import { longestTokenName } from '../access/tokens.ts';
import { utf8Text } from '../authentication/octets.ts';
import { sendAnswer } from '../server/answer.ts';
import type { Exchange } from '../server/exchange.ts';
import { impossible, queryValue, sendJson } from './answers.ts';
import { createTokenFor } from './installation.ts';
import { applicationWithKey, logInWithNlAuth } from './nlAuth.ts';

/**
 * `GET /rest/issuetoken?consumerKey=…&name=…`: a token for oneself in the role of the NLAuth header
 * (ORA:chapter_157017286140). The answer's `tokenId` and `tokenSecret` are the names that public clients read.
 */
export async function answerIssueToken(exchange: Exchange): Promise<void> {
  const { account, response } = exchange;
  const login = await logInWithNlAuth(exchange, 'issuetoken');
  if (!login.ok) {
    sendAnswer(response, login.answer);
    return;
  }
  const name = utf8Text(queryValue(exchange, 'name') ?? '');
  const wish = { employeeId: login.employee.id, roleId: login.role.id, name };
  try {
    const { token, tokenSecret } = await account.store.update(state => {
      const application = applicationWithKey(exchange, 'issuetoken') ?? login.application;
      return createTokenFor(state, application, wish, sourcesOf(exchange));
    });
    sendJson(exchange, { tokenId: token, tokenSecret });
  } catch (error) {
    if (!(error instanceof CodedError)) {
      throw error;
    }
    const tooLong = error.code === 'name-too-long';
    const message = tooLong ? `A name has at most ${longestTokenName} characters.` : 'No token can be made.';
    sendAnswer(response, impossible(message, 'USER_ERROR'));
  }
}
