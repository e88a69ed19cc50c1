import { randomUUID } from 'node:crypto';
import { CodedError, isCoded } from '../../codedError.ts';
import type { Answers, ChainStep } from '../../exchange/values/answers.ts';
import type { LayeredLookup } from '../../exchange/values/layeredLookup.ts';
import { callOf } from '../../exchange/requestCall.ts';
import { checkCall, type Call, type Caller, type CallerAccount } from '../../exchange/send.ts';
import { checksOf } from '../../requests/checks.ts';
import { createExpander, type Lookup } from '../../requests/values/expand.ts';
import type { AuthScheme } from '../../requests/parse/directives.ts';
import type { Node, RequestNode } from '../../requests/nodes.ts';
import { parseResponseReference } from '../../requests/values/responseReference.ts';
import { bodyFileOf, resolveRequest, type BodyFile, type ResolvedRequest } from '../../requests/values/resolve.ts';
import type { Sources } from '../../requests/values/systemValues.ts';
import { parseAccountId } from '../../tba/accountId.ts';
import type { OutputMask } from '../streams/outputMask.ts';
import { checkPrompts } from './requestValues.ts';

/** A request of the file that is to be sent. */
export interface Step extends ChainStep {
  /** What it is called at a terminal. */
  readonly label: string;
  readonly name: string | undefined;
}

/** A request that can be sent. */
export interface Prepared {
  /** With the URL that it will be sent to. */
  readonly call: Call;
  readonly caller: Caller;
  /** The values that it was made with; its checks want more of them. */
  readonly lookup: Lookup;
}

/** A request that cannot, and why. */
export interface Refusal {
  readonly label: string;
  readonly error: CodedError;
}

/** What a run is made with. */
export interface SendContext {
  readonly account: CallerAccount;
  /** Who makes the calls of requests that log in by this scheme, or that name none. */
  readonly callerFor: (scheme: AuthScheme | undefined) => Promise<Caller>;
  readonly answers: Answers<Step>;
  /** The values of a request, given where it finds answers. */
  readonly values: (responses: Lookup) => LayeredLookup;
  readonly vars: ReadonlyMap<string, string>;
  readonly readBody: (file: BodyFile) => Promise<string>;
  readonly mask: OutputMask;
}

/** The requests in the order in which they are sent, those included whose answers others need. */
export interface Plan {
  readonly steps: readonly Step[];
  /** What is sent as it is; the others wait for answers. */
  readonly ready: ReadonlyMap<Step, Prepared>;
  /** The steps whose answers a step waits for, those included that only its body's file refers to. */
  readonly waitsFor: ReadonlyMap<Step, readonly Step[]>;
  readonly refusals: readonly Refusal[];
}

export const sources: Sources = { now: Date.now, random: Math.random, uuid: randomUUID };

/**
 * Resolves and checks every request, and sends none: what can be known beforehand is told of all of them at once. Of a
 * request that needs an answer that is all but what the answer leads to.
 */
export async function planAll(chosen: readonly Step[], context: SendContext): Promise<Plan> {
  const refusals: Refusal[] = [];
  const known: Step[] = [];
  for (const step of chosen) {
    const error = await codedErrorOf(() => context.answers.needed(step));
    if (error) refusals.push({ label: step.label, error });
    else known.push(step);
  }
  const steps = context.answers.withNeeded(known);
  const ready = new Map<Step, Prepared>();
  const before = new Set<string>();
  for (const step of steps) {
    const error = await codedErrorOf(async () => {
      const prepared = await prepareBefore(step, before, context);
      if (prepared) ready.set(step, prepared);
    });
    if (error) refusals.push({ label: step.label, error });
    if (step.name !== undefined) before.add(step.name);
  }
  return { steps, ready, waitsFor: refusals.length > 0 ? new Map() : whoWaits(steps, context), refusals };
}

function whoWaits(steps: readonly Step[], { answers }: SendContext): ReadonlyMap<Step, readonly Step[]> {
  const byRequest = new Map(steps.map(step => [step.request, step]));
  const byName = new Map(steps.map(step => [step.name, step]));
  const waitedFor = (step: Step) =>
    [
      ...answers.needed(step).map(request => byRequest.get(request)),
      ...answers.askedOf(step).map(name => byName.get(name)),
    ].filter((other): other is Step => other !== undefined && other !== step);
  return new Map(steps.map(step => [step, waitedFor(step)]));
}

/** A request whose turn it is, with the answers that are there by now. */
export function prepareNow(step: Step, context: SendContext): Promise<Prepared> {
  return prepare(step, context.answers.responses(step), context);
}

/** @returns undefined for a request that has to be prepared again when it is its turn */
async function prepareBefore(
  step: Step,
  before: ReadonlySet<string>,
  context: SendContext,
): Promise<Prepared | undefined> {
  const { answers, vars } = context;
  checkPrompts(step.request, vars);
  const responses = answers.responsesBefore(step);
  try {
    const prepared = await prepare(step, responses, context);
    // Values of checks are put in when there is an answer; what is wrong with them shows now.
    const { expand } = createExpander(step.file, sources, prepared.lookup);
    checksOf(step.request).forEach(({ value }) => value && expand([value]));
    checkAsked(step, answers.askedOf(step), before);
    return answers.isOpen(step) ? undefined : prepared;
  } catch (error) {
    const lookup = context.mask.watch(context.values(responses));
    if (!isCoded(error) || !dependsOnAnswer(error, step, lookup)) throw error;
    return undefined;
  }
}

async function prepare({ file, request }: Step, responses: Lookup, context: SendContext): Promise<Prepared> {
  const { account, values, mask, readBody } = context;
  const lookup = mask.watch(values(responses));
  const bodyFile = bodyFileOf(file, request, sources, lookup);
  const resolved = resolveRequest(file, request, sources, lookup, bodyFile && (await readBody(bodyFile)));
  checkAccount(resolved, account);
  const caller = await context.callerFor(resolved.auth);
  return { call: checkCall(callOf(resolved, account), caller), caller, lookup };
}

/** What only the body's file refers to is not sent by itself, so it has to come before. */
function checkAsked({ file }: Step, asked: readonly string[], before: ReadonlySet<string>): void {
  for (const name of asked) {
    const named = file.requests.filter(request => request.name === name);
    if (named.length === 0) throw new CodedError('request-unknown', { name });
    if (named.length > 1) throw new CodedError('request-ambiguous', { name });
    if (!before.has(name)) throw new CodedError('response-not-received', { request: name });
  }
}

/** Codes that speak of one piece of a request, which an answer may be part of. */
const pieceOf: Readonly<Record<string, (request: RequestNode) => readonly Node<string>[]>> = {
  'account-differs': ({ account }) => (account ? [account] : []),
  'auth-unknown': ({ auth }) => (auth ? [auth] : []),
  'body-file-encoding': bodyPath,
  'body-file-not-text': bodyPath,
  'body-file-too-large': bodyPath,
  'body-file-unreadable': bodyPath,
  'host-of-another-account': targetOf,
  'target-unknown': targetOf,
  'url-http-not-loopback': targetOf,
  'url-invalid': targetOf,
  'url-oauth-parameter': targetOf,
  'url-scheme': targetOf,
  'url-userinfo': targetOf,
};

function bodyPath({ body }: RequestNode): readonly Node<string>[] {
  return body?.file ? [body.file.path] : [];
}

function targetOf({ target }: RequestNode): readonly Node<string>[] {
  return target.parts;
}

/** Whether an error may come from what stands in place of an answer that is still to come. */
function dependsOnAnswer({ code }: CodedError, { file, request }: Step, lookup: Lookup): boolean {
  let isAsked = false;
  const { expand } = createExpander(file, sources, name => {
    isAsked ||= parseResponseReference(name) !== undefined;
    return lookup(name);
  });
  expand(pieceOf[code]?.(request) ?? []);
  return isAsked;
}

/** A request that names its account goes to no other. Names of one's own are not known here, so they match nothing. */
function checkAccount({ account: wanted }: ResolvedRequest, { accountId }: CallerAccount): void {
  if (wanted !== undefined && normalised(wanted) !== accountId) {
    throw new CodedError('account-differs', { wanted: wanted.slice(0, 80), account: accountId });
  }
}

function normalised(account: string): string | undefined {
  try {
    return parseAccountId(account).id;
  } catch (error) {
    if (isCoded(error)) {
      return undefined;
    }
    throw error;
  }
}

async function codedErrorOf(work: () => unknown): Promise<CodedError | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (!isCoded(error)) {
      throw error;
    }
    return error;
  }
}
