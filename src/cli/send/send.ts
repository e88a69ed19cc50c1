import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isCoded } from '../../codedError.ts';
import { Answers } from '../../exchange/values/answers.ts';
import { directTransport } from '../../exchange/transport/directTransport.ts';
import { environmentConnection } from '../../exchange/transport/environmentConnection.ts';
import { LoginGuard } from '../../exchange/guards/loginGuard.ts';
import type { Transport } from '../../exchange/transport/transport.ts';
import { command } from '../command.ts';
import { readEnvironment } from '../credentials.ts';
import type { ExitCode } from '../exitCode.ts';
import { untilInterrupted } from '../streams/interrupt.ts';
import type { OutputMask } from '../streams/outputMask.ts';
import { openReports } from './reportFiles.ts';
import { chooseRequests, readBodyFile, readRequestFile, stepMaker } from './requestFile.ts';
import { requestValues, withoutVars } from './requestValues.ts';
import { productionHint, RunReport, troubleText } from './runReport.ts';
import { readSender } from './sender.ts';
import { readSendOptions, type SendOptions } from './sendOptions.ts';
import { planAll, type Plan, type Refusal, type SendContext, type Step } from './sendPlan.ts';
import { jsonReport, textReport } from './sendReport.ts';
import { runPlan } from './sendRun.ts';
import { readValueFiles } from './valueFiles.ts';

/**
 * `tba send`: sends requests of a file, those first whose answers others need. Nothing is sent before all that can be
 * known without answers is known to be fine.
 */
export const runSend = command('send', async words => {
  const options = readSendOptions(words);
  const { path, json, production, vars, repeat } = options;
  const read = await readRequestFile(path);
  const chosen = chooseRequests({ ...read, path }, options);
  const environment = await readEnvironment(options.envFile);
  const { account, callerFor, secrets, mask } = readSender(environment, options.auth);
  if (chosen.some(({ auth }) => auth === undefined)) {
    await callerFor(undefined);
  }
  const files = await readValueFiles(path, options.env);
  const file = withoutVars(read.file, vars);
  const stepOf = stepMaker(file, read.text);
  const newAnswers = () => new Answers<Step>({ fileOf: () => '', beside: (_, request) => stepOf(request) });
  const context: SendContext = {
    account,
    callerFor: async scheme => ({ ...(await callerFor(scheme)), mayWrite: production }),
    answers: newAnswers(),
    values: requestValues({ files, vars, processEnv: options.processEnv ? process.env : undefined, secrets }, file),
    vars,
    readBody: body => readBodyFile(body, path),
    mask,
  };
  const plan = await planAll(chosen.map(stepOf), context);
  if (plan.refusals.length > 0) {
    process.stderr.write(refusalText(plan.refusals, Math.max(chosen.length, plan.steps.length), mask));
    return 2;
  }
  const several = plan.steps.length > 1 || repeat > 1;
  const print = json ? jsonReport(process.stdout, mask) : textReport(process.stdout, several, mask);
  const report = new RunReport(await openReports(options.reports, path, mask), print, mask);
  const interrupted = await sendAll(plan, { ...context, newAnswers }, options, report);
  return report.end(interrupted, several && !json);
});

/** @returns undefined when nobody interrupted it */
async function sendAll(
  plan: Plan,
  { newAnswers, ...context }: SendContext & { readonly newAnswers: () => Answers<Step> },
  { bail, parallel, repeat, maxSize, retryWrites }: SendOptions,
  report: RunReport,
): Promise<ExitCode | undefined> {
  // A proxy is a matter of this machine, whichever file the credentials are in.
  // Plain http goes to this machine only, and then every call does.
  const isSecure = context.account.baseUrl?.startsWith('http:') !== true;
  const transport = directTransport(
    () => Promise.resolve(environmentConnection(process.env, isSecure)),
    parallel,
    () => maxSize,
  );
  const exchanger = newExchanger(transport, retryWrites);
  const { signal, exitCode, forget } = untilInterrupted();
  let next = { plan, context };
  try {
    for (let run = 1, isStopped = false; run <= repeat && !isStopped; run++) {
      const options = { bail, parallel, ...(repeat > 1 && { run }) };
      ({ isStopped } = await runPlan(next.plan, next.context, exchanger, options, signal, report));
      // The next time, answers and values are made anew.
      next = { plan: { ...plan, ready: new Map() }, context: { ...context, answers: newAnswers() } };
    }
  } finally {
    forget();
    // Not closed in order: a call that was cancelled may still wait for its connection.
    await transport.destroy();
  }
  return exitCode();
}

function newExchanger(transport: Transport, retryWrites: boolean) {
  let failures: Readonly<Record<string, readonly number[]>> = {};
  const store = { read: () => failures, write: (next: typeof failures) => Promise.resolve(void (failures = next)) };
  return {
    transport,
    // How many calls are under way is decided where they are begun.
    queue: { run: <T>(_: string, __: AbortSignal, work: () => Promise<T>) => work() },
    guard: new LoginGuard(store, Date.now),
    now: Date.now,
    newId: randomUUID,
    retries: {
      wait: (milliseconds: number, signal: AbortSignal) => sleep(milliseconds, undefined, { signal }),
      random: Math.random,
      writes: retryWrites,
    },
  };
}

/** One refusal is told in one line, several in a line each. */
function refusalText(refusals: readonly Refusal[], count: number, mask: OutputMask): string {
  const others = count > refusals.length ? ', of the other requests neither' : '';
  const lines = refusals.map(({ label, error }) => troubleText(label, error, mask)).join('');
  const end = `Nothing was sent${others}.\n`;
  const hint = refusals.some(({ error }) => isCoded(error, 'production-write')) ? productionHint : '';
  return refusals.length === 1 ? `${lines.trimEnd()} ${end}${hint}` : `${lines}tba: ${end}${hint}`;
}
