import type { Route } from '../server/exchange.ts';
import { formLimit } from '../server/readBody.ts';
import { answerAuthorize, authorizePath } from './authorize.ts';
import { answerRevoke, revokePath } from './revokeEndpoint.ts';
import { answerToken, tokenPath } from './tokenEndpoint.ts';

/** The endpoints of OAuth 2.0 (ORA:section_162755359851, ORA:section_158081944642, ORA:section_161071224088). */
export const oauth2Routes: Readonly<Record<string, Route>> = {
  [tokenPath]: { methods: ['POST'], isCall: true, bodyLimit: formLimit, answer: answerToken },
  [revokePath]: { methods: ['POST'], isCall: true, bodyLimit: formLimit, answer: answerRevoke },
  [authorizePath]: { methods: ['GET', 'POST'], isCall: false, bodyLimit: formLimit, answer: answerAuthorize },
};
