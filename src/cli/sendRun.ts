import { readNetSuiteError } from '../bodies/netSuiteError.ts';
import { CodedError } from '../codedError.ts';
import { readLoginFailure } from '../exchange/loginFailure.ts';
import type { Exchange } from '../exchange/record.ts';
import { defaultTimeLimit } from '../exchange/requestCall.ts';
import { send, type Exchanger } from '../exchange/send.ts';
import type { ExitCode } from './cli.ts';
import type { Prepared } from './sendPlan.ts';

/** What became of a request: an exchange, with or without a response, or the reason why it was not sent. */
export type Outcome =
  | { readonly request: Prepared; readonly exchange: Exchange; readonly error?: CodedError }
  | { readonly request: Prepared; readonly exchange?: undefined; readonly error: CodedError };

/** Who is told. */
export interface RunReport {
  readonly outcome: (outcome: Outcome) => Promise<void>;
  /** What a person should know of a request that did not go well. */
  readonly trouble: (label: string, error: CodedError) => void;
}

/**
 * Sends requests one after the other. After a login that failed, or when interrupted, the rest is reported as not sent:
 * five failed logins lock the user, perhaps one that other programs run as.
 *
 * @returns 0 when every answer was a success, else 1
 */
export async function runPlan(
  requests: readonly Prepared[],
  exchanger: Exchanger,
  signal: AbortSignal,
  report: RunReport,
): Promise<ExitCode> {
  let exit: ExitCode = 0;
  let stopped: CodedError | undefined;
  for (const request of requests) {
    const outcome: Outcome = stopped ? { request, error: stopped } : await sendOne(request, exchanger, signal);
    await report.outcome(outcome);
    if (outcome.error) {
      exit = 1;
      report.trouble(request.label, outcome.error);
      stopped ??= reasonToStop(outcome.error, signal);
    }
  }
  return exit;
}

async function sendOne(request: Prepared, exchanger: Exchanger, signal: AbortSignal): Promise<Outcome> {
  const { call, caller } = request;
  if (signal.aborted) {
    return { request, error: new CodedError('not-sent', { why: 'interrupted' }) };
  }
  const timeLimit = call.timeLimit ?? defaultTimeLimit(call.url, caller.account);
  const exchange = await send(call, caller, exchanger, timeLimit, signal);
  const error = troubleOf(exchange);
  return { request, exchange, ...(error ? { error } : {}) };
}

/** Why an exchange is not a success; undefined when it is. */
function troubleOf({ record, body }: Exchange): CodedError | undefined {
  if (!record.response) {
    const { code, data } = record.failure ?? { code: 'connection-broken', data: {} };
    return new CodedError(code, data);
  }
  const { status, headers } = record.response;
  if (status >= 200 && status < 300) {
    return undefined;
  }
  const login = readLoginFailure(status, body);
  if (login !== undefined) {
    return new CodedError('login-refused', { status, code: login });
  }
  if (status >= 300 && status < 400) {
    return new CodedError('redirected', { status });
  }
  const contentType = headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value;
  const { code = '', message = '' } = readNetSuiteError({ status, contentType, body }) ?? {};
  return new CodedError('answer-failed', { status, code, message: message.slice(0, 500) });
}

function reasonToStop(error: CodedError, signal: AbortSignal): CodedError | undefined {
  if (error.code === 'login-refused') {
    return new CodedError('not-sent', { why: 'login' });
  }
  return signal.aborted ? new CodedError('not-sent', { why: 'interrupted' }) : undefined;
}
