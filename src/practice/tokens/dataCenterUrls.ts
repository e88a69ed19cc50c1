import { sendAnswer } from '../server/answer.ts';
import type { Exchange } from '../server/exchange.ts';
import { impossible, queryValue, sendJson } from './answers.ts';

/**
 * `GET /rest/datacenterurls?account=…`, without authentication (ORA:chapter_157011836591; the keys from public clients).
 * A practice account has one address for all its domains. The account ID is taken only as NetSuite spells it: a
 * `1234567-sb1` got a 400 in public logs; the code is assumed.
 */
export function answerDataCenterUrls(exchange: Exchange): void {
  const { account, sites, response } = exchange;
  const asked = queryValue(exchange, 'account');
  const { production, sandbox } = account.world.current();
  const kind = asked === production.accountId ? 'production' : asked === sandbox.accountId ? 'sandbox' : undefined;
  if (kind === undefined) {
    sendAnswer(response, impossible('The parameter account must be an account ID, such as 1234567 or 1234567_SB1.'));
    return;
  }
  const url = sites[kind];
  sendJson(exchange, { restDomain: url, webservicesDomain: url, systemDomain: url });
}
