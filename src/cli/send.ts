import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isCoded, type CodedError } from '../codedError.ts';
import { AccountQueue } from '../exchange/accountQueue.ts';
import { Answers } from '../exchange/answers.ts';
import { tbaAuthenticator } from '../exchange/authenticate.ts';
import { directTransport } from '../exchange/directTransport.ts';
import { environmentConnection } from '../exchange/environmentConnection.ts';
import { LoginGuard } from '../exchange/loginGuard.ts';
import type { Transport } from '../exchange/transport.ts';
import { systemNonceSource } from '../tba/nonce.ts';
import type { ExitCode } from './cli.ts';
import { readCredentials, readEnvironment, readGateway } from './credentials.ts';
import { errorText } from './errorText.ts';
import { OutputMask } from './outputMask.ts';
import { printable } from './printable.ts';
import { chooseRequests, readBodyFile, readRequestFile, stepMaker } from './requestFile.ts';
import { requestValues, withoutVars } from './requestValues.ts';
import { readSendOptions } from './sendOptions.ts';
import { planAll, type Refusal, type SendContext, type Step } from './sendPlan.ts';
import { jsonReport, textReport } from './sendReport.ts';
import { runPlan } from './sendRun.ts';
import { readValueFiles } from './valueFiles.ts';

/**
 * `tba send`: sends requests of a file, one after the other, those first whose answers others need. Nothing is sent
 * before all that can be known without answers is known to be fine.
 */
export async function runSend(words: readonly string[]): Promise<ExitCode> {
  const options = readSendOptions(words);
  const { path, json, production, bail, vars } = options;
  const read = await readRequestFile(path);
  const chosen = chooseRequests({ ...read, path }, options);
  const environment = await readEnvironment(options.envFile);
  const { account, secrets } = readCredentials(environment);
  const files = await readValueFiles(path, options.env);
  const file = withoutVars(read.file, vars);
  const stepOf = stepMaker(file, read.text);
  const mask = new OutputMask([secrets.consumerSecret, secrets.tokenSecret]);
  const context: SendContext = {
    caller: {
      account: { accountId: account.id, name: account.id, ...readGateway(environment) },
      credentialId: 'environment',
      credentialLabel: account.id,
      authenticate: tbaAuthenticator(account.realm, secrets, systemNonceSource()),
      mayWrite: production,
    },
    answers: new Answers<Step>({ fileOf: () => '', beside: (_, request) => stepOf(request) }),
    values: requestValues({ files, vars, processEnv: options.processEnv ? process.env : undefined, secrets }, file),
    vars,
    readBody: body => readBodyFile(body, path),
    mask,
  };
  const steps = chosen.map(stepOf);
  const plan = await planAll(steps, context);
  const inOneLine = (label: string, error: CodedError) => `tba: ${printable(label)}: ${mask.hide(errorText(error))}\n`;
  if (plan.refusals.length > 0) {
    const lines = plan.refusals.map(({ label, error }) => inOneLine(label, error));
    process.stderr.write(lines.join('') + refusalText(plan.refusals, Math.max(steps.length, plan.steps.length)));
    return 2;
  }
  const report = json ? jsonReport(process.stdout, mask) : textReport(process.stdout, plan.steps.length > 1, mask);
  // A proxy is a matter of this machine, whichever file the credentials are in.
  const transport = directTransport(() => Promise.resolve(environmentConnection(process.env)));
  const interrupt = untilInterrupted();
  const troubles: CodedError[] = [];
  try {
    const exit = await runPlan(plan, context, newExchanger(transport), { bail }, interrupt.signal, {
      outcome: report,
      trouble: (label, error) => {
        troubles.push(error);
        process.stderr.write(inOneLine(label, error));
      },
      pause: (label, { milliseconds, code }) => {
        const seconds = Math.ceil(milliseconds / 1000);
        const text = `The account has too many calls at once (${printable(mask.hideInAnswer(code))}). Trying again in ${seconds} s.`;
        process.stderr.write(`tba: ${printable(label)}: ${text}\n`);
      },
    });
    process.stderr.write(productionHint(troubles));
    return exit;
  } finally {
    interrupt.forget();
    await transport.close();
  }
}

function newExchanger(transport: Transport) {
  let failures: Readonly<Record<string, readonly number[]>> = {};
  const store = { read: () => failures, write: (next: typeof failures) => Promise.resolve(void (failures = next)) };
  return {
    transport,
    queue: new AccountQueue(),
    guard: new LoginGuard(store, Date.now),
    now: Date.now,
    newId: randomUUID,
    retries: {
      wait: (milliseconds: number, signal: AbortSignal) => sleep(milliseconds, undefined, { signal }),
      random: Math.random,
    },
  };
}

function refusalText(refusals: readonly Refusal[], count: number): string {
  const others = count > refusals.length ? ', of the other requests neither' : '';
  return `tba: Nothing was sent${others}.\n${productionHint(refusals.map(({ error }) => error))}`;
}

function productionHint(errors: readonly CodedError[]): string {
  const isWrite = errors.some(error => isCoded(error, 'production-write'));
  return isWrite ? 'tba: Add --production to send to this account what may write.\n' : '';
}

/** Ctrl-C, or a request to end, cancels the call that is under way. A second one ends the process at once. */
function untilInterrupted(): { readonly signal: AbortSignal; readonly forget: () => void } {
  const interrupted = new AbortController();
  const abort = () => interrupted.abort();
  const names = ['SIGINT', 'SIGTERM'] as const;
  names.forEach(name => process.once(name, abort));
  return { signal: interrupted.signal, forget: () => names.forEach(name => process.off(name, abort)) };
}
