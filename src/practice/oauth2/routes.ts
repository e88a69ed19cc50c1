import type { Route } from '../server/exchange.ts';
import { formLimit } from '../server/readBody.ts';
import { answerToken, tokenPath } from './tokenEndpoint.ts';

/** The endpoints of OAuth 2.0 (ORA:section_162755359851, ORA:section_158081944642). */
export const oauth2Routes: Readonly<Record<string, Route>> = {
  [tokenPath]: { methods: ['POST'], isCall: true, bodyLimit: formLimit, answer: answerToken },
};
