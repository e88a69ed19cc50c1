import { randomUUID } from 'node:crypto';
import type * as vscode from 'vscode';
import type { Credential } from '../../../accounts/records.ts';
import { CodedError, isCoded } from '../../../codedError.ts';
import { judge, type Judgement } from '../../../exchange/checks/judge.ts';
import { createLayeredLookup, type LayeredLookup, type LayerValues } from '../../../exchange/values/layeredLookup.ts';
import type { Exchange } from '../../../exchange/record.ts';
import { callOf } from '../../../exchange/requestCall.ts';
import { checkCall, type Call, type Caller } from '../../../exchange/send.ts';
import { isUnlogged } from '../../../requests/parse/directives.ts';
import type { Lookup } from '../../../requests/values/expand.ts';
import { bodyFileOf, resolveRequest, type ResolvedRequest } from '../../../requests/values/resolve.ts';
import type { Sources } from '../../../requests/values/systemValues.ts';
import type { Calling } from '../../accounts/callers/callers.ts';
import { confirmUseAgain } from '../../accounts/testTokens/confirmUseAgain.ts';
import type { HistoryStore, KeptCall } from '../../history/historyStore.ts';
import { lookForPractice } from '../../practice/lookForPractice.ts';
import type { ResponsePanels } from '../../responses/responsePanels.ts';
import { tellError } from '../../tellError.ts';
import type { RequestServices } from '../requestCommands.ts';
import { chooseCredential, isAccount } from '../chooseCredential.ts';
import type { Planned } from '../productionQuestion.ts';
import { readBodyFile } from '../readBodyFile.ts';
import type { ValueSources } from '../values/valueSources.ts';
import { Answers } from './answers.ts';
import { checkLines, CheckProblems } from './checkResults.ts';
import { failureText, verificationOf, type Outcome } from './outcome.ts';
import { Prompts } from './prompts.ts';
import type { Step } from './step.ts';

/** A request ready to be signed. */
export interface Prepared {
  readonly step: Step;
  readonly call: Call;
  /** The values that it was made with; its checks may want more of them. */
  readonly values: LayeredLookup;
  readonly credential: Credential;
  readonly caller: Caller;
  /** Of the credential and of the values: neither shown nor kept. */
  readonly secrets: Calling['secrets'];
  /** What the history keeps of it besides the exchange. */
  readonly kept: KeptCall;
}

export interface RunOptions {
  /** After a step that did not go well, the rest is not sent. */
  readonly stopAtFailure: boolean;
  /** Whose answers are shown in panels: those of all steps, or of the last one and of any that failed before it. */
  readonly show: 'all' | 'last' | 'none';
  readonly onStep?: (step: Step, index: number) => void;
  readonly onOutcome?: (outcome: Outcome, exchange: Exchange | undefined) => void;
}

/** Sends requests one after the other, those first whose answers others need. */
export class RequestRunner {
  readonly #services: RequestServices;
  readonly #values: ValueSources;
  readonly #prompts = new Prompts();
  readonly #answers: Answers;
  readonly #running = new Set<string>();
  /** What went out with each request and must not be shown. */
  readonly #secretsSent = new Map<string, Calling['secrets']>();
  readonly #checkProblems = new CheckProblems();

  constructor(services: RequestServices) {
    this.#services = services;
    const { values, active } = services;
    this.#values = values;
    this.#answers = new Answers(document =>
      [active.get(document.uri)?.token.id, values.chosen(document)].map(each => each ?? '').join(' '),
    );
  }

  /** The steps, and before each the requests whose answers it needs and that have not been answered in this window. */
  withNeeded(steps: readonly Step[]): readonly Step[] {
    return this.#answers.withNeeded(steps);
  }

  /**
   * Asks all that has to be asked, then sends.
   *
   * @returns undefined when the person left one of the questions: nothing was sent
   * @throws CodedError `already-running` (data: title); for a single step also why it could not be sent
   */
  async run(steps: readonly Step[], options: RunOptions, signal: AbortSignal): Promise<readonly Outcome[] | undefined> {
    this.#refuseRunning(steps);
    steps.forEach(({ key }) => this.#running.add(key));
    try {
      const prompted = await this.#prompts.ask(steps);
      const planned = prompted && (await this.#plan(steps, prompted));
      const open = AbortSignal.any([signal, this.#services.network.closing]);
      return planned && (await this.#sendAll(planned, options, open));
    } finally {
      steps.forEach(({ key }) => this.#running.delete(key));
    }
  }

  /** A request as it would be signed now; for a look at its signature. */
  async prepare(step: Step): Promise<Prepared | undefined> {
    const prompted = await this.#prompts.ask([step]);
    return prompted && this.#prepare(step, await this.#lookup(step, prompted, this.#answers.responses(step)));
  }

  /** Secrets of the token and of variables that the request of a panel was last sent with. */
  secretsSent(key: string): readonly string[] {
    return this.#secretsSent.get(key)?.() ?? [];
  }

  dispose(): void {
    this.#checkProblems.dispose();
  }

  #refuseRunning(steps: readonly Step[]): void {
    const twice = steps.find(({ key }) => this.#running.has(key));
    if (twice) {
      throw new CodedError('already-running', { title: twice.title });
    }
  }

  /** Whatever can be said and asked before the first call is, in one go. */
  async #plan(steps: readonly Step[], prompted: LayerValues): Promise<Plan | undefined> {
    const refused = new Map<Step, unknown>();
    const first: Prepared[] = [];
    for (const step of steps) {
      try {
        // Answers that are still to come are left open; what they lead to is judged again when they are there.
        const prepared = await this.#prepare(
          step,
          await this.#lookup(step, prompted, this.#answers.responsesBefore(step)),
        );
        if (!prepared) {
          return undefined;
        }
        checkCall(prepared.call, { ...prepared.caller, mayWrite: true });
        first.push(prepared);
      } catch (error) {
        if (!isCoded(error) || steps.length === 1) {
          throw error;
        }
        if (!this.#answers.isOpen(step)) {
          refused.set(step, error);
        }
      }
    }
    const acknowledged = await this.#acknowledge(first);
    const isAllowed =
      acknowledged && (await this.#services.production.allows(first.map(each => this.#plannedOf(each, steps))));
    return isAllowed ? { steps, prompted, refused, acknowledged, first } : undefined;
  }

  /** Asks about each token that failed to log in of late; undefined when the person does not want one of them used. */
  async #acknowledge(prepared: readonly Prepared[]): Promise<ReadonlySet<string> | undefined> {
    const acknowledged = new Set<string>();
    for (const { caller } of prepared) {
      const failures = this.#services.network.failuresToAskAbout(caller.credentialId);
      if (failures > 0 && !acknowledged.has(caller.credentialId)) {
        if (!(await confirmUseAgain(new CodedError('login-guard', { failures })))) {
          return undefined;
        }
        acknowledged.add(caller.credentialId);
      }
    }
    return acknowledged;
  }

  async #sendAll(plan: Plan, options: RunOptions, signal: AbortSignal): Promise<readonly Outcome[]> {
    const outcomes: Outcome[] = [];
    const refusedLogins = new Set<string>();
    let stopped: CodedError | undefined;
    for (const [index, step] of plan.steps.entries()) {
      options.onStep?.(step, index);
      const isLast = index === plan.steps.length - 1;
      const { outcome, exchange } = stopped
        ? { outcome: { kind: 'not-sent', step, error: stopped } as const, exchange: undefined }
        : await this.#sendStep(step, plan, refusedLogins, showOf(options.show, isLast), signal);
      outcomes.push(outcome);
      options.onOutcome?.(outcome, exchange);
      if (outcome.kind === 'cancelled') {
        stopped = new CodedError('not-sent-cancelled');
      } else if (!(outcome.kind === 'answered' && outcome.isGood) && options.stopAtFailure) {
        stopped ??= new CodedError('not-sent-after', { title: step.title });
      }
    }
    return outcomes;
  }

  async #sendStep(
    step: Step,
    plan: Plan,
    refusedLogins: Set<string>,
    show: Show,
    signal: AbortSignal,
  ): Promise<{ readonly outcome: Outcome; readonly exchange?: Exchange }> {
    try {
      const prepared = await this.#prepareAgain(step, plan, refusedLogins);
      const acknowledged = plan.acknowledged.has(prepared.caller.credentialId);
      const caller: Caller = { ...prepared.caller, mayWrite: true, acknowledged };
      const sent = await this.#send({ ...prepared, caller }, show, signal);
      if (!sent) {
        return { outcome: { kind: 'cancelled', step } };
      }
      const { exchange, isLoginRefused, checks, isGood } = sent;
      if (isLoginRefused) {
        refusedLogins.add(caller.credentialId);
      }
      return { outcome: { kind: 'answered', step, record: exchange.record, checks, isGood }, exchange };
    } catch (error) {
      if (signal.aborted) {
        return { outcome: { kind: 'cancelled', step } };
      }
      return { outcome: { kind: 'not-sent', step, error } };
    }
  }

  /** With the answers that are there by now. What turns out to be another write than was asked about is asked about. */
  async #prepareAgain(step: Step, plan: Plan, refusedLogins: ReadonlySet<string>): Promise<Prepared> {
    if (plan.refused.has(step)) {
      throw plan.refused.get(step);
    }
    const before = plan.first.find(each => each.step === step);
    const isOpen = this.#answers.isOpen(step);
    const prepared =
      before && !isOpen
        ? before
        : await this.#prepare(step, await this.#lookup(step, plan.prompted, this.#answers.responses(step)));
    if (!prepared) {
      throw new CodedError('not-sent-cancelled');
    }
    if (refusedLogins.has(prepared.caller.credentialId)) {
      throw new CodedError('not-sent-login');
    }
    checkCall(prepared.call, { ...prepared.caller, mayWrite: true });
    const { production } = this.#services;
    const planned = this.#plannedOf(prepared, []);
    const isCovered = before !== undefined && production.isCovered(planned, this.#plannedOf(before, []));
    if (!isCovered && !(await production.allows([planned]))) {
      throw new CodedError('not-sent-cancelled');
    }
    return prepared;
  }

  /** Where an answer of this run becomes part of the target, the target as written goes along before that is there. */
  #plannedOf({ step, call, caller, credential }: Prepared, before: readonly Step[]): Planned {
    const asked = this.#answers.askedOf(step);
    const isOpen = before.some(({ document, request: { name = '' } }) => {
      return document === step.document && asked.includes(name);
    });
    const written = step.request.target.value;
    return {
      text: step.text,
      call,
      caller,
      role: credential.token.identity?.role,
      usesAnswers: asked.length > 0,
      ...(isOpen && written.includes('{{') ? { written } : {}),
    };
  }

  async #lookup(step: Step, prompts: LayerValues, responses: Lookup): Promise<LayeredLookup> {
    return createLayeredLookup({ ...(await this.#values.layers(step.document)), prompts, responses });
  }

  async #prepare(step: Step, values: LayeredLookup): Promise<Prepared | undefined> {
    const { lookup } = values;
    const { document, file, request } = step;
    const bodyFile = bodyFileOf(file, request, sources, lookup);
    const fileText = bodyFile && (await readBodyFile(bodyFile, document));
    const resolved = resolveRequest(file, request, sources, lookup, fileText);
    await lookForPractice(this.#services);
    const credential = step.credential ?? (await this.#choose(resolved, document.uri));
    requireAccount(step, resolved, credential);
    return credential && this.#signedBy(credential, step, resolved, values);
  }

  #choose(resolved: ResolvedRequest, uri: vscode.Uri): Promise<Credential | undefined> {
    const { book, active, workspaceState } = this.#services;
    return chooseCredential(resolved, book, active, workspaceState, uri);
  }

  async #signedBy(
    credential: Credential,
    step: Step,
    resolved: ResolvedRequest,
    values: LayeredLookup,
  ): Promise<Prepared> {
    const { callers, log, network } = this.#services;
    const { account, token } = credential;
    const { caller, secrets } = await callers.of(credential);
    log.hide(...values.secretsUsed());
    return {
      step,
      call: callOf(resolved, account),
      values,
      kept: {
        source: { uri: step.document.uri.toString(), name: step.request.name, text: step.text },
        credentialId: token.id,
        noLog: isUnlogged(step.request),
      },
      credential,
      caller: { ...caller, skewSeconds: network.clocks.offset(account.accountId) },
      secrets: () => [...secrets(), ...values.secretsUsed()],
    };
  }

  /**
   * Rejects only when the call was not made.
   *
   * @returns undefined when it was cancelled before anything was sent
   */
  async #send(prepared: Prepared, show: Show, signal: AbortSignal): Promise<Sent | undefined> {
    const { step, call, caller, credential, secrets } = prepared;
    const { network, responses, history } = this.#services;
    const store = await history();
    this.#secretsSent.set(step.key, secrets);
    const stop = new AbortController();
    const cancelled = AbortSignal.any([signal, stop.signal]);
    const panels = show === 'never' ? undefined : await responses();
    const running = show === 'always' ? panels : undefined;
    running?.showRunning(step.key, {
      title: call.title,
      accountLabel: `${credential.account.name} · ${caller.credentialLabel}`,
      startedAt: Date.now(),
      cancel: () => stop.abort(),
    });
    let exchange: Exchange;
    try {
      exchange = await network.send({ ...call, ...running?.listening(step.key) }, caller, cancelled);
    } catch (error) {
      // A call that was cut off is an outcome of its own; this one was never made.
      if (cancelled.aborted) {
        running?.showCancelled(step.key);
        return undefined;
      }
      running?.close(step.key);
      throw error;
    }
    return this.#takeIn(exchange, prepared, show, store, panels);
  }

  /** What becomes of an outcome: judged, kept and shown. Of these each goes its way when another one fails. */
  async #takeIn(
    exchange: Exchange,
    { step, values, credential, secrets, kept }: Prepared,
    show: Show,
    store: HistoryStore,
    panels: ResponsePanels | undefined,
  ): Promise<Sent> {
    const verification = verificationOf(exchange, credential);
    // The panel takes the body over: whatever reads it comes first.
    const file = store.add(exchange, { ...kept, secrets: secrets() });
    const judgement = (await this.#tried(() => this.#judge(exchange, step, values))) ?? unjudged;
    if (show === 'always' || !judgement.isGood) {
      await this.#tried(() =>
        panels?.showExchange(step.key, exchange, {
          failure: failureText(exchange, credential),
          checks: checkLines(judgement.checks),
          credentialId: kept.credentialId,
          noLog: kept.noLog,
          secrets,
          isFresh: true,
          kept: file,
        }),
      );
    }
    if (verification) {
      await this.#tried(() => this.#services.book.recordVerification(credential.token.id, verification));
    }
    return { exchange, isLoginRefused: verification?.outcome === 'refused', ...judgement };
  }

  #judge(exchange: Exchange, step: Step, { lookup }: LayeredLookup): Judgement {
    const judgement = judge(step.file, step.request, exchange, sources, lookup);
    this.#answers.keep(step, exchange, judgement.isGood);
    this.#checkProblems.show(step, judgement.checks);
    return judgement;
  }

  /** The call was made: that something could not be done with its outcome is told by itself, and is none of the call's. */
  async #tried<T>(work: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.#services.log.error('take in what came of a call', error);
      void tellError(error);
      return undefined;
    }
  }
}

/** @throws CodedError `account-differs` (data: wanted, account) */
function requireAccount(
  { staysInAccount }: Step,
  { account: wanted }: ResolvedRequest,
  credential: Credential | undefined,
): void {
  if (staysInAccount && wanted !== undefined && credential && !isAccount(credential.account, wanted)) {
    throw new CodedError('account-differs', { wanted: wanted.slice(0, 80), account: credential.account.name });
  }
}

type Show = 'always' | 'when-it-fails' | 'never';

function showOf(option: RunOptions['show'], isLast: boolean): Show {
  if (option === 'none') {
    return 'never';
  }
  return option === 'all' || isLast ? 'always' : 'when-it-fails';
}

const sources: Sources = { now: Date.now, random: Math.random, uuid: randomUUID };

/** What could not be judged is not good: nothing more is sent after it. */
const unjudged: Judgement = { checks: [], isGood: false };

interface Sent extends Judgement {
  readonly exchange: Exchange;
  readonly isLoginRefused: boolean;
}

interface Plan {
  readonly steps: readonly Step[];
  readonly prompted: LayerValues;
  readonly refused: ReadonlyMap<Step, unknown>;
  readonly acknowledged: ReadonlySet<string>;
  /** The steps as far as they can be known before the first answer. */
  readonly first: readonly Prepared[];
}
