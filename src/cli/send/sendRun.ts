import { readNetSuiteError } from '../../bodies/netSuiteError.ts';
import { networkLogin } from '../../bodies/networkLogin.ts';
import { CodedError, isCoded } from '../../codedError.ts';
import type { CheckResult } from '../../exchange/checks/checkAnswer.ts';
import { judge, type Judgement } from '../../exchange/checks/judge.ts';
import { readLoginFailure } from '../../exchange/loginFailure.ts';
import type { Exchange } from '../../exchange/record.ts';
import { defaultTimeLimit } from '../../exchange/requestCall.ts';
import { send, type Call, type Exchanger } from '../../exchange/send.ts';
import type { Pause } from '../../exchange/throttling.ts';
import type { AnswerHead, Arriving } from '../../exchange/transport/transport.ts';
import type { RequestNode } from '../../requests/nodes.ts';
import type { Explanation } from '../explain/oauth2Causes.ts';
import { prepareNow, sources, type Plan, type Prepared, type SendContext, type Step } from './sendPlan.ts';

/** What became of a request: an exchange, with or without a response, or the reason why it was not sent. */
export type Outcome = {
  readonly step: Step;
  /** Which time it is that all is run, from 1; absent where it is run once. */
  readonly run?: number;
  /** As far as it is known. */
  readonly call?: Call;
  /** What had come of an answer that broke off or was too large. */
  readonly part?: { readonly answer: AnswerHead; readonly body: Uint8Array };
  /** Why a login by OAuth 2.0 was refused. */
  readonly explanation?: Explanation;
} & (
  | { readonly exchange: Exchange; readonly checks: readonly CheckResult[]; readonly error?: CodedError }
  | { readonly exchange?: undefined; readonly checks?: undefined; readonly error: CodedError }
);

/** Who is told. */
export interface RunListener {
  /** Hears of each request, in their order; no more are begun than it keeps up with. */
  readonly outcome: (outcome: Outcome) => Promise<void>;
  /** The account has too many calls at once. */
  readonly pause: (label: string, pause: Pause) => void;
}

export interface RunOptions {
  /** After a request that did not go well, the rest is not sent. */
  readonly bail: boolean;
  /** How many requests are under way at most. */
  readonly parallel: number;
  readonly run?: number;
}

/**
 * Sends requests in their order, the next one when an earlier one is done with; several at once only after one login has
 * worked. After a login that failed, or when interrupted, the rest is reported as not sent: five failed logins lock the
 * user, perhaps one that other programs run as.
 *
 * @returns whether the rest was not sent, and another run would not be either
 */
export async function runPlan(
  plan: Plan,
  context: SendContext,
  exchanger: Exchanger,
  options: RunOptions,
  signal: AbortSignal,
  listener: RunListener,
): Promise<{ readonly isStopped: boolean }> {
  const { bail, parallel, run } = options;
  /** Why nothing more is sent; and of which schemes, as the requests name them, a login has worked. */
  const now: { stopped?: CodedError | undefined } = {};
  const proven = new Set<string | undefined>();
  /** Requests without an answer that others may go on with. */
  const bad = new Set<RequestNode>();
  const begun = new Map<Step, Promise<Outcome>>();
  const underWay = new Set<Promise<unknown>>();
  const begin = async (step: Step): Promise<Outcome> => {
    for (const other of plan.waitsFor.get(step) ?? []) {
      await begun.get(other);
    }
    const error = now.stopped ?? neededBefore(step, bad, context);
    const outcome: Outcome = error
      ? { step, ...callOf(plan.ready.get(step)), error }
      : await sendOne(step, plan, context, exchanger, signal, pause => listener.pause(step.label, pause));
    if (outcome.error) {
      bad.add(step.request);
      now.stopped ??= bail ? new CodedError('not-sent', { why: 'bail', name: step.label }) : undefined;
    }
    now.stopped = reasonToStop(outcome, signal) ?? now.stopped;
    if (hasLoggedIn(outcome)) proven.add(step.request.auth?.value);
    return run === undefined ? outcome : { ...outcome, run };
  };
  const reported: Promise<void>[] = [];
  for (const [index, step] of plan.steps.entries()) {
    while (underWay.size >= (proven.has(step.request.auth?.value) ? parallel : 1)) {
      await Promise.race(underWay);
    }
    // What is done waits for those before it to be reported, so it must not become much.
    await reported[index - (parallel === 1 ? 1 : 4 * parallel)];
    const outcome = begin(step);
    const done = outcome.finally(() => underWay.delete(done));
    begun.set(step, outcome);
    underWay.add(done);
    const before = reported[index - 1];
    const told = outcome.then(async ready => {
      await before;
      await listener.outcome(ready);
      begun.delete(step);
    });
    // Whoever waits for the next one hears of it.
    told.catch(() => undefined);
    done.catch(() => undefined);
    reported.push(told);
  }
  await reported.at(-1);
  return { isStopped: now.stopped !== undefined };
}

/** Whatever else is answered may come from something in front of the login. */
function hasLoggedIn({ exchange }: Outcome): boolean {
  const status = exchange?.record.response?.status ?? 0;
  return status >= 200 && status < 300;
}

/** Why a request cannot be sent: one whose answer it needs did not go well. */
function neededBefore(step: Step, bad: ReadonlySet<RequestNode>, { answers }: SendContext): CodedError | undefined {
  const failed = bad.size === 0 ? undefined : answers.needed(step).find(needed => bad.has(needed));
  return failed && new CodedError('not-sent', { why: 'needed', name: failed.name ?? failed.method.value });
}

async function sendOne(
  step: Step,
  plan: Plan,
  context: SendContext,
  exchanger: Exchanger,
  signal: AbortSignal,
  onPause: (pause: Pause) => void,
): Promise<Outcome> {
  let prepared = plan.ready.get(step);
  let arriving: Arriving | undefined;
  const listening = {
    onReceived: (now: Arriving) => void (arriving = now),
    onPause: (pause: Pause) => {
      // What came was the refusal.
      arriving = undefined;
      onPause(pause);
    },
  };
  try {
    signal.throwIfAborted();
    prepared ??= await prepareNow(step, context);
    const { call, caller } = prepared;
    const timeLimit = call.timeLimit ?? defaultTimeLimit(call.url, context.account);
    const exchange = await send({ ...call, ...listening }, caller, exchanger, timeLimit, signal);
    const judgement = judge(step.file, step.request, exchange, sources, prepared.lookup);
    context.answers.keep(step, exchange, judgement.isGood);
    const error = troubleOf(exchange, judgement, context.mask.hideInAnswer);
    const explanation = error && (await explain(exchange));
    return {
      step,
      exchange,
      checks: judgement.checks,
      ...callOf(prepared),
      ...partOf(exchange, arriving),
      ...(error ? { error } : {}),
      ...(explanation ? { explanation } : {}),
    };
  } catch (error) {
    if (signal.aborted) {
      return { step, ...callOf(prepared), error: new CodedError('not-sent', { why: 'interrupted' }) };
    }
    if (!isCoded(error)) {
      throw error;
    }
    return { step, ...callOf(prepared), error };
  }
}

/** Calls that are signed do without all that is known of OAuth 2.0. */
async function explain(exchange: Exchange): Promise<Explanation | undefined> {
  if (exchange.record.credential.scheme !== 'oauth2') {
    return undefined;
  }
  const { explainExchange } = await import('../explain/oauth2Causes.ts');
  return explainExchange(exchange);
}

function partOf({ record }: Exchange, arriving: Arriving | undefined): Pick<Outcome, 'part'> {
  return arriving && !record.response ? { part: { answer: arriving.answer, body: arriving.body } } : {};
}

function callOf(prepared: Prepared | undefined): { readonly call?: Call } {
  return prepared ? { call: prepared.call } : {};
}

/** Why an exchange did not go well; undefined when it did. */
function troubleOf(
  { record, body }: Exchange,
  { isGood, checks }: Judgement,
  hide: (text: string) => string,
): CodedError | undefined {
  if (!record.response) {
    const { code, data } = record.failure ?? { code: 'connection-broken', data: {} };
    return new CodedError(code, data);
  }
  const { status, headers } = record.response;
  const contentType = headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value;
  const page = checks.length === 0 ? networkLogin(status, contentType, body) : undefined;
  if (page) {
    return new CodedError('network-login', { status, title: hide(page.title ?? '') });
  }
  if (isGood) {
    return undefined;
  }
  const login = readLoginFailure(status, body);
  if (login !== undefined) {
    return new CodedError('login-refused', { status, code: login });
  }
  const isSuccess = status >= 200 && status < 300;
  // What NetSuite says against a request tells more than the checks that fail because of it.
  if (isSuccess || isStatusWanted(checks)) {
    const failed = checks.filter(({ passed }) => !passed).length;
    return new CodedError('checks-failed', { failed, total: checks.length });
  }
  if (status >= 300 && status < 400) {
    const location = headers.find(({ name }) => name.toLowerCase() === 'location')?.value;
    return new CodedError('redirected', {
      status,
      ...(location !== undefined && isWhole(location) && { location: hide(location) }),
    });
  }
  const { code = '', message = '' } = readNetSuiteError({ status, contentType, body }) ?? {};
  return new CodedError('answer-failed', { status, code, message: hide(message).slice(0, 500) });
}

function isStatusWanted(checks: readonly CheckResult[]): boolean {
  const aboutStatus = checks.filter(({ check }) => check.subject.of === 'status');
  return aboutStatus.length > 0 && aboutStatus.every(({ passed }) => passed);
}

/** A refused login ends a run even where a check wants just that. */
function reasonToStop({ exchange }: Outcome, signal: AbortSignal): CodedError | undefined {
  const { response, failure } = exchange?.record ?? {};
  const isRefused = response && exchange && readLoginFailure(response.status, exchange.body) !== undefined;
  if (isRefused === true || failure?.code === 'oauth2-refused') {
    return new CodedError('not-sent', { why: 'login' });
  }
  return signal.aborted ? new CodedError('not-sent', { why: 'interrupted' }) : undefined;
}

/** It leads to another host, perhaps. */
function isWhole(location: string): boolean {
  return /^(?:https?:)?\/\//i.test(location);
}
