import { contentTypes, sendAnswer } from './answer.ts';
import { logIn } from './exchange.ts';
import type { Exchange } from './exchange.ts';

/**
 * `GET /rest/tokeninfo`: company, role and entity of the token (ORA:chapter_157017286140). Oracle names what is in it
 * but not the fields: their names, and that errors are JSON, are assumed.
 */
export function answerTokenInfo(exchange: Exchange): void {
  const login = logIn(exchange, 'json');
  if (!login.ok) {
    sendAnswer(exchange.response, login.answer);
    return;
  }
  const state = exchange.account.store.current();
  const role = state.roles.find(each => each.id === login.token.roleId);
  const entity = state.entities.find(each => each.id === login.token.entityId);
  const info = {
    companyName: state.companyName,
    companyId: state.accountId,
    roleName: role?.name ?? '',
    roleId: login.token.roleId,
    entityName: entity?.name ?? '',
    entityId: login.token.entityId,
  };
  sendAnswer(exchange.response, { status: 200, contentType: contentTypes.json, body: JSON.stringify(info) });
}
