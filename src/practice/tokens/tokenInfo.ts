import { nameOf } from '../access/rules.ts';
import { contentTypes, sendAnswer } from '../server/answer.ts';
import type { Exchange } from '../server/exchange.ts';
import { logIn, refusalAnswer } from '../server/login.ts';

/**
 * `GET /rest/tokeninfo`: company, role and entity of the token (ORA:chapter_157017286140). Oracle names what is in it
 * but not the fields: their names, and that errors are JSON, are assumed.
 */
export async function answerTokenInfo(exchange: Exchange): Promise<void> {
  const login = await logIn(exchange, 'token-endpoint');
  if (!login.ok) {
    sendAnswer(exchange.response, refusalAnswer(exchange, login, 'json'));
    return;
  }
  const { companyName, accountId } = exchange.account.store.current();
  const { employee, role } = login;
  const info = {
    companyName,
    companyId: accountId,
    roleName: role?.name ?? '',
    roleId: role?.id ?? 0,
    entityName: employee ? nameOf(employee) : '',
    entityId: employee?.id ?? 0,
  };
  sendAnswer(exchange.response, { status: 200, contentType: contentTypes.json, body: JSON.stringify(info) });
}
