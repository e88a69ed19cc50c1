import type { IncomingMessage, ServerResponse } from 'node:http';
import { recordLogin } from '../account.ts';
import type { PracticeAccount } from '../account.ts';
import { authenticate } from '../authentication/authenticate.ts';
import type { Login } from '../authentication/authenticate.ts';
import { errorAnswer } from './answer.ts';
import type { Answer, Format } from './answer.ts';
import { rawHeaderValues } from './localOnly.ts';

/** One request being answered: its body is in, its login not yet checked. */
export interface Exchange {
  readonly account: PracticeAccount;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Path and query as sent. */
  readonly target: string;
  readonly body: Buffer;
  /** Aborted when the caller goes away. */
  readonly signal: AbortSignal;
}

/** Checks the login and puts it into the audit trail; a refusal comes back as the answer to send, in the format given. */
export function logIn(exchange: Exchange, format: Format): Login | { readonly ok: false; readonly answer: Answer } {
  const { account, request, target, body } = exchange;
  const [host = ''] = rawHeaderValues(request, 'host');
  const result = authenticate(
    {
      method: request.method ?? '',
      target,
      host,
      authorization: rawHeaderValues(request, 'authorization'),
      contentType: request.headers['content-type'],
      body,
    },
    account.store.current(),
    account.nonces,
    Math.floor(account.now() / 1000),
  );
  recordLogin(account, {
    at: account.now(),
    status: result.ok ? 'Success' : 'Failure',
    detail: result.ok ? undefined : result.detail,
    application: result.ok ? result.application.name : undefined,
    token: result.ok ? result.token.name : undefined,
    requestUri: target.split('?', 1)[0] ?? '',
    baseString: result.ok ? undefined : result.baseString,
  });
  if (result.ok) {
    return result;
  }
  // One value for every cause, as on REST web services (section_156570709583 and public reports); on RESTlets assumed,
  // because HTTP asks for the header on every 401 (RFC 9110 11.6.1).
  const challenge = `OAuth realm="${account.store.current().accountId}", error="token_rejected", error_description="Invalid login attempt."`;
  return {
    ok: false,
    answer: errorAnswer(format, result, result.status === 401 ? { 'WWW-Authenticate': challenge } : {}),
  };
}
